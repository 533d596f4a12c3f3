"""The declarations: occasions, flikar, rows, columns and templates, read by the engine."""
