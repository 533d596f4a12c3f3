"""A flik as a DataFrame: labels, kinds, whole amounts, provenance, and nothing silently lost."""

from fractions import Fraction
from pathlib import Path

import pandas as pd
import pytest

from engine.addresses import parse_cell
from engine.data import SetCell
from engine.errors import UnknownNameError
from engine.writer.patch import patch_workbook
from tests.support.books import Place, demo_setup, empty_book, fill, flik_of, template
from workbooks.frames import table_frame

DELAR = "8 RR skattefin övriga delår"
INV = "8 inv skattefin övriga delår"


@pytest.fixture
def book(tmp_path: Path) -> Path:
    flik = flik_of(empty_book(), DELAR)
    place = Place(flik)
    amounts = {
        ("Verksamhetens intäkter", "budget"): 195_144,
        ("Personalkostnader", "budget"): -717_534,
        ("Personalkostnader", "prognos"): -720_000,
        ("Kommunbidrag", "budget"): 522_390,
    }
    content = fill(template(), empty_book(), {(DELAR, place.cell(*key)): amount for key, amount in amounts.items()})
    path = tmp_path / "von.xlsx"
    path.write_bytes(content)
    return path


def changed(book: Path, sheet: str, cell: str, value: float | str) -> Path:
    where = parse_cell(cell)
    assert where is not None
    book.write_bytes(patch_workbook(book.read_bytes(), [SetCell(sheet, where, value)]))
    return book


def test_rows_by_label_columns_by_kind(book: Path) -> None:
    frame = table_frame(book, DELAR)
    assert list(frame.columns) == ["budget", "prognos", "avvikelse", "utfall", "utfall_fg", "diff"]
    assert list(frame.index)[:3] == ["Verksamhetens intäkter", "Personalkostnader", "Lokalhyror"]
    assert frame.loc["Personalkostnader", "avvikelse"] == -2_466
    assert frame.loc["Årets resultat", "budget"] == 195_144 - 717_534 + 522_390
    assert {str(dtype) for dtype in frame.dtypes} == {"Int64"}


def test_an_empty_cell_is_no_amount(book: Path) -> None:
    frame = table_frame(book, DELAR)
    assert frame.loc["Lokalhyror", "budget"] is pd.NA
    assert frame.loc["Lokalhyror", "avvikelse"] == 0


def test_where_it_comes_from(book: Path) -> None:
    frame = table_frame(book, "8 RR")
    assert (frame.attrs["namnd"], frame.attrs["ar"], frame.attrs["tillfalle"]) == ("VON", 2022, "delar")
    assert frame.attrs["celler"][0][:2] == (f"{DELAR}!B7", f"{DELAR}!C7")
    assert len(frame.attrs["celler"]) == len(frame)
    assert frame.attrs["olasta"] == ()


def test_decimals_underneath_are_kept(book: Path) -> None:
    frame = table_frame(changed(book, DELAR, "B7", 195_143.6), DELAR)
    assert str(frame["budget"].dtype) == "Float64"
    assert Fraction(str(frame.loc["Verksamhetens intäkter", "budget"])) == Fraction("195143.6")
    assert str(frame["prognos"].dtype) == "Int64"


def test_text_in_an_amount_cell_is_named(book: Path) -> None:
    frame = table_frame(changed(book, DELAR, "B10", "93 004"), DELAR)
    assert frame.loc["Lokalhyror", "budget"] is pd.NA
    assert frame.attrs["olasta"] == (f"{DELAR}!B10",)


def test_named_projects_are_rows_and_empty_ones_are_not(book: Path) -> None:
    before = table_frame(book, INV)
    after = table_frame(changed(book, INV, "A8", "Sängar"), INV)
    assert "Sängar" not in before.index
    assert [*after.index].count("Sängar") == 1
    assert len(after) == len(before) + 1


def test_another_kommuns_workbook(book: Path) -> None:
    kommun = demo_setup().kommun
    others = kommun.model_copy(update={"namnder": tuple(n for n in kommun.namnder if n.kod != "VON")})
    assert table_frame(book, DELAR, others).attrs["namnd"] is None
    assert table_frame(book, DELAR, kommun).attrs["namnd"] == "VON"


def test_an_unknown_flik_is_named_with_the_nearest(book: Path) -> None:
    with pytest.raises(UnknownNameError, match="8 RR"):
        table_frame(book, "9 RR skattefinansierat")
