"""Which of the ledger's columns each SIE dimension is, by the headings that kommun.toml accepts.

A dimension goes by its number (``dim 1``) or by its name (``Kostnadsställe``), as any other heading does. Where
nothing is said of ansvar it is dimension 1, which the standard keeps for kostnadsställe or resultatenhet.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from engine.errors import UnreadableError
from engine.ledger.formats.sie_text import Objects
from engine.ledger.headings import names_by_spelling
from engine.text import fold

_MAPPABLE = ("ansvar", "motpart", "verksamhet", "projekt", "aktivitet", "objekt")
STANDARD_ANSVAR = "1"
_STANDARD_NAMES = {
    "1": "Kostnadsställe", "2": "Kostnadsbärare", "6": "Projekt", "7": "Anställd", "8": "Kund", "9": "Leverantör",
    "10": "Faktura",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Dimension:
    """A dimension as declared; ``parent`` is the dimension it divides, empty when it is its own."""

    number: str
    name: str
    parent: str = ""


@dataclass(frozen=True)
class Dimensions:
    """The dimensions of a file and the columns they fill.

    Attributes:
        columns: number → the contract's column.
        carried: number → heading, for those that are only carried through.
        parents: number → the dimension it divides.
        assumed: ansvar is dimension 1 because nothing else is said.
    """

    columns: Mapping[str, str]
    carried: Mapping[str, str]
    parents: Mapping[str, str]
    assumed: bool

    @cached_property
    def headings(self) -> tuple[str, ...]:
        """The columns that an object list fills: ansvar and motpart always, the others where a dimension is."""
        known = [name for name in _MAPPABLE if name in ("ansvar", "motpart") or name in self.columns.values()]
        return (*known, *self.carried.values())

    def fields(self, objects: Objects) -> tuple[str, ...]:
        """An object list as fields under ``headings``."""
        found: dict[str, str] = {}
        for number, code in objects:
            found.setdefault(self.columns.get(number) or self.carried.get(number, ""), code)
        for number, code in objects:
            column = self.columns.get(self.parents.get(number, ""))
            if column is not None:
                found.setdefault(column, code)
        return tuple(found.get(heading, "") for heading in self.headings)

    def place(self, used: Iterable[str]) -> bool:
        """Whether any of the dimensions ``used`` gives a row its ansvar."""
        return any("ansvar" in (self.columns.get(n), self.columns.get(self.parents.get(n, ""))) for n in used)

    def ansvar(self, objects: Objects) -> str:
        """The ansvar of an object list; empty when it has none."""
        return self.fields(objects)[0]


def map_dimensions(
    name: str, declared: Iterable[Dimension], used: Iterable[str], accepted: Mapping[str, tuple[str, ...]]
) -> Dimensions:
    """Join the dimensions of a file with the columns.

    Args:
        name: the file, for the message.
        declared: the file's ``#DIM`` and ``#UNDERDIM``.
        used: the numbers that stand in its rows.
        accepted: the headings that kommun.toml accepts for a column.

    Raises:
        UnreadableError: two dimensions are one column.
    """
    known = {one.number: one for one in declared}
    for number in used:
        known.setdefault(number, Dimension(number, _STANDARD_NAMES.get(number, f"dim {number}")))
    names = names_by_spelling(accepted)
    columns = {number: column for number, one in known.items() if (column := _column(one, names)) is not None}
    _refuse_twice(name, columns, known)
    assumed = "ansvar" not in columns.values() and STANDARD_ANSVAR not in columns
    if assumed:
        columns[STANDARD_ANSVAR] = "ansvar"
    return Dimensions(
        columns,
        _carried([known[number] for number in dict.fromkeys(used) if number not in columns], names),
        {one.number: one.parent for one in known.values() if one.parent and one.number not in columns},
        assumed=assumed,
    )


def _column(dimension: Dimension, names: Mapping[str, str]) -> str | None:
    found = (names.get(fold(text)) for text in (f"dim {dimension.number}", dimension.name))
    return next((column for column in found if column in _MAPPABLE), None)


def _carried(dimensions: Iterable[Dimension], names: Mapping[str, str]) -> dict[str, str]:
    """Number → heading: the dimension's name, or its number where the name already is another column's."""
    headings: dict[str, str] = {}
    taken = set(names)
    for one in dimensions:
        headings[one.number] = f"dim {one.number}" if fold(one.name) in taken else one.name
        taken.add(fold(one.name))
    return headings


def _refuse_twice(name: str, columns: Mapping[str, str], known: Mapping[str, Dimension]) -> None:
    for column in _MAPPABLE:
        numbers = [number for number, found in columns.items() if found == column]
        if len(numbers) > 1:
            shown = " och ".join(f"dim {number} ({known[number].name})" for number in numbers)
            raise UnreadableError(
                name, f"både {shown} är {column}.", "Ange bara en av dem under [huvudbok] kolumner i kommun.toml."
            )
