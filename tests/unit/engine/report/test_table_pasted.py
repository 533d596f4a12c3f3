"""The table for the clipboard: the head of CF_HTML counts bytes exactly, and the text is cells to a spreadsheet."""

import re

from hypothesis import given, settings
from hypothesis import strategies as st

from engine.data.views import RowView, TableView
from engine.model import RowKind
from engine.report import pasted_html, pasted_text, table_html
from tests.unit.engine.word.test_table_docx import RR, with_label

_HEAD = re.compile(
    rb"Version:0\.9\r\nStartHTML:(\d{10})\r\nEndHTML:(\d{10})\r\nStartFragment:(\d{10})\r\nEndFragment:(\d{10})\r\n"
)


def parts(content: bytes) -> tuple[bytes, bytes]:
    """The page and the fragment, as Windows cuts them out."""
    head = _HEAD.match(content)
    assert head is not None
    html, end, fragment, fragment_end = map(int, head.groups())
    assert html == head.end()
    assert end == len(content)
    return content[html:end], content[fragment:fragment_end]


def test_the_fragment_is_the_table_and_the_page_the_rest() -> None:
    page, fragment = parts(pasted_html(RR))
    text = fragment.decode()
    assert text.startswith("<table ")
    assert text.endswith("</table>")
    assert text.count("<table") == 1
    assert "Personalkostnader" in text
    assert "Vakanser." not in text, "a comment is not in the table"
    bare = page.replace(b"<!--StartFragment-->", b"").replace(b"<!--EndFragment-->", b"")
    assert bare.decode() == table_html(RR)
    assert page.index(b"<!--StartFragment-->") + len(b"<!--StartFragment-->") == page.index(fragment)


@settings(max_examples=60, deadline=None)
@given(st.text())
def test_the_head_is_exact_whatever_the_labels_are(label: str) -> None:
    _, fragment = parts(pasted_html(with_label(label)))
    assert fragment.startswith(b"<table ")
    assert fragment.endswith(b"</table>")
    assert fragment.decode().count("<tr>") == 2


def test_the_text_has_a_line_a_row_and_numbers_that_a_swedish_excel_reads() -> None:
    rows = (
        RowView("Sängar\t7\nst", RowKind.PROJECT, (1234567, -1.5)),
        RowView("=1+1", RowKind.PROJECT, (None, 0)),
        RowView("- varav exploatering", RowKind.OF_WHICH, (0, 0)),
    )
    view = TableView("INV", "Investeringar", "8 inv", ("Belopp i tkr", "Budget", "Prognos"), rows)
    assert pasted_text(view) == (
        "Belopp i tkr\tBudget\tPrognos\r\nSängar 7 st\t1234567\t-1,5\r\n'=1+1\t\t0\r\n- varav exploatering\t0\t0\r\n"
    )
