"""What the buttons do to the open workbook, one module for each group of the ribbon.

Each reads a copy of the workbook, unsaved changes included, through the same functions as the commands. What would
change is shown first, is written cell by cell into the open workbook, and one press takes it back.
"""
