"""The calculation engine: tables, amounts, ledgers, rules and files; not which flikar exist."""
