"""What differs between the figures of two workbooks, by flik, row and column, and which sums move with them."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from engine.calc import Amount, flik_values
from engine.data import BookData, FlikData
from engine.findings import json_value
from engine.text import fold

_Key = tuple[str, str, int, str]


@dataclass(frozen=True, slots=True)
class FigureChange:
    """One amount that differs.

    Attributes:
        flik: the tab's name in the later workbook, else in the earlier one.
        row: the row's label.
        column: the column kind.
        before, after: tkr; None where the amount is not there.
        derived: the cell follows from others by a formula.
    """

    flik: str
    row: str
    column: str
    before: Amount | None
    after: Amount | None
    derived: bool

    def as_json(self) -> dict[str, object]:
        """The change's keys."""
        return {
            "flik": self.flik, "rad": self.row, "kolumn": self.column, "fore": json_value(self.before),
            "efter": json_value(self.after), "harledd": self.derived,
        }  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Figure:
    row: str
    amount: Amount
    derived: bool


def figure_changes(before: BookData, after: BookData) -> tuple[FigureChange, ...]:
    """The amounts that differ between two workbooks, flik by flik in the order of the later one.

    Rows are the same when their labels and categories are, so inserted and moved rows change nothing by themselves.
    An absent amount and 0 are the same.
    """
    names = dict.fromkeys(flik.layout.flik.name for flik in (*after.flikar, *before.flikar))
    return tuple(change for name in names for change in _of_flik(before.flik(name), after.flik(name)))


def _of_flik(before: FlikData | None, after: FlikData | None) -> Iterator[FigureChange]:
    earlier, later = _figures(before), _figures(after)
    present = after or before
    for key in dict.fromkeys((*later, *earlier)):
        old, new = earlier.get(key), later.get(key)
        if present is not None and (old.amount if old else 0) != (new.amount if new else 0):
            known = new or old
            yield FigureChange(
                flik=present.name,
                row=known.row if known else "",
                column=key[3],
                before=old.amount if old else None,
                after=new.amount if new else None,
                derived=bool(known and known.derived),
            )


def _figures(flik: FlikData | None) -> Mapping[_Key, _Figure]:
    """Every amount of a flik by its category, label, which of several rows of that label, and column kind."""
    if flik is None:
        return {}
    values = flik_values(flik).values
    met: Counter[tuple[str, str, str]] = Counter()
    found: dict[_Key, _Figure] = {}
    for target in flik.layout.targets:
        place = (target.row.block or "", fold(target.row.label), target.column.column.kind.value)
        if target.cell in values:
            found[place[0], place[1], met[place], place[2]] = _Figure(
                target.row.label, values[target.cell], target.formula is not None
            )
        met[place] += 1
    return found
