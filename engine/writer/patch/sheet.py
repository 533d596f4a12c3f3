"""The changes of one sheet as splices in its part."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from engine.addresses import Cell
from engine.data.changes import CachedValue, CellChange, ForgetCached, SetCell
from engine.writer.patch.grid import inserted, with_content
from engine.writer.patch.markup import Splice, prefix, splice, tag_at, with_attribute, without_attributes
from engine.writer.patch.refusals import ArrayFormulaError, TextTooLongError
from engine.writer.patch.scan import CellSpan, SheetMap, scan_sheet
from engine.writer.patch.shared import area_holding, orphans_made_whole
from engine.writer.patch.values import MAX_TEXT, Content, constant, stored, text_length


@dataclass(frozen=True, slots=True)
class PatchedSheet:
    """A sheet part after its changes, and what they mean for the rest of the workbook."""

    xml: bytes
    formula_removed: bool
    value_forgotten: bool


def patch_sheet(xml: bytes, changes: Mapping[Cell, CellChange], part: str) -> PatchedSheet:
    """Carry out the changes of one sheet; bytes outside the cells concerned stay.

    Args:
        xml: the sheet part in UTF-8.
        changes: one change a cell.
        part: the part's name, for messages.

    Raises:
        ArrayFormulaError: a constant for a part of an array formula.
        DamagedWorkbookError: the part is no readable sheet.
        TextTooLongError: a text longer than a cell holds.
        ValueError: a stored value for a cell without a formula.
    """
    sheet = scan_sheet(xml, changes, part)
    for change in changes.values():
        _refuse(sheet, change)
    constants = {cell for cell, change in changes.items() if isinstance(change, SetCell)}
    whole = dict(orphans_made_whole(xml, sheet.formulas, constants))
    formulas = {formula.cell: new for formula, new in whole.items()}
    before = prefix(tag_at(xml, sheet.grid.start))
    missing = {cell: _content(change, before) for cell, change in changes.items() if cell not in sheet.cells}
    heights = _wanted_heights(changes)
    splices = [
        *(
            Splice(at.start, at.end, _cell(xml, at, changes[cell], formulas.get(cell)))
            for cell, at in sheet.cells.items()
        ),
        *(Splice(at.start, at.end, new) for at, new in whole.items() if at.cell not in changes),
        *inserted(xml, sheet, missing, heights),
        *_heights(xml, sheet, heights, {cell.row for cell in missing}),
    ]
    return PatchedSheet(
        splice(xml, splices),
        formula_removed=any("f" in at.children for cell, at in sheet.cells.items() if cell in constants),
        value_forgotten=any(isinstance(change, ForgetCached) for change in changes.values()),
    )


def _wanted_heights(changes: Mapping[Cell, CellChange]) -> Mapping[int, int]:
    """By row, the points that the texts written there take."""
    wanted: dict[int, int] = {}
    for cell, change in changes.items():
        if isinstance(change, SetCell) and change.row_height is not None:
            wanted[cell.row] = max(change.row_height, wanted.get(cell.row, 0))
    return wanted


def _heights(xml: bytes, sheet: SheetMap, heights: Mapping[int, int], grown: Collection[int]) -> Iterator[Splice]:
    """The rows that stand already as high as their texts need; not those that people have given a height.

    A row that gets new cells (``grown``) has its tag rewritten for their sake and is left as high as it was.
    """
    for number, height in heights.items():
        row = sheet.rows.get(number)
        if row is not None and number not in grown and row.attributes.get("customHeight") not in ("1", "true"):
            tag = tag_at(xml, row.start)
            yield Splice(row.start, row.start + len(tag), with_attribute(tag, b"ht", str(height)))


def _refuse(sheet: SheetMap, change: CellChange) -> None:
    area = area_holding(sheet.formulas, change.cell)
    if isinstance(change, SetCell):
        if area is not None:
            raise ArrayFormulaError(change.sheet, change.cell, area)
    elif area is None and "f" not in (sheet.cells[change.cell].children if change.cell in sheet.cells else ()):
        raise ValueError(f"{change.sheet}!{change.cell} has no formula whose value could be stored")
    if not isinstance(change, ForgetCached) and isinstance(change.value, str):
        length = text_length(change.value)
        if length > MAX_TEXT:
            raise TextTooLongError(change.sheet, change.cell, length, MAX_TEXT)


def _content(change: CellChange, before: bytes) -> Content:
    match change:
        case SetCell(value=value):
            return constant(value, before)
        case CachedValue(value=value):
            return stored(value, before)
        case ForgetCached():
            return Content(None, b"")


def _cell(xml: bytes, at: CellSpan, change: CellChange, formula: bytes | None) -> bytes:
    """The cell after its change; ``formula`` replaces the one that stands there, if it is given."""
    tag = tag_at(xml, at.start)
    content = _content(change, prefix(tag))
    if isinstance(change, SetCell):
        return with_content(without_attributes(tag, b"t", b"cm", b"vm"), content)
    whole = (formula or _child(xml, at, "f")) + content.xml + _child(xml, at, "extLst")
    return with_content(without_attributes(tag, b"t", b"vm"), Content(content.kind, whole))


def _child(xml: bytes, at: CellSpan, name: str) -> bytes:
    child = at.children.get(name)
    return b"" if child is None else xml[child.start : child.end]
