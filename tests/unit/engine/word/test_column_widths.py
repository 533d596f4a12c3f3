from hypothesis import given
from hypothesis import strategies as st

from engine.data.views import RowView, TableView
from engine.model import RowKind
from engine.word.page import TEXT_WIDTH
from engine.word.widths import column_widths, is_wide

DELAR = (
    "Belopp i tkr", "Budget 2022", "Prognos helår 2022", "Avv. prognos/budget 2022", "Delårsbokslut 2022",
    "Delårsbokslut 2021", "Diff. utfall 2021/2022",
)  # fmt: skip


def table(headings: tuple[str, ...], *rows: RowView) -> TableView:
    return TableView("RR", "Resultaträkning", "flik", headings, rows)


def row(label: str, *amounts: int | None) -> RowView:
    return RowView(label, RowKind.INPUT, amounts)


def test_three_amount_columns_are_equally_wide() -> None:
    widths = column_widths(table(DELAR[:4], row("Verksamhetens nettokostnader", -853556, -853556, 0)), TEXT_WIDTH)
    assert max(widths[1:]) - min(widths[1:]) == 0


def test_the_longest_label_of_rr_has_room_beside_six_amount_columns() -> None:
    view = table(DELAR, row("Verksamhetens nettokostnader", *[-1048700] * 6))
    assert is_wide(view)
    bold_label_at_8_5_points = 28 * 0.48 * 170
    assert column_widths(view, TEXT_WIDTH)[0] >= bold_label_at_8_5_points


def test_a_longer_number_widens_its_own_column_only() -> None:
    short = column_widths(table(DELAR, row("A" * 60, *[1] * 6)), TEXT_WIDTH)
    long = column_widths(table(DELAR, row("A" * 60, 1, -123456789, *[1] * 4)), TEXT_WIDTH)
    assert long[2] > short[2]
    assert (long[1], *long[3:]) == (short[1], *short[3:])


@given(
    st.text(max_size=80),
    st.lists(st.integers(-(10**18), 10**18) | st.none(), min_size=1, max_size=6),
)
def test_the_widths_fill_the_page_exactly_and_none_vanishes(label: str, amounts: list[int | None]) -> None:
    widths = column_widths(table(DELAR[: len(amounts) + 1], row(label, *amounts)), TEXT_WIDTH)
    assert sum(widths) == TEXT_WIDTH
    assert min(widths) > 200
