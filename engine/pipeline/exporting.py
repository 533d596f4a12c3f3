"""``flikar tabell``: one flik as a table to paste."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from engine.calc import table_view
from engine.data import FlikData, TableView
from engine.errors import UnknownNameError
from engine.files import write_atomically
from engine.findings import Finding
from engine.pipeline.making import MadeFile, exit_of, made_json
from engine.pipeline.opening import OpenedBook, flik_named, open_book
from engine.pipeline.setup import Setup
from engine.rules import BookScope, FlikScope, judged
from engine.rules.amounts import check_types
from engine.text import nearest, slug


def _docx(view: TableView) -> bytes:
    from engine.word import table_docx

    return table_docx(view)


def _html(view: TableView) -> bytes:
    from engine.report import table_html

    return table_html(view).encode()


def _markdown(view: TableView) -> bytes:
    from engine.report import table_markdown

    return table_markdown(view).encode()


def _csv(view: TableView) -> bytes:
    from engine.report import table_csv

    return table_csv(view).encode()


def _rtf(view: TableView) -> bytes:
    from engine.word import table_rtf

    return table_rtf(view)


FORMS: Mapping[str, Callable[[TableView], bytes]] = {
    "docx": _docx, "html": _html, "rtf": _rtf, "md": _markdown, "csv": _csv,
}  # fmt: skip
CLIPBOARD = "urklipp"
"""The form that is no file."""
_TEXT_FORMS = ("html", "md", "csv")


@dataclass(frozen=True, slots=True)
class Exported:
    """A table that was exported.

    Attributes:
        title: the table's, with its occasion.
        text: the table, for standard output; None when it was written to a file or copied.
        files: the file that was written, if any.
        findings: cells whose amounts could not be shown.
    """

    title: str
    text: str | None
    files: tuple[MadeFile, ...]
    findings: tuple[Finding, ...]

    @property
    def exit_code(self) -> int:
        """1 when something of severity *fel* was found."""
        return exit_of(self.findings)

    def as_json(self) -> dict[str, object]:
        """The keys of the contract, section 7."""
        return made_json(self.files, self.findings)


def export_table(  # noqa: PLR0913 the options of the command
    setup: Setup, book: Path, flik: str, form: str, *, all_rows: bool, target: Path | None, year: int | None
) -> Exported:
    """One flik in one of ``FORMS``; a text form without a target is returned, not written.

    Raises:
        UnknownNameError: no such form or flik.
        UnreadableError: the workbook cannot be read.
        NotWrittenError: the file cannot be written.
    """
    if form not in FORMS:
        raise UnknownNameError("Formatet", form, nearest(form, FORMS), FORMS)
    view, name, findings = _table(setup, book, flik, all_rows=all_rows, year=year)
    content = FORMS[form](view)
    if target is None and form in _TEXT_FORMS:
        return Exported(view.title, content.decode(), (), findings)
    written = target or book.with_name(f"{book.stem}-{slug(name)}.{form}")
    write_atomically(written, content)
    return Exported(view.title, None, (MadeFile("tabell", str(written)),), findings)


def copy_table(setup: Setup, book: Path, flik: str, *, all_rows: bool, year: int | None) -> Exported:
    """One flik on the clipboard: as a native table for Word, as a table for web pages, and as text with tabs.

    Raises:
        NoClipboardError: this is not Windows.
        BusyClipboardError: another program has the clipboard.
        UnknownNameError: no such flik.
        UnreadableError: the workbook cannot be read.
    """
    from engine import clipboard
    from engine.report import pasted_html, pasted_text
    from engine.word import pasted_rtf

    windows = clipboard.windows_clipboard()
    view, _, findings = _table(setup, book, flik, all_rows=all_rows, year=year)
    forms: Mapping[str, bytes | str] = {
        clipboard.RTF: pasted_rtf(view),
        clipboard.HTML: pasted_html(view),
        clipboard.TEXT: pasted_text(view),
    }
    clipboard.put(windows, forms)
    return Exported(view.title, None, (), findings)


def _table(
    setup: Setup, book: Path, flik: str, *, all_rows: bool, year: int | None
) -> tuple[TableView, str, tuple[Finding, ...]]:
    """The table of a flik, the tab's name, and the amounts that cannot be shown."""
    opened = open_book(book, setup, year=year)
    scope = FlikScope.of(flik_named(opened.data, flik))
    view = table_view(scope.data, scope.values, table_title(scope.data), all_rows=all_rows)
    return view, scope.data.name, unreadable_amounts(setup, opened, (scope,))


def unreadable_amounts(setup: Setup, opened: OpenedBook, flikar: tuple[FlikScope, ...]) -> tuple[Finding, ...]:
    """Findings for amounts that are text or error values: they cannot be shown as numbers."""
    scope = BookScope(opened.data, setup.kommun, opened.namnd, None, None, flikar, ())
    return judged(tuple(check_types(scope)), setup.kommun, opened.namnd)


def table_title(flik: FlikData) -> str:
    """``Resultaträkning, mars 2022``: the table and what its flik says it is for."""
    table = flik.layout.flik.table.title
    if flik.occasion is None:
        return f"{table}, {flik.layout.year}"
    occasion, year = flik.occasion
    return f"{table}, {occasion.label(year or flik.layout.year)}"
