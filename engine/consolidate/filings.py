"""What one nämnd's workbook tells of its forecasts and its outcome: fliken prognossäkerhet, the RR and Historik."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from engine.addresses import Cell
from engine.amounts import show_number
from engine.calc import FlikValues
from engine.consolidate.contribution import TableContribution
from engine.data import FlikData
from engine.data.accuracy import Filing
from engine.data.history import HistoryLine
from engine.findings import Finding, make_finding
from engine.model import ColumnKind
from engine.periods import Occasion, OccasionKind, occasion_named
from engine.text import fold

RESULT_ROW = "Årets resultat"
_FILED_IN = {"fordjupad": "april", "delar": "delar", "bokslut": "arsbokslut"}
"""The occasions that the rows of prognossäkerhet tell of."""


@dataclass(frozen=True, slots=True)
class Filings:
    """What counts, one for each year and occasion, and what contradicts it."""

    counted: tuple[Filing, ...] = ()
    contradicting: tuple[tuple[Filing, Filing], ...] = ()


def outcome_filings(namnd: str, year: int, rr: TableContribution) -> Iterator[Filing]:
    """Årets resultat of the RR of årsbokslut; none before the outcome has been filled in."""
    if ColumnKind.UTFALL in rr.empty:
        return
    for row in rr.rows:
        if row.label == RESULT_ROW and ColumnKind.UTFALL in row.amounts:
            yield Filing(namnd, year, occasion_named("arsbokslut"), row.amounts[ColumnKind.UTFALL], rr.flik)


def accuracy_filings(namnd: str, flik: FlikData, values: FlikValues) -> Iterator[Filing]:
    """The amounts that stand in fliken prognossäkerhet; an empty cell is no forecast."""
    column = flik.layout.column(ColumnKind.PROGNOS)
    for row_id, code in _FILED_IN.items():
        row = flik.layout.row(row_id)
        amount = values.inputs.get(Cell(row.number, column.number)) if row and column else None
        if amount is not None and flik.is_in_thousands:
            yield Filing(namnd, flik.layout.year, occasion_named(code), amount, flik.name)


def history_filings(namnd: str, lines: Iterable[HistoryLine]) -> Iterator[Filing]:
    """The forecasts and outcomes of Årets resultat that Historik keeps, of every year it has."""
    for line in lines:
        wanted = _counted_kind(line.occasion)
        if (
            line.table == "RR"
            and fold(line.row) == fold(RESULT_ROW)
            and line.kind is wanted
            and line.amount is not None
        ):
            yield Filing(namnd, line.year, line.occasion, line.amount, "Historik")


def _counted_kind(occasion: Occasion) -> ColumnKind | None:
    if occasion.kind is OccasionKind.BUDGET:
        return None
    return ColumnKind.UTFALL if occasion.kind is OccasionKind.ARSBOKSLUT else ColumnKind.PROGNOS


def settled(sources: Iterable[Filing]) -> Filings:
    """One filing for each year and occasion: the first, and every later one that says another amount."""
    counted: dict[tuple[int, Occasion], Filing] = {}
    contradicting = []
    for filing in sources:
        first = counted.setdefault((filing.year, filing.occasion), filing)
        if first.amount != filing.amount:
            contradicting.append((first, filing))
    return Filings(tuple(counted.values()), tuple(contradicting))


def filing_findings(filings: Filings) -> Sequence[Finding]:
    """AV09 for every amount that two places of a workbook tell differently."""
    return [_contradiction(first, other) for first, other in filings.contradicting]


def _contradiction(first: Filing, other: Filing) -> Finding:
    said = "Utfallet" if first.is_outcome else f"Prognosen i {first.occasion.label(first.year)}"
    text = (
        f"{said} är {show_number(first.amount)} i {first.source} men {show_number(other.amount)} i {other.source}; "
        f"{first.source} räknas."
    )
    return make_finding("AV09", text, found=first.amount, expected=other.amount)
