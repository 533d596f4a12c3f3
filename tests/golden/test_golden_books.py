"""The empty workbook cell by cell, against a committed text file that a reviewer can read.

When a change is meant, ``make golden`` (``FLIKAR_GOLDEN=write python -m pytest tests/golden``) writes the files anew;
the difference then belongs in the same commit as the change.
"""

import os
from pathlib import Path

import pytest

from tests.golden.dump import dump
from tests.support.books import template

GOLDEN = Path(__file__).parent
BOOKS = {"von-2022.txt": "VON"}


@pytest.mark.parametrize("name", BOOKS)
def test_the_workbook_is_as_it_was(name: str) -> None:
    made = dump(template(BOOKS[name]))
    if os.environ.get("FLIKAR_GOLDEN") == "write":
        (GOLDEN / name).write_text(made, encoding="utf-8", newline="\n")
    assert made.splitlines() == (GOLDEN / name).read_text(encoding="utf-8").splitlines()


def test_the_file_says_what_matters() -> None:
    """A golden file that lost its formulas or its locks would guard nothing."""
    lines = (GOLDEN / "von-2022.txt").read_text(encoding="utf-8").splitlines()
    formulas = [line for line in lines if " '=" in line or ' "=' in line]
    inputs = [line for line in lines if " - | öppen | #,##0;-#,##0;0" in line]
    assert len(formulas) > 350
    assert len(inputs) > 400
    assert all("| låst |" in line and " = " in line for line in formulas)
