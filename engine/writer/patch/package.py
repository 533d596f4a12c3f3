"""Where things stand in an OOXML package: the workbook part, the part of each sheet, the calculation chain."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from posixpath import dirname, normpath
from typing import Final
from urllib.parse import unquote
from xml.parsers import expat

from engine.writer.patch.archive import Archive, part_name, read_part
from engine.writer.patch.markup import as_utf8, tag_at
from engine.writer.patch.refusals import DamagedWorkbookError, SignedWorkbookError

CONTENT_TYPES: Final = "[content_types].xml"
_SIGNATURES = "_xmlsignatures/"
_USUAL_WORKBOOK = "xl/workbook.xml"


@dataclass(frozen=True, slots=True)
class Element:
    """The start of one element in a part.

    Attributes:
        name: without namespace.
        attributes: by name without namespace.
        start, end: byte offsets of the element, end tag included.
        depth: 0 for the root.
        namespace: of the element.
    """

    name: str
    attributes: Mapping[str, str]
    start: int
    end: int
    depth: int
    namespace: str = ""


@dataclass(frozen=True, slots=True)
class Relation:
    """One relationship: the last word of its type (``worksheet``, ``calcChain``), and the part it leads to."""

    id: str
    kind: str
    target: str
    place: Element


@dataclass(frozen=True, slots=True)
class Package:
    """What the patcher needs to know of a workbook package; all names are part names."""

    workbook: str
    relations_part: str
    relations: tuple[Relation, ...]
    sheets: Mapping[str, str]


def refuse_signed(archive: Archive) -> None:
    """Stop before a change that would break a digital signature.

    Raises:
        SignedWorkbookError: the package holds one.
    """
    if any(name.startswith(_SIGNATURES) for name in archive.entries):
        raise SignedWorkbookError


def read_package(archive: Archive) -> Package:
    """The workbook part and the part of each sheet, by tab name.

    Raises:
        DamagedWorkbookError: they cannot be found.
    """
    workbook = _workbook_part(archive)
    relations_part = _relations_part(workbook)
    relations = tuple(_relations(archive, relations_part, dirname(workbook)))
    target = {relation.id: relation.target for relation in relations}
    sheets = {
        found.attributes["name"]: target[found.attributes["id"]]
        for found in elements(xml_part(archive, workbook), workbook)
        if found.name == "sheet" and found.depth == 2 and found.attributes.get("id") in target
    }
    return Package(workbook, relations_part, relations, sheets)


def xml_part(archive: Archive, name: str) -> bytes:
    """The content of an XML part in UTF-8."""
    return as_utf8(read_part(archive, name), name)


def elements(xml: bytes, part: str) -> list[Element]:
    """Every element of a small part, in document order."""
    found: list[Element | None] = []
    open_elements: list[tuple[int, str, dict[str, str], int]] = []
    parser = expat.ParserCreate(namespace_separator=" ")

    def start(name: str, attributes: dict[str, str]) -> None:
        local = {key.rpartition(" ")[2]: value for key, value in attributes.items()}
        open_elements.append((len(found), name, local, parser.CurrentByteIndex))
        found.append(None)

    def end(_: str) -> None:
        index, name, attributes, begun = open_elements.pop()
        ended = element_end(xml, begun, parser.CurrentByteIndex)
        namespace, _, local = name.rpartition(" ")
        found[index] = Element(local, attributes, begun, ended, len(open_elements), namespace)

    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parse(parser, xml, part)
    return [element for element in found if element is not None]


def element_end(xml: bytes, start: int, reported: int) -> int:
    """The offset after an element; ``reported`` is where expat stood when it told of the end.

    For ``<c/>`` expat stands after the tag, otherwise before the end tag.
    """
    after_tag = start + len(tag_at(xml, start))
    if reported == after_tag and xml[after_tag - 2 : after_tag] == b"/>":
        return reported
    return xml.index(b">", reported) + 1


def parse(parser: expat.XMLParserType, xml: bytes, part: str) -> None:
    """Run the parser over a whole part.

    Raises:
        DamagedWorkbookError: the part is not well-formed, or it declares a document type.
    """
    parser.StartDoctypeDeclHandler = _doctype_refuser(part)
    try:
        parser.Parse(xml, True)  # noqa: FBT003 - pyexpat takes it by position only
    except expat.ExpatError as fault:
        raise DamagedWorkbookError(f"delen {part} är inte välformad XML ({fault})") from fault


def _doctype_refuser(part: str) -> Callable[[str, str | None, str | None, bool], None]:
    def refuse(*_: object) -> None:
        raise DamagedWorkbookError(f"delen {part} innehåller en dokumenttyp, som inte får finnas")

    return refuse


def _workbook_part(archive: Archive) -> str:
    relations = _relations(archive, "_rels/.rels", "") if "_rels/.rels" in archive.entries else ()
    return next((found.target for found in relations if found.kind == "officeDocument"), _USUAL_WORKBOOK)


def folder_of(part: str) -> str:
    """The folder of a part with its slash; empty for a part at the root."""
    folder = dirname(part)
    return f"{folder}/" if folder else ""


def _relations_part(part: str) -> str:
    folder, _, name = part.rpartition("/")
    return f"{folder}/_rels/{name}.rels".lstrip("/")


def _relations(archive: Archive, part: str, folder: str) -> Iterable[Relation]:
    for found in elements(xml_part(archive, part), part):
        attributes = found.attributes
        if found.name == "Relationship" and attributes.get("TargetMode") != "External":
            target = _resolved(archive, attributes.get("Target", ""), folder)
            kind = attributes.get("Type", "").rpartition("/")[2]
            yield Relation(attributes.get("Id", ""), kind, target, found)


def _resolved(archive: Archive, target: str, folder: str) -> str:
    """The part a relationship's target names: relative to the folder, absolute, or percent-encoded."""
    path = target.replace("\\", "/")
    whole = part_name(normpath(path if path.startswith("/") else f"{folder}/{path}"))
    return whole if whole in archive.entries else unquote(whole)
