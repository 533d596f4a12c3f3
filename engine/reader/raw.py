"""Reading a workbook as it stands: pre-check, then one pass over each part that matters."""

import errno
import stat
from collections.abc import Iterator
from pathlib import Path

from engine.data.cells import RawBook, RawSheet
from engine.errors import MissingFileError, os_reason
from engine.reader.archive import Archive
from engine.reader.errors import Refused, UnreadableWorkbookError
from engine.reader.filetype import require_zip
from engine.reader.limits import DEFAULT_LIMITS, Limits
from engine.reader.notices import OPEN_ELSEWHERE, SKIPPED_TAB, Notices
from engine.reader.package import Relation, check_unread_parts, relations_of, workbook_part
from engine.reader.sheetcells import Reading
from engine.reader.sheetxml import read_sheet
from engine.reader.strings import read_strings
from engine.reader.stylesxml import read_date_styles
from engine.reader.workbookxml import SheetEntry, read_workbook

_LOCK = "~$"
_NO_GRID = {"chartsheet", "dialogsheet", "xlMacrosheet", "xlIntlMacrosheet", "macrosheet", "vbaProject"}


def read_raw(path: str | Path, limits: Limits = DEFAULT_LIMITS) -> RawBook:
    """Everything that stands in the workbook's grid sheets, uninterpreted.

    Macros and external links are never followed; no grid is allocated, so two cells far apart cost two cells.

    Args:
        path: an .xlsx, .xlsm, .xltx or .xltm file.
        limits: when to give up on a file that is too large.

    Raises:
        MissingFileError: there is no such path.
        UnreadableWorkbookError: the file is no workbook, is protected, damaged or hostile; ``code`` says which.
    """
    notices = Notices()
    try:
        data = _content(Path(path), limits)
        _note_lock_file(Path(path), notices)
        return _book(str(path), data, limits, notices)
    except Refused as refused:
        raise UnreadableWorkbookError(path, refused.code, refused.detail) from refused


def _content(path: Path, limits: Limits) -> bytes:
    try:
        status = path.stat()
        if stat.S_ISDIR(status.st_mode):
            raise Refused("mapp")
        if path.name.startswith(_LOCK):
            raise Refused("las_fil")
        if not stat.S_ISREG(status.st_mode):
            raise Refused("inte_fil")
        if status.st_size > limits.file_bytes:
            raise Refused("for_stor", f"{status.st_size // 1_000_000} MB")
        return path.read_bytes()
    except (FileNotFoundError, NotADirectoryError) as error:
        raise MissingFileError(path) from error
    except PermissionError as error:
        raise Refused("ingen_behorighet") from error
    except ValueError as error:  # a NUL in the name
        raise MissingFileError(path) from error
    except OSError as error:
        if error.errno in {errno.ENAMETOOLONG, errno.ELOOP}:
            raise MissingFileError(path) from error
        raise Refused("lasfel", os_reason(error)) from error


def _note_lock_file(path: Path, notices: Notices) -> None:
    lock = path.with_name(f"{_LOCK}{path.name}")
    if lock.exists():
        notices.add(OPEN_ELSEWHERE, lock.name)


def _book(path: str, data: bytes, limits: Limits, notices: Notices) -> RawBook:
    require_zip(data)
    archive = Archive(data, limits)
    part = workbook_part(archive)
    relations = relations_of(archive, part)
    entries = read_workbook(archive.chunks(part), part)
    parts = _sheet_parts(archive, entries.sheets, relations, notices)
    texts = _strings_part(archive, relations)
    check_unread_parts(archive, {name.lower() for name in (part, *texts, *parts.values())})
    strings = [text for name in texts for text in read_strings(archive.chunks(name), name, limits)]
    reading = Reading(strings, limits, notices)
    sheets = tuple(
        _sheet(archive, parts[entry.name], entry, reading) for entry in entries.sheets if entry.name in parts
    )
    return RawBook(
        path=path,
        sheets=sheets,
        names=entries.names,
        date1904=entries.date1904,
        notes=notices.as_notes(),
        date_styles=_date_styles(archive, relations),
        linked=tuple(_linked(archive, relations)),
    )


def _sheet(archive: Archive, part: str, entry: SheetEntry, reading: Reading) -> RawSheet:
    cells, look = read_sheet(archive.chunks(part), part, entry.name, reading)
    return RawSheet(entry.name, cells, entry.hidden, look)


def _date_styles(archive: Archive, relations: dict[str, Relation]) -> frozenset[int]:
    """Which styles show dates; none where the styles cannot be read, for no amount depends on them."""
    part = next((r.target for r in relations.values() if r.kind == "styles" and not r.external), "")
    try:
        return read_date_styles(b"".join(archive.chunks(part)), part) if part in archive else frozenset()
    except Refused:
        return frozenset()


def _linked(archive: Archive, relations: dict[str, Relation]) -> Iterator[str]:
    """The other workbooks that this one fetches from; they are never opened."""
    for link in relations.values():
        if link.kind == "externalLink" and not link.external and link.target in archive:
            yield _name_of_link(archive, link.target)


def _name_of_link(archive: Archive, part: str) -> str:
    try:
        named = [each.target for each in relations_of(archive, part).values() if each.external]
    except Refused:
        return part
    return named[0] if named else part


def _sheet_parts(
    archive: Archive, entries: tuple[SheetEntry, ...], relations: dict[str, Relation], notices: Notices
) -> dict[str, str]:
    """Part by tab name, in tab order; tabs without a grid (charts, dialogs, macros) are noted and left out."""
    parts: dict[str, str] = {}
    for entry in entries:
        relation = relations.get(entry.relation)
        if relation is None:
            raise Refused("saknad_del", f"fliken {entry.name}")
        if relation.kind in _NO_GRID:
            notices.add(SKIPPED_TAB, entry.name)
            continue
        if relation.external:
            raise Refused("extern", f"fliken {entry.name}")
        if relation.target not in archive:
            raise Refused("saknad_del", f"fliken {entry.name}")
        if relation.target.lower() in {part.lower() for part in parts.values()}:
            raise Refused("tvetydig", f"två flikar delar {relation.target}")
        parts[entry.name] = relation.target
    return parts


def _strings_part(archive: Archive, relations: dict[str, Relation]) -> tuple[str, ...]:
    """The shared string table, or nothing: its absence matters only to cells that refer to it."""
    targets = (r.target for r in relations.values() if r.kind == "sharedStrings" and not r.external)
    return tuple(target for target in targets if target in archive)[:1]
