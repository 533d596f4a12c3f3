"""An open workbook without an Excel: over a file in memory, and the same behind xlwings' own objects."""

from collections.abc import Iterator, Sequence
from io import BytesIO
from itertools import count
from pathlib import Path
from types import SimpleNamespace

import openpyxl
import xlwings as xw

from addin.books import Content
from addin.wording import OF_COMMAND_LINE
from engine.addresses import column_letters, parse_cell
from engine.data import SetCell, SetFormula
from engine.writer.patch import patch_workbook
from tests.support.inserting import with_row, without_row

_MOST_SAID, _MOST_ASKED, _MOST_TITLE = 1023, 255, 60
"""Characters of a message box, of the question or the proposal in an input box, and of a dialog's title."""
_windows = count(1)
RR = "8 RR skattefin övriga delår"


class FileBook:
    """An open workbook whose cells are those of a file in memory, and whose person answers as told.

    Attributes:
        answer: about the occasion, and where nothing is proposed; other questions are answered as they propose.
        answers: to the questions in order, before that.
        refuses: a cell that Excel takes no change to.
        window: no other open workbook has the same.
        can_undo: how many changes the ribbon has been told of.
        status, statuses: what the status bar says now, and everything that it has said.
        escape_after: Esc is pressed when it has been asked about so many times.
    """

    def __init__(self, content: bytes, *, sheet: str = RR, cell: str = "A1") -> None:
        self.content = content
        self.name = "von-2022.xlsx"
        self.window: int | None = next(_windows)
        self.sheet, self.cell = sheet, cell
        self.said: list[str] = []
        self.asked: list[tuple[str, str]] = []
        self.answer: str | None = "delar"
        self.answers: list[str] = []
        self.agrees = True
        self.refuses: str | None = None
        self.folder: Path | None = None
        self.address: str | None = None
        self.files: tuple[Path, ...] = ()
        self.target: Path | None = None
        self.chosen_folder: Path | None = None
        self.shown: list[Path] = []
        self.can_undo = 0
        self.status: str | None = None
        self.statuses: list[str] = []
        self.escape_after: int | None = None
        self.copied_row = 0

    def copy_to(self, path: Path) -> None:
        path.write_bytes(self.content)

    def read(self, sheet: str, cell: str) -> Content:
        value: Content = openpyxl.load_workbook(BytesIO(self.content))[sheet][cell].value
        return value

    def write(self, sheet: str, cell: str, content: Content) -> None:
        if cell == self.refuses:
            raise RuntimeError("the sheet is protected")
        parsed = parse_cell(cell)
        assert parsed is not None
        is_formula = isinstance(content, str) and content.startswith("=")
        change = SetFormula(sheet, parsed, str(content)[1:], 0) if is_formula else SetCell(sheet, parsed, content)
        self.content = patch_workbook(self.content, [change])

    def insert_row(self, sheet: str, row: int) -> None:
        if self.refuses == f"rad {row}":
            raise RuntimeError("the sheet is protected")
        self.content = with_row(self.content, sheet, row)

    def remove_row(self, sheet: str, row: int) -> None:
        if self.refuses == f"rad {row}":
            raise RuntimeError("the sheet is protected")
        self.content = without_row(self.content, sheet, row)

    def count_filled(self, sheet: str, row: int) -> int:
        return sum(cell.value is not None for cell in openpyxl.load_workbook(BytesIO(self.content))[sheet][row])

    def select(self, sheet: str, cell: str) -> None:
        self.sheet, self.cell = sheet, cell

    def say(self, text: str) -> None:
        assert not OF_COMMAND_LINE.search(text), "there is no command line in Excel"
        assert len(text) <= _MOST_SAID, "a message box of Excel cuts the rest away"
        self.said.append(text)

    def confirm(self, text: str) -> bool:
        self.say(text)
        return self.agrees

    def ask(self, question: str, default: str) -> str | None:
        assert not OF_COMMAND_LINE.search(question), "there is no command line in Excel"
        assert max(map(len, (question, default))) <= _MOST_ASKED, "Excel's input box takes no longer text"
        self.asked.append((question, default))
        if self.answers:
            return self.answers.pop(0)
        is_about_it = "tillfälle" in question or not default
        return self.answer if is_about_it or self.answer is None else default

    def choose_files(self, title: str, _kind: str, patterns: str) -> tuple[Path, ...]:
        assert len(title) <= _MOST_TITLE
        assert all(pattern.startswith("*.") for pattern in patterns.split(";"))
        return self.files

    def choose_target(self, title: str, proposed: str, _kind: str, pattern: str) -> Path | None:
        assert len(title) <= _MOST_TITLE
        assert pattern.startswith("*.")
        assert proposed.endswith(pattern[1:])
        return self.target

    def choose_folder(self, title: str) -> Path | None:
        assert len(title) <= _MOST_TITLE
        return self.chosen_folder

    def show(self, path: Path) -> None:
        assert path.is_file()
        self.shown.append(path)

    def undoable(self, count: int) -> None:
        self.can_undo = count

    def progress(self, text: str, share: float | None) -> None:
        self.status = (text if share is None else f"{text} {share:.0%}") if text else None
        if self.status is not None:
            self.statuses.append(self.status)

    def cancelled(self) -> bool:
        if self.escape_after is None:
            return False
        self.escape_after -= 1
        return self.escape_after < 0


def through_xlwings(file: FileBook) -> xw.Book:
    """The workbook as xlwings' own ``Book``, whose engine is the file."""
    return xw.Book(impl=_Book(file))


class _Book:
    def __init__(self, file: FileBook) -> None:
        self.file = file
        self.sheets = _Sheets(file)
        self.app = _App(file)
        folder = str(file.folder) if file.folder else file.address or ""
        self.api = SimpleNamespace(SaveCopyAs=lambda path: file.copy_to(Path(path)), Path=folder)

    @property
    def name(self) -> str:
        return self.file.name


class _App:
    pid = 1
    status_bar: str | bool = False

    def __init__(self, file: FileBook) -> None:
        self.file = file
        self.api = SimpleNamespace(
            InputBox=self._input,
            Goto=lambda place: file.select(place.sheet, place.cell),
            GetOpenFilename=self._open_name,
            GetSaveAsFilename=self._save_name,
            FileDialog=self._dialog,
            CutCopyMode=True,
            WorksheetFunction=SimpleNamespace(CountA=lambda rows: rows.filled()),
        )
        self.books = SimpleNamespace(open=lambda path: file.show(Path(path)))

    @property
    def selection(self) -> "_Range | None":
        return _Range(self.file, self.file.sheet, self.file.cell) if self.file.cell else None

    def run(self, macro: str, arguments: Sequence[object]) -> None:
        [book, count] = arguments
        assert (macro, book) == ("FlikarKanAngras", self.file.name)
        self.file.undoable(int(str(count)))

    def alert(self, prompt: str, title: str, buttons: str, mode: str | None, callback: str | None) -> str:
        assert (title, mode, callback) == ("flikar", None, None)
        if buttons == "yes_no":
            return "yes" if self.file.confirm(prompt) else "no"
        self.file.say(prompt)
        return "ok"

    def _input(self, **given: object) -> object:
        """Excel's own: False when it was cancelled, and of type 2 a text."""
        assert set(given) == {"Prompt", "Title", "Default", "Type"}
        assert given["Type"] == 2
        said = self.file.ask(str(given["Prompt"]), str(given["Default"]))
        return False if said is None else said

    def _open_name(self, **given: object) -> object:
        """Excel's own: False when it was cancelled, and with several allowed a tuple of texts."""
        kind, patterns = str(given["FileFilter"]).split(",")
        assert given["MultiSelect"] is True
        return tuple(map(str, self.file.choose_files(str(given["Title"]), kind, patterns))) or False

    def _save_name(self, **given: object) -> object:
        kind, pattern = str(given["FileFilter"]).split(",")
        target = self.file.choose_target(str(given["Title"]), str(given["InitialFilename"]), kind, pattern)
        return str(target) if target else False

    def _dialog(self, kind: int) -> SimpleNamespace:
        """Excel's own: -1 when something was chosen, else 0."""
        assert kind == 4
        chosen = self.file.chosen_folder
        return SimpleNamespace(Show=lambda: -1 if chosen else 0, SelectedItems=lambda _number: str(chosen))


class _Sheets:
    def __init__(self, file: FileBook) -> None:
        self.file = file

    @property
    def active(self) -> "_Sheet":
        return _Sheet(self.file, self.file.sheet)

    def __call__(self, name: str) -> "_Sheet":
        return _Sheet(self.file, name)

    def __contains__(self, name: str) -> bool:
        return name in openpyxl.load_workbook(BytesIO(self.file.content)).sheetnames

    def __iter__(self) -> Iterator["_Sheet"]:
        names = openpyxl.load_workbook(BytesIO(self.file.content)).sheetnames
        return iter([_Sheet(self.file, name) for name in names])


class _Sheet:
    def __init__(self, file: FileBook, name: str) -> None:
        self.file, self.name = file, name
        self.api = SimpleNamespace(ProtectContents=False, Range=lambda rows: _Rows(file, name, rows))

    def range(self, cell: str, _to: object = None) -> "_Range":
        return _Range(self.file, self.name, cell)


class _Rows:
    """One whole row; what is pasted into it is of the row above, as the file inserts it."""

    def __init__(self, file: FileBook, sheet: str, rows: str) -> None:
        first, last = rows.split(":")
        assert first == last
        self.file, self.sheet, self.row = file, sheet, int(first)

    def Insert(self, shift: int, origin: int) -> None:  # noqa: N802 Excel's own name, as below
        assert (shift, origin) == (-4121, 0)
        self.file.insert_row(self.sheet, self.row)

    def Delete(self) -> None:  # noqa: N802
        self.file.remove_row(self.sheet, self.row)

    def Copy(self) -> None:  # noqa: N802
        self.file.copied_row = self.row

    def PasteSpecial(self, part: int) -> None:  # noqa: N802
        assert part in (-4122, 6)
        assert self.file.copied_row == self.row - 1

    def AutoFit(self) -> None:  # noqa: N802
        pass

    def filled(self) -> float:
        return float(self.file.count_filled(self.sheet, self.row))


class _Range:
    """One cell, with Excel's own ways: a formula of a constant is its text, and an apostrophe marks text."""

    shape = (1, 1)

    def __init__(self, file: FileBook, sheet: str, cell: str) -> None:
        self.file, self.sheet, self.cell = file, sheet, cell

    def __call__(self, _row: int, _column: int) -> "_Range":
        return self

    @property
    def formula(self) -> str:
        value = self.file.read(self.sheet, self.cell)
        return "" if value is None else str(value)

    @formula.setter
    def formula(self, formula: str) -> None:
        assert formula.startswith("=")
        self.file.write(self.sheet, self.cell, formula)

    @property
    def raw_value(self) -> Content:
        return self.file.read(self.sheet, self.cell)

    @raw_value.setter
    def raw_value(self, value: Content) -> None:
        is_marked = isinstance(value, str) and value.startswith("'")
        self.file.write(self.sheet, self.cell, str(value)[1:] if is_marked else value)

    @property
    def address(self) -> str:
        parsed = parse_cell(self.cell)
        assert parsed is not None
        return f"${column_letters(parsed.column)}${parsed.row}:$ZZ$999,$A$1"

    @property
    def api(self) -> SimpleNamespace:
        return SimpleNamespace(sheet=self.sheet, cell=self.cell, Locked=False)


Cells = dict[tuple[str, str], object]


def cells(content: bytes) -> Cells:
    return dict(_cells(content))


def _cells(content: bytes) -> Iterator[tuple[tuple[str, str], object]]:
    for sheet in openpyxl.load_workbook(BytesIO(content)):
        for row in sheet.iter_rows():
            yield from (((sheet.title, cell.coordinate), cell.value) for cell in row if cell.value is not None)
