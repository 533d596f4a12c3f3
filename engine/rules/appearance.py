"""ST: does everything with amounts show, and stand as the template has it."""

from collections.abc import Iterator
from itertools import pairwise

from engine.addresses import Cell
from engine.findings import Finding, make_finding
from engine.layout import PlacedTarget
from engine.rules.scope import BookScope, FlikScope, finding_at


def check_hidden(scope: BookScope) -> Iterator[Finding]:
    """ST12 for a flik that does not show; ST13 once for the rows and columns with amounts that do not."""
    for flik in scope.flikar:
        if flik.data.sheet.hidden:
            yield make_finding("ST12", "Fliken är dold; dess belopp är kontrollerade ändå.", flik=flik.data.name)
        look = flik.data.sheet.look
        hidden = [target for target in _with_amounts(flik) if look.hides(target.cell)] if look.hides_any else []
        if hidden:
            labels = ", ".join(dict.fromkeys(target.row.label or "en rad utan namn" for target in hidden))
            text = f"cellen är dold men räknas med (dolt: {labels})."
            value = flik.values.values[hidden[0].cell]
            yield finding_at("ST13", flik.data, hidden[0], text, found=value)


def _with_amounts(flik: FlikScope) -> Iterator[PlacedTarget]:
    return (target for target in flik.data.layout.targets if flik.values.values.get(target.cell))


def check_merged(scope: BookScope) -> Iterator[Finding]:
    """ST14 for each merged range that covers more than one amount cell."""
    for flik in scope.flikar:
        for first, last in flik.data.sheet.look.merged:
            inside = [t for t in flik.data.layout.targets if _is_within(t.cell, first, last)]
            if len(inside) > 1:
                text = f"cellerna {first}:{last} är sammanfogade, så att bara den första har ett belopp."
                yield finding_at("ST14", flik.data, inside[0], text, found=f"{first}:{last}")


def _is_within(cell: Cell, first: Cell, last: Cell) -> bool:
    return first.row <= cell.row <= last.row and first.column <= cell.column <= last.column


def check_order(scope: BookScope) -> Iterator[Finding]:
    """ST15 once for a flik whose declared rows stand in another order than the template's."""
    for flik in scope.flikar:
        placed = [row for row in flik.data.layout.rows if row.row.id]
        order = {row.id: at for at, row in enumerate(flik.data.layout.flik.table.rows) if row.id}
        moved = next((b for a, b in pairwise(placed) if order[b.row.id] < order[a.row.id]), None)
        if moved is not None:
            cell = Cell(moved.number, flik.data.layout.label_column)
            text = f"Raden ”{moved.label}” står inte på sin plats i mallens ordning."
            yield make_finding("ST15", text, flik=flik.data.name, cell=cell, row=moved.label)


def check_protection(scope: BookScope) -> Iterator[Finding]:
    """ST20 once for a workbook of ours whose flikar somebody has unprotected."""
    if scope.book.identity.template is None:
        return
    bare = [flik.data.name for flik in scope.flikar if not flik.data.sheet.look.is_protected]
    if bare:
        yield make_finding("ST20", f"Skyddet är borttaget på {', '.join(bare)}.", flik=bare[0])
