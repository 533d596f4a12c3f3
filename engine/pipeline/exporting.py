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


FORMS: Mapping[str, Callable[[TableView], bytes]] = {"docx": _docx, "html": _html, "md": _markdown, "csv": _csv}
_TEXT_FORMS = ("html", "md", "csv")


@dataclass(frozen=True, slots=True)
class Exported:
    """A table that was exported.

    Attributes:
        text: the table, for standard output; None when it was written to a file.
        files: the file that was written, if any.
        findings: cells whose amounts could not be shown.
    """

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
    """One flik as docx, html, md or csv; a text form without a target is returned, not written."""
    if form not in FORMS:
        raise UnknownNameError("Formatet", form, nearest(form, FORMS), FORMS)
    opened = open_book(book, setup, year=year)
    scope = FlikScope.of(flik_named(opened.data, flik))
    view = table_view(scope.data, scope.values, table_title(scope.data), all_rows=all_rows)
    content = FORMS[form](view)
    findings = unreadable_amounts(setup, opened, (scope,))
    if target is None and form in _TEXT_FORMS:
        return Exported(content.decode(), (), findings)
    written = target or book.with_name(f"{book.stem}-{slug(scope.data.name)}.{form}")
    write_atomically(written, content)
    return Exported(None, (MadeFile("tabell", str(written)),), findings)


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
