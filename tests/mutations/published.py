"""The workbooks of every nämnd of the demo with the published tables in them, made by the product's own stages.

Each is made as the year goes: filled in March and April, rolled to the delårsbokslut, filled from the ledger and the
tables, commented, rolled to the årsbokslut and filled again.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from engine.addresses import Cell
from engine.data import CellChange, FlikData, SetCell
from engine.model import ColumnKind
from engine.organisation import Kommun
from engine.periods import occasion_named
from engine.pipeline.filling import fill_book
from engine.pipeline.opening import OpenedBook, open_book
from engine.pipeline.reporting import write_report
from engine.pipeline.rolling import roll_book
from engine.pipeline.setup import Setup
from engine.writer.patch import patch_workbook
from tests.mutations.calls import ALONE, CLOSED, EARLIER, FILED, LEDGER, Call
from tests.rules.damage import recalculate, unzipped, zipped
from tests.rules.sample_books import demo_setup, empty_book
from workbooks.demo.figures import NAMNDER, Figure, copy_figure, figure_rows, figures_of
from workbooks.demo.ledger import write_ledger

OCCASIONS = ("budget", "mars", "april", "delar")
IN_TIME = datetime(2022, 9, 12, 9)  # noqa: DTZ001 the calendar has local time
LEDGER_FILE = "huvudbok.csv"
_COMMENT = "Förklaras i nämndens skrivelse, med åtgärder."
_LEDGER_ROWS = 8_000
"""So many that every förvaltning has interninterna poster in every period."""
_CLOSING_PERIOD = ";202213;"


@dataclass(frozen=True)
class Chain:
    """One nämnd's workbooks of the year, and what is made of them.

    Attributes:
        tables: every published table in one workbook.
        april, delar, arsbokslut: the workbook as it was at each occasion.
        last_year: that of the year before, with the delårsbokslut's outcome.
        report: the delårsbokslut's.
    """

    namnd: str
    tables: bytes
    april: bytes
    delar: bytes
    arsbokslut: bytes
    last_year: bytes
    report: bytes


def mutated_setup() -> Setup:
    """The demo municipality with every nämnd's investments decided, and no checks of its own."""
    budgets = {code: _investments(code) for code in NAMNDER}
    entries = ", ".join(f"{code} = {budget}" for code, budget in budgets.items() if budget)
    made = demo_setup(replacing={"2022 = { VON = 5300 }": f"2022 = {{ {entries} }}"})
    return Setup(made.kommun.model_copy(update={"kontroller": ()}), made.catalog)


def _investments(code: str) -> str:
    """The total of the budget column that its table has."""
    rows = [row for figure in figures_of(code, "delar", "INV") for row in figure_rows(figure.file)]
    totals = [row for row in rows if row["Belopp i tkr"] == "Totala utgifter"]
    return next((amount for row in totals for name, amount in row.items() if name.startswith("Budget")), "")


def clean_calls(folder: Path, namnder: Sequence[str] = NAMNDER) -> Iterator[Call]:
    """Every call of every nämnd, with nothing wrong in it; those of one nämnd stand together."""
    whose = mutated_setup()
    ledger = folder / LEDGER_FILE
    write_ledger(ledger, rows=_LEDGER_ROWS)
    lines = [line for line in ledger.read_text(encoding="utf-8").splitlines() if _CLOSING_PERIOD not in line]
    ledger.write_text("\n".join([*lines, ""]), encoding="utf-8")
    chains = [_chain(whose, code, folder, ledger) for code in namnder]
    filed = {f"{chain.namnd.lower()}.xlsx": chain.delar for chain in chains}
    those = Setup(_only(whose, namnder), whose.catalog)
    for chain in chains:
        own = f"{chain.namnd.lower()}.xlsx"
        earlier = {"april.xlsx": chain.april, "fjol.xlsx": chain.last_year, "rapport.docx": chain.report}
        tables = frozenset(figure.table for month in ("mars", "april") for figure in figures_of(chain.namnd, month))
        yield Call(ALONE, whose, chain.namnd, own, {own: chain.tables})
        yield Call(EARLIER, whose, chain.namnd, own, {own: chain.delar}, "delar", earlier, remembered=tables)
        yield Call(LEDGER, whose, chain.namnd, own, {own: chain.delar}, "delar", ledgers={LEDGER_FILE: lines})
        yield Call(FILED, those, chain.namnd, own, filed, "delar", filed_at=IN_TIME)
        yield Call(
            CLOSED, whose, chain.namnd, own, {own: chain.arsbokslut}, "arsbokslut", {"delar.xlsx": chain.delar}
        )


def _only(whose: Setup, namnder: Sequence[str]) -> Kommun:
    return whose.kommun.model_copy(update={"namnder": tuple(n for n in whose.kommun.namnder if n.kod in namnder)})


def _chain(whose: Setup, code: str, folder: Path, ledger: Path) -> Chain:
    path, last_year, report = folder / "bok.xlsx", folder / "fjol.xlsx", folder / "rapport.docx"
    tables = _filled(whose, path, empty_book(code), code, OCCASIONS)
    april = _filled(whose, path, empty_book(code, optional=True), code, OCCASIONS[1:3])
    roll_book(whose, path, "delar", target=path)
    _commented(whose, path, _filled(whose, path, path.read_bytes(), code, ("delar",), ledger=ledger))
    delar = path.read_bytes()
    _last_year(whose, path, last_year, code)
    write_report(whose, path, "delar", report, year=None)
    roll_book(whose, path, "arsbokslut", target=path)
    closed = _filled(whose, path, path.read_bytes(), code, ("arsbokslut",), ledger=ledger)
    return Chain(code, tables, april, delar, closed, last_year.read_bytes(), report.read_bytes())


def _filled(
    whose: Setup, path: Path, book: bytes, code: str, occasions: Sequence[str], *, ledger: Path | None = None
) -> bytes:
    """The book in ``path`` with the tables of the occasions in it, and what the ledger gives."""
    path.write_bytes(book)
    for occasion in occasions:
        figures = figures_of(code, occasion)
        tables = [(_flik_name(whose, figure), copy_figure(figure.file, path.parent)) for figure in figures]
        if tables or ledger:
            fill_book(
                whose, path, occasion, year=None, ledgers=[ledger] if ledger else [], tables=tables, target=path,
                typ=None, skip_faults=False,
            )  # fmt: skip
    return path.read_bytes()


def _flik_name(whose: Setup, figure: Figure) -> str:
    flikar = whose.catalog.required(whose.kommun.namnd(figure.namnd).verksamhet, occasion_named(figure.occasion))
    return next(flik.name for flik in flikar if flik.table.code == figure.table)


def _commented(whose: Setup, path: Path, book: bytes) -> None:
    """A comment on every row of the delårsbokslut that has amounts."""
    changes = [
        SetCell(flik.name, Cell(row, column), _COMMENT)
        for flik in _delar(open_book(path, whose, year=None))
        if (column := flik.layout.comment_column) is not None
        for row in sorted({target.cell.row for target in flik.layout.targets if flik.is_filled(target.cell)})
        if flik.layout.flik.table.code in ("RR", "INV")
    ]
    path.write_bytes(patch_workbook(book, changes))


def _last_year(whose: Setup, path: Path, target: Path, code: str) -> None:
    """Last year's workbook, whose outcome is what this year's tells as last year's."""
    target.write_bytes(empty_book(code, 2021))
    now = {flik.layout.flik.name: flik for flik in _delar(open_book(path, whose, year=None))}
    changes: list[CellChange] = []
    for flik in _delar(open_book(target, whose, year=None)):
        changes += _outcome(now[flik.layout.flik.name], flik)
    parts = unzipped(patch_workbook(target.read_bytes(), changes))
    recalculate(parts, target.parent)
    target.write_bytes(zipped(parts))


def _outcome(now: FlikData, then: FlikData) -> Iterator[CellChange]:
    fro, to = now.layout.column(ColumnKind.UTFALL_FG), then.layout.column(ColumnKind.UTFALL)
    for target in now.layout.targets:
        if target.column is fro and to and target.formula is None and now.is_filled(target.cell):
            row = target.cell.row
            yield SetCell(then.name, Cell(row, to.number), now.raw(target.cell).value)
            if not target.row.row.id:
                yield SetCell(then.name, Cell(row, then.layout.label_column), target.row.label)


def _delar(opened: OpenedBook) -> list[FlikData]:
    return [flik for flik in opened.data.flikar if flik.own_occasion == occasion_named("delar")]
