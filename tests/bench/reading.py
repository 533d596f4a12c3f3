"""Read, check, derive: one workbook with every flik of the year, and many of them."""

from pathlib import Path

from engine.calc import derived_values, flik_values
from engine.pipeline.checking import check_books, usual_workers
from engine.reader import read_raw
from tests.bench.material import Material
from tests.bench.timing import Line, Way, compare
from tests.support.books import demo_setup, opened


def read(material: Material, times: int) -> list[Line]:
    """One workbook; the answer is the sum of all stored numbers, and how many formulas there are."""
    path = material.book
    with_formulas = compare(
        "Läsa en bok: värden och formler",
        [Way("flikar", lambda: _ours(path)), Way("openpyxl, två gånger", lambda: _openpyxl_twice(path))],
        times,
    )
    values_only = compare(
        "Läsa en bok: bara värden",
        [
            Way("flikar (läser formlerna också)", lambda: _ours(path)[0]),
            Way("openpyxl, en gång", lambda: _openpyxl_values(path)),
            Way("python-calamine (utan formler)", lambda: _calamine(path)),
        ],
        times,
    )
    return with_formulas + values_only


def _ours(path: Path) -> tuple[float, int]:
    cells = [raw for sheet in read_raw(path).sheets for raw in sheet.cells.values()]
    numbers = [raw.value for raw in cells if isinstance(raw.value, int | float)]
    return float(sum(numbers)), sum(raw.formula is not None for raw in cells)


def _openpyxl_values(path: Path) -> float:
    import openpyxl

    book = openpyxl.load_workbook(path, data_only=True)
    values = (cell.value for sheet in book.worksheets for row in sheet.iter_rows() for cell in row)
    return float(sum(value for value in values if isinstance(value, int | float)))


def _openpyxl_twice(path: Path) -> tuple[float, int]:
    import openpyxl

    total = _openpyxl_values(path)
    book = openpyxl.load_workbook(path)
    return total, sum(cell.data_type == "f" for sheet in book.worksheets for row in sheet.iter_rows() for cell in row)


def _calamine(path: Path) -> float:
    from python_calamine import CalamineWorkbook

    book = CalamineWorkbook.from_path(str(path))
    values = (value for name in book.sheet_names for row in book.get_sheet_by_name(name).to_python() for value in row)
    return float(sum(value for value in values if isinstance(value, int | float)))


def check(material: Material, times: int) -> list[Line]:
    """Many workbooks, as ``flikar kontrollera`` does it; openpyxl only loads them, so the answer is how many it was.

    The processes are started anew each time, as they are for every call.
    """
    paths, setup = material.copies, demo_setup()

    def ours(workers: int) -> int:
        return len(check_books(setup, paths, occasion=None, year=None, workers=workers).files)

    def theirs() -> int:
        return len([_openpyxl_twice(path) for path in paths])

    workers = usual_workers(len(paths))
    ways = [
        Way(f"flikar, {workers} processer", lambda: ours(workers)),
        Way("flikar, en process", lambda: ours(1)),
        Way("openpyxl, bara läsa två gånger", theirs),
    ]
    return compare(f"Läsa och kontrollera {len(paths)} böcker", ways, times)


def derive(material: Material, times: int) -> list[Line]:
    """Every derived cell of one workbook from its inputs; the answer is what the workbook has stored."""
    book = opened(material.book.read_bytes()).data
    inputs = [(flik.layout, flik_values(flik).inputs) for flik in book.flikar]
    stored = [{cell: flik.raw(cell).value for cell in flik.layout.sums} for flik in book.flikar]
    assert [derived_values(layout, values) for layout, values in inputs] == stored
    ways = [Way("flikar", lambda: [derived_values(layout, values) for layout, values in inputs])]
    return compare(f"Räkna bokens {sum(map(len, stored))} härledda celler", ways, times)
