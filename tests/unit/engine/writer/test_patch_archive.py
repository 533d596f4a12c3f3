"""The package around the changed sheets: what stays, and what goes with a formula."""

import struct
import zipfile
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

import pytest

from engine.addresses import Cell
from engine.data.changes import CachedValue, CellChange, SetCell
from engine.writer.patch.archive import read_archive, read_part, rewrite
from engine.writer.patch.book import patch_workbook
from engine.writer.patch.refusals import DamagedWorkbookError

PARTS = {"b.xml": b"<b/>" * 50, "a/å.xml": b"<a/>" * 50, "stored.bin": b"\0\1\2", "a/": b""}


class Unseekable(BytesIO):
    """What a zip is written to when its sizes must follow the data."""

    def seekable(self) -> bool:
        return False

    def seek(self, *_: int) -> int:
        raise OSError

    def tell(self) -> int:
        raise OSError


def archive(target: BytesIO) -> bytes:
    with ZipFile(target, "w") as opened:
        opened.comment = b"kommentar"
        for name, content in PARTS.items():
            info = ZipInfo(name, (2022, 8, 31, 12, 30, 58))
            info.compress_type = ZIP_STORED if "stored" in name else ZIP_DEFLATED
            info.external_attr = 0o644 << 16
            info.extra = struct.pack("<2H4s", 0xCAFE, 4, b"mark")
            info.comment = b"del"
            opened.writestr(info, content)
    return target.getvalue()


def described(book: bytes) -> list[tuple[object, ...]]:
    with ZipFile(BytesIO(book)) as opened:
        assert opened.testzip() is None
        assert opened.comment == b"kommentar"
        return [
            (each.filename, each.date_time, each.compress_type, each.external_attr, each.extra, each.comment)
            for each in opened.infolist()
        ]


@pytest.mark.parametrize("kind", [BytesIO, Unseekable])
def test_what_is_not_replaced_stays(kind: type[BytesIO]) -> None:
    source = archive(kind())
    opened = read_archive(source)
    made = rewrite(opened, {"b.xml": b"new", "stored.bin": b"bin"}, {"a/"})
    assert described(made) == described(source)[:-1]
    with ZipFile(BytesIO(made)) as reopened:
        assert [reopened.read(name) for name in reopened.namelist()] == [b"new", PARTS["a/å.xml"], b"bin"]
    assert rewrite(read_archive(made), {}, ()) == made


def test_a_prefix_before_the_package_is_tolerated() -> None:
    opened = read_archive(b"garbage" * 9 + archive(BytesIO()))
    assert read_part(opened, "b.xml") == PARTS["b.xml"]
    assert described(rewrite(opened, {}, ())) == described(archive(BytesIO()))


def test_64_bit_sizes_become_plain() -> None:
    target = BytesIO()
    with ZipFile(target, "w", ZIP_DEFLATED) as opened, opened.open("b.xml", "w", force_zip64=True) as part:
        part.write(b"<b/>")
    made = rewrite(read_archive(target.getvalue()), {}, ())
    with ZipFile(BytesIO(made)) as reopened:
        assert reopened.read("b.xml") == b"<b/>"


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_two_parts_of_one_name_are_refused() -> None:
    target = BytesIO()
    with ZipFile(target, "w") as opened:
        opened.writestr("xl/A.xml", "")
        opened.writestr("xl/a.xml", "")
    with pytest.raises(DamagedWorkbookError, match="samma namn"):
        read_archive(target.getvalue())


def test_an_encrypted_part_is_refused() -> None:
    source = bytearray(archive(BytesIO()))
    central = source.index(b"PK\1\2")
    source[central + 8] |= 1
    with pytest.raises(DamagedWorkbookError, match="krypterad"):
        read_part(read_archive(bytes(source)), "b.xml")


def test_a_missing_part_is_named() -> None:
    with pytest.raises(DamagedWorkbookError, match=r"xl/c\.xml saknas"):
        read_part(read_archive(archive(BytesIO())), "xl/c.xml")


MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
CHAIN_RELATION = f'<Relationship Id="rId2" Type="{OFFICE}/calcChain" Target="calcChain.xml"/>'
CHAIN_TYPE = '<Override PartName="/xl/calcChain.xml" ContentType="application/vnd.chain+xml"></Override>'


def book_with_chain() -> bytes:
    parts = {
        "[Content_Types].xml": f'<Types xmlns="{PACKAGE}/content-types"><Default Extension="xml" '
        f'ContentType="application/xml"/>{CHAIN_TYPE}</Types>',
        "_rels/.rels": f'<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="rId1" '
        f'Type="{OFFICE}/officeDocument" Target="/xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}"><sheets><sheet name="A &amp; Å" sheetId="1" '
        'r:id="rId1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="rId1" '
        f'Type="{OFFICE}/worksheet" Target="sheet1.xml"/>{CHAIN_RELATION}</Relationships>',
        "xl/sheet1.xml": f'<worksheet xmlns="{MAIN}"><sheetData><row r="1"><c r="A1"><f>B1</f><v>1</v></c>'
        '<c r="B1"><v>1</v></c></row></sheetData></worksheet>',
        "xl/calcChain.xml": f'<calcChain xmlns="{MAIN}"><c r="A1" i="1"/></calcChain>',
        "xl/sharedStrings.xml": f'<sst xmlns="{MAIN}"/>',
    }
    target = BytesIO()
    with ZipFile(target, "w", zipfile.ZIP_DEFLATED) as opened:
        for name, content in parts.items():
            opened.writestr(name, content)
    return target.getvalue()


def contents(book: bytes) -> dict[str, bytes]:
    with ZipFile(BytesIO(book)) as opened:
        return {name: opened.read(name) for name in opened.namelist()}


def test_the_chain_goes_when_a_formula_is_overwritten() -> None:
    before = contents(book_with_chain())
    after = contents(patch_workbook(book_with_chain(), [SetCell("A & Å", Cell(1, 1), 2)]))
    assert list(after) == [name for name in before if name != "xl/calcChain.xml"]
    changed = {name for name in after if after[name] != before[name]}
    assert changed == {"xl/sheet1.xml", "xl/_rels/workbook.xml.rels", "[Content_Types].xml"}
    relations = before["xl/_rels/workbook.xml.rels"].replace(CHAIN_RELATION.encode(), b"")
    assert after["xl/_rels/workbook.xml.rels"] == relations
    assert after["[Content_Types].xml"] == before["[Content_Types].xml"].replace(CHAIN_TYPE.encode(), b"")


@pytest.mark.parametrize("change", [SetCell("A & Å", Cell(1, 2), 2), CachedValue("A & Å", Cell(1, 1), 2)])
def test_the_chain_stays_when_no_formula_goes(change: CellChange) -> None:
    before, after = contents(book_with_chain()), contents(patch_workbook(book_with_chain(), [change]))
    assert {name for name in before if after[name] != before[name]} == {"xl/sheet1.xml"}


def test_an_unknown_sheet_is_a_bug() -> None:
    with pytest.raises(KeyError):
        patch_workbook(book_with_chain(), [SetCell("Blad9", Cell(1, 1), 2)])


def test_the_same_input_gives_the_same_bytes() -> None:
    change = [SetCell("A & Å", Cell(1, 1), "x")]
    assert patch_workbook(book_with_chain(), change) == patch_workbook(book_with_chain(), change)
