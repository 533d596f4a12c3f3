"""The budget bridge: from the decided budget over the year's changes to the Budget columns of the flikar."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from engine.addresses import Cell, column_letters
from engine.layout.checks import FAILS, HOLDS, within
from engine.layout.cover import quoted
from engine.layout.placed import FlikLayout
from engine.model import ColumnKind
from engine.periods import Occasion

BRIDGE = "Budgetbrygga"
HEADING_ROW = 6
DECISION_ROW = 7
LABEL_COLUMN, DECISION_COLUMN, FROM_COLUMN, GRANT_COLUMN, INVESTMENT_COLUMN = 1, 2, 3, 4, 5
SHEET_COLUMN, OCCASION_COLUMN, KEY_COLUMN, WANTED_COLUMN, STANDING_COLUMN, OFF_COLUMN, CHECK_COLUMN = range(1, 8)
NOT_COMPARED = "–"
DECISION_LABEL, CHANGE_LABEL = "Kommunfullmäktiges beslut", "Budgetändring"
DECIDED_HEADINGS = ("Post", "Beslut", "Från och med period", "Kommunbidrag, tkr", "Investeringar, tkr")
COMPARED_HEADINGS = (
    "Flik",
    "Tillfälle",
    "Belopp",
    "Enligt besluten, tkr",
    "I fliken, tkr",
    "Skillnad, tkr",
    "Kontroll",
)
_FEWEST_ROWS, _SPARE_ROWS = 8, 3


@dataclass(frozen=True, slots=True)
class BudgetChange:
    """A change of the year's budget: who decided it, the first period (ÅÅÅÅMM) it is in force, and tkr."""

    decision: str
    start: int
    grant: Decimal
    investment: Decimal


@dataclass(frozen=True, slots=True)
class Decisions:
    """What kommunfullmäktige has decided for a nämnd and a year, in tkr; None where nobody has said."""

    grant: Decimal | None
    investment: Decimal | None
    changes: tuple[BudgetChange, ...]


@dataclass(frozen=True, slots=True)
class BridgeLine:
    """One Budget column compared with the decisions in force.

    Attributes:
        sheet: the flik.
        occasion: what its cell *Tillfälle* says when the line applies: ``mars 2022``.
        key: the row and column compared.
        number: the line's row on the bridge.
        wanted, standing, off, check: formulas without ``=``.
    """

    sheet: str
    occasion: str
    key: str
    number: int
    wanted: str
    standing: str
    off: str
    check: str


def shown_amount(amount: Decimal) -> int | float:
    """A decided amount (tkr) as a cell holds it."""
    return int(amount) if amount == int(amount) else float(amount)


def change_rows(decisions: Decisions) -> range:
    """The rows for changes, some of them left for those still to come."""
    count = max(len(decisions.changes) + _SPARE_ROWS, _FEWEST_ROWS)
    return range(DECISION_ROW + 1, DECISION_ROW + 1 + count)


def lines_heading_row(decisions: Decisions) -> int:
    """The heading row of the comparison."""
    return change_rows(decisions)[-1] + 2


def bridge_lines(
    layouts: Sequence[FlikLayout], occasions: Sequence[Occasion], decisions: Decisions
) -> tuple[BridgeLine, ...]:
    """The comparisons: kommunbidrag at every occasion, then the investments.

    Their budget may become known later; until then the line compares nothing.
    """
    compared = [("RR", "kommunbidrag", GRANT_COLUMN), ("INV", "totala_utgifter", INVESTMENT_COLUMN)]
    places = [
        (layout, occasion, row, column)
        for code, row, column in compared
        for occasion in occasions
        for layout in layouts
        if layout.flik.table.code == code and layout.flik.serves(occasion)
    ]
    first = lines_heading_row(decisions) + 1
    return tuple(_lines(places, change_rows(decisions), first))


_Place = tuple[FlikLayout, Occasion, str, int]


def _lines(places: Sequence[_Place], changes: range, first: int) -> Iterator[BridgeLine]:
    for number, (layout, occasion, row_id, column) in enumerate(places, start=first):
        row, budget = layout.row(row_id), layout.column(ColumnKind.BUDGET)
        if row is None or budget is None or layout.occasion_cell is None:
            raise ValueError(f"{layout.sheet} has no budget to compare")
        wanted, standing = Cell(number, WANTED_COLUMN), Cell(number, STANDING_COLUMN)
        label = occasion.label(layout.year)
        said = f'{quoted(layout.sheet)}!{layout.occasion_cell}<>"{label}"'
        decided = f"{column_letters(column)}{DECISION_ROW}"
        yield BridgeLine(
            sheet=layout.sheet,
            occasion=label,
            key=f"{row.label}, {budget.heading}",
            number=number,
            wanted=_through(layout.year * 100 + occasion.decision_month, column, changes),
            standing=f"{quoted(layout.sheet)}!{Cell(row.number, budget.number)}",
            off=f"{standing}-{wanted}",
            check=_check(f"{decided}=0,{standing}=0,{said}", within(str(standing), str(wanted))),
        )


def _through(period: int, column: int, changes: range) -> str:
    """The decision and the changes in force in a period."""
    letters, start = column_letters(column), column_letters(FROM_COLUMN)
    first, last = changes[0], changes[-1]
    periods, amounts = f"{start}{first}:{start}{last}", f"{letters}{first}:{letters}{last}"
    return f'{letters}{DECISION_ROW}+SUMIF({periods},"<={period}",{amounts})'


def _check(not_compared: str, condition: str) -> str:
    """Nothing is compared where nobody has decided, nothing stands, or the flik is at another occasion."""
    compared = f'IF(OR({not_compared}),"{NOT_COMPARED}",IF({condition},"{HOLDS}","{FAILS}"))'
    return f'IFERROR({compared},"{FAILS}")'
