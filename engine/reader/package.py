"""The package inside the zip: which parts there are and how they refer to each other."""

import posixpath
import re
from dataclasses import dataclass
from urllib.parse import unquote

from engine.reader.archive import Archive
from engine.reader.errors import Refused
from engine.reader.namespaces import CONTENT_TYPES, PACKAGE_RELATIONS
from engine.reader.xmlpass import Attributes, check_prolog, new_parser, run

_CONTENT_TYPES_PART = "[Content_Types].xml"

_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.\-]*:")
_XML_SUFFIXES = (".xml", ".rels", ".vml")
_OTHER_DOCUMENTS = ("wordprocessingml", "presentationml", "ms-word", "ms-powerpoint", "visio")


@dataclass(frozen=True, slots=True)
class Relation:
    """A reference from one part to another.

    Attributes:
        kind: last word of its type: ``worksheet``, ``sharedStrings``.
        target: the part's name in the package, without leading ``/``; for an external one as it stands.
    """

    kind: str
    target: str
    external: bool = False


def relations_of(archive: Archive, part: str) -> dict[str, Relation]:
    """The part's relations by id; empty when it has none. The package itself is the part with an empty name."""
    folder, name = posixpath.split(part)
    where = posixpath.join(folder, "_rels", f"{name}.rels")
    found: dict[str, Relation] = {}

    def start(tag: str, attributes: Attributes) -> None:
        if tag == f"{PACKAGE_RELATIONS} Relationship":
            found[attributes.get("Id", "")] = _relation(part, attributes)

    if where in archive:
        run(new_parser(start), archive.chunks(where), where)
    return found


def _relation(part: str, attributes: Attributes) -> Relation:
    kind = attributes.get("Type", "").rstrip("/").rpartition("/")[2]
    target = attributes.get("Target", "")
    external = attributes.get("TargetMode") == "External" or _SCHEME.match(target) is not None
    return Relation(kind, target if external else _resolved(part, target), external)


def _resolved(part: str, target: str) -> str:
    """The target as a part name; one that climbs out of the package counts as missing."""
    plain = unquote(target).replace("\\", "/")
    folder = "" if plain.startswith("/") else posixpath.dirname(part)
    return posixpath.normpath(posixpath.join(folder, plain.lstrip("/")))


def workbook_part(archive: Archive) -> str:
    """The name of the part that lists the sheets.

    Raises:
        Refused: there is none, or it belongs to another kind of document.
    """
    _refuse_other_documents(archive)
    kinds = relations_of(archive, "").values()
    named = next((r.target for r in kinds if r.kind == "officeDocument" and not r.external), "xl/workbook.xml")
    if named.lower().endswith(".bin"):
        raise Refused("xlsb")
    if named not in archive:
        raise Refused("saknad_del", named)
    return named


def _refuse_other_documents(archive: Archive) -> None:
    if "mimetype" in archive or "content.xml" in archive:
        is_sheet = b"spreadsheet" in archive.start("mimetype") if "mimetype" in archive else True
        raise Refused("ods" if is_sheet else "annat_dokument")
    for content_type in _content_types(archive):
        kind = content_type.lower()
        if "sheet.binary" in kind and kind.endswith("main"):
            raise Refused("xlsb")
        if any(other in kind for other in _OTHER_DOCUMENTS) and kind.endswith("main+xml"):
            raise Refused("annat_dokument")


def _content_types(archive: Archive) -> list[str]:
    found: list[str] = []

    def start(tag: str, attributes: Attributes) -> None:
        if tag.startswith(CONTENT_TYPES):
            found.append(attributes.get("ContentType", ""))

    if _CONTENT_TYPES_PART in archive:
        run(new_parser(start), archive.chunks(_CONTENT_TYPES_PART), _CONTENT_TYPES_PART)
    return found


def check_unread_parts(archive: Archive, read: set[str]) -> None:
    """Refuse a DTD in other XML parts than those ``read`` (lower-case names): the file goes on to others."""
    for name in archive.members:
        if name.endswith(_XML_SUFFIXES) and name not in read:
            check_prolog(archive.start(name))
