"""What is kept of trails when a workbook is written anew: the cells that stay known, and the fills behind them."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from engine.errors import UnreadableError
from engine.findings import Finding, make_finding
from engine.ledger.trail import Fill, Trail, TrailCell, open_trail, trail_path


@dataclass(frozen=True, slots=True)
class Part:
    """What is kept of one trail.

    Attributes:
        path, trail: the trail.
        cells: known in the new workbook, with the trail's own numbers of the fills.
        aside: what was known of cells that a roll has changed.
    """

    path: Path
    trail: Trail
    cells: tuple[TrailCell, ...]
    aside: tuple[TrailCell, ...] = ()


@dataclass(frozen=True, slots=True)
class Kept:
    """What is kept of earlier trails, under new numbers of the fills.

    Attributes:
        rows: the trails whose ledger rows are kept, each with the fills they belong to, old number → new.
    """

    fills: tuple[Fill, ...] = ()
    cells: tuple[TrailCell, ...] = ()
    aside: tuple[TrailCell, ...] = ()
    rows: Mapping[Path, Mapping[int, int]] = field(default_factory=dict)


def kept_of(parts: Sequence[Part]) -> Kept:
    """The parts put together; a fill that nothing is left of goes."""
    fills: list[Fill] = []
    cells: list[TrailCell] = []
    aside: list[TrailCell] = []
    rows: dict[Path, Mapping[int, int]] = {}
    for part in parts:
        known = (*part.cells, *part.aside)
        old = sorted({cell.omgang for cell in known if cell.omgang is not None})
        numbers = {number: new for new, number in enumerate(old, start=len(fills) + 1)}
        with_rows = {cell.omgang for cell in known if cell.grupp is not None}
        fills += [_renumbered(part.trail.fill(o), n, keeps_rows=o in with_rows) for o, n in numbers.items()]
        cells += _of_fills(part.cells, numbers)
        aside += _of_fills(part.aside, numbers)
        rows[part.path] = {o: n for o, n in numbers.items() if o in with_rows}
    return Kept(tuple(fills), tuple(cells), tuple(aside), {path: kept for path, kept in rows.items() if kept})


def _of_fills(cells: Sequence[TrailCell], numbers: Mapping[int, int]) -> Iterator[TrailCell]:
    return (
        cell if cell.omgang is None else cell.model_copy(update={"omgang": numbers[cell.omgang]}) for cell in cells
    )


def _renumbered(fill: Fill, number: int, *, keeps_rows: bool) -> Fill:
    """The fill under a new number; without the rules when no figure of the ledger is left of it."""
    rules: dict[str, object] = {} if keeps_rows else {"rader": (), "kolumner": ()}
    return fill.model_copy(update={"nr": number, **rules})


def read_own(path: Path, whose: tuple[str | None, int]) -> tuple[Trail | None, tuple[Finding, ...]]:
    """The trail of a nämnd and a year; None, and why, when it is no trail or another's."""
    try:
        with open_trail(path) as found:
            trail = found.trail
    except UnreadableError as error:
        return None, (left_behind(path, error.fault),)
    if (trail.namnd, trail.ar) != whose:
        return None, (left_behind(path, f"det hör till {trail.namnd or 'en bok utan nämnd'} {trail.ar}."),)
    return trail, ()


def left_as_it_is(target: Path) -> tuple[Finding, ...]:
    """That a workbook was written without a trail beside an older one."""
    path = trail_path(target)
    return (left_behind(path, "det är äldre än siffrorna.", verb="ligger kvar"),) if path.exists() else ()


def left_behind(path: Path, why: str, verb: str = "används inte") -> Finding:
    """That a trail is not the workbook's."""
    return make_finding("IN17", f"Spåret {path} {verb}: {why}")
