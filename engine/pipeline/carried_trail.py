"""The trail that follows when a workbook is made of another: what still stands, and what was carried into it."""

import hashlib
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from engine.data import BookData
from engine.errors import UnreadableError
from engine.files import write_atomically
from engine.fill import SourceKind
from engine.findings import Finding
from engine.ledger.trail import Carried, Trail, TrailCell, find_trail, staged_trail, trail_path
from engine.model import ColumnKind
from engine.pipeline.explaining import shown_content, standing_in
from engine.pipeline.kept_trail import Part, kept_of, left_as_it_is, read_own
from engine.pipeline.opening import OpenedBook
from engine.roll import CarriedFrom, RolledCell

_KINDS = frozenset(kind.value for kind in ColumnKind)
_BY_HAND = "Ingen huvudbok eller tabell hade fyllt det: beloppet var inmatat för hand."
_COMPUTED = "Där räknade en formel fram det."
_UNKNOWN = "Boken hade inget spår, så varifrån beloppet kom dit är inte känt."
_FILED = "Rullningen skrev beloppet, ur det som är arkiverat i Historik eller står i bokslutets resultaträkning."


@dataclass(frozen=True, slots=True)
class KnownBook:
    """A workbook beside its trail, if it has one.

    Attributes:
        book: the file.
        path, trail: None where there is no trail of the workbook's own.
        remarks: why a trail that lies beside it is not used.
    """

    book: Path
    data: BookData
    namnd: str | None
    path: Path | None = None
    trail: Trail | None = None
    remarks: tuple[Finding, ...] = ()


def known_book(opened: OpenedBook, book: Path) -> KnownBook:
    """A workbook with its own trail."""
    namnd = opened.namnd.kod if opened.namnd else None
    try:
        path = find_trail(book)
    except UnreadableError:
        return KnownBook(book, opened.data, namnd)
    trail, remarks = read_own(path, (namnd, opened.data.year))
    return KnownBook(book, opened.data, namnd, path if trail else None, trail, remarks)


def parts_beside(known: KnownBook, changed: Collection[tuple[str, str]]) -> tuple[Part, ...]:
    """What is known of a workbook in which some cells have been written."""
    if known.trail is None:
        return ()
    cells = (cell for cell in known.trail.celler if cell.place not in changed)
    return _part(known, cells, known.trail.avlagda)


def parts_rolled(known: KnownBook, rolled: Sequence[RolledCell], last_year: KnownBook | None) -> tuple[Part, ...]:
    """What is known of a workbook that has been rolled within its year.

    What was known of the cells that the roll has written over is laid aside, for when it is undone.
    """
    if known.trail is None:
        return ()
    changed = {_place(cell) for cell in rolled}
    stays = [cell for cell in known.trail.celler if cell.place not in changed]
    aside = [*known.trail.avlagda, *(cell for cell in known.trail.celler if cell.place in changed)]
    from_last = [cell for cell in rolled if last_year and cell.source and cell.source.year == last_year.data.year]
    own = [cell for cell in rolled if cell not in from_last]
    fetched = tuple(_carried(last_year, from_last)) if last_year else ()
    parts = _part(last_year, fetched) if last_year else ()
    unknown = () if parts else fetched
    return (*_part(known, [*stays, *_carried(known, own), *unknown], aside), *parts)


def parts_of_next_year(known: KnownBook, rolled: Sequence[RolledCell]) -> tuple[Part, ...]:
    """What is known of a new year's workbook: what was carried into it."""
    return _part(known, _carried(known, rolled))


def parts_undone(known: KnownBook, undone: Sequence[RolledCell]) -> tuple[Part, ...]:
    """What is known of a workbook whose last roll has been undone: what stands again is known again."""
    if known.trail is None:
        return ()
    after = {_place(cell): cell.after for cell in undone}
    stays = [cell for cell in known.trail.celler if cell.place not in after]
    found = {
        cell.place: cell
        for cell in known.trail.avlagda
        if cell.place in after and cell.varde is not None and cell.varde == after[cell.place]
    }
    back = list(found.values())
    return _part(known, [*stays, *back], [cell for cell in known.trail.avlagda if cell not in back])


def write_with_trail(
    parts: Sequence[Part], known: KnownBook, content: bytes, target: Path, *, year: int | None = None
) -> tuple[str | None, tuple[Finding, ...]]:
    """Write a workbook, and what is known of it beside it; where that went, and what there is to say of it.

    Args:
        parts: what is known; nothing where the workbook it was made of had no trail.
        known: the workbook it was made of.
        content: the new workbook's bytes.
        target: the new workbook.
        year: the new workbook's, where it is another.

    Raises:
        NotWrittenError: the workbook or its trail cannot be written.
    """
    write_atomically(target, content)
    if not parts:
        return None, known.remarks or left_as_it_is(target)
    kept = kept_of(parts)
    trail = Trail(
        namnd=known.namnd,
        ar=year or known.data.year,
        bok_sha256=hashlib.sha256(content).hexdigest(),
        omgangar=kept.fills,
        celler=kept.cells,
        avlagda=kept.aside,
    )
    path = trail_path(target)
    with staged_trail(None, kept.rows) as staged:
        staged.write(trail, path)
    return str(path), ()


def _part(known: KnownBook, cells: Iterable[TrailCell], aside: Iterable[TrailCell] = ()) -> tuple[Part, ...]:
    if known.path is None or known.trail is None:
        return ()
    return (Part(known.path, known.trail, tuple(cells), tuple(aside)),)


def _place(cell: RolledCell) -> tuple[str, str]:
    return cell.flik, str(cell.cell)


def _carried(known: KnownBook, rolled: Sequence[RolledCell]) -> Iterator[TrailCell]:
    """The amounts that a roll has written, as the new trail tells of them."""
    for cell in rolled:
        if cell.column in _KINDS and cell.after is not None:
            yield _with_origin(known, cell, cell.source) if cell.source is not None else _told(cell, _FILED)


def _with_origin(known: KnownBook, rolled: RolledCell, source: CarriedFrom) -> TrailCell:
    """What the old trail says of the cell that the amount was taken from, if it is that amount still."""
    before = known.trail.cell(source.flik, str(source.cell)) if known.trail else None
    column = before.rule_column if before else None
    place = Carried(
        bok=known.book.name, flik=source.flik, cell=str(source.cell), tillfalle=source.occasion, raknas=column
    )
    flik = next(flik for flik in known.data.flikar if flik.name == source.flik)
    stood = standing_in(flik, source.cell)
    if before is not None and before.varde == stood:
        return before.model_copy(update={**_words(rolled), "fran": place})
    if before is not None:
        filled, now = shown_content(before.varde), shown_content(stood)
        why = f"{filled} fylldes i där, men ändrades till {now} före rullningen."
    elif known.trail is None:
        why = _UNKNOWN
    else:
        why = _BY_HAND if flik.raw(source.cell).formula is None else _COMPUTED
    return _told(rolled, why, place.model_copy(update={"raknas": None}))


def _told(rolled: RolledCell, why: str, place: Carried | None = None) -> TrailCell:
    """An amount that no fill is known to have written."""
    told = {"omgang": None, "kalla": SourceKind.FOLJER_MED.value, "text": why, "fran": place}
    return TrailCell.model_validate({**_words(rolled), **told})


def _words(rolled: RolledCell) -> dict[str, object]:
    return {
        "flik": rolled.flik, "cell": str(rolled.cell), "rad": rolled.row, "kolumn": rolled.column,
        "varde": rolled.after,
    }  # fmt: skip
