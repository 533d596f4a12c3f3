import csv
import io
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.data.views import RowView, TableView
from engine.model import RowKind
from engine.report import table_csv
from engine.text import shielded, unshielded

PUBLISHED = Path(__file__).parents[4] / "../shared/published"
HEADINGS = ("Belopp i tkr", "Budget 2022", "Prognos helår 2022")


def view(*rows: RowView) -> TableView:
    return TableView("RR", "Resultaträkning", "flik", HEADINGS, rows)


def read(text: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(text, newline="")))


@pytest.mark.skipif(not PUBLISHED.is_dir(), reason="the published figures are not beside the repository")
@pytest.mark.parametrize("name", ["von_mars_2022_rr.csv", "von_delar_2022_inv.csv", "von_budget_2022_rr.csv"])
def test_the_layout_is_that_of_the_published_files_byte_for_byte(name: str) -> None:
    content = (PUBLISHED / name).read_bytes()
    head, *lines = read(content.decode())
    rows = tuple(
        RowView(label, RowKind.INPUT, tuple(int(text) if text else None for text in amounts))
        for label, *amounts in lines
    )
    assert table_csv(TableView("RR", "t", "flik", tuple(head), rows)).encode() == content


def test_amounts_are_plain_numbers() -> None:
    text = table_csv(view(RowView("Rad", RowKind.INPUT, (-717534.0, 12.5)), RowView("Tom", RowKind.SUM, (None, 0))))
    assert read(text)[1:] == [["Rad", "-717534", "12.5"], ["Tom", "", "0"]]


def test_small_and_negative_zero_decimals_have_no_exponent_or_sign() -> None:
    assert read(table_csv(view(RowView("Rad", RowKind.INPUT, (0.0000001, -0.0)))))[1] == ["Rad", "0.0000001", "0"]


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", "\n"])
def test_a_project_name_that_looks_like_a_formula_is_shielded(start: str) -> None:
    label = f"{start}HYPERLINK(1)"
    written = read(table_csv(view(RowView(label, RowKind.PROJECT, (1, 1)))))[1][0]
    assert written == f"'{label}"
    assert unshielded(written) == label


def test_a_declared_label_that_begins_with_a_dash_stands_as_it_is() -> None:
    text = table_csv(view(RowView("- varav exploatering", RowKind.OF_WHICH, (1, None))))
    assert text.splitlines()[1] == "- varav exploatering,1,"


def test_rows_that_only_make_room_are_left_out_but_empty_projects_kept() -> None:
    text = table_csv(
        view(
            RowView("", RowKind.PROJECT, (None, None)),
            RowView("", RowKind.BLANK, (None, None)),
            RowView("", RowKind.CLOSING, (None, None)),
        )
    )
    assert read(text)[1:] == [["", "", ""]]


@given(st.text())
def test_shielding_is_undone_and_leaves_nothing_to_run(text: str) -> None:
    assert unshielded(shielded(text)) == text
    assert not shielded(text).startswith(("=", "+", "-", "@", "\t", "\r", "\n"))


@given(
    st.text(st.characters(exclude_categories=["Cs"])),
    st.lists(st.integers() | st.none(), min_size=2, max_size=2),
)
def test_what_is_written_reads_back(label: str, amounts: list[int | None]) -> None:
    (_, row) = read(table_csv(view(RowView(label, RowKind.PROJECT, tuple(amounts)))))
    assert unshielded(row[0]) == label
    assert [int(text) if text else None for text in row[1:]] == amounts
