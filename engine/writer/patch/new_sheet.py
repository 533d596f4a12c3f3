"""A sheet of ours in a workbook somebody owns: added last, or written anew where it already stands.

The workbook part, its relations and the content types are told of the sheet; every other part stays as it is, the
styles too: the sheet uses what styles there are.
"""

from dataclasses import dataclass
from html import unescape
from posixpath import dirname, relpath
from typing import Final

from engine.addresses import tab_of
from engine.writer.patch.archive import Archive, part_name, read_archive, rewrite
from engine.writer.patch.markup import Splice, attribute_names, declarations, element, prefix, quoted, splice, tag_at
from engine.writer.patch.package import (
    CONTENT_TYPES,
    Element,
    Package,
    elements,
    folder_of,
    read_package,
    refuse_signed,
    xml_part,
)
from engine.writer.patch.recalculation import BEFORE_CALC_PR
from engine.writer.patch.refusals import DamagedWorkbookError
from engine.writer.patch.rendering import Dialect, SheetContent, render_sheet
from engine.writer.patch.standing_styles import standing_styles

_SHEET_TYPE: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"
_LONGEST_NAME = 31


@dataclass(frozen=True, slots=True)
class NewSheet:
    """A sheet to be put into a workbook.

    Attributes:
        title: the tab's name where it is free; else a number is added.
        mark: a hidden defined name that leads to the sheet, by which it is found again.
        content: its rows.
    """

    title: str
    mark: str
    content: SheetContent


def with_sheet(source: bytes, sheet: NewSheet) -> bytes:
    """The workbook with the sheet: the earlier one of the same mark replaced, else a new one behind the others.

    Every part but the workbook part, its relations, the content types and the sheet itself keeps its bytes; where
    an earlier sheet is replaced only its own part changes. The same input gives the same bytes.

    Raises:
        NotPatchableError: the workbook is signed or damaged.
    """
    archive = read_archive(source)
    refuse_signed(archive)
    package = read_package(archive)
    workbook = _Workbook(archive, package)
    rendered = render_sheet(sheet.content, workbook.dialect, standing_styles(archive, package))
    standing = workbook.marked(sheet.mark)
    if standing is not None:
        return rewrite(archive, {package.sheets[standing]: rendered}, ())
    part = _free_part(archive, package)
    told = {
        package.workbook: workbook.with_entry(_free_title(sheet.title, package), sheet.mark),
        package.relations_part: workbook.with_relation(part),
        CONTENT_TYPES: _with_type(xml_part(archive, CONTENT_TYPES), part),
    }
    return rewrite(archive, told, (), {part: rendered})


class _Workbook:
    """The workbook part and its relations, as they are to be told of one more sheet."""

    def __init__(self, archive: Archive, package: Package) -> None:
        self._package = package
        self._xml = xml_part(archive, package.workbook)
        self._elements = elements(self._xml, package.workbook)
        self._relations = xml_part(archive, package.relations_part)
        self._first = next((found for found in self._elements if found.name == "sheet" and found.depth == 2), None)
        if self._first is None:
            raise DamagedWorkbookError("boken har inga blad")

    @property
    def dialect(self) -> Dialect:
        """The namespace that the workbook itself is written in."""
        return Dialect(self._elements[0].namespace)

    def marked(self, mark: str) -> str | None:
        """The tab that the hidden name leads to, where there still is one."""
        for found in self._marks(mark):
            name = tab_of(self._text_of(found))
            return name if name in self._package.sheets else None
        return None

    def _marks(self, mark: str) -> list[Element]:
        return [f for f in self._elements if f.name == "definedName" and f.attributes.get("name") == mark]

    def _text_of(self, found: Element) -> str:
        tag = tag_at(self._xml, found.start)
        inner = self._xml[found.start + len(tag) : found.end]
        return unescape(inner.partition(b"<")[0].decode())

    def with_entry(self, title: str, mark: str) -> bytes:
        """The workbook part with the sheet last among its sheets, and its mark among the names."""
        holder = next(found for found in self._elements if found.name == "sheets" and found.depth == 1)
        first = tag_at(self._xml, self._first_start)
        before = prefix(first)
        entry = b'<%ssheet%s name="%s" sheetId="%d" %s="%s"/>' % (
            before, declarations(first), quoted(title), self._free_sheet_id(), _id_attribute(first),
            self._free_relation_id().encode(),
        )  # fmt: skip
        place = self._xml.rindex(b"</", holder.start, holder.end)
        return splice(self._xml, [Splice(place, place, entry), self._name(title, mark, before)])

    @property
    def _first_start(self) -> int:
        return self._first.start if self._first else 0

    def _name(self, title: str, mark: str, before: bytes) -> Splice:
        """The hidden name as a splice: an earlier one that leads nowhere is replaced."""
        area = quoted("'" + title.replace("'", "''") + "'!$A$1")
        name = b'<%sdefinedName name="%s" hidden="1">%s</%sdefinedName>' % (before, quoted(mark), area, before)
        stale = next(
            (f for f in self._elements if f.name == "definedName" and f.attributes.get("name") == mark), None
        )
        if stale is not None:
            return Splice(stale.start, stale.end, name)
        children = [found for found in self._elements if found.depth == 1]
        names = next((found for found in children if found.name == "definedNames"), None)
        if names is None:
            place = max(f.end for f in children if f.name in BEFORE_CALC_PR and f.name != "definedNames")
            return Splice(place, place, b"<%sdefinedNames>%s</%sdefinedNames>" % (before, name, before))
        tag = tag_at(self._xml, names.start)
        if names.end == names.start + len(tag):
            return Splice(names.start, names.end, element(tag, name))
        place = self._xml.rindex(b"</", names.start, names.end)
        return Splice(place, place, name)

    def _free_sheet_id(self) -> int:
        told = [found.attributes.get("sheetId", "") for found in self._elements if found.name == "sheet"]
        return max((int(number) for number in told if number.isdecimal()), default=0) + 1

    def _free_relation_id(self) -> str:
        taken = {
            found.attributes.get("Id", "").casefold()
            for found in elements(self._relations, self._package.relations_part)
        }
        return next(
            name for number in range(1, len(taken) + 2) if (name := f"rIdFlikar{number}").casefold() not in taken
        )

    def with_relation(self, part: str) -> bytes:
        """The workbook's relations with one more, of the same type as those of the other sheets."""
        listed = elements(self._relations, self._package.relations_part)
        like = next(
            (found for found in listed if found.attributes.get("Type", "").rpartition("/")[2] == "worksheet"), None
        )
        root = next(found for found in listed if found.depth == 0)
        if like is None:
            raise DamagedWorkbookError("boken har inget blad med celler")
        like_tag = tag_at(self._relations, like.start)
        before = prefix(like_tag)
        folder = dirname(self._package.workbook)
        target = relpath(f"/{part}", f"/{folder}")
        new = b'<%sRelationship%s Id="%s" Type="%s" Target="%s"/>' % (
            before, declarations(like_tag), self._free_relation_id().encode(), quoted(like.attributes["Type"]),
            quoted(target),
        )  # fmt: skip
        place = self._relations.rindex(b"</", root.start, root.end)
        return splice(self._relations, [Splice(place, place, new)])


def _id_attribute(tag: bytes) -> bytes:
    """The qualified name of the attribute that leads to the relation, ``r:id`` in most workbooks."""
    return next(name for name in attribute_names(tag) if name.rpartition(b":")[2] == b"id")


def _with_type(types: bytes, part: str) -> bytes:
    listed = elements(types, CONTENT_TYPES)
    root = next(found for found in listed if found.depth == 0)
    before = prefix(tag_at(types, root.start))
    new = b'<%sOverride PartName="/%s" ContentType="%s"/>' % (before, quoted(part), _SHEET_TYPE.encode())
    place = types.rindex(b"</", root.start, root.end)
    return splice(types, [Splice(place, place, new)])


def _free_part(archive: Archive, package: Package) -> str:
    folder = folder_of(package.workbook)
    numbers = range(1, len(archive.entries) + 2)
    names = (f"{folder}worksheets/flikar{number}.xml" for number in numbers)
    return next(name for name in names if part_name(name) not in archive.entries)


def _free_title(title: str, package: Package) -> str:
    """The title, or with the first number that no other tab has."""
    taken = {name.casefold() for name in package.sheets}
    numbered = (title if number == 1 else f"{title} {number}" for number in range(1, len(taken) + 2))
    return next(name for name in numbered if name.casefold() not in taken)[:_LONGEST_NAME]
