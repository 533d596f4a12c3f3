"""Stored values that follow from changed cells: recomputed where the formula is ours, forgotten where it is not."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from engine.addresses import Cell
from engine.calc import Amount, FlikValues, Origin, flik_values
from engine.data import BookData, CachedValue, CellChange, FlikData, ForgetCached, RawBook
from engine.fill.plan import FilledCell, changed_flik
from engine.formula import References, read_references
from engine.layout import COVER

_Place = tuple[str, Cell]


@dataclass(frozen=True, slots=True)
class _After:
    """The workbook's flikar when the cells have been written, evaluated."""

    flikar: Mapping[str, FlikData]
    values: Mapping[str, FlikValues]


def dependent_changes(book: BookData, cells: Sequence[FilledCell]) -> tuple[CellChange, ...]:
    """The changes of stored values that filling ``cells`` leads to, on every sheet."""
    written: set[_Place] = {(filled.flik, filled.cell) for filled in cells}
    flikar = {flik.name: changed_flik(flik, cells) for flik in book.flikar}
    after = _After(flikar, {name: flik_values(flik) for name, flik in flikar.items()})
    return tuple(_change(place, book.raw, after) for place in sorted(_reached(book.raw, written)))


def _change(place: _Place, raw: RawBook, after: _After) -> CellChange:
    sheet, cell = place
    value = _known_value(place, raw, after)
    return ForgetCached(sheet, cell) if value is None else CachedValue(sheet, cell, value)


def _known_value(place: _Place, raw: RawBook, after: _After) -> int | float | str | None:
    """The new value of a formula of ours; None for anybody else's, or where an operand is unreadable."""
    sheet, cell = place
    values = after.values.get(sheet)
    if values is not None and cell in values.derived:
        derived = values.derived[cell]
        is_ours = derived.origin is Origin.DECLARED and derived.is_traceable
        return _plain(values.values[cell]) if is_ours else None
    if sheet == COVER:
        return _referred_value(_formula(raw, place), after)
    return None


def _formula(raw: RawBook, place: _Place) -> str:
    sheet = next(sheet for sheet in raw.sheets if sheet.name == place[0])
    return sheet.cells[place[1]].formula or ""


def _referred_value(formula: str, after: _After) -> int | float | str | None:
    """What a cover formula shows: it refers to one cell of a flik and does nothing else."""
    found = read_references(formula).rectangles
    if len(found) != 1 or found[0].first != found[0].last or not formula.endswith(f"!{found[0].first}"):
        return None
    flik = next((f for f in after.flikar.values() if f.name.casefold() == (found[0].sheet or "").casefold()), None)
    if flik is None:
        return None
    cell = found[0].first
    value = after.values[flik.name].values.get(cell)
    if value is not None:
        return _plain(value)
    standing = flik.raw(cell).value
    if standing is None:
        return 0
    return standing if isinstance(standing, int | float | str) else None


def _plain(value: Amount) -> int | float:
    return value if isinstance(value, int) else float(value)


def _reached(raw: RawBook, written: set[_Place]) -> set[_Place]:
    """Every formula cell that reads a written cell, directly or over other formulas."""
    formulas = dict(_references(raw))
    reached: set[_Place] = set()
    front = set(written)
    while front:
        found = {
            place
            for place, references in formulas.items()
            if place not in reached and place not in written and _reads(place, references, front)
        }
        reached |= found
        front = found
    return reached


def _references(raw: RawBook) -> Iterator[tuple[_Place, References]]:
    for sheet in raw.sheets:
        for cell, found in sheet.cells.items():
            if found.formula is not None:
                yield (sheet.name, cell), _with_names(read_references(found.formula), raw.names)


def _with_names(references: References, names: Mapping[str, str]) -> References:
    """The references with defined names replaced by what they stand for; an unknown name may be anything."""
    folded = {name.casefold(): text for name, text in names.items()}
    for name in references.names:
        text = folded.get(name.casefold())
        inner = read_references(text.lstrip("=")) if text is not None else None
        references = replace(
            references,
            rectangles=references.rectangles + (inner.rectangles if inner else ()),
            opaque=references.opaque or inner is None or inner.opaque or bool(inner.names),
        )
    return references


def _reads(place: _Place, references: References, front: set[_Place]) -> bool:
    own = place[0]
    if references.opaque:
        return True
    return any(rectangle.covers(sheet, cell, own) for rectangle in references.rectangles for sheet, cell in front)
