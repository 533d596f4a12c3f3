"""A Word document from its parts: the same content gives the same bytes.

The document starts from our own parts (``parts/``), not from python-docx's template, whose styles and page
are American and which carries a picture.
"""

import io
import zipfile
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from engine.text import printable
from engine.word.page import set_up_sheet

if TYPE_CHECKING:
    from docx.document import Document
    from docx.oxml.xmlchemy import BaseOxmlElement
    from docx.section import _Footer, _Header

_WRITTEN = datetime(2000, 1, 1, tzinfo=UTC)
"""Stands for every time stamp, so that equal content is equal bytes."""

_ZIP_DATE = (1980, 1, 1, 0, 0, 0)
_LONGEST_PROPERTY = 255
_PARTS = {
    "[Content_Types].xml": "content_types.xml",
    "_rels/.rels": "package_rels.xml",
    "word/document.xml": "document.xml",
    "word/_rels/document.xml.rels": "document_rels.xml",
    "word/settings.xml": "settings.xml",
    "word/styles.xml": "styles.xml",
}


@dataclass(frozen=True, slots=True)
class Running:
    """The line above and the line below every page."""

    header: "BaseOxmlElement"
    footer: "BaseOxmlElement"


def document_bytes(
    title: str, author: str, body: Iterable["BaseOxmlElement"], running: Running | None = None
) -> bytes:
    """The content of a .docx file.

    Args:
        title: the document property.
        author: the document property: a nämnd, never a person.
        body: paragraphs and tables in order.
        running: header and footer; None leaves them out.
    """
    import docx

    document = docx.Document(io.BytesIO(_blank()))
    section = document.sections[0]
    set_up_sheet(section)
    if running:
        _put(section.header, running.header)
        _put(section.footer, running.footer)
    _set_properties(document, title, author)
    end = document.element.body.get_or_add_sectPr()
    for block in body:
        end.addprevious(block)
    written = io.BytesIO()
    document.save(written)
    return _same_bytes_every_time(written)


def _put(place: "_Header | _Footer", line: "BaseOxmlElement") -> None:
    place.is_linked_to_previous = False
    for paragraph in place.paragraphs:
        place.part.element.remove(paragraph._p)  # noqa: SLF001 - the only way to a paragraph's element
    place.part.element.append(line)


def _set_properties(document: "Document", title: str, author: str) -> None:
    properties = document.core_properties
    properties.title = printable(title)[:_LONGEST_PROPERTY]
    properties.author = properties.last_modified_by = printable(author)[:_LONGEST_PROPERTY]
    properties.language = "sv-SE"
    properties.revision = 1
    properties.created = properties.modified = _WRITTEN


@cache
def _blank() -> bytes:
    """An empty document with our styles and settings."""
    folder = files("engine.word") / "parts"
    return _zipped({name: (folder / source).read_bytes() for name, source in _PARTS.items()})


def _same_bytes_every_time(package: io.BytesIO) -> bytes:
    with zipfile.ZipFile(package) as written:
        return _zipped({name: written.read(name) for name in written.namelist()})


def _zipped(members: Mapping[str, bytes]) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in members.items():
            package.writestr(zipfile.ZipInfo(name, _ZIP_DATE), content, zipfile.ZIP_DEFLATED)
    return made.getvalue()
