"""The Word report of a nämnd for one occasion."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from engine.data.views import CommentView, ReportSection, ReportView
from engine.word.document import Running, document_bytes
from engine.word.elements import paragraph, paragraphs, text_runs
from engine.word.page import TEXT_WIDTH, footer_line, header_line
from engine.word.tables import Bookmark, bookmark_name, caption, table

if TYPE_CHECKING:
    from docx.oxml.xmlchemy import BaseOxmlElement


def report_docx(report: ReportView) -> bytes:
    """The whole report as a .docx file: title block, summary, one section per table, source."""
    running = Running(header_line(report.namnd, report.occasion), footer_line(report.kommun))
    return document_bytes(f"{report.title} – {report.namnd}", report.namnd, _body(report), running)


def _body(report: ReportView) -> Iterator["BaseOxmlElement"]:
    yield from _title_block(report)
    if report.summary is not None:
        yield from _comment(report.summary, "Heading1")
    for number, section in enumerate(report.sections, start=1):
        yield from _section(section, Bookmark(number, _unique_name(report, number)))
    if report.source:
        yield paragraph("Kalla", *text_runs(report.source))


def _unique_name(report: ReportView, number: int) -> str:
    """The table's bookmark; a second table of the same code carries its number as well."""
    codes = [section.table.code for section in report.sections[:number]]
    name = bookmark_name(codes[-1])
    return f"{name}_{number}" if codes[-1] in codes[:-1] else name


def _title_block(report: ReportView) -> Iterator["BaseOxmlElement"]:
    if report.kommun:
        yield paragraph("Kommun", *text_runs(report.kommun))
    yield paragraph("Title", *text_runs(report.title))
    yield paragraph("Subtitle", *text_runs(report.namnd))


def _section(section: ReportSection, bookmark: Bookmark) -> Iterator["BaseOxmlElement"]:
    yield paragraph("Heading1", *text_runs(section.heading))
    yield from paragraphs("BodyText", section.intro)
    yield caption(section.table.title, bookmark.number)
    yield from paragraphs("Tabellnot", section.table.note)
    yield table(section.table, TEXT_WIDTH, bookmark)
    yield paragraph("Kalla", *text_runs(f"Källa: fliken {section.table.flik}."))
    for comment in section.comments:
        yield from _comment(comment, "Heading2")
    if section.changes:
        yield paragraph("Heading1", *text_runs(f"Prognosförändring, {section.heading.lower()}"))
    for change in section.changes:
        yield from _comment(change, "Heading2")


def _comment(comment: CommentView, heading: str) -> Iterator["BaseOxmlElement"]:
    yield paragraph(heading, *text_runs(comment.heading))
    yield from paragraphs("Anvisning" if comment.to_write else "BodyText", comment.text)
