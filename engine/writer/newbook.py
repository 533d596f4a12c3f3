"""A new workbook in memory, written the way every workbook of ours is."""

from collections.abc import Callable
from datetime import UTC, datetime
from io import BytesIO

from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

_OPTIONS = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}


class _Sheet(Worksheet):  # type: ignore[misc]  # XlsxWriter is untyped
    """A sheet whose formulas XlsxWriter looks through for its forty future functions once a text, not once a cell."""

    def _prepare_formula(self, formula: str, expand_future_functions: bool = False) -> str:  # noqa: FBT001, FBT002
        key = (formula, expand_future_functions)
        if key not in _PREPARED:
            if len(_PREPARED) >= _MOST_PREPARED:
                _PREPARED.clear()
            _PREPARED[key] = super()._prepare_formula(formula, expand_future_functions)
        return _PREPARED[key]


_PREPARED: dict[tuple[str, bool], str] = {}
_MOST_PREPARED = 10_000


def write_workbook(
    title: str, author: str, year: int, fill: Callable[[Workbook], None], *, row_by_row: bool = False
) -> bytes:
    """The bytes of a workbook; the same content gives the same bytes.

    With ``row_by_row`` rows are written in their order, sheet after sheet, and kept on disk instead of in memory.
    """
    buffer = BytesIO()
    book = Workbook(buffer, {**_OPTIONS, **({"in_memory": False, "constant_memory": True} if row_by_row else {})})
    book.worksheet_class = _Sheet
    book.set_properties({"title": title, "author": author, "created": datetime(year, 1, 1, tzinfo=UTC)})
    book.set_calc_mode("auto")
    fill(book)
    book.close()
    return buffer.getvalue()


def add_hidden_name(book: Workbook, name: str, text: str) -> None:
    """A defined name that people do not see; ``text`` as it stands behind ``=``."""
    book.define_name(name, f"={text}")
    book.defined_names[-1][3] = True


def set_page(sheet: Worksheet, *, left: str, right: str, repeat_row: int) -> None:
    """A4 landscape, one page wide, the heading row on every page, and who and what in header and footer."""
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.set_margins(left=0.5, right=0.5, top=0.9, bottom=0.7)
    sheet.repeat_rows(repeat_row - 1)
    sheet.set_header(f"&L{_plain(left)}&R{_plain(right)}")
    sheet.set_footer("&L&A&RSida &P av &N")


def _plain(text: str) -> str:
    """Text whose ``&`` is no code of the page header."""
    return text.replace("&", "&&")
