"""The .xlam: what its sources give, the same every time, with the doors that xlwings leaves open shut."""

import re
import zipfile
from importlib.metadata import version
from io import BytesIO
from pathlib import Path

import pytest
from oletools.olevba import VBA_Parser

from addin.buttons import button_module
from addin.checking import addin_faults, dll_faults, modules_of, parts_of
from addin.package import RIBBON, SETTINGS, VBA, build_addin, template_path
from addin.sources import UnknownTemplateError, shut
from udfs.wrappers import wrapper_module

SOURCES = Path(__file__).parents[3] / "addin" / "vba"
BUILT = build_addin()
MODULES = modules_of(BUILT)


def plain(text: str) -> list[str]:
    """The lines of code, without the attributes that VBA keeps to itself and its endings of lines."""
    return [line.rstrip() for line in text.splitlines() if line.strip() and not line.startswith("Attribute ")]


@pytest.fixture(scope="module")
def extracted(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """The modules as olevba, which is not the library that wrote them, reads them."""
    path = tmp_path_factory.mktemp("addin") / "flikar.xlam"
    path.write_bytes(BUILT)
    parser = VBA_Parser(str(path))
    found = {name.rpartition(".")[0]: code for _, _, name, code in parser.extract_macros()}
    parser.close()
    return found


def test_two_builds_are_the_same_byte_for_byte() -> None:
    assert build_addin() == BUILT


def test_another_reader_finds_the_vba_of_the_repository(extracted: dict[str, str]) -> None:
    for path in SOURCES.iterdir():
        assert plain(extracted[path.stem]) == plain(path.read_text(encoding="utf-8"))
    assert plain(extracted["FlikarFunktioner"]) == plain(wrapper_module())
    assert plain(extracted["FlikarKnappar"]) == plain(button_module())
    assert set(extracted) == {
        "ThisWorkbook",
        "Dictionary",
        "Sheet2",
        "xlwings",
        "FlikarMeny",
        "FlikarFunktioner",
        "FlikarKnappar",
    }


def test_no_compiled_code_is_carried(extracted: dict[str, str]) -> None:
    from pyopenvba.cfb import CFB

    streams = CFB.from_bytes(parts_of(BUILT)[VBA])
    assert len(streams.get_stream_in_storage("VBA", "_VBA_PROJECT")) == 7
    assert extracted


def test_the_project_is_ours_and_its_list_has_no_blank_line() -> None:
    from pyopenvba.cfb import CFB

    listing = CFB.from_bytes(parts_of(BUILT)[VBA]).get_stream("PROJECT").decode("cp1252")
    assert 'Name="flikar"' in listing
    windows = listing.partition("[Workspace]\r\n")[2].split("\r\n")
    assert [line.partition("=")[0] for line in windows] == [*MODULES, ""]


def test_an_open_workbook_chooses_neither_interpreter_nor_import_path() -> None:
    code = plain(MODULES["xlwings"])
    assert [line for line in code if "ActiveWorkbook.FullName" in line] == []
    assert [line for line in code if "GetConfigFromSheet(ActiveWorkbook)" in line] == []
    assert [line for line in code if "ADD_WORKBOOK_TO_PYTHONPATH" in line or 'GetConfig("PYTHONPATH")' in line] == []
    folder_file = [line for line in code if "GetDirectoryConfigFilePath" in line]
    assert len(folder_file) == 2, "where it is made, and nobody asks for it"
    starts = [line for line in code if " -c " in line]
    assert len(starts) == 2
    assert all(" -P -B -c " in line for line in starts)
    assert SETTINGS["ADD_WORKBOOK_TO_PYTHONPATH"] is False
    assert SETTINGS["USE UDF SERVER"] is True
    assert "INTERPRETER_WIN" not in SETTINGS, "the user's own file has it"


def test_a_button_reaches_python_as_xlwings_own_call_does() -> None:
    """With the functions' server; ours works without an open workbook as well, and says in Swedish what failed."""
    theirs = plain(MODULES["xlwings"])
    start = theirs.index("        If OPTIMIZED_CONNECTION = True Then")
    calls = [line.strip() for line in theirs[start : start + 5] if "XLPy" in line]
    ours = [line.strip() for line in plain(MODULES["FlikarMeny"]) if "XLPy." in line and "CallUDF" not in line]
    assert calls[0] in ours
    assert calls == ['XLPy.SetAttr XLPy.Module("xlwings._xlwindows"), "BOOK_CALLER", ActiveWorkbook',
                     'XLPy.Exec "" & PythonCommand & ""']  # fmt: skip
    assert ours == [calls[0].replace("ActiveWorkbook", "ThisWorkbook"), calls[0], "XLPy.Exec kod"]


def test_a_folder_named_as_a_list_is_no_place_to_import_from(monkeypatch: pytest.MonkeyPatch) -> None:
    """What VBA sends ends after OneDrive's settings, so xlwings adds nothing to the path, not even the empty one."""
    import sys

    from xlwings.utils import prepare_sys_path

    [sent] = {
        line.partition("=")[2].strip()
        for line in plain(MODULES["xlwings"])
        if "PYTHONPATH = AddExcelDir" in line and "_WIN" in line and "ActiveFullName" not in line
    }
    parts = re.sub(r'"false"|AddExcelDir', "false", sent).replace(' & ";" & ', ";")
    monkeypatch.setattr(sys, "path", ["before"])
    given = re.sub(r'GetConfig\("\w+"\)', "", parts).replace("ThisWorkbook.FullName", "C:\\flikar.xlam")
    prepare_sys_path(given)  # type: ignore[no-untyped-call]
    assert sys.path == ["before"]
    prepare_sys_path("false;C:\\a;b;c;d;e;evil;C:\\flikar.xlam;;;;")  # type: ignore[no-untyped-call]
    assert "evil" in sys.path, "xlwings no longer parts the list by semicolons, and the cut can go"


def test_another_xlwings_stops_the_build() -> None:
    original = modules_of(template_path().read_bytes())["xlwings"]
    assert "ThisWorkbook.FullName" in shut(original)
    for changed in (original.replace("'Workbook Sheet Config", "'x"), original.replace(" -B -c ", " -c ")):
        with pytest.raises(UnknownTemplateError):
            shut(changed)
    with pytest.raises(UnknownTemplateError):
        shut(original.replace("PROJECT_NAME As String", "NAME As String"))


def test_the_dll_is_the_installed_one() -> None:
    assert list(dll_faults(MODULES["xlwings"])) == []
    [fault] = dll_faults(MODULES["xlwings"].replace(f"-{version('xlwings')}.dll", "-0.1.0.dll"))
    assert "0.1.0" in fault


def rezipped(change: dict[str, bytes]) -> bytes:
    made = BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for name, data in {**parts_of(BUILT), **change}.items():
            archive.writestr(name, data)
    return made.getvalue()


def with_module(name: str, text: str, tmp_path: Path) -> bytes:
    from pyopenvba import ExcelFile

    path = tmp_path / "changed.xlam"
    path.write_bytes(BUILT)
    with ExcelFile(path) as file:
        file.set_module(name, text)
        file.save()
    return path.read_bytes()


def test_what_the_sources_give_has_no_fault(tmp_path: Path) -> None:
    path = tmp_path / "right.xlam"
    path.write_bytes(BUILT)
    assert addin_faults(path) == ()


def test_a_line_of_vba_that_somebody_added_is_told_of(tmp_path: Path) -> None:
    path = tmp_path / "wrong.xlam"
    path.write_bytes(with_module("FlikarMeny", MODULES["FlikarMeny"] + "Sub Auto_Open()\r\nEnd Sub\r\n", tmp_path))
    assert "Modulen FlikarMeny stämmer inte med källan." in addin_faults(path)


def test_a_changed_setting_a_stranger_and_a_lost_part_are_told_of(tmp_path: Path) -> None:
    path = tmp_path / "wrong.xlam"
    sheet = parts_of(BUILT)["xl/worksheets/sheet1.xml"]
    path.write_bytes(rezipped({"xl/worksheets/sheet1.xml": sheet.replace(b"udfs.host", b"evil"), "x.bin": b"1"}))
    faults = addin_faults(path)
    assert "Delen xl/worksheets/sheet1.xml stämmer inte med källan." in faults
    assert "Delen x.bin finns inte i källan." in faults


def test_the_same_parts_packed_otherwise_are_told_of(tmp_path: Path) -> None:
    path = tmp_path / "other.xlam"
    path.write_bytes(rezipped({}))
    [fault] = addin_faults(path)
    assert "packad" in fault


def test_a_damaged_project_is_unreadable_and_not_a_crash(tmp_path: Path) -> None:
    from engine.errors import UnreadableError

    path = tmp_path / "broken.xlam"
    for data in (b"", b"PK", rezipped({VBA: b"nothing"}), rezipped({VBA: parts_of(BUILT)[VBA][:4000]})):
        path.write_bytes(data)
        with pytest.raises(UnreadableError):
            addin_faults(path)


def test_the_ribbon_is_a_part_of_the_kind_that_its_schema_asks_for() -> None:
    relations = parts_of(BUILT)["_rels/.rels"].decode()
    [kind] = re.findall(rf'Type="([^"]+)" Target="{RIBBON}"', relations)
    assert kind == "http://schemas.microsoft.com/office/2007/relationships/ui/extensibility"
