"""The glossary and the code agree: nothing listed is missing from the code, no Swedish name from the glossary."""

import re
from pathlib import Path

import pytest

from engine import organisation
from engine.model import ColumnKind
from engine.organisation.kommun import KommunFile
from engine.periods import OccasionKind

REPOSITORY = Path(__file__).parents[2]
GLOSSARY = REPOSITORY / "workbooks" / "GLOSSARY.md"
ENGLISH = {
    "BUILT_IN_NAME", "INCOME_TOTAL", "LEDGER_COLUMNS", "OWN_FLIKAR", "SHARED_ROWS", "USUAL_COSTS", "CodeRange",
    "CodeSet", "Fault", "read_range", "shared_codes",
}  # fmt: skip
"""Names of engine.organisation that need no glossary."""


def _rows() -> list[list[str]]:
    lines = [line for line in GLOSSARY.read_text(encoding="utf-8").splitlines() if line.startswith("| ")]
    rows = [[cell.strip() for cell in line.strip("|").split(" | ")] for line in lines]
    return [row for row in rows if row[0] not in {"term", "---"}]


ROWS = _rows()
IN_CODE = {name for row in ROWS for name in re.findall(r"`([^`]+)`", row[-1])}


def _words_of_the_code() -> set[str]:
    sources = [
        path for folder in ("engine", "workbooks", "udfs", "addin") for path in (REPOSITORY / folder).rglob("*.py")
    ]
    return {word for path in sources for word in re.findall(r"\w+", path.read_text(encoding="utf-8"))}


def test_every_row_has_a_term_a_meaning_and_code() -> None:
    assert len(ROWS) > 50
    assert [row for row in ROWS if len(row) != 3 or not all(row) or "`" not in row[2]] == []


def test_no_term_is_explained_twice() -> None:
    terms = [row[0] for row in ROWS]
    assert sorted(set(terms)) == sorted(terms)


def test_what_is_listed_occurs_in_the_code() -> None:
    assert IN_CODE - _words_of_the_code() == set()


def test_every_swedish_name_of_the_organisation_is_listed() -> None:
    assert set(organisation.__all__) - ENGLISH - IN_CODE == set()
    assert set(organisation.__all__) >= ENGLISH, "an exception that is no longer needed"


@pytest.mark.parametrize("section", KommunFile.model_fields)
def test_every_section_of_kommun_toml_is_listed(section: str) -> None:
    assert {section, section.capitalize()} & IN_CODE


@pytest.mark.parametrize("kind", [*ColumnKind, *OccasionKind], ids=str)
def test_every_column_and_occasion_kind_is_listed(kind: ColumnKind | OccasionKind) -> None:
    assert kind.name in IN_CODE


@pytest.mark.parametrize("term", ["flik", "nämnd", "ansvar", "motpart", "interninternt", "EIRA", "rensa"])
def test_the_terms_messages_use_are_explained(term: str) -> None:
    assert term in {row[0] for row in ROWS}
