"""Read a small table from a CSV file (``fyll --tabell``)."""

import csv
from pathlib import Path

from engine.data import CsvRow, CsvTable
from engine.errors import MissingFileError, UnreadableError, os_reason
from engine.text import clean, unshielded

_SEPARATORS = ";\t,"
_LARGEST = 5_000_000


def read_table(path: Path) -> CsvTable:
    """The table of a CSV file; UTF-8 with or without BOM, UTF-16 with BOM, else Windows-1252.

    Raises:
        UnreadableError: no such file, no text, no rows, or a row with more fields than there are headings.
    """
    lines = _text(path).splitlines()
    heading = next((line for line in lines if line.strip()), "")
    separator = max(_SEPARATORS, key=heading.count)
    reader = csv.reader(lines, delimiter=separator, strict=True)
    try:
        rows = [(reader.line_num, row) for row in reader if any(field.strip() for field in row)]
    except csv.Error as error:
        raise UnreadableError(path, f"rad {reader.line_num}: citattecknen går inte ihop.") from error
    if not rows:
        raise UnreadableError(path, "tabellen är tom.", "Den ska ha en rubrikrad och minst en rad.")
    corner, *headings = (clean(field) for field in rows[0][1])
    width = len(headings)
    return CsvTable(str(path), corner, tuple(headings), tuple(_row(path, n, row, width) for n, row in rows[1:]))


def _text(path: Path) -> str:
    try:
        if path.stat().st_size > _LARGEST:
            raise UnreadableError(path, "filen är för stor för att vara en fliks tabell.")
        data = path.read_bytes()
    except FileNotFoundError as error:
        raise MissingFileError(path) from error
    except OSError as error:
        raise UnreadableError(path, f"filen kan inte läsas ({os_reason(error)}).") from error
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", errors="replace")
    if b"\0" in data or data.startswith(b"PK"):
        raise UnreadableError(path, "filen är ingen textfil.", "Spara tabellen som CSV.")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", errors="replace")


def _row(path: Path, line: int, fields: list[str], width: int) -> CsvRow:
    if len(fields) > width + 1 and any(field.strip() for field in fields[width + 1 :]):
        raise UnreadableError(
            path, f"rad {line} har {len(fields)} fält, rubrikraden {width + 1}.",
            "Sätt belopp med komma inom citattecken, eller använd semikolon mellan fälten.",
        )  # fmt: skip
    cells = [*fields[1 : width + 1], *[""] * (width + 1 - len(fields))]
    return CsvRow(line, unshielded(clean(fields[0])), tuple(cell.strip() for cell in cells))
