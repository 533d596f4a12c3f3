"""What one cell's XML becomes."""

from collections.abc import Callable
from pathlib import Path

import pytest

from engine.addresses import Cell, parse_cell
from engine.data import RawCell
from engine.reader import UnreadableWorkbookError, read_raw

TinyBook = Callable[..., Path]


def cells_of(path: Path) -> dict[str, RawCell]:
    return {str(cell): raw for cell, raw in read_raw(path).sheets[0].cells.items()}


@pytest.mark.parametrize(
    ("xml", "value"),
    [
        ("<c r='A1'><v>5</v></c>", 5),
        ("<c r='A1'><v>-195144</v></c>", -195144),
        ("<c r='A1'><v> 7 </v></c>", 7),
        ("<c r='A1'><v>5.0</v></c>", 5),
        ("<c r='A1'><v>1E3</v></c>", 1000),
        ("<c r='A1'><v>0.1</v></c>", 0.1),
        ("<c r='A1'><v>-0.0</v></c>", 0),
        ("<c r='A1'><v>12345678901234567890</v></c>", 12345678901234567890.0),
        ("<c r='A1'><v>1E300</v></c>", 1e300),
        ("<c r='A1' t='b'><v>1</v></c>", True),
        ("<c r='A1' t='b'><v>0</v></c>", False),
        ("<c r='A1' t='str'><v> fri text </v></c>", " fri text "),
        ("<c r='A1' t='d'><v>2022-03-31</v></c>", "2022-03-31"),
        ("<c r='A1' t='inlineStr'><is><t>Rubrik</t></is></c>", "Rubrik"),
        ("<c r='A1' t='inlineStr'><is><r><t>Ru</t></r><r><t>brik</t></r></is></c>", "Rubrik"),
        ("<c r='A1' t='inlineStr'><is><t>漢</t><rPh sb='0' eb='1'><t>かん</t></rPh></is></c>", "漢"),
        ("<c r='A1' t='inlineStr'><is><t>  löst </t></is></c>", "löst"),
        ("<c r='A1' t='inlineStr'><is><t xml:space='preserve'>  fast </t></is></c>", "  fast "),
        ("<c r='A1' t='inlineStr'><is><t>a_x000D_b_x005F_x000D_</t></is></c>", "a\rb_x000D_"),
        ("<c r='A1' t='inlineStr'><is><t>_xD83D__xDE00_ _xD83D_</t></is></c>", "😀 \ufffd"),
        ("<c r='A1' t='inlineStr'><is><t><![CDATA[a<b]]>&amp;c</t></is></c>", "a<b&c"),
    ],
)
def test_values(tiny_book: TinyBook, xml: str, value: object) -> None:
    (raw,) = cells_of(tiny_book(f"<row r='1'>{xml}</row>")).values()
    assert (raw.value, type(raw.value), raw.error) == (value, type(value), None)


@pytest.mark.parametrize(
    "xml",
    [
        "<c r='A1'><v>nan</v></c>",
        "<c r='A1'><v>inf</v></c>",
        "<c r='A1'><v>1E999</v></c>",
        "<c r='A1'><v>1_000</v></c>",
        "<c r='A1'><v>٣</v></c>",
        "<c r='A1'><v>1,5</v></c>",
        "<c r='A1'><v>0x10</v></c>",
        f"<c r='A1'><v>{'9' * 5000}</v></c>",
        "<c r='A1' t='s'><v>-1</v></c>",
        "<c r='A1' t='s'><v>2</v></c>",
        "<c r='A1' t='s'><v>1.0</v></c>",
        "<c r='A1' t='b'><v>kanske</v></c>",
        "<c r='A1' t='e'><v>5</v></c>",
        "<c r='A1' t='okänd'><v>5</v></c>",
        "<c r='XFE1'><v>1</v></c>",
        "<c r='A1048577'><v>1</v></c>",
        "<c r='1A'><v>1</v></c>",
        "<c r='A1'><c r='B1'><v>1</v></c></c>",
        "<row r='2'/>",
    ],
)
def test_impossible_content_is_refused(tiny_book: TinyBook, xml: str) -> None:
    with pytest.raises(UnreadableWorkbookError) as caught:
        read_raw(tiny_book(f"<row r='1'>{xml}</row>", "<si><t>a</t></si><si><t>b</t></si>"))
    assert caught.value.code == "skadad"
    assert "Blad1" in caught.value.message


@pytest.mark.parametrize("row", ["0", "-1", "x", "1048577", "1.5", ""])
def test_impossible_rows_are_refused(tiny_book: TinyBook, row: str) -> None:
    with pytest.raises(UnreadableWorkbookError, match="skadad"):
        read_raw(tiny_book(f"<row r='{row}'><c><v>1</v></c></row>"))


def test_same_cell_twice_is_refused(tiny_book: TinyBook) -> None:
    with pytest.raises(UnreadableWorkbookError) as caught:
        read_raw(tiny_book("<row r='1'><c r='A1'><v>1</v></c><c r='A1'><v>2</v></c></row>"))
    assert caught.value.code == "tvetydig"


def test_error_values_are_not_values(tiny_book: TinyBook) -> None:
    raw = cells_of(tiny_book("<row r='1'><c r='A1' t='e' s='3'><f>1/0</f><v>#DIV/0!</v></c></row>"))["A1"]
    assert raw == RawCell(None, "#DIV/0!", "1/0", 3)
    assert not raw.uncached


@pytest.mark.parametrize("stored", ["", "<v></v>", "<v/>"])
def test_formula_nobody_calculated_is_uncached(tiny_book: TinyBook, stored: str) -> None:
    raw = cells_of(tiny_book(f"<row r='1'><c r='A1'><f>B1+1</f>{stored}</c></row>"))["A1"]
    assert raw == RawCell(formula="B1+1")
    assert raw.uncached


def test_formula_that_gives_empty_text_is_cached(tiny_book: TinyBook) -> None:
    raw = cells_of(tiny_book("<row r='1'><c r='A1' t='str'><f>\"\"</f><v></v></c></row>"))["A1"]
    assert raw == RawCell("", None, '""')


def test_cells_without_content_are_left_out(tiny_book: TinyBook) -> None:
    rows = "<row r='1'><c r='A1' s='4'/><c r='B1'><v/></c><c r='C1'><f/></c><c r='D1' t='s'><v/></c></row>"
    assert cells_of(tiny_book(rows)) == {}


def test_cells_that_do_not_tell_their_place_are_counted(tiny_book: TinyBook) -> None:
    rows = (
        "<row><c><v>1</v></c><c><v>2</v></c></row>"
        "<row r='5'><c r='C5'/><c><v>3</v></c></row>"
        "<row><c><v>4</v></c></row>"
    )
    values = {place: raw.value for place, raw in cells_of(tiny_book(rows)).items()}
    assert values == {"A1": 1, "B1": 2, "D5": 3, "A6": 4}


def test_far_apart_cells_cost_two_cells(tiny_book: TinyBook) -> None:
    rows = "<row r='1'><c r='A1'><v>1</v></c></row><row r='1048576'><c r='XFD1048576'><v>2</v></c></row>"
    assert set(read_raw(tiny_book(rows)).sheets[0].cells) == {Cell(1, 1), Cell(1_048_576, 16_384)}


def test_shared_strings_join_runs_and_skip_phonetics(tiny_book: TinyBook) -> None:
    strings = (
        "<si><r><rPr><b/></rPr><t>Netto</t></r><r><t xml:space='preserve'> kostnad</t></r></si><si/>"
        "<si><t>漢</t><rPh sb='0' eb='1'><t>かん</t></rPh><phoneticPr fontId='1'/></si>"
    )
    rows = "<row r='1'><c r='A1' t='s'><v>0</v></c><c r='B1' t='s'><v>1</v></c><c r='C1' t='s'><v>2</v></c></row>"
    assert [raw.value for raw in cells_of(tiny_book(rows, strings)).values()] == ["Netto kostnad", "", "漢"]


def test_date_that_does_not_exist_is_noted(tiny_book: TinyBook) -> None:
    book = read_raw(tiny_book("<row r='1'><c r='A1' t='d'><v>2022-02-30</v></c></row>"))
    assert book.sheets[0].cells[Cell(1, 1)].value == "2022-02-30"
    assert book.notes == (("ogiltigt_datum", "Blad1!A1 har ett datum som inte finns; det läses som text."),)


def test_prefixed_and_strict_namespaces(tiny_book: TinyBook) -> None:
    strict = "http://purl.oclc.org/ooxml/spreadsheetml/main"
    row = "<x:row r='1'><x:c r='A1'><x:v>8</x:v></x:c></x:row>"
    xml = f"<x:worksheet xmlns:x='{strict}'><x:sheetData>{row}</x:sheetData></x:worksheet>"
    assert cells_of(tiny_book(parts={"xl/worksheets/sheet1.xml": xml}))["A1"].value == 8


def test_elements_of_other_namespaces_are_no_cells(tiny_book: TinyBook) -> None:
    rows = "<row r='1'><c r='A1'><v>1</v><n:v xmlns:n='urn:annat'>2</n:v></c><n:c xmlns:n='urn:annat' r='B1'/></row>"
    assert {place: raw.value for place, raw in cells_of(tiny_book(rows)).items()} == {"A1": 1}


def test_addresses_are_found_again(tiny_book: TinyBook) -> None:
    rows = "<row r='27'><c r='AA27'><v>1</v></c><c r='$AB$27'><v>2</v></c></row>"
    assert list(read_raw(tiny_book(rows)).sheets[0].cells) == [parse_cell("AA27"), parse_cell("AB27")]
