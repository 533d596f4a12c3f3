"""The host: the actions through xlwings' own objects, whose engine is a file; what COM does is not tested by it."""

import os
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace

import pytest
import xlwings as xw
from xlwings.utils import fullname_url_to_local_path

from addin import host, session
from addin.books import Content, NotShownError
from addin.host import _ALLOWED, ExcelBook, tried_in_excel
from addin.macros import OPEN_ACTIONS, carry_out
from engine.addresses import Cell
from engine.data import SetCell
from engine.writer.patch import patch_workbook
from tests.support.books import KOMMUN_TOML, template
from tests.support.open_book import RR, FileBook, through_xlwings

STARTED: list[Path] = []
"""What Windows has been asked to open."""


@pytest.fixture(autouse=True)
def computer(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("FLIKAR_KOMMUN", str(KOMMUN_TOML))
    monkeypatch.setattr(session, "_undo", {})
    monkeypatch.setattr(session, "_ledgers", {})
    monkeypatch.setenv("FLIKAR_CACHE", str(tmp_path / "cache"))
    monkeypatch.setattr(os, "startfile", STARTED.append, raising=False)
    STARTED.clear()


def test_it_is_the_same_workbook_through_xlwings() -> None:
    file = FileBook(template(), cell="C7")
    book = ExcelBook(through_xlwings(file))
    assert (book.name, book.sheet, book.cell) == ("von-2022.xlsx", RR, "C7")
    book.write(RR, "Z40", "mars 2022")
    assert file.read(RR, "Z40") == "mars 2022" == book.read(RR, "Z40")
    book.write(RR, "Z40", None)
    assert book.read(RR, "Z40") is None
    book.select("Försättsblad", "B2")
    assert (file.sheet, file.cell) == ("Försättsblad", "B2")
    assert str(book.read(RR, "B13")).startswith("=")


def test_the_window_tells_a_workbook_from_another() -> None:
    own = through_xlwings(FileBook(template()))
    assert ExcelBook(own).window is None, "nobody can say"
    own.api.Windows = lambda number: SimpleNamespace(Hwnd=number * 4711)
    assert ExcelBook(own).window == 4711


@pytest.mark.parametrize("kind", ["xlsx", "docx"])
def test_a_file_that_cannot_be_opened_is_told_of_with_its_place(
    kind: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_path: object) -> None:
        raise OSError("a workbook of that name is open, or no program is there for it")

    file = FileBook(template())
    monkeypatch.setattr(file, "show", refuse)
    monkeypatch.setattr(os, "startfile", refuse, raising=False)
    with pytest.raises(NotShownError, match=f"ny.{kind} är sparad i {tmp_path}, men gick inte att öppna"):
        ExcelBook(through_xlwings(file)).show(tmp_path / f"ny.{kind}")


SILENT = {
    "las_in_huvudbok", "rensa_interninterna", "fyll_flik", "konsolidera_mapp", "handbok",
}  # fmt: skip
"""They begin by a dialog, which this person cancels, and then there is nothing to say; the handbook just opens."""


@pytest.mark.parametrize("tag", OPEN_ACTIONS)
def test_every_action_says_the_same_as_on_the_file(tag: str) -> None:
    content = patch_workbook(template(), [SetCell(RR, Cell(13, 2), 1)])
    file, direct = FileBook(content, cell="B13"), FileBook(content, cell="B13")
    carry_out(tag, ExcelBook(through_xlwings(file)))
    session._undo.clear()
    carry_out(tag, direct)
    assert file.said == direct.said
    assert bool(file.said) is (tag not in SILENT)
    assert (file.content, file.sheet, file.cell) == (direct.content, direct.sheet, direct.cell)
    assert file.can_undo == direct.can_undo
    assert direct.shown == STARTED


def test_the_add_in_is_told_what_can_be_taken_back_and_need_not_answer() -> None:
    file = FileBook(template())
    ExcelBook(through_xlwings(file)).undoable(3)
    assert file.can_undo == 3

    def without_the_add_in(_name: str) -> Callable[..., None]:
        raise OSError("there is no such macro")

    ExcelBook(SimpleNamespace(name="bok.xlsx", app=SimpleNamespace(macro=without_the_add_in))).undoable(3)


def test_a_cancelled_question_ends_it() -> None:
    file = FileBook(template())
    file.answer = None
    carry_out("infoga_kommentarsutkast", ExcelBook(through_xlwings(file)))
    assert file.said == []


def test_with_a_drawing_selected_a_cell_is_asked_for() -> None:
    file = FileBook(template(), cell="")
    carry_out("regel_for_cellen", ExcelBook(through_xlwings(file)))
    assert file.said == ["Ingen cell är markerad. Markera en cell och försök igen."]


@pytest.mark.parametrize(("content", "sent"), [
    ("Kostnaderna blir högre än budget i år.", ("raw_value", "Kostnaderna blir högre än budget i år.")),
    ("mars 2022", ("raw_value", "'mars 2022")),
    ("+3,4 procent mot budget i år", ("raw_value", "'+3,4 procent mot budget i år")),
    ("=A1+1", ("formula", "=A1+1")),
    (12, ("raw_value", 12)),
    (None, ("raw_value", None)),
])  # fmt: skip
def test_a_text_is_written_as_text_and_a_formula_as_formula(content: Content, sent: tuple[str, object]) -> None:
    place = SimpleNamespace(api=SimpleNamespace(Locked=True))
    sheet = SimpleNamespace(range=lambda _cell: place, api=SimpleNamespace(ProtectContents=False))
    ExcelBook(SimpleNamespace(sheets={"A": sheet})).write("A", "B2", content)
    assert {name: value for name, value in vars(place).items() if name != "api"} == dict([sent])


def test_a_locked_cell_is_written_and_the_sheet_protected_again_as_it_was() -> None:
    calls: list[tuple[str, object]] = []
    allowed = {name: name == "AllowInsertingRows" for name in _ALLOWED}
    api = SimpleNamespace(
        ProtectContents=True, ProtectDrawingObjects=True, ProtectScenarios=False,
        Protection=SimpleNamespace(**allowed),
        Unprotect=lambda password: calls.append(("unprotect", password)),
        Protect=lambda **given: calls.append(("protect", given)),
    )  # fmt: skip
    place = SimpleNamespace(api=SimpleNamespace(Locked=True))
    sheet = SimpleNamespace(range=lambda _cell: place, api=api)
    ExcelBook(SimpleNamespace(sheets={"A": sheet})).write("A", "B2", 12)
    own = {"Password": "", "Contents": True, "DrawingObjects": True, "Scenarios": False}
    assert calls == [("unprotect", ""), ("protect", {**own, **allowed})]
    assert place.raw_value == 12


class FakeSheet:
    """A protected sheet of an Excel that has something copied, which writes down what it is told to do."""

    ProtectContents, ProtectDrawingObjects, ProtectScenarios = True, True, False
    Protection = SimpleNamespace(**dict.fromkeys(_ALLOWED, False))

    def __init__(self, refuses: str | None = None) -> None:
        self.calls: list[str] = []
        self.refuses = refuses
        self.excel = _WithClipboard(self.calls)

    def Unprotect(self, _password: str) -> None:  # noqa: N802 Excel's own names, as below
        self.calls.append("unprotect")

    def Protect(self, **_given: object) -> None:  # noqa: N802
        self.calls.append("protect")

    def Range(self, rows: str) -> SimpleNamespace:  # noqa: N802
        def does(name: str) -> Callable[..., None]:
            def call(*given: object) -> None:
                self.calls.append(" ".join([name, rows, *map(str, given)]))
                if self.refuses == name:
                    raise OSError("Excel refuses")

            return call

        return SimpleNamespace(**{n: does(n) for n in ("Insert", "Copy", "PasteSpecial", "AutoFit", "Delete")})

    def book(self) -> ExcelBook:
        app = SimpleNamespace(api=self.excel)
        return ExcelBook(SimpleNamespace(sheets={"A": SimpleNamespace(api=self)}, app=app))


class _WithClipboard:
    def __init__(self, calls: list[str]) -> None:
        self.__dict__["calls"] = calls

    def __setattr__(self, name: str, value: object) -> None:
        assert (name, value) == ("CutCopyMode", False)
        self.__dict__["calls"].append("nothing copied")


ROW = ["Copy 11:11", "PasteSpecial 12:12 -4122", "PasteSpecial 12:12 6", "AutoFit 12:12"]


def test_a_row_is_inserted_with_nothing_copied_and_gets_the_looks_and_hints_of_the_one_above() -> None:
    sheet = FakeSheet()
    sheet.book().insert_row("A", 12)
    begun = ["nothing copied", "unprotect", "Insert 12:12 -4121 0"]
    assert sheet.calls == [*begun, *ROW, "nothing copied", "protect"]


@pytest.mark.parametrize(("refuses", "after"), [
    ("Insert", ["protect"]),
    ("PasteSpecial", [*ROW[:2], "Delete 12:12", "nothing copied", "protect"]),
])  # fmt: skip
def test_a_row_that_excel_does_not_finish_is_gone_and_the_sheet_protected(refuses: str, after: list[str]) -> None:
    sheet = FakeSheet(refuses)
    with pytest.raises(OSError, match="Excel refuses"):
        sheet.book().insert_row("A", 12)
    assert sheet.calls == ["nothing copied", "unprotect", "Insert 12:12 -4121 0", *after]


def test_a_row_is_taken_away_from_a_protected_sheet() -> None:
    sheet = FakeSheet()
    sheet.book().remove_row("A", 12)
    assert sheet.calls == ["unprotect", "Delete 12:12", "protect"]


def test_the_folder_of_a_workbook_in_the_cloud_is_none_of_this_computer() -> None:
    def folder_of(path: str) -> Path | None:
        return ExcelBook(SimpleNamespace(name="bok.xlsx", api=SimpleNamespace(Path=path))).folder

    assert [folder_of(path) for path in ("", "https://d.docs.live.net/1", "C:/bok")] == [None, None, Path("C:/bok")]


ONEDRIVE, BUSINESS = (
    "https://d.docs.live.net/1a2b/Bok 22",
    "https://sollen-my.sharepoint.com/personal/x/Documents/Bok",
)
SITE = "https://sollen.sharepoint.com/sites/VON/Delade dokument/Bok"


@pytest.mark.parametrize(
    ("address", "variable", "below"),
    [
        (ONEDRIVE, "OneDriveConsumer", "Bok 22"),
        (ONEDRIVE.replace(" ", "%20"), "OneDriveConsumer", "Bok 22"),
        (ONEDRIVE, "OneDrive", "Bok 22"),
        (BUSINESS, "OneDriveCommercial", "Bok"),
    ],
)
def test_a_workbook_in_the_cloud_has_the_folder_that_is_synchronised_with_it(
    address: str, variable: str, below: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("OneDrive", "OneDriveConsumer", "OneDriveCommercial"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv(variable, str(tmp_path))
    fullname_url_to_local_path.cache_clear()
    file = FileBook(template())
    file.address = address
    book = ExcelBook(through_xlwings(file))
    assert book.folder is None, "the file is not there"
    (tmp_path / below).mkdir()
    (tmp_path / below / "von-2022.xlsx").touch()
    assert book.folder == tmp_path / below
    assert book.address == address


def test_a_site_has_the_folder_that_windows_says_and_never_another_of_the_same_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("OneDriveCommercial", str(tmp_path))
    file = FileBook(template())
    file.address = SITE
    book = ExcelBook(through_xlwings(file))
    (tmp_path / "annan").mkdir()
    (tmp_path / "annan" / "von-2022.xlsx").touch()
    assert book.folder is None
    mounts = {"https://sollen.sharepoint.com/sites/VON/Delade dokument": str(tmp_path / "VON - Dokument")}
    monkeypatch.setattr(host, "get_url_to_mount", lambda: mounts)
    assert book.folder is None
    (tmp_path / "VON - Dokument" / "Bok").mkdir(parents=True)
    (tmp_path / "VON - Dokument" / "Bok" / "von-2022.xlsx").touch()
    assert book.folder == tmp_path / "VON - Dokument" / "Bok"


class FakeExcel:
    """An Excel that computes what it is told that it computes."""

    def __init__(self, answers: dict[str, object]) -> None:
        self.cells = {cell: SimpleNamespace(value=value) for cell, value in answers.items()}
        self.opened: list[str] = []
        self.killed = False
        sheet = SimpleNamespace(range=lambda cell: self.cells[cell])
        books = [SimpleNamespace(sheets=[sheet])]
        self.books = _Books(books, self.opened.append)

    def calculate(self) -> None:
        assert self.opened

    def kill(self) -> None:
        self.killed = True


class _Books(list[object]):
    def __init__(self, books: list[SimpleNamespace], opened: Callable[[str], None]) -> None:
        super().__init__(books)
        self.open = opened


RIGHT: dict[str, object] = {"A1": 1235.0, "A3": 2.0, "A4": 1.0, "A5": 1.0, "A7": "fel"}


@pytest.mark.parametrize(("answers", "told"), [
    (RIGHT, []), ({**RIGHT, "A7": "tal"}, ["A7 visar tal, inte fel."]),
    ({**RIGHT, "A1": None}, ["A1 visar None, inte 1235."]),
])  # fmt: skip
def test_the_trial_in_excel_tells_what_is_wrong_and_closes_it(
    answers: dict[str, object], told: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    excel = FakeExcel(answers)
    monkeypatch.setattr(xw, "App", lambda **_given: excel)
    assert list(tried_in_excel(Path("flikar.xlam"))) == told
    assert excel.killed
