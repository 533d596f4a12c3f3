"""The summary stands before the first table, the changes after the comments; what is to be written looks so."""

import io

import docx

from engine.data.views import CommentView, ReportSection, ReportView, RowView, TableView
from engine.model import RowKind
from engine.word import report_docx

ROWS = (RowView("Lokalhyror", RowKind.INPUT, (-9,)),)
TABLE = TableView("RR", "Resultaträkning, delår 2022", "8 RR", ("Belopp i tkr", "Budget 2022"), ROWS)


def test_summary_comments_and_changes_in_reading_order() -> None:
    section = ReportSection(
        "Resultaträkning",
        TABLE,
        comments=(CommentView("Lokalhyror", "Nytt kontrakt."),),
        changes=(CommentView("Lokalhyror", "Utkast: Ingen förändring.", to_write=True),),
    )
    summary = CommentView("Sammanfattning", "Utkast: Ingen avvikelse.", to_write=True)
    report = ReportView("Delårsbokslut 2022", "VON", "delår 2022", "", (section,), summary=summary)
    paragraphs = docx.Document(io.BytesIO(report_docx(report))).paragraphs
    read = [("" if each.style is None else each.style.style_id, each.text) for each in paragraphs]
    assert read[2:5] == [
        ("Heading1", "Sammanfattning"), ("Anvisning", "Utkast: Ingen avvikelse."), ("Heading1", "Resultaträkning"),
    ]  # fmt: skip
    assert read[-5:] == [
        ("Heading2", "Lokalhyror"), ("BodyText", "Nytt kontrakt."),
        ("Heading1", "Prognosförändring, resultaträkning"), ("Heading2", "Lokalhyror"),
        ("Anvisning", "Utkast: Ingen förändring."),
    ]  # fmt: skip
