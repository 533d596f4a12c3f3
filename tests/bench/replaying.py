"""What our writer asks XlsxWriter for, cell by cell, so that it can be asked again without our part of the work."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from io import BytesIO
from unittest.mock import patch

from xlsxwriter.format import Format
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

_METHODS = (
    "write", "write_string", "write_number", "write_formula", "write_blank", "write_url", "set_column", "set_row",
)  # fmt: skip

_OF_ITS_OWN = {"xf_index", "hyperlink"}
"""What marks the formats that every new workbook begins with."""


@dataclass(frozen=True, slots=True)
class _Look:
    """A format by its place among those that were made."""

    number: int


@dataclass(slots=True)
class Recording:
    """A workbook as it was written.

    Attributes:
        looks: the properties of every format.
        sheets: the tabs in order.
        calls: tab, method and arguments of every cell, column and row.
    """

    looks: list[dict[str, object]] = field(default_factory=list)
    sheets: list[str] = field(default_factory=list)
    calls: list[tuple[str, str, tuple[object, ...]]] = field(default_factory=list)


@contextmanager
def recorded() -> Iterator[Recording]:
    """The workbook that is written while the context lasts."""
    made = Recording()
    known: dict[Format, _Look] = {}
    add_format, add_worksheet = Workbook.add_format, Workbook.add_worksheet

    def format_added(book: Workbook, properties: dict[str, object] | None = None) -> Format:
        added = add_format(book, properties)
        if properties is not None and not _OF_ITS_OWN.intersection(properties):
            known[added] = _Look(len(made.looks))
            made.looks.append(dict(properties))
        return added

    def sheet_added(book: Workbook, name: str) -> Worksheet:
        made.sheets.append(name)
        return add_worksheet(book, name)

    def recording(method: str) -> Callable[..., object]:
        original: Callable[..., object] = getattr(Worksheet, method)

        def call(sheet: Worksheet, *arguments: object) -> object:
            told = tuple(known[each] if isinstance(each, Format) else each for each in arguments)
            made.calls.append((sheet.get_name(), method, told))
            return original(sheet, *arguments)

        return call

    with ExitStack() as stack:
        stack.enter_context(patch.object(Workbook, "add_format", format_added))
        stack.enter_context(patch.object(Workbook, "add_worksheet", sheet_added))
        for method in _METHODS:
            stack.enter_context(patch.object(Worksheet, method, recording(method)))
        yield made


def replayed(made: Recording) -> bytes:
    """A workbook made by the same calls and nothing else."""
    target = BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with Workbook(target, options) as book:
        looks = [book.add_format(dict(look)) for look in made.looks]
        sheets = {name: book.add_worksheet(name) for name in made.sheets}
        for sheet, method, arguments in made.calls:
            given = [looks[each.number] if isinstance(each, _Look) else each for each in arguments]
            getattr(sheets[sheet], method)(*given)
    return target.getvalue()
