"""The bridge from the economy system to the stripped RR, and the RR below the nämnd, as sheets with live sums."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from engine.addresses import Cell, column_letters
from engine.formula import Ref, references, render
from engine.ledger import Breakdown, BridgeAmounts, Proof, RowAmounts
from engine.model import Row, RowKind, Table
from engine.writer.lists import HEADING_ROW, Field, Heading, ListSheet, LiveSum, SumLabel

_MEASURES: Mapping[str, Callable[[RowAmounts], int]] = {
    "Utfall": lambda amounts: amounts.utfall_ore,
    "Budget helår": lambda amounts: amounts.budget_ore,
    "Utfall föregående år": lambda amounts: amounts.foregaende_ore,
}
_PER_MEASURES: Mapping[str, Callable[[RowAmounts], int]] = {
    **_MEASURES,
    "Budget perioden": lambda amounts: amounts.budget_period_ore,
}
_AS_BOOKED, _REMOVED, _STRIPPED = "ur ekonomisystemet", "interninternt", "rensat"
_UNCOUNTED, _EVERYTHING = "Räknas inte i resultaträkningen", "Alla nämndens rader"
_NOTHING = BridgeAmounts(RowAmounts(), RowAmounts())


def _kronor(ore: int) -> float:
    return float(Fraction(ore, 100))


@dataclass(frozen=True, slots=True)
class _Standing:
    """Where the rows of the RR stand on a sheet, seen from one column."""

    rows: Mapping[str, int]
    column: int

    def cell(self, ref: Ref) -> Cell | None:
        number = self.rows.get(ref.row or "")
        return None if number is None else Cell(number, self.column)

    def block(self, name: str) -> tuple[Cell, ...]:
        raise NotImplementedError(name)

    def span(self, name: str) -> tuple[Cell, Cell]:
        raise NotImplementedError(name)

    def column_span(self, name: str) -> tuple[Cell, Cell]:
        raise NotImplementedError(name)


def bridge_list(proof: Proof, table: Table, named: str) -> ListSheet:
    """The sheet *Brygga*: per row of RR what the economy system has, what was removed, and what is left; kronor.

    Signs are the report's: income +, cost −. What stands in no row of RR follows below, so that the last line is
    every row the nämnd has in the counted periods.
    """
    headings = [f"{measure}: {part}" for measure in _MEASURES for part in (_AS_BOOKED, _REMOVED, _STRIPPED)]
    return ListSheet(
        "Brygga",
        f"Från ekonomisystemet till rensat {named}",
        ("Belopp i kr", *headings),
        (34, *(21 for _ in headings)),
        list(_bridge_rows(proof, table)),
        note="Intäkter +, kostnader −. Rensat = ur ekonomisystemet − interninternt.",
        filtered=False,
    )


def _bridge_rows(proof: Proof, table: Table) -> Iterator[tuple[Field, ...]]:
    shown = [row for row in table.rows if row.kind in (RowKind.INPUT, RowKind.SUM, RowKind.BLANK)]
    places = {row.id: HEADING_ROW + number for number, row in enumerate(shown, start=1) if row.id}
    amounts = {row.id: proof.bro.get(row.label, _NOTHING) for row in shown if row.kind is RowKind.INPUT}
    sums = {row.id: _rows_under(row, table) for row in shown if row.kind is RowKind.SUM}
    for row in shown:
        if row.kind is RowKind.BLANK:
            yield ()
        elif row.kind is RowKind.INPUT:
            yield _input_line(row.label, places[row.id], amounts[row.id])
        else:
            below = [amounts[name] for name in sums[row.id]]
            yield _sum_line(row.label, _rendered(row, places), below)
    yield from _outside_rows(proof, HEADING_ROW + len(shown), table, places, list(amounts.values()))


def _rows_under(row: Row, table: Table) -> list[str]:
    """The input rows that a sum comes to, each once."""
    found: list[str] = []
    for name in (ref.row for ref in references(row.formula) if ref.row is not None):
        part = table.row(name)
        found += _rows_under(part, table) if part.formula is not None else [name]
    return found


def _rendered(row: Row, places: Mapping[str, int]) -> Callable[[int], str]:
    def text(column: int) -> str:
        if row.formula is None:
            raise ValueError(f"{row.id}: a sum without a formula")
        return render(row.formula, _Standing(places, column))

    return text


def _input_line(label: str, number: int, amounts: BridgeAmounts) -> tuple[Field, ...]:
    fields: list[Field] = [label]
    for place, measure in enumerate(_MEASURES.values()):
        column = 2 + 3 * place
        removed, kept = measure(amounts.removed), measure(amounts.kept)
        left = f"{column_letters(column)}{number}-{column_letters(column + 1)}{number}"
        fields += [_kronor(removed + kept), _kronor(removed), LiveSum(left, _kronor(kept), is_total=False)]
    return tuple(fields)


def _sum_line(label: str, formula: Callable[[int], str], below: Sequence[BridgeAmounts]) -> tuple[Field, ...]:
    fields: list[Field] = [SumLabel(label)]
    for place, measure in enumerate(_MEASURES.values()):
        removed, kept = (sum(measure(part) for part in parts) for parts in zip(*map(_parts, below), strict=True))
        for step, ore in enumerate((removed + kept, removed, kept)):
            fields.append(LiveSum(formula(2 + 3 * place + step), _kronor(ore)))
    return tuple(fields)


def _parts(amounts: BridgeAmounts) -> tuple[RowAmounts, RowAmounts]:
    return amounts.removed, amounts.kept


def _outside_rows(
    proof: Proof, last: int, table: Table, places: Mapping[str, int], counted: Sequence[BridgeAmounts]
) -> Iterator[tuple[Field, ...]]:
    """What stands in no row of RR, and everything together."""
    yield ()
    yield (SumLabel(_UNCOUNTED),)
    first = last + 3
    for number, (claim, amounts) in enumerate(proof.bro_utanfor.items(), start=first):
        yield _input_line(f"Konton {claim.words}", number, amounts)
    total, end = places[table.key_row.id], first + len(proof.bro_utanfor) - 1

    def everything(column: int) -> str:
        letters = column_letters(column)
        return f"{letters}{total}+SUM({letters}{first}:{letters}{end})"

    yield _sum_line(_EVERYTHING, everything, [*counted, *proof.bro_utanfor.values()])


def per_list(per: Breakdown, table: Table, named: str) -> ListSheet:
    """The sheet of ``--per``: a block for each measure, a line for each value, and their sums; kronor."""
    labels = [row.label for row in table.rows if row.kind is RowKind.INPUT]
    rows = list(_per_rows(per, labels))
    title = per.dimension.title.capitalize()
    return ListSheet(
        "Per " + per.dimension.column.replace("forvaltning", "förvaltning"),
        f"Rensad resultaträkning per {per.dimension.title} {named}",
        (title, *labels, table.key_row.label),
        (24, *(22 for _ in labels), 22),
        rows,
        total=len(rows),
        note="Intäkter +, kostnader −, i kr. Summan är nämndens rensade resultaträkning.",
        filtered=False,
    )


def _per_rows(per: Breakdown, labels: Sequence[str]) -> Iterator[tuple[Field, ...]]:
    row = HEADING_ROW
    last = column_letters(len(labels) + 1)
    for name, measure in _PER_MEASURES.items():
        yield (Heading(name), *(None for _ in labels), None)
        first = row + 2
        for number, share in enumerate(per.shares, start=first):
            ores = [measure(share.rr_rader.get(label, RowAmounts())) for label in labels]
            kod = share.kod or f"(utan {per.dimension.title})"
            yield (
                kod,
                *map(_kronor, ores),
                LiveSum(f"SUM(B{number}:{last}{number})", _kronor(sum(ores)), is_total=False),
            )
        end = row + 1 + len(per.shares)
        columns = [[measure(share.rr_rader.get(label, RowAmounts())) for share in per.shares] for label in labels]
        totals = [*map(sum, columns), sum(map(sum, columns))]
        sums = (LiveSum(_column_sum(place, first, end), _kronor(ore)) for place, ore in enumerate(totals, start=2))
        yield (SumLabel("Summa"), *sums)
        yield ()
        row = end + 2


def _column_sum(column: int, first: int, last: int) -> str:
    letters = column_letters(column)
    return f"SUM({letters}{first}:{letters}{last})" if first <= last else "0"
