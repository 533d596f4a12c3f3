"""Rows taken out without the XML parser say exactly what the parser says, faults included."""

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.addresses import Cell
from engine.data import RawCell
from engine.data.cells import SheetLook
from engine.reader import sheetxml
from engine.reader.errors import Refused
from engine.reader.limits import DEFAULT_LIMITS, Limits
from engine.reader.notices import Notices
from engine.reader.raw import read_raw
from engine.reader.sheetcells import Reading
from tests.support.books import template
from tests.unit.engine.reader.conftest import HEAD, MAIN, sheet_xml

CORPUS = Path(__file__).parents[5] / "shared" / "corpora" / "realworld"
Answer = tuple[Mapping[Cell, RawCell], object, object] | tuple[str, str]


def is_plain(part: str) -> bool:
    return sheetxml.plain_sheet(part.encode()) is not None


def answer(part: str, *, limits: Limits = DEFAULT_LIMITS) -> Answer:
    """The cells in their order with what was noticed and counted, or why the sheet was refused."""
    reading = Reading(["noll", "ett"], limits, Notices())
    try:
        cells, look = sheetxml.read_sheet([part.encode()], "xl/blad.xml", "Blad", reading)
    except Refused as refused:
        return refused.code, refused.detail
    return cells, look, (list(cells), reading.notices.as_notes(), reading.cells, reading.elements, reading.text)


def parsed(part: str, *, limits: Limits = DEFAULT_LIMITS) -> Answer:
    """The same with the parser alone."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sheetxml, "plain_sheet", lambda _content: None)
        return answer(part, limits=limits)


PLAIN = [
    '<row r="1"><c r="A1"><v>5</v></c></row>',
    '<row r="1" spans="1:2" ht="33.75" customHeight="1"><c r="A1" s="3" t="s"><v>1</v></c><c r="B1" s="2"/></row>',
    '<row r="7"/><row r="9"><c r="B9"><f>SUM(B10:B11)</f><v>-12.5</v></c></row>',
    '<row r="1"><c r="A1" t="str"><f>IF(A2&lt;1,"å &amp; b","")</f><v>å &amp; _x000D_</v></c></row>',
    '<row r="1"><c r="A1" t="inlineStr"><is><t xml:space="preserve"> fast </t></is></c></row>',
    '<row r="1"><c r="A1" t="inlineStr"><is><t>  löst&quot;&apos; </t></is></c></row>',
    '<row r="1"><c r="A1" t="e"><v>#REF!</v></c><c r="B1" t="b"><v>1</v></c><c r="C1" t="d"><v>2022-99</v></c></row>',
    '<row r="1"><c r="A1"><f t="shared" ref="A1:B1" si="0">B1+1</f></c><c r="B1"><f t="shared" si="0"/></c></row>',
    '<row r="1"><c r="A1"><f t="shared" si="4"/><v>2</v></c></row>',
    """<row r="1"><c r="A1"><f>cmd|'/C calc'!A0</f></c></row>""",
    '<row r="1"><c r="B1"><v></v></c><c r="C1"></c><c r="D1" t="str"><v></v></c></row>',
    '<row r="1"><c r="A1"><v>fel</v></c></row>',
    '<row r="1"><c r="A1" t="s"><v>2</v></c></row>',
    '<row r="1"><c r="XFE1"><v>2</v></c></row>',
    '<row r="1"><c r="A1"><v>2</v></c><c r="A1"><v>3</v></c></row>',
]  # fmt: skip


@pytest.mark.parametrize("rows", PLAIN)
def test_the_parser_agrees(rows: str) -> None:
    part = sheet_xml(rows)
    assert is_plain(part)
    assert answer(part) == parsed(part)


@pytest.mark.parametrize(
    "rows",
    [
        "<row r='1'/>",
        '<row r="1"> </row>',
        '\n<row r="1"/>',
        '<row><c r="A1"/></row>',
        '<row r="0"/>',
        '<row r="1"><c><v>1</v></c></row>',
        '<row r="1"><c t="s" r="A1"><v>1</v></c></row>',
        '<row r="1"><c r="A1" s="1" s="1"/></row>',
        '<row r="1"><c r="A1" cm="1"><v>1</v></c></row>',
        '<row r="1" x14ac:dyDescent="0.25"/>',
        '<row r="1"><c r="A1" t="str"><v>a]]>b</v></c></row>',
        '<row r="1"><c r="A1" t="str"><v>&#65;</v></c></row>',
        '<row r="1"><c r="A1" t="str"><v>&okänd;</v></c></row>',
        '<row r="1"><c r="A1" t="str"><v>a\rb</v></c></row>',
        '<row r="1"><c r="A1" t="str"><v>\x01</v></c></row>',
        '<row r="1"><c r="A1" t="str"><v>\uffff</v></c></row>',
        '<row r="1"><c r="A1"><!-- inget --><v>1</v></c></row>',
        '<row r="1"><c r="A1"><v><![CDATA[1]]></v></c></row>',
        '<row r="1"><row r="2"/></row>',
        '<row r="1"><c r="A1"><c r="B1"/></c></row>',
        '<c r="A1"><v>1</v></c>',
        '<row r="1">',
        "</row>",
        '<row r="1" hidden="1"><c r="A1"><v>1</v></c></row>',
    ],
)
def test_anything_else_is_left_to_the_parser(rows: str) -> None:
    part = sheet_xml(rows)
    assert not is_plain(part)
    assert answer(part) == parsed(part)


_FIVE = '<sheetData><row r="1"><c r="A1"><v>5</v></c></row></sheetData>'


@pytest.mark.parametrize(
    ("part", "count"),
    [
        (f'{HEAD}<worksheet xmlns="{MAIN}"><!-- {_FIVE} --></worksheet>', 0),
        (f'{HEAD}<worksheet xmlns="{MAIN}"><a xmlns="urn:annat">{_FIVE}</a></worksheet>', 0),
        (f'{HEAD}<worksheet xmlns="{MAIN}"><sheetData/><!-- {_FIVE} --></worksheet>', 0),
        (f'{HEAD}<x:worksheet xmlns:x="{MAIN}">{_FIVE}</x:worksheet>', 0),
        (f'{HEAD}<worksheet xmlns="{MAIN}">{_FIVE}{_FIVE.replace("A1", "A2")}</worksheet>', 2),
        (f'<worksheet xmlns="{MAIN}">{_FIVE}</worksheet>', 1),
        (f'<worksheet xmlns="{MAIN}"><row r="2"><c r="B2"><v>7</v></c></row>{_FIVE}</worksheet>', 1),
        (f'<worksheet xmlns="{MAIN}">{_FIVE}<row r="2"><c r="B2"><v>7</v></c></row></worksheet>', 1),
        (f'\ufeff<worksheet xmlns="{MAIN}">{_FIVE}</worksheet>', 1),
    ],
)
def test_the_rows_of_a_sheet_are_those_of_its_own_tag(part: str, count: int) -> None:
    found = answer(part)
    assert len(found[0]) == count
    assert found == parsed(part)


def test_excels_own_attribute_is_plain_where_it_is_declared() -> None:
    row = '<row r="1" x14ac:dyDescent="0.25"/>'
    assert is_plain(f'{HEAD}<worksheet xmlns="{MAIN}" xmlns:x14ac="urn:x"><sheetData>{row}</sheetData></worksheet>')


def test_a_fault_below_the_rows_is_placed_as_the_parser_places_it() -> None:
    rows = '<row r="1"><c r="A1" t="str"><v>två\nrader</v></c></row>'
    part = sheet_xml(rows).replace("</worksheet>", "<å></worksheet>")
    assert not is_plain(part)
    assert answer(part) == parsed(part) == ("skadad", "xl/blad.xml, rad 3, tecken 36")


def test_what_stands_around_plain_rows_is_read_too() -> None:
    columns = '<cols><col min="2" max="3" hidden="1"/><col min="4" max="4"/></cols>'
    after = '<sheetProtection sheet="1"/><mergeCells><mergeCell ref="A1:B1"/></mergeCells><pageMargins left="1"/>'
    part = f'{HEAD}<worksheet xmlns="{MAIN}" xmlns:x="{MAIN}">{columns}{_FIVE}{after}</worksheet>'
    for each in (part, part.replace("<mergeCell ", "<x:mergeCell ")):
        assert is_plain(each)
        assert answer(each) == parsed(each)
    assert answer(part)[1] == SheetLook(frozenset(), ((2, 3),), ((Cell(1, 1), Cell(1, 2)),), is_protected=True)


def test_a_sheet_that_goes_on_after_its_first_piece_is_left_to_the_parser() -> None:
    part = sheet_xml('<row r="1"><c r="A1"><v>1</v></c></row>').encode()
    cells, _ = sheetxml.read_sheet([part, b"\n"], "xl/blad.xml", "Blad", Reading([], DEFAULT_LIMITS, Notices()))
    assert list(cells) == [Cell(1, 1)]
    with pytest.raises(Refused, match="skadad"):
        sheetxml.read_sheet([part, b"<"], "xl/blad.xml", "Blad", Reading([], DEFAULT_LIMITS, Notices()))


def test_limits_hold() -> None:
    part = sheet_xml('<row r="1"><c r="A1"><v>1</v></c><c r="B1"/><c r="C1"/></row>')
    assert answer(part, limits=Limits(elements=3)) == parsed(part, limits=Limits(elements=3))
    assert answer(part, limits=Limits(elements=2)) == ("for_manga_celler", "över 2")


_PIECES = [
    '<row r="1">', '<row r="2" ht="15">', '<row r="3"/>', "</row>", '<c r="A1">', '<c r="B1" s="1" t="s">', "</c>",
    '<c r="B2" t="str">', '<c r="C1" t="inlineStr">', '<c r="AAAA1">', "<c>", '<c r="D4"/>', "<v>1</v>", "<v/>",
    "<v>-1.50</v>", "<v>x &gt; y</v>", "<v></v>", "<f>A1*2</f>", '<f t="shared" si="0"/>', "<is><t>å</t></is>",
    '<f t="shared" ref="A1:B2" si="0">C1</f>', "<is><t> </t></is>", " ", "<!-- -->",
]  # fmt: skip
_CELLS = st.lists(st.sampled_from(_PIECES), max_size=4)
_ROWS = st.lists(
    st.one_of(
        st.sampled_from(_PIECES),
        st.builds(
            lambda row, cells: f'<row r="{row}">{"".join(cells)}</row>',
            st.integers(1, 3),
            st.lists(
                st.builds(
                    lambda tag, inside: f"{tag}{''.join(inside)}</c>",
                    st.sampled_from([piece for piece in _PIECES if piece.startswith("<c") and piece[-2] != "/"]),
                    _CELLS,
                ),
                max_size=3,
            ),
        ),
    ),
    max_size=4,
)


@settings(max_examples=300, deadline=None)
@given(_ROWS)
def test_no_rows_are_read_in_two_ways(pieces: list[str]) -> None:
    part = sheet_xml("".join(pieces))
    assert answer(part) == parsed(part)


def _both(path: Path, patch: pytest.MonkeyPatch) -> tuple[object, object]:
    ours = read_raw(path)
    patch.setattr(sheetxml, "plain_sheet", lambda _content: None)
    return ours, read_raw(path)


def test_a_workbook_of_ours_is_plain_and_reads_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "bok.xlsx"
    path.write_bytes(template())
    taken: list[object] = []
    whole: Callable[[bytes], object] = sheetxml.plain_sheet

    def noted(content: bytes) -> object:
        taken.append(whole(content))
        return taken[-1]

    monkeypatch.setattr(sheetxml, "plain_sheet", noted)
    ours = read_raw(path)
    assert all(taken)
    assert len(taken) == len(ours.sheets)
    monkeypatch.setattr(sheetxml, "plain_sheet", lambda _content: None)
    assert ours == read_raw(path)


@pytest.mark.skipif(not CORPUS.exists(), reason="without the public workbooks")
def test_public_workbooks_read_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    for path in sorted(CORPUS.rglob("*.xlsx")):
        with monkeypatch.context() as patch:
            ours, theirs = _both(path, patch)
        assert ours == theirs, path
