"""What a rule may look at, and how it words a place."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction
from functools import cached_property
from itertools import groupby

from engine.addresses import Cell
from engine.amounts import show_number
from engine.calc import Amount, FlikValues, comment_of, flik_values
from engine.data import BookData, FlikData, RawCell
from engine.data.comments import says_something
from engine.findings import Finding, FoundValue, make_finding, rule_named
from engine.layout import PlacedRow, PlacedTarget
from engine.model import ColumnKind
from engine.organisation import Kommun, Namnd
from engine.periods import Occasion
from engine.rules.filed import FiledTable

Input = tuple[PlacedTarget, Amount]
"""An input cell and the number it holds."""
LedgerColumns = Mapping[ColumnKind, Mapping[str, int]]
"""Öre with report sign by column kind and row id."""


@dataclass(frozen=True)
class FlikScope:
    """One flik under check, its amounts read and evaluated.

    Attributes:
        comments: every row with a comment that says something.
    """

    data: FlikData
    values: FlikValues
    comments: tuple[tuple[PlacedRow, str], ...]

    @classmethod
    def of(cls, data: FlikData) -> "FlikScope":
        """Read and evaluate a flik."""
        comments = tuple((row, text) for row in data.layout.rows if says_something(text := comment_of(data, row)))
        return cls(data, flik_values(data), comments)

    @cached_property
    def inputs(self) -> tuple[Input, ...]:
        """The input cells of the table that hold numbers, row by row."""
        known = self.values.inputs
        return tuple([(target, known[target.cell]) for target in self.data.layout.targets if target.cell in known])

    @cached_property
    def input_rows(self) -> tuple[tuple[Input, ...], ...]:
        """The same, each row for itself."""
        return tuple(tuple(row) for _, row in groupby(self.inputs, key=lambda item: item[0].cell.row))

    def target(self, row_id: str, kind: ColumnKind) -> PlacedTarget | None:
        """The amount cell of a declared row in a column; None when the flik lacks either."""
        row, column = self.data.layout.row(row_id), self.data.layout.column(kind)
        return self.data.layout.targets_by_cell.get(Cell(row.number, column.number)) if row and column else None

    def amount(self, row: PlacedRow, kind: ColumnKind) -> Amount:
        """The amount (tkr) of a row in a column; 0 where there is none."""
        column = self.data.layout.column(kind)
        return self.values.values.get(Cell(row.number, column.number), 0) if column else 0

    def total(self, kind: ColumnKind) -> PlacedTarget | None:
        """The cell of the row people look at first (Årets resultat, the total) in a column."""
        return self.target(self.data.layout.flik.table.key_row.id, kind)

    def raws(self) -> Iterator[tuple[PlacedTarget, RawCell]]:
        """Every amount cell in which anything stands, with that."""
        return self.data.standing(self.data.layout.targets)


@dataclass(frozen=True, slots=True)
class BookScope:
    """A workbook under check.

    Attributes:
        book: what was read.
        kommun: whose settings and decisions apply.
        namnd: the nämnd it belongs to; None when nobody can say.
        occasion: ``--tillfalle``; None checks every flik that has been filled.
        asked_year: ``--ar``; None when it was not given.
        flikar: the flikar whose figures are checked.
        required: declared names of the flikar the occasion asks for; empty without an occasion.
        filed: what was filed at other occasions, as far as the call and the workbook know.
        ledger: what the stripped ledger gives, by declared flik, column kind and row id, in öre; None without one.
        filed_at: when the workbook is handed in (local time); None for a check on the way there.
    """

    book: BookData
    kommun: Kommun
    namnd: Namnd | None
    occasion: Occasion | None
    asked_year: int | None
    flikar: tuple[FlikScope, ...]
    required: tuple[str, ...]
    filed: tuple[FiledTable, ...] = ()
    ledger: Mapping[str, LedgerColumns] | None = None
    filed_at: datetime | None = None

    def parameter(self, rule_id: str, name: str) -> Amount:
        """A rule's parameter, exact: kommun.toml's, else the rule's own."""
        setting = self.kommun.regler.get(rule_id)
        value = setting.parametrar.get(name) if setting else None
        number = Fraction(str(rule_named(rule_id).parameters[name] if value is None else value))
        return int(number) if number.denominator == 1 else number

    @property
    def year(self) -> int:
        """ÅR."""
        return self.book.year


def what_stands(amount: Amount | None) -> str:
    """The amount of a cell as a sentence begins with it; None for an empty cell."""
    return "cellen är tom" if amount is None else f"beloppet är {show_number(amount)}"


def finding_at(  # noqa: PLR0913 a finding has this many parts
    rule_id: str,
    data: FlikData,
    target: PlacedTarget,
    message: str,
    *,
    found: FoundValue = None,
    expected: FoundValue = None,
    remedy: str | None = None,
) -> Finding:
    """A finding about one amount cell; the message begins with the place in the words of the table."""
    place = f"{target.row.label or 'Rad utan namn'}, {target.column.heading}"
    return make_finding(
        rule_id,
        f"{place}: {message}",
        flik=data.name,
        cell=target.cell,
        row=target.row.label or None,
        column=target.column.column.kind.value,
        found=found,
        expected=expected,
        remedy=remedy,
    )
