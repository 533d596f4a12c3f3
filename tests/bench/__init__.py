"""What things cost, beside openpyxl, pandas and bare DuckDB doing the same work: ``python -m tests.bench``."""
