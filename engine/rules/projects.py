"""ST: are projects named, once each, and inside the sum of their category."""

from collections import Counter
from collections.abc import Iterator

from engine.addresses import Cell
from engine.amounts import show_number
from engine.findings import Finding, make_finding
from engine.layout import PlacedRow
from engine.rules.scope import BookScope, FlikScope
from engine.text import fold


def check_projects(scope: BookScope) -> Iterator[Finding]:
    """ST16 for a name given twice, ST17 for amounts without a name, ST18 for amounts on a block's closing row."""
    is_ours = scope.book.identity.template is not None
    for flik in scope.flikar:
        for owner in flik.data.layout.flik.table.blocks:
            projects = flik.data.layout.projects(owner.id)
            yield from _doubles(flik, projects)
            yield from _nameless(flik, projects)
            ends_at = flik.data.layout.block_ends.get(owner.id)
            if is_ours and projects and projects[-1].number == ends_at:
                yield from _on_closing_row(flik, projects[-1])


def _doubles(flik: FlikScope, projects: tuple[PlacedRow, ...]) -> Iterator[Finding]:
    names = Counter(fold(row.label) for row in projects if row.label)
    told: set[str] = set()
    for row in projects:
        name = fold(row.label)
        if names[name] > 1 and name not in told:
            told.add(name)
            text = f"Projektet ”{row.label}” står på {names[name]} rader i samma kategori."
            yield make_finding("ST16", text, flik=flik.data.name, cell=_label_cell(flik, row), row=row.label)


def _nameless(flik: FlikScope, projects: tuple[PlacedRow, ...]) -> Iterator[Finding]:
    for row in projects:
        amount = None if row.label else _first_amount(flik, row)
        if amount:
            text = f"Raden har beloppet {show_number(amount)} men inget projekt."
            yield make_finding("ST17", text, flik=flik.data.name, cell=_label_cell(flik, row), found=amount)


def _on_closing_row(flik: FlikScope, row: PlacedRow) -> Iterator[Finding]:
    if row.label or _first_amount(flik, row):
        text = f"”{row.label or 'Ett belopp'}” står på kategorins sista rad, som ska vara tom."
        yield make_finding(
            "ST18", text, flik=flik.data.name, cell=_label_cell(flik, row), row=row.label or None,
            found=row.label or None,
        )  # fmt: skip


def _first_amount(flik: FlikScope, row: PlacedRow) -> int | float | None:
    cells = (Cell(row.number, column.number) for column in flik.data.layout.columns)
    found = (flik.values.inputs.get(cell) for cell in cells)
    amount = next((each for each in found if each), None)
    return None if amount is None else (int(amount) if amount == int(amount) else float(amount))


def _label_cell(flik: FlikScope, row: PlacedRow) -> Cell:
    return Cell(row.number, flik.data.layout.label_column)
