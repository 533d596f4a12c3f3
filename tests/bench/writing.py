"""Fill a workbook and write a new one."""

from io import BytesIO
from pathlib import Path

from engine.pipeline.filling import fill_book
from engine.pipeline.making import template_bytes
from tests.bench.material import Material
from tests.bench.replaying import recorded, replayed
from tests.bench.strip_answer import NAMND, OCCASION, YEAR
from tests.bench.timing import Line, Way, compare
from tests.support.books import demo_setup

_FLIK = "8 RR skattefin övriga delår"


def fill(material: Material, times: int) -> list[Line]:
    """A table of 28 amounts into a filled workbook; the answer is the flik's input cells as openpyxl reads them."""
    ours, theirs = material.folder / "ifylld.xlsx", material.folder / "openpyxl.xlsx"

    def with_flikar() -> None:
        fill_book(
            demo_setup(), material.book, OCCASION, year=None, ledgers=(), tables=[(_FLIK, material.table)],
            target=ours, typ=None, skip_faults=False,
        )  # fmt: skip

    def with_openpyxl() -> None:
        import openpyxl

        book = openpyxl.load_workbook(material.book)
        sheet = book[_FLIK]
        rows = {cell.value: cell.row for cell in sheet["A"] if cell.value}
        columns = {cell.value: cell.column for cell in sheet[rows["Belopp i tkr"]] if cell.value}
        for label, amounts in _table(material.table).items():
            for heading, amount in amounts.items():
                sheet.cell(rows[label], columns[heading], amount)
        book.save(theirs)

    lines = compare("Fylla en bok från en tabell", [Way("flikar (med sparade värden)", with_flikar),
                    Way("openpyxl (sparade värden går förlorade)", with_openpyxl)], times)  # fmt: skip
    assert _inputs(ours) == _inputs(theirs)
    return lines


def _table(path: Path) -> dict[str, dict[str, int]]:
    import csv

    with path.open(encoding="utf-8", newline="") as file:
        return {
            row.pop("Belopp i tkr"): {heading: int(amount) for heading, amount in row.items()}
            for row in csv.DictReader(file)
        }


def _inputs(path: Path) -> dict[str, object]:
    import openpyxl

    sheet = openpyxl.load_workbook(path)[_FLIK]
    return {cell.coordinate: cell.value for row in sheet.iter_rows() for cell in row if cell.value is not None}


def make(times: int) -> list[Line]:
    """A year's empty workbook; XlsxWriter alone writes the same cells, ready made, with our formats and without."""
    setup = demo_setup()
    namnd = setup.kommun.namnd(NAMND)
    with recorded() as made:
        content = template_bytes(setup, namnd, YEAR)
    cells = _cells(content)
    assert _cells(_plain(cells)) == cells, "the plain workbook does not have the same cells"
    assert _looks(replayed(made)) == _looks(content), "the replayed workbook does not look the same"
    ways = [
        Way("flikar", lambda: bool(template_bytes(setup, namnd, YEAR))),
        Way("XlsxWriter, samma celler, format och bredder", lambda: bool(replayed(made))),
        Way("XlsxWriter, samma celler utan format", lambda: bool(_plain(cells))),
    ]
    return compare("Skriva årets bok", ways, times)


def _looks(content: bytes) -> dict[str, object]:
    """By flik: every cell's content and look, and the widths of the columns."""
    import openpyxl

    return {
        sheet.title: (
            {
                cell.coordinate: (
                    cell.value,
                    repr((cell.font, cell.fill, cell.border, cell.number_format, cell.alignment)),
                )
                for row in sheet.iter_rows()
                for cell in row
                if cell.value is not None or cell.has_style
            },
            {letters: column.width for letters, column in sheet.column_dimensions.items()},
        )
        for sheet in openpyxl.load_workbook(BytesIO(content)).worksheets
    }


Cells = dict[str, dict[str, tuple[object, object]]]


def _cells(content: bytes) -> Cells:
    """By flik and cell: what was written, and the stored value."""
    import openpyxl

    written, stored = (openpyxl.load_workbook(BytesIO(content), data_only=only) for only in (False, True))
    return {
        sheet.title: {
            cell.coordinate: (cell.value, stored[sheet.title][cell.coordinate].value)
            for row in sheet.iter_rows()
            for cell in row
            if cell.value is not None
        }
        for sheet in written.worksheets
    }


def _plain(cells: Cells) -> bytes:
    import xlsxwriter

    target = BytesIO()
    with xlsxwriter.Workbook(target, {"in_memory": True, "strings_to_urls": False}) as book:
        for name, found in cells.items():
            sheet = book.add_worksheet(name)
            for cell, (value, stored) in found.items():
                if isinstance(value, str) and value.startswith("="):
                    sheet.write_formula(cell, value, None, stored)
                else:
                    sheet.write(cell, value)
    return target.getvalue()
