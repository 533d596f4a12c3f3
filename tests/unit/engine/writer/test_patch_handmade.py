"""The odd forms a sheet part may have, one handmade workbook each."""

from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from openpyxl import load_workbook

from engine.addresses import parse_cell
from engine.data.changes import CachedValue, CellChange, ForgetCached, SetCell
from engine.writer.patch import ArrayFormulaError, DamagedWorkbookError, SignedWorkbookError, patch_workbook
from engine.writer.patch.refusals import TextTooLongError

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
STRICT = "http://purl.oclc.org/ooxml/spreadsheetml/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
RELS = "http://schemas.openxmlformats.org/package/2006/relationships"
TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
SHEET_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"
BOOK_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
SHEET = "xl/worksheets/sheet1.xml"


def worksheet(rows: str, before: str = "") -> str:
    return f'{HEAD}<worksheet xmlns="{MAIN}">{before}<sheetData>{rows}</sheetData></worksheet>'


def package(
    sheet: str | bytes, *, root: str = "xl/", target: str | None = None, calc: str = "", **more: str
) -> bytes:
    """A workbook of one tab, Blad1; ``root`` is the folder of its parts."""
    parts: dict[str, str | bytes] = {
        "[Content_Types].xml": f'{HEAD}<Types xmlns="{TYPES}">'
        '<Default Extension="xml" ContentType="application/xml"/>'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="/{root}workbook.xml" ContentType="{BOOK_TYPE}"/>'
        f'<Override PartName="/{root}worksheets/sheet1.xml" ContentType="{SHEET_TYPE}"/></Types>',
        "_rels/.rels": f'{HEAD}<Relationships xmlns="{RELS}"><Relationship Id="rId1" '
        f'Type="{OFFICE}/officeDocument" Target="{root}workbook.xml"/></Relationships>',
        f"{root}workbook.xml": f'{HEAD}<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}"><sheets>'
        f'<sheet name="Blad1" sheetId="1" r:id="rId1"/></sheets>{calc}</workbook>',
        f"{root}_rels/workbook.xml.rels": f'{HEAD}<Relationships xmlns="{RELS}"><Relationship Id="rId1" '
        f'Type="{OFFICE}/worksheet" Target="{target or "worksheets/sheet1.xml"}"/></Relationships>',
        f"{root}worksheets/sheet1.xml": sheet,
        **more,
    }
    made = BytesIO()
    with ZipFile(made, "w", ZIP_DEFLATED) as opened:
        for name, content in parts.items():
            opened.writestr(name, content)
    return made.getvalue()


def parts_of(book: bytes) -> dict[str, bytes]:
    with ZipFile(BytesIO(book)) as opened:
        assert opened.testzip() is None
        return {name: opened.read(name) for name in opened.namelist()}


def put(address: str, value: float | str | None) -> SetCell:
    cell = parse_cell(address)
    assert cell is not None
    return SetCell("Blad1", cell, value)


def cache(address: str, value: float | str) -> CachedValue:
    return CachedValue("Blad1", put(address, None).cell, value)


def forget(address: str) -> ForgetCached:
    return ForgetCached("Blad1", put(address, None).cell)


def patched(rows: str, *changes: CellChange) -> str:
    """The inside of sheetData after the changes."""
    text = parts_of(patch_workbook(package(worksheet(rows)), changes))[SHEET].decode()
    head, tail = worksheet("|").split("|")
    assert text.startswith(head)
    assert text.endswith(tail)
    return text[len(head) : -len(tail)]


def row(cells: str, number: int = 1) -> str:
    return f'<row r="{number}">{cells}</row>'


@pytest.mark.parametrize(
    ("before", "change", "after"),
    [
        ('<c r="A1"><v>1</v></c>', put("A1", 2), '<c r="A1"><v>2</v></c>'),
        ('<c r="A1" s="3" t="s"><v>0</v></c>', put("A1", -7.5), '<c r="A1" s="3"><v>-7.5</v></c>'),
        ('<c t="s" r="A1" s="3"><v>0</v></c>', put("A1", 3.0), '<c r="A1" s="3"><v>3</v></c>'),
        ('<c r="A1" s="3"/>', put("A1", 12), '<c r="A1" s="3"><v>12</v></c>'),
        ('<c r="A1" s="3" />', put("A1", 12), '<c r="A1" s="3"><v>12</v></c>'),
        ("<c r='A1' s='3' ph='1'/>", put("A1", 12), "<c r='A1' s='3' ph='1'><v>12</v></c>"),
        ('<c r="A1" s="3"><v>5</v></c>', put("A1", None), '<c r="A1" s="3"/>'),
        ('<c r="A1" cm="1" vm="2" t="e"><v>#N/A</v></c>', put("A1", 1), '<c r="A1"><v>1</v></c>'),
        ('<c r="A1"><f>B1+1</f><v>5</v></c>', put("A1", 1), '<c r="A1"><v>1</v></c>'),
        (
            '<c r="A1" s="1"/>',
            put("A1", " a<b> & å "),
            '<c r="A1" s="1" t="inlineStr"><is><t xml:space="preserve"> a&lt;b&gt; &amp; å </t></is></c>',
        ),
        ('<c r="A1"/>', put("A1", "=1+1"), '<c r="A1" t="inlineStr"><is><t xml:space="preserve">=1+1</t></is></c>'),
        ('<c r="A1"><f>B1</f><v>5</v></c>', cache("A1", 6), '<c r="A1"><f>B1</f><v>6</v></c>'),
        ('<c r="A1" t="e"><f>B1</f><v>#N/A</v></c>', cache("A1", 6.25), '<c r="A1"><f>B1</f><v>6.25</v></c>'),
        ('<c r="A1"><f>B1</f></c>', cache("A1", "OK"), '<c r="A1" t="str"><f>B1</f><v>OK</v></c>'),
        (
            '<c r="A1" s="4" cm="1"><f ca="1" >1 &lt; 2</f ><v>5</v></c>',
            cache("A1", 1),
            '<c r="A1" s="4" cm="1"><f ca="1" >1 &lt; 2</f ><v>1</v></c>',
        ),
        ('<c r="A1" t="str"><f>B1</f><v>x</v></c>', forget("A1"), '<c r="A1"><f>B1</f></c>'),
    ],
)
def test_one_cell(before: str, change: CellChange, after: str) -> None:
    neighbour = '<c r="B1" t="e"><v>#REF!</v></c>'
    assert patched(row(before + neighbour), change) == row(after + neighbour)


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (0, "0"), (-0.0, "0"), (0.1 + 0.2, "0.30000000000000004"), (1e15, "1000000000000000"), (1e300, "1e+300"),
        (195144, "195144"), (2**60, "1152921504606846976"),
    ],
)  # fmt: skip
def test_numbers_read_back_exactly(value: float, text: str) -> None:
    assert patched(row('<c r="A1"/>'), put("A1", value)) == row(f'<c r="A1"><v>{text}</v></c>')
    assert float(text) == value


def test_a_number_no_cell_can_hold_is_a_bug() -> None:
    with pytest.raises(ValueError, match="nan"):
        patched(row('<c r="A1"/>'), put("A1", float("nan")))


def test_control_characters_are_escaped_as_excel_escapes_them() -> None:
    got = patched(row('<c r="A1"/>'), put("A1", "a\x00b\r\n\tc_x0041_d_x\ufffe"))
    assert ">a_x0000_b_x000D_\n\tc_x005F_x0041_d_x_xFFFE_<" in got


def test_missing_cells_take_their_place_in_the_row() -> None:
    got = patched(
        row('<c r="B1"/><c r="D1"/>'), put("E1", 5), put("A1", 1), put("C1", 3), put("AA1", 27), put("F1", None)
    )
    number = '<c r="{0}"><v>{1}</v></c>'.format
    assert got == row(
        number("A1", 1) + '<c r="B1"/>' + number("C1", 3) + '<c r="D1"/>' + number("E1", 5) + number("AA1", 27)
    )


def test_missing_rows_take_their_place() -> None:
    got = patched(
        row("", 2) + '<row r="4" spans="2:2" ht="9"/>', put("B5", 5), put("A4", 4), put("A1", 1), put("C3", 3)
    )
    number = '<c r="{0}"><v>{1}</v></c>'.format
    assert got == (
        row(number("A1", 1), 1) + row("", 2) + row(number("C3", 3), 3)
        + f'<row r="4" spans="1:2" ht="9">{number("A4", 4)}</row>' + row(number("B5", 5), 5)
    )  # fmt: skip


@pytest.mark.parametrize("empty", ["<sheetData/>", "<sheetData />", "<sheetData></sheetData>"])
def test_an_empty_sheet(empty: str) -> None:
    sheet = f'{HEAD}<worksheet xmlns="{MAIN}"><dimension ref="A1"/>{empty}</worksheet>'
    text = parts_of(patch_workbook(package(sheet), [put("C2", 1), put("A9", "x")]))[SHEET].decode()
    assert '<dimension ref="A1:C9"/><sheetData><row r="2"><c r="C2"><v>1</v></c></row><row r="9">' in text
    assert text.endswith("</row></sheetData></worksheet>")


def test_a_new_cell_has_the_style_of_its_row_or_column() -> None:
    columns = '<cols><col min="2" max="3" width="9" style="7"/><col min="4" max="4" width="9"/></cols>'
    rows = '<row r="1" s="5" customFormat="1"/><row r="2" s="5"/>'
    book = package(worksheet(rows, columns))
    text = parts_of(patch_workbook(book, [put("B1", 1), put("B2", 2), put("D2", 3), put("C3", 4)]))[SHEET].decode()
    assert '<c r="B1" s="5"><v>1</v></c>' in text
    assert '<c r="B2" s="7"><v>2</v></c><c r="D2"><v>3</v></c>' in text
    assert '<row r="3"><c r="C3" s="7"><v>4</v></c></row>' in text


def test_cells_and_rows_without_references_are_counted() -> None:
    rows = '<row><c><v>1</v></c><c r="C1"><v>2</v></c><c><v>3</v></c></row><row><c/><c><v>5</v></c></row>'
    got = patched(rows, put("A1", 10), put("D1", 30), put("B1", 11), put("B2", 50))
    assert got == (
        '<row><c><v>10</v></c><c r="B1"><v>11</v></c><c r="C1"><v>2</v></c><c><v>30</v></c></row>'
        "<row><c/><c><v>50</v></c></row>"
    )


def test_a_namespace_prefix_is_kept() -> None:
    sheet = (
        f'{HEAD}<x:worksheet xmlns:x="{MAIN}"><x:sheetData><x:row r="1"><x:c r="A1"><x:f>B1</x:f></x:c></x:row>'
        "</x:sheetData></x:worksheet>"
    )
    book = patch_workbook(package(sheet), [cache("A1", "ja"), put("B1", "å"), put("A2", 2)])
    text = parts_of(book)[SHEET].decode()
    assert '<x:c r="A1" t="str"><x:f>B1</x:f><x:v>ja</x:v></x:c><x:c r="B1" t="inlineStr"><x:is><x:t ' in text
    assert '<x:row r="2"><x:c r="A2"><x:v>2</x:v></x:c></x:row></x:sheetData>' in text
    assert load_workbook(BytesIO(book))["Blad1"]["B1"].value == "å"


def test_attribute_values_and_comments_that_look_like_tags() -> None:
    rows = '<row r="1" x:y="/>" xmlns:x="u"><!-- <c r="A1"> --><c r="A1" x:t=" t=\'s\' >"><v>1</v></c></row>'
    assert patched(rows, put("A1", 2)) == rows.replace("<v>1</v>", "<v>2</v>")


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be", "iso-8859-1"])
def test_other_encodings_become_utf8(encoding: str) -> None:
    declared = "ISO-8859-1" if encoding == "iso-8859-1" else "UTF-16"
    sheet = worksheet(row('<c r="A1" t="str"><v>åäö</v></c><c r="B1"/>')).replace("UTF-8", declared)
    got = parts_of(patch_workbook(package(sheet.encode(encoding)), [put("B1", "€")]))[SHEET].decode()
    after = '<c r="B1" t="inlineStr"><is><t xml:space="preserve">€</t></is></c>'
    assert got == sheet.replace(declared, "UTF-8").replace('<c r="B1"/>', after)


def test_a_byte_order_mark_stays() -> None:
    sheet = b"\xef\xbb\xbf" + worksheet(row('<c r="A1" t="str"><v>å</v></c><c r="B1"/>')).encode()
    got = parts_of(patch_workbook(package(sheet), [put("B1", 1)]))[SHEET]
    assert got == sheet.replace(b'<c r="B1"/>', b'<c r="B1"><v>1</v></c>')


@pytest.mark.parametrize(
    ("root", "target"),
    [("", "/worksheets/sheet1.xml"), ("xl/", "/xl/worksheets/sheet1.xml"), ("xl/", "../xl/worksheets/Sheet1.xml"),
     ("xl/", r"worksheets\sheet1.xml"), ("", "worksheets/sheet%31.xml")],
)  # fmt: skip
def test_packaging(root: str, target: str) -> None:
    book = package(worksheet(row('<c r="A1"/>')), root=root, target=target)
    got = parts_of(patch_workbook(book, [put("A1", 4)]))
    assert b'<c r="A1"><v>4</v></c>' in got[f"{root}worksheets/sheet1.xml"]


def test_strict_ooxml() -> None:
    sheet = worksheet(row('<c r="A1"/>')).replace(MAIN, STRICT)
    got = parts_of(patch_workbook(package(sheet), [put("A1", 4)]))[SHEET].decode()
    assert got == sheet.replace('<c r="A1"/>', '<c r="A1"><v>4</v></c>')


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ('<calcPr calcId="1"/>', '<calcPr calcId="1" fullCalcOnLoad="1"/>'),
        ('<calcPr fullCalcOnLoad="0" calcId="1"/>', '<calcPr fullCalcOnLoad="1" calcId="1"/>'),
        ("", '<calcPr fullCalcOnLoad="1"/>'),
        (
            '<definedNames><definedName name="a">1</definedName></definedNames><oleSize ref="A1"/>',
            '<definedNames><definedName name="a">1</definedName></definedNames>{}<oleSize ref="A1"/>'.format(
                '<calcPr fullCalcOnLoad="1"/>'
            ),
        ),
    ],
)
def test_a_forgotten_value_asks_for_recalculation(before: str, after: str) -> None:
    book = package(worksheet(row('<c r="A1"><f>NOW()</f><v>1</v></c>')), calc=before)
    old = parts_of(book)
    got = parts_of(patch_workbook(book, [forget("A1")]))
    assert got["xl/workbook.xml"].decode() == old["xl/workbook.xml"].decode().replace(
        f"</sheets>{before}", f"</sheets>{after}"
    )
    assert parts_of(patch_workbook(book, [cache("A1", 2)]))["xl/workbook.xml"] == old["xl/workbook.xml"]


MASTER = '<row r="1"><c r="A1"><f t="shared" ref="A1:B3" si="0">$C1+C$9&amp;"A1"</f><v>1</v></c>'
SHARED = (
    MASTER + '<c r="B1"><f t="shared" si="0"/><v>2</v></c></row>'
    '<row r="2"><c r="A2"><f ca="1" t="shared" si="0"/><v>3</v></c><c r="B2"><v>4</v></c></row>'
    '<row r="3"><c r="A3"><f t="shared" si="0"></f><v>5</v></c>'
    '<c r="B3"><f t="shared" si="1" ref="B3">Z1</f></c></row>'
)


def test_the_others_keep_a_shared_formula_when_its_bearer_is_overwritten() -> None:
    got = patched(SHARED, put("A1", 9))
    assert got == (
        '<row r="1"><c r="A1"><v>9</v></c><c r="B1"><f>$C1+D$9&amp;&quot;A1&quot;</f><v>2</v></c></row>'
        '<row r="2"><c r="A2"><f ca="1">$C2+C$9&amp;&quot;A1&quot;</f><v>3</v></c><c r="B2"><v>4</v></c></row>'
        '<row r="3"><c r="A3"><f>$C3+C$9&amp;&quot;A1&quot;</f><v>5</v></c>'
        '<c r="B3"><f t="shared" si="1" ref="B3">Z1</f></c></row>'
    )


def test_others_that_change_too_keep_their_formula_and_get_their_value() -> None:
    got = patched(SHARED, put("A1", 9), put("B1", 8), cache("A2", 7), forget("A3"))
    assert '<c r="B1"><v>8</v></c>' in got
    assert '<c r="A2"><f ca="1">$C2+C$9&amp;&quot;A1&quot;</f><v>7</v></c>' in got
    assert '<c r="A3"><f>$C3+C$9&amp;&quot;A1&quot;</f></c>' in got


def test_a_sharing_cell_overwritten_leaves_the_bearer_alone() -> None:
    assert patched(SHARED, put("B1", 9)) == SHARED.replace('<f t="shared" si="0"/><v>2</v>', "<v>9</v>")


@pytest.mark.parametrize("kind", ["array", "dataTable"])
def test_a_part_of_an_array_formula_is_not_overwritten(kind: str) -> None:
    rows = (
        f'<row r="1"><c r="A1"><f t="{kind}" ref="A1:A2">B1:B2</f><v>1</v></c></row>'
        '<row r="2"><c r="A2"><v>2</v></c></row>'
    )
    for address in ("A1", "A2"):
        with pytest.raises(ArrayFormulaError, match=f"Blad1!{address} är en del av matrisformeln i A1:A2"):
            patched(rows, put(address, 3))
    assert patched(rows, cache("A1", 5), cache("A2", 6)) == (rows.replace("<v>1<", "<v>5<").replace("<v>2<", "<v>6<"))


def test_an_array_formula_in_one_cell_is_overwritten() -> None:
    rows = row('<c r="A1" cm="1"><f t="array" ref="A1">SUM(B1:B2)</f><v>1</v></c>')
    assert patched(rows, put("A1", 3)) == row('<c r="A1"><v>3</v></c>')


def test_a_stored_value_without_a_formula_is_a_bug() -> None:
    with pytest.raises(ValueError, match="Blad1!A1 has no formula"):
        patched(row('<c r="A1"><v>1</v></c>'), cache("A1", 2))


def test_the_last_of_several_changes_counts() -> None:
    assert patched(row('<c r="A1"/>'), put("A1", 1), put("A1", 2)) == row('<c r="A1"><v>2</v></c>')


def test_no_changes_give_the_same_bytes() -> None:
    book = package(worksheet(""))
    assert patch_workbook(book, []) is book


def test_a_signed_workbook_is_refused() -> None:
    book = package(worksheet(row('<c r="A1"/>')), **{"_xmlsignatures/sig1.xml": "<Signature/>"})
    with pytest.raises(SignedWorkbookError, match="digitalt signerad"):
        patch_workbook(book, [put("A1", 1)])


@pytest.mark.parametrize(
    "sheet",
    ["<worksheet>", f'<!DOCTYPE x [<!ENTITY a "b">]><worksheet xmlns="{MAIN}"><sheetData/></worksheet>',
     f'<chartsheet xmlns="{MAIN}"/>', worksheet('<row r="x"/>')],
)  # fmt: skip
def test_a_damaged_sheet_is_refused(sheet: str) -> None:
    with pytest.raises(DamagedWorkbookError, match="skadad"):
        patch_workbook(package(sheet), [put("A1", 1)])


def test_no_zip_package_is_refused() -> None:
    with pytest.raises(DamagedWorkbookError, match="zip-paket"):
        patch_workbook(b"PK\3\4 no more", [put("A1", 1)])


def test_a_bit_flipped_in_the_sheet_is_refused() -> None:
    book = package(worksheet(row('<c r="A1"/>')))
    with ZipFile(BytesIO(book)) as opened:
        start = opened.getinfo(SHEET).header_offset + 30 + len(SHEET)
    broken = book[: start + 20] + bytes([book[start + 20] ^ 0x10]) + book[start + 21 :]
    with pytest.raises(DamagedWorkbookError):
        patch_workbook(broken, [put("A1", 1)])


def test_a_text_longer_than_a_cell_is_refused() -> None:
    patched(row('<c r="A1"/>'), put("A1", "å" * 32_767))
    with pytest.raises(TextTooLongError, match="32768 tecken"):
        patched(row('<c r="A1"/>'), put("A1", "😀" * 16_384))
