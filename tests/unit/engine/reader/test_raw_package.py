"""What the package around the cells may and may not be."""

import os
import stat
import struct
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest

from engine.addresses import Cell
from engine.errors import EXIT_UNREADABLE, MissingFileError
from engine.reader import Limits, UnreadableWorkbookError, read_raw
from engine.reader.errors import REFUSALS

TinyBook = Callable[..., Path]

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
ONE = "<row r='1'><c r='A1'><v>1</v></c></row>"
SHEET = "xl/worksheets/sheet1.xml"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)


def refusal(path: Path, limits: Limits | None = None) -> str:
    with pytest.raises(UnreadableWorkbookError) as caught:
        read_raw(path, limits or Limits())
    assert caught.value.exit_code == EXIT_UNREADABLE
    assert caught.value.message.startswith(f"{path}: ")
    assert caught.value.remedy
    return caught.value.code


def rels(*relations: str) -> str:
    return f'<Relationships xmlns="{PACKAGE_RELATIONS}">{"".join(relations)}</Relationships>'


def rel(number: int, kind: str, target: str, more: str = "") -> str:
    return f'<Relationship Id="rId{number}" Type="{RELATIONS}/{kind}" Target="{target}" {more}/>'


def workbook(sheets: str, more: str = "", before: str = "") -> str:
    return f'<workbook xmlns="{MAIN}" xmlns:r="{RELATIONS}">{before}<sheets>{sheets}</sheets>{more}</workbook>'


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "tom_fil"),
        (bytes(5000), "bara_nollor"),
        (b"PK\x05\x06" + bytes(18), "skadad_zip"),
        (b"PK\x03\x04" + bytes(30), "skadad_zip"),
        (OLE + "EncryptedPackage".encode("utf-16-le"), "losenord"),
        (OLE + "Workbook".encode("utf-16-le"), "xls"),
        (OLE + "WordDocument".encode("utf-16-le"), "annat_dokument"),
        (b"\x09\x08\x10\x00\x00\x06\x05\x00", "xls"),
        (b"%PDF-1.7\n", "pdf"),
        (b"{\\rtf1 text}", "annat_dokument"),
        (b"\xef\xbb\xbf\r\n<html><table><tr><td>1</td></tr></table>", "html"),
        ("<!DOCTYPE html><html>".encode("utf-16"), "html"),
        (b'<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"/>', "xml2003"),
        ("konto;ansvar;belopp\n5010;Löner;1,5\n".encode("cp1252"), "csv"),
        ("konto\tansvar\n".encode("utf-16"), "csv"),
        ("Bara en anteckning på en rad".encode(), "text"),
        (b"\x1f\x8b\x08\x00abc", "inte_zip"),
    ],
)
def test_other_files_are_named_for_what_they_are(tmp_path: Path, content: bytes, code: str) -> None:
    path = tmp_path / "bok.xlsx"
    path.write_bytes(content)
    assert refusal(path) == code


def test_missing_paths(tmp_path: Path) -> None:
    for path in (tmp_path / "borta.xlsx", tmp_path / "nul\0.xlsx", tmp_path / ("x" * 300)):
        with pytest.raises(MissingFileError):
            read_raw(path)


def test_folder_lock_file_and_pipe(tmp_path: Path) -> None:
    assert refusal(tmp_path) == "mapp"
    lock = tmp_path / "~$bok.xlsx"
    lock.write_bytes(b"\x05namn")
    assert refusal(lock) == "las_fil"
    os.mkfifo(tmp_path / "ror.xlsx")
    assert refusal(tmp_path / "ror.xlsx") == "inte_fil"


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_no_permission(tiny_book: TinyBook) -> None:
    path = tiny_book(ONE)
    path.chmod(stat.S_IWUSR)
    assert refusal(path) == "ingen_behorighet"


def test_refused_permission_is_worded(tiny_book: TinyBook, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(_path: Path) -> bytes:
        raise PermissionError(13, "Permission denied")

    path = tiny_book(ONE)
    monkeypatch.setattr(Path, "read_bytes", refuse)
    assert refusal(path) == "ingen_behorighet"


def test_lock_file_beside_the_book_is_noted(tiny_book: TinyBook) -> None:
    path = tiny_book(ONE)
    (path.parent / "~$bok.xlsx").write_bytes(b"\x05namn")
    assert [rule for rule, _ in read_raw(path).notes] == ["oppen_i_excel"]


def test_cut_and_flipped_files(tiny_book: TinyBook) -> None:
    path = tiny_book(ONE)
    whole = path.read_bytes()
    path.write_bytes(whole[: len(whole) // 2])
    assert refusal(path) == "skadad_zip"
    with zipfile.ZipFile(tiny_book(ONE)) as archive:
        info = archive.getinfo(SHEET)
    broken = bytearray(whole)
    broken[info.header_offset + 30 + len(SHEET) + 20] ^= 0x41
    path.write_bytes(broken)
    assert refusal(path) in {"skadad_zip", "skadad"}


def test_any_cut_is_refused_with_our_own_exception(tiny_book: TinyBook) -> None:
    path = tiny_book(ONE)
    whole = path.read_bytes()
    for length in range(0, len(whole), 7):
        path.write_bytes(whole[:length])
        assert refusal(path) in REFUSALS


def test_any_flipped_byte_reads_or_is_refused(tiny_book: TinyBook) -> None:
    path = tiny_book("<row r='1'><c r='A1' t='s'><v>0</v></c></row>", "<si><t>Budget</t></si>")
    whole = path.read_bytes()
    for place in range(len(whole)):
        path.write_bytes(whole[:place] + bytes([whole[place] ^ 0x15]) + whole[place + 1 :])
        try:
            book = read_raw(path)
        except UnreadableWorkbookError:
            continue
        assert book.sheets[0].cells[Cell(1, 1)].value == "Budget"


def test_header_sizes_are_not_trusted(tiny_book: TinyBook) -> None:
    """A part that says it is small and swells to 20 MB stops at the limit."""
    path = tiny_book(parts={SHEET: f"<worksheet xmlns='{MAIN}'>{' ' * 20_000_000}</worksheet>"})
    data = path.read_bytes()
    path.write_bytes(data.replace(struct.pack("<L", 20_000_000 + 84), struct.pack("<L", 100)))
    assert refusal(path) == "bomb"


def test_unread_bomb_is_not_inflated(tiny_book: TinyBook) -> None:
    assert read_raw(tiny_book(ONE, parts={"xl/media/bild.emf": bytes(20_000_000)})).sheets


@pytest.mark.parametrize(
    ("limits", "code"),
    [
        (Limits(members=5), "bomb"),
        (Limits(part_bytes=300), "bomb"),
        (Limits(total_bytes=900), "bomb"),
        (Limits(file_bytes=100), "for_stor"),
        (Limits(cells=1), "for_manga_celler"),
        (Limits(elements=2), "for_manga_celler"),
        (Limits(strings=1), "bomb"),
        (Limits(text=9), "bomb"),
    ],
)
def test_limits(tiny_book: TinyBook, limits: Limits, code: str) -> None:
    rows = "<row r='1'><c r='A1'><v>1</v></c><c r='B1'><v>1</v></c><c r='C1'/></row>"
    path = tiny_book(rows, "<si><t>abcdef</t></si><si><t>ghijkl</t></si>")
    assert read_raw(path).sheets
    assert refusal(path, limits) == code


def test_expanded_shared_formulas_count_as_text(tiny_book: TinyBook) -> None:
    master = "+".join(f"A{row}" for row in range(1, 200))
    rows = f"<row r='1'><c r='B1'><f t='shared' ref='B1:B99' si='0'>{master}</f></c></row>" + "".join(
        f"<row r='{row}'><c r='B{row}'><f t='shared' si='0'/></c></row>" for row in range(2, 99)
    )
    assert refusal(tiny_book(rows), Limits(text=50_000)) == "bomb"


def test_one_enormous_tag_is_refused(tiny_book: TinyBook) -> None:
    noise = "".join(f"{zlib.crc32(str(n).encode()):x}" for n in range(1_600_000))
    path = tiny_book(parts={SHEET: f"<worksheet xmlns='{MAIN}' a='{noise}'/>"})
    assert refusal(path) == "bomb"


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("../utanfor.xml", "otillatet_namn"),
        ("xl/../../utanfor.xml", "otillatet_namn"),
        ("xl\\..\\..\\utanfor.xml", "otillatet_namn"),
        ("/etc/passwd", "otillatet_namn"),
        ("C:/fil.xml", "otillatet_namn"),
        ("XL/WORKBOOK.XML", "tvetydig"),
    ],
)
def test_member_names(tiny_book: TinyBook, name: str, code: str) -> None:
    assert refusal(tiny_book(ONE, parts={name: "x"})) == code


def test_same_member_twice(tiny_book: TinyBook) -> None:
    path = tiny_book(ONE)
    with zipfile.ZipFile(path, "a") as archive, pytest.warns(UserWarning, match="Duplicate"):
        archive.writestr(SHEET, "<other/>")
    assert refusal(path) == "tvetydig"


def test_a_member_with_two_names(tiny_book: TinyBook) -> None:
    path = tiny_book(ONE)
    data = path.read_bytes()
    path.write_bytes(data.replace(SHEET.encode(), SHEET.replace("1", "9").encode(), 1))
    assert refusal(path) == "tvetydig"


LAUGHS = '<!DOCTYPE a [<!ENTITY b "hahaha"><!ENTITY c "&b;&b;&b;">]>'


@pytest.mark.parametrize(
    "part",
    [
        "[Content_Types].xml",
        "_rels/.rels",
        "xl/workbook.xml",
        "xl/_rels/workbook.xml.rels",
        SHEET,
        "xl/sharedStrings.xml",
        "xl/styles.xml",
        "docProps/core.xml",
    ],
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_document_types_are_refused_in_every_part(tiny_book: TinyBook, part: str, encoding: str) -> None:
    xml = f'<?xml version="1.0" encoding="{encoding}"?><!-- > -->{LAUGHS}<a>&c;</a>'
    assert refusal(tiny_book(ONE, parts={part: xml.encode(encoding)})) == "dtd"


@pytest.mark.parametrize("encoding", ["UTF-7", "utf-32", "cp037", "rot13", "finns-inte"])
def test_odd_encodings_are_refused(tiny_book: TinyBook, encoding: str) -> None:
    xml = f'<?xml version="1.0" encoding="{encoding}"?>+ADwAIQ-DOCTYPE a+AD4-<worksheet xmlns="{MAIN}"/>'
    assert refusal(tiny_book(parts={SHEET: xml})) == "kodning"


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "latin-1"])
def test_ordinary_encodings_are_read(tiny_book: TinyBook, encoding: str) -> None:
    declared = {"utf-8-sig": "utf-8", "latin-1": "iso-8859-1"}.get(encoding, encoding)
    xml = (
        f'<?xml version="1.0" encoding="{declared}"?><worksheet xmlns="{MAIN}"><sheetData><row r="1">'
        '<c r="A1" t="str"><v>Räksmörgås</v></c></row></sheetData></worksheet>'
    )
    book = read_raw(tiny_book(parts={SHEET: xml.encode(encoding)}))
    assert book.sheets[0].cells[Cell(1, 1)].value == "Räksmörgås"


@pytest.mark.parametrize(
    ("parts", "code"),
    [
        ({"xl/workbook.xml": None}, "saknad_del"),
        ({SHEET: None}, "saknad_del"),
        ({"xl/_rels/workbook.xml.rels": None}, "saknad_del"),
        ({"xl/_rels/workbook.xml.rels": rels(rel(1, "worksheet", "../../bort.xml"))}, "saknad_del"),
        ({"xl/_rels/workbook.xml.rels": rels(rel(1, "worksheet", "file:///c:/bok.xml"))}, "extern"),
        ({"xl/_rels/workbook.xml.rels": rels(rel(1, "worksheet", "bok.xml", 'TargetMode="External"'))}, "extern"),
        ({"xl/workbook.xml": "<html/>"}, "skadad"),
        ({SHEET: f"<chartsheet xmlns='{MAIN}'/>"}, "skadad"),
        ({SHEET: "<worksheet"}, "skadad"),
        ({SHEET: f"<worksheet xmlns='{MAIN}'>\x01</worksheet>"}, "skadad"),
        ({"_rels/.rels": rels(rel(1, "officeDocument", "xl/workbook.bin"))}, "xlsb"),
        ({"mimetype": "application/vnd.oasis.opendocument.spreadsheet", "content.xml": "<a/>"}, "ods"),
        ({"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": "<a/>"}, "annat_dokument"),
    ],
)
def test_broken_packages(tiny_book: TinyBook, parts: dict[str, str | None], code: str) -> None:
    assert refusal(tiny_book(ONE, parts=parts)) == code


def test_word_document_with_an_excel_name(tiny_book: TinyBook) -> None:
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
    types = (
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        f'<Override PartName="/word/document.xml" ContentType="{kind}"/></Types>'
    )
    assert refusal(tiny_book(parts={"[Content_Types].xml": types})) == "annat_dokument"


def test_missing_string_table_matters_only_when_used(tiny_book: TinyBook) -> None:
    parts = {"xl/sharedStrings.xml": None}
    assert read_raw(tiny_book(ONE, parts=parts)).sheets
    assert refusal(tiny_book("<row r='1'><c r='A1' t='s'><v>0</v></c></row>", parts=parts)) == "skadad"


def test_two_tabs_of_one_name_or_one_part(tiny_book: TinyBook) -> None:
    relations = rels(rel(1, "worksheet", "worksheets/sheet1.xml"))
    for second in ("BLAD1", "Blad2"):
        tabs = f'<sheet name="Blad1" sheetId="1" r:id="rId1"/><sheet name="{second}" sheetId="2" r:id="rId1"/>'
        path = tiny_book(ONE, parts={"xl/workbook.xml": workbook(tabs), "xl/_rels/workbook.xml.rels": relations})
        assert refusal(path) == "tvetydig"


@pytest.mark.parametrize("target", ["/xl/worksheets/sheet1.xml", "./worksheets/sheet1.xml", "worksheets\\sheet1.xml",
                                    "../xl/Worksheets/SHEET1.xml", "worksheets/sheet%31.xml"])  # fmt: skip
def test_targets_are_resolved(tiny_book: TinyBook, target: str) -> None:
    path = tiny_book(ONE, parts={"xl/_rels/workbook.xml.rels": rels(rel(1, "worksheet", target))})
    assert len(read_raw(path).sheets[0].cells) == 1


def test_root_level_parts(tiny_book: TinyBook) -> None:
    parts = {
        "_rels/.rels": rels(rel(1, "officeDocument", "bok.xml")),
        "bok.xml": workbook('<sheet name="Blad1" sheetId="1" r:id="rId1"/>'),
        "_rels/bok.xml.rels": rels(rel(1, "worksheet", "blad.xml")),
        "blad.xml": f"<worksheet xmlns='{MAIN}'><sheetData>{ONE}</sheetData></worksheet>",
    }
    assert len(read_raw(tiny_book(parts=parts)).sheets[0].cells) == 1


def test_workbook_entries(tiny_book: TinyBook) -> None:
    tabs = (
        '<sheet name="Å – 1" sheetId="1" r:id="rId1"/><sheet name="Dold" sheetId="2" state="hidden" r:id="rId2"/>'
        '<sheet name="Djupt" sheetId="3" state="veryHidden" r:id="rId3"/><sheet name="Bild" sheetId="4" r:id="rId4"/>'
    )
    names = (
        '<definedNames><definedName name="flikar_namnd">"VON"</definedName>'
        '<definedName name="Skatt">Blad1!$A$1</definedName>'
        '<definedName name="Skatt" localSheetId="0">Blad1!$B$2</definedName></definedNames>'
    )
    sheet = f"<worksheet xmlns='{MAIN}'><sheetData>{ONE}</sheetData></worksheet>"
    parts = {
        "xl/workbook.xml": workbook(tabs, names, '<workbookPr date1904="1"/>'),
        "xl/_rels/workbook.xml.rels": rels(
            *(rel(number, "worksheet", f"{number}.xml") for number in (1, 2, 3)), rel(4, "chartsheet", "4.xml")
        ),
        **dict.fromkeys(("xl/1.xml", "xl/2.xml", "xl/3.xml", "xl/4.xml"), sheet),
    }
    book = read_raw(tiny_book(parts=parts))
    assert [(sheet.name, sheet.hidden) for sheet in book.sheets] == [
        ("Å – 1", False),
        ("Dold", True),
        ("Djupt", True),
    ]
    assert book.names == {"flikar_namnd": '"VON"', "Skatt": "Blad1!$A$1"}
    assert book.date1904
    assert book.notes == (("hoppad_flik", "Fliken ”Bild” är inget kalkylblad och läses inte."),)


def test_every_refusal_says_what_and_what_to_do() -> None:
    for code, (message, remedy) in REFUSALS.items():
        assert code.isascii(), code
        assert message.endswith("."), code
        assert remedy.endswith("."), code
