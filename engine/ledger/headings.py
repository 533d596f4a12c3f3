"""The heading row of a ledger export: its separator, and what each column is."""

import csv
from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from engine.errors import UnreadableError
from engine.ledger.cells import Cells
from engine.ledger.sources import Source
from engine.text import fold

REQUIRED = ("konto", "ansvar", "motpart", "period", "belopp", "typ")
OPTIONAL = ("verksamhet", "projekt", "aktivitet", "objekt", "verifikation", "text")
SEPARATORS = (";", "\t", ",")


@dataclass(frozen=True, slots=True)
class Headings:
    """What the heading row says.

    Attributes:
        separator: ``;``, tab or ``,``; nothing in a range.
        lines: how many physical lines go before the first data row.
        columns: one per column: the contract's name, or the heading as it stands for a column that is only
            carried through.
    """

    separator: str
    lines: int
    columns: tuple[str, ...]

    @property
    def has_typ(self) -> bool:
        """Whether a column says utfall or budget."""
        return "typ" in self.columns


def read_headings(source: Source | Cells, accepted: Mapping[str, tuple[str, ...]], *, typ_given: bool) -> Headings:
    """The heading row of ``source``.

    Args:
        source: the export, or the range it stands in.
        accepted: the headings that kommun.toml accepts for a column, beside the contract's own name.
        typ_given: the caller says what the amounts are, so that no column typ is needed.

    Raises:
        UnreadableError: no heading row, a required column missing, or one column named twice.
    """
    names = names_by_spelling(accepted)
    best = _of_cells(source, names) if isinstance(source, Cells) else _of_text(source, names)
    _refuse_missing(source, best, accepted, typ_given=typ_given)
    _refuse_twice(source, best)
    return best


def names_by_spelling(accepted: Mapping[str, tuple[str, ...]]) -> dict[str, str]:
    """Folded heading → the contract's name of the column, by kommun.toml or by its own name."""
    own = {fold(name): name for name in (*REQUIRED, *OPTIONAL)}
    return own | {fold(spelling): name for name, spellings in accepted.items() for spelling in spellings}


def _of_cells(cells: Cells, names: Mapping[str, str]) -> Headings:
    return Headings("", cells.first - 1, named_columns(cells.headings, names))


def _of_text(source: Source, names: Mapping[str, str]) -> Headings:
    read = [_read_with(source, separator, names) for separator in SEPARATORS]
    return max(read, key=lambda headings: sum(column in REQUIRED for column in headings.columns))


def _read_with(source: Source, separator: str, names: Mapping[str, str]) -> Headings:
    with source.path.open(encoding="utf-8-sig", newline="") as file:
        reader = csv.reader(file, delimiter=separator)
        try:
            row = next((row for row in reader if any(field.strip() for field in row)), [])
        except csv.Error as error:
            raise UnreadableError(source.name, f"rubrikraden kan inte läsas ({error}).") from error
        return Headings(separator, reader.line_num, named_columns(row, names))


def named_columns(texts: Iterable[str], names: Mapping[str, str]) -> tuple[str, ...]:
    """One per heading: the contract's name of the column, else the heading as it stands."""
    return tuple(names.get(fold(text), text.strip()) for text in texts)


def missing_columns(columns: Collection[str], *, typ_given: bool) -> list[str]:
    """The contract's columns that a ledger needs and does not have."""
    return [name for name in REQUIRED if name not in columns and not (typ_given and name == "typ")]


def _refuse_missing(
    source: Source | Cells, headings: Headings, accepted: Mapping[str, tuple[str, ...]], *, typ_given: bool
) -> None:
    missing = missing_columns(headings.columns, typ_given=typ_given)
    if missing == ["typ"]:
        raise UnreadableError(
            source.name, "kolumnen typ saknas.", "Ange --typ utfall eller --typ budget, eller lägg till kolumnen."
        )
    if missing:
        spellings = "; ".join(f"{name}: {', '.join(accepted.get(name, (name,)))}" for name in missing)
        word = "kolumnen" if len(missing) == 1 else "kolumnerna"
        raise UnreadableError(
            source.name,
            f"{word} {', '.join(missing)} saknas; rubrikerna är {', '.join(headings.columns)}.",
            f"Rätta rubrikerna, eller ange dem under [huvudbok] kolumner i kommun.toml (nu gäller {spellings}).",
        )


def _refuse_twice(source: Source | Cells, headings: Headings) -> None:
    known = Counter(column for column in headings.columns if column in REQUIRED or column in OPTIONAL)
    twice = [column for column, count in known.items() if count > 1]
    if twice:
        raise UnreadableError(
            source.name,
            f"flera kolumner kan vara {', '.join(twice)}.",
            "Ta bort den ena, eller ändra [huvudbok] kolumner i kommun.toml.",
        )
