"""The workbook that is open in Excel, through xlwings; the only module of the add-in that imports it.

Only the BSD part of xlwings is used.
"""

import os
import re
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext, suppress
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import xlwings as xw
from xlwings.utils import fullname_url_to_local_path, get_url_to_mount

from addin.books import Content, NoCellSelectedError, NotShownError
from addin.keyboard import escape_pressed

_TITLE = "flikar"
_FOLDER_PICKER = 4
"""``msoFileDialogFolderPicker``."""
_DOWN, _LIKE_ABOVE = -4121, 0
"""``xlShiftDown`` and ``xlFormatFromLeftOrAbove``."""
_FORMATS, _HINTS = -4122, 6
"""``xlPasteFormats``, conditional ones too, and ``xlPasteValidation``."""
_ALLOWED = (
    "AllowFormattingCells", "AllowFormattingColumns", "AllowFormattingRows", "AllowInsertingColumns",
    "AllowInsertingRows", "AllowInsertingHyperlinks", "AllowDeletingColumns", "AllowDeletingRows", "AllowSorting",
    "AllowFiltering", "AllowUsingPivotTables",
)  # fmt: skip
_OF_SITE = re.compile(r"https?://[^/]*/sites/")
"""How xlwings tells the address of a SharePoint site."""
_PROSE = 3
"""Words from which Excel takes a text for nothing but text: neither a date nor a number."""


def active_book() -> "ExcelBook":
    """The workbook in front when the button was pressed."""
    return ExcelBook(xw.Book.caller())


class ExcelBook:
    """An ``addin.books.OpenBook``."""

    def __init__(self, book: Any) -> None:  # noqa: ANN401 xlwings has no types
        """Over xlwings' own handle."""
        self._book = book

    @property
    def name(self) -> str:
        """Its file name."""
        return str(self._book.name)

    @property
    def folder(self) -> Path | None:
        """The folder of its file; of a workbook in the cloud, the one that is synchronised with it."""
        told = str(self._book.api.Path or "")
        is_addin = self.name.lower().endswith(".xlam")  # it stands in for a workbook where none is open
        if not told or is_addin:
            return None
        local = Path(told) / self.name if self.address is None else local_file(f"{told}/{self.name}")
        return local.parent if local is not None else None

    @property
    def address(self) -> str | None:
        """What Excel calls the folder of a workbook in the cloud."""
        told = str(self._book.api.Path or "")
        return told if "://" in told else None

    @property
    def window(self) -> int | None:
        """The handle of the first of its windows; each workbook has its own since Excel 2013."""
        with suppress(Exception):
            return int(self._book.api.Windows(1).Hwnd)
        return None

    @property
    def sheet(self) -> str:
        """The sheet in front."""
        return str(self._book.sheets.active.name)

    @property
    def cell(self) -> str:
        """The first selected cell."""
        selected = self._book.app.selection
        if selected is None:
            raise NoCellSelectedError
        return re.split("[:,]", str(selected.address).replace("$", ""))[0]

    def copy_to(self, path: Path) -> None:
        """Save a copy."""
        self._book.api.SaveCopyAs(str(path))

    def read(self, sheet: str, cell: str) -> Content:
        """The formula or the constant."""
        place = self._book.sheets[sheet].range(cell)
        formula = place.formula
        found: Content = formula if isinstance(formula, str) and formula.startswith("=") else place.raw_value
        return found

    def write(self, sheet: str, cell: str, content: Content) -> None:
        """The formula or the constant; a text that Excel could take for something else is marked as text."""
        of_sheet = self._book.sheets[sheet]
        place = of_sheet.range(cell)
        with _unprotected(of_sheet.api) if place.api.Locked else nullcontext():
            if content is None:
                place.raw_value = None
            elif isinstance(content, str) and content.startswith("="):
                place.formula = content
            elif isinstance(content, str) and not _is_prose(content):
                place.raw_value = f"'{content}"
            else:
                place.raw_value = content

    def insert_row(self, sheet: str, row: int) -> None:
        """Excel moves everything along; looks and hints it does not always copy, so they are pasted."""
        of_sheet, excel = self._book.sheets[sheet].api, self._book.app.api
        excel.CutCopyMode = False  # or Excel would insert what somebody has copied
        with _unprotected(of_sheet):
            of_sheet.Range(f"{row}:{row}").Insert(_DOWN, _LIKE_ABOVE)
            new = of_sheet.Range(f"{row}:{row}")
            try:
                of_sheet.Range(f"{row - 1}:{row - 1}").Copy()
                for part in (_FORMATS, _HINTS):
                    new.PasteSpecial(part)
                new.AutoFit()
            except Exception:
                new.Delete()
                raise
            finally:
                excel.CutCopyMode = False

    def remove_row(self, sheet: str, row: int) -> None:
        """Excel moves everything back."""
        of_sheet = self._book.sheets[sheet].api
        with _unprotected(of_sheet):
            of_sheet.Range(f"{row}:{row}").Delete()

    def count_filled(self, sheet: str, row: int) -> int:
        """Excel's own COUNTA."""
        place = self._book.sheets[sheet].api.Range(f"{row}:{row}")
        return int(self._book.app.api.WorksheetFunction.CountA(place))

    def select(self, sheet: str, cell: str) -> None:
        """Go to the cell."""
        self._book.app.api.Goto(self._book.sheets[sheet].range(cell).api)

    def say(self, text: str) -> None:
        """A message box."""
        self._book.app.alert(text, title=_TITLE)

    def confirm(self, text: str) -> bool:
        """A message box with two buttons."""
        return bool(self._book.app.alert(text, title=_TITLE, buttons="yes_no") == "yes")

    def ask(self, question: str, default: str) -> str | None:
        """Excel's own input box for a text, which answers False when it was cancelled."""
        said = self._book.app.api.InputBox(Prompt=question, Title=_TITLE, Default=default, Type=2)
        return None if said is False else str(said)

    def choose_files(self, title: str, kind: str, patterns: str) -> tuple[Path, ...]:
        """Excel's own dialog, which answers False when it was cancelled."""
        chosen = self._book.app.api.GetOpenFilename(
            FileFilter=f"{kind} ({patterns}),{patterns}", Title=title, MultiSelect=True
        )
        return tuple(Path(str(path)) for path in chosen) if chosen else ()

    def choose_target(self, title: str, proposed: str, kind: str, pattern: str) -> Path | None:
        """Excel's own dialog; it asks by itself before a file is written over."""
        first = str(self.folder / proposed) if self.folder else proposed
        chosen = self._book.app.api.GetSaveAsFilename(
            InitialFilename=first, FileFilter=f"{kind} ({pattern}),{pattern}", Title=title
        )
        return Path(str(chosen)) if chosen else None

    def choose_folder(self, title: str) -> Path | None:
        """Excel's own dialog."""
        dialog = self._book.app.api.FileDialog(_FOLDER_PICKER)
        dialog.Title = title
        return Path(str(dialog.SelectedItems(1))) if dialog.Show() else None

    def show(self, path: Path) -> None:
        """A workbook in this Excel, anything else in the program that Windows has for it."""
        try:
            if path.suffix.lower().startswith(".xls"):
                self._book.app.books.open(str(path))
            else:
                os.startfile(path)  # type: ignore[attr-defined]  # noqa: S606 a file of ours, chosen by the user
        except Exception as error:  # whatever COM or Windows says
            raise NotShownError(path) from error

    def undoable(self, count: int) -> None:
        """Tell the add-in's VBA; what has been written stands even if it does not answer."""
        with suppress(Exception):
            self._book.app.macro("FlikarKanAngras")(self.name, count)

    def progress(self, text: str, share: float | None) -> None:
        """The status bar; False gives it back. An Excel that is busy with something else is not disturbed."""
        done = "" if share is None else f" {share:.0%}".replace("%", "\xa0%")
        with suppress(Exception):
            self._book.app.status_bar = f"{text}{done} (Esc avbryter)" if text else False

    def cancelled(self) -> bool:
        """Esc, in a window of this Excel."""
        return escape_pressed(self._book.app.pid)


def local_file(address: str) -> Path | None:
    """The file of this computer that OneDrive keeps the same as one in the cloud; None where there is none.

    Windows knows the synchronised folders by their addresses, and xlwings where a person's own OneDrive lies. Of a
    site, xlwings would also take a file of the same name anywhere among the folders, which may be another workbook.
    """
    for spelled in dict.fromkeys((address, unquote(address))):
        mounts = get_url_to_mount().items()  # type: ignore[no-untyped-call]
        found = [Path(mount) / spelled[len(url) :].lstrip("/") for url, mount in mounts if spelled.startswith(url)]
        if not _OF_SITE.match(spelled):
            with suppress(xw.XlwingsError):
                found.append(Path(fullname_url_to_local_path(spelled)))
        existing = next((path for path in found if path.is_file()), None)
        if existing is not None:
            return existing
    return None


def tried_in_excel(addin: Path) -> Iterator[str]:
    """Start an Excel of its own with the add-in, let it compute, and tell what was wrong."""
    app = xw.App(visible=False, add_book=True)
    try:
        app.books.open(str(addin))
        sheet = app.books[0].sheets[0]
        sheet.range("A1").formula = "=FLIK_TKR(1234567)"
        sheet.range("A3").formula2 = "=FLIK_AVRUNDA_SUMMERBART({1400;1400;1400})"
        sheet.range("A7").formula = '=IF(ISERROR(SUM(FLIK_TKR("x"),1)),"fel","tal")'
        app.calculate()
        for cell, right in (("A1", 1235), ("A3", 2), ("A4", 1), ("A5", 1), ("A7", "fel")):
            found = sheet.range(cell).value
            if found != right:
                yield f"{cell} visar {found}, inte {right}."
    finally:
        app.kill()


@contextmanager
def _unprotected(sheet: Any) -> Iterator[None]:  # noqa: ANN401 Excel's own object
    """A sheet that is protected without a password can be written while the context lasts."""
    if not sheet.ProtectContents:
        yield
        return
    allowed = {name: getattr(sheet.Protection, name) for name in _ALLOWED}
    drawings, scenarios = sheet.ProtectDrawingObjects, sheet.ProtectScenarios
    sheet.Unprotect("")
    try:
        yield
    finally:
        sheet.Protect(Password="", Contents=True, DrawingObjects=drawings, Scenarios=scenarios, **allowed)


def _is_prose(text: str) -> bool:
    return text[:1].isalpha() and len(text.split()) > _PROSE
