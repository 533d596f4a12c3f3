"""One table as a Word document of its own, to open and copy from."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from engine.data.views import TableView
from engine.word.document import document_bytes
from engine.word.elements import paragraph, paragraphs, text_runs
from engine.word.page import TEXT_WIDTH
from engine.word.tables import Bookmark, bookmark_name, caption, table

if TYPE_CHECKING:
    from docx.oxml.xmlchemy import BaseOxmlElement


def table_docx(view: TableView) -> bytes:
    """The table with its caption, source line and comments as a .docx file."""
    return document_bytes(view.title, "", _body(view))


def _body(view: TableView) -> Iterator["BaseOxmlElement"]:
    yield caption(view.title, 1)
    yield from paragraphs("Tabellnot", view.note)
    yield table(view, TEXT_WIDTH, Bookmark(1, bookmark_name(view.code)))
    yield paragraph("Kalla", *text_runs(f"Källa: fliken {view.flik}."))
    for row in view.rows:
        if row.comment:
            yield paragraph("Heading2", *text_runs(row.label))
            yield from paragraphs("BodyText", row.comment)
