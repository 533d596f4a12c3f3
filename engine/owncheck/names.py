"""Names of amounts in a check formula: ``RR.Köp_av_tjänster.Prognos``."""

import re
from dataclasses import dataclass

from engine.model import ColumnKind
from engine.text import fold, nearest

TABLES = ("RR", "INV", "FORUTB", "PROGSAK")
_NOT_WORD = re.compile(r"[\W_]+")
_YEAR = re.compile(r"\{ar\}|\b(19|20)\d\d\b")


class RefusedFormulaError(Exception):
    """A formula that is not one of ours; the message says what stands there and the remedy what to write."""

    def __init__(self, message: str, remedy: str) -> None:
        super().__init__(message)
        self.message = message
        self.remedy = remedy


@dataclass(frozen=True, slots=True)
class CellName:
    """One amount by its names.

    Attributes:
        text: as it was written.
        table: ``RR``, ``INV``, ``FORUTB`` or ``PROGSAK``.
        row: the row's label as ``row_key`` makes it.
        column: the column kind.
    """

    text: str
    table: str
    row: str
    column: ColumnKind


def row_key(label: str) -> str:
    """A label or the middle of a name in the form in which they are equal.

    Letters and digits without case and diacritics; everything between them, and a year, is one ``_``:
    ``- varav exploatering`` is ``varav_exploatering``, ``Bokslut 2022`` is ``bokslut``.
    """
    return _NOT_WORD.sub("_", fold(_YEAR.sub(" ", label))).strip("_")


def read_name(text: str) -> CellName:
    """The amount that a name in a formula means.

    Raises:
        RefusedFormulaError: it has not three parts, or nobody declared the table or the column kind.
    """
    parts = text.split(".")
    if len(parts) != 3 or not all(parts):
        raise RefusedFormulaError(
            f"”{text}” är inget namn på ett belopp",
            "Skriv tabell, rad och kolumn med punkt emellan och _ för mellanslag: RR.Köp_av_tjänster.Prognos.",
        )
    table, row, column = parts
    if table.upper() not in TABLES:
        raise RefusedFormulaError(f"tabellen ”{table}” finns inte i ”{text}”", _meant(table, TABLES))
    kinds = {fold(kind.value): kind for kind in ColumnKind}
    if fold(column) not in kinds:
        raise RefusedFormulaError(f"kolumnen ”{column}” finns inte i ”{text}”", _meant(column, tuple(kinds)))
    return CellName(text, table.upper(), row_key(row), kinds[fold(column)])


def _meant(name: str, known: tuple[str, ...]) -> str:
    near = nearest(name, known) or known
    return f"Närmast är {', '.join(near)}."
