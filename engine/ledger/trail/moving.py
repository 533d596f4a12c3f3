"""A trail that follows its workbook when a row is inserted there."""

from pathlib import Path
from tempfile import TemporaryDirectory

from engine.addresses import parse_cell
from engine.ledger.trail.reading import open_trail
from engine.ledger.trail.values import SUFFIX, TrailCell
from engine.ledger.trail.writing import staged_trail


def trail_with_row(path: Path, flik: str, row: int) -> bytes:
    """The trail when a row has been inserted as a flik's number ``row``: from there on every cell stands a row lower.

    Raises:
        UnreadableError: the file is no trail.
    """
    with open_trail(path) as found:
        trail = found.trail
    lists = {"celler": trail.celler, "avlagda": trail.avlagda}
    moved = trail.model_copy(
        update={name: tuple(_moved(cell, flik, row) for cell in cells) for name, cells in lists.items()}
    )
    kept = {fill.nr: fill.nr for fill in trail.omgangar}
    with TemporaryDirectory(prefix="flikar-") as folder, staged_trail(None, {path: kept}) as staged:
        target = Path(folder) / f"bok{SUFFIX}"
        staged.write(moved, target)
        return target.read_bytes()


def _moved(known: TrailCell, flik: str, row: int) -> TrailCell:
    cell = parse_cell(known.cell)
    if known.flik != flik or cell is None or cell.row < row:
        return known
    return known.model_copy(update={"cell": str(cell._replace(row=cell.row + 1))})
