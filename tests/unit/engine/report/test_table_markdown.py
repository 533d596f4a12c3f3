import re

from hypothesis import given
from hypothesis import strategies as st

from engine.amounts import MINUS, NBSP
from engine.data.views import RowView, TableView
from engine.model import RowKind
from engine.report import table_markdown


def view(*rows: RowView) -> TableView:
    return TableView("INV", "Investeringar, delår 2022", "flik", ("Belopp i tkr", "Budget", "Prognos"), rows)


def test_the_whole_table() -> None:
    text = table_markdown(
        view(
            RowView("Reinvestering", RowKind.CATEGORY, (5300, 3200)),
            RowView("Sängar", RowKind.PROJECT, (750, None), "Upphandlas i höst."),
            RowView("Totala utgifter", RowKind.SUM, (-2071, 3200)),
        )
    )
    assert text.replace(NBSP, "_") == (
        "**Investeringar, delår 2022**\n"
        "\n"
        "| Belopp i tkr        |     Budget |   Prognos |\n"
        "| ------------------- | ---------: | --------: |\n"
        "| **Reinvestering**   |  **5_300** | **3_200** |\n"
        "| Sängar              |        750 |           |\n"
        f"| **Totala utgifter** | **{MINUS}2_071** | **3_200** |\n"
        "\n"
        "**Sängar:** Upphandlas i höst.\n"
    )


def test_nothing_in_a_label_acts_as_markdown_or_html() -> None:
    text = table_markdown(view(RowView("a|b <script> *c* [d](e) &lt; \\", RowKind.PROJECT, (1, 2))))
    assert r"a\|b \<script\> \*c\* \[d\](e) \&lt; \\" in text


def test_a_line_break_in_a_label_stays_in_its_cell() -> None:
    assert "| ett<br>två   |" in table_markdown(view(RowView("ett\r\ntvå", RowKind.PROJECT, (1, 2))))


@given(st.text())
def test_every_row_has_as_many_cells_as_there_are_headings(label: str) -> None:
    row = table_markdown(view(RowView(label, RowKind.PROJECT, (1, 2)))).split("\n")[4]
    assert len(re.findall(r"(?<!\\)(?:\\\\)*\|", row)) == 4
