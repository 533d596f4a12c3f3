"""Changes to a closed workbook, carried out in its bytes."""

from collections import defaultdict
from collections.abc import Sequence

from engine.addresses import Cell
from engine.data.changes import CellChange
from engine.writer.patch.archive import read_archive, rewrite
from engine.writer.patch.package import Package, read_package, refuse_signed, xml_part
from engine.writer.patch.recalculation import chain_parts, with_full_calculation, without_chain
from engine.writer.patch.sheet import patch_sheet


def patch_workbook(source: bytes, changes: Sequence[CellChange]) -> bytes:
    """The workbook with only the named cells changed.

    Every other part of the package keeps its content, and the sheets concerned keep every byte outside the cells
    (a sheet in another encoding than UTF-8 is written in UTF-8). When a formula is overwritten or put in the
    calculation chain goes; when a stored value is forgotten the workbook asks to be recalculated on opening
    (contract section 5). The same input gives the same bytes.

    Args:
        source: an .xlsx or .xlsm file.
        changes: of several for one cell the last counts; ``sheet`` is the tab's name as it stands.

    Raises:
        NotPatchableError: the workbook is signed or damaged, an array formula would be cut, or a text is too long.
        KeyError: a sheet that the workbook does not have.
        ValueError: a stored value for a cell without a formula, or a number that no cell can hold.
    """
    if not changes:
        return source
    archive = read_archive(source)
    refuse_signed(archive)
    package = read_package(archive)
    replaced: dict[str, bytes] = {}
    chain_broken = value_forgotten = False
    for part, cells in _by_part(package, changes).items():
        patched = patch_sheet(xml_part(archive, part), cells, part)
        replaced[part] = patched.xml
        chain_broken |= patched.chain_broken
        value_forgotten |= patched.value_forgotten
    if value_forgotten:
        workbook = xml_part(archive, package.workbook)
        replaced[package.workbook] = with_full_calculation(workbook, package.workbook)
    if not chain_broken:
        return rewrite(archive, replaced, ())
    return rewrite(archive, replaced | without_chain(archive, package), chain_parts(archive, package))


def _by_part(package: Package, changes: Sequence[CellChange]) -> dict[str, dict[Cell, CellChange]]:
    grouped: dict[str, dict[Cell, CellChange]] = defaultdict(dict)
    for change in changes:
        grouped[package.sheets[change.sheet]][change.cell] = change
    return grouped
