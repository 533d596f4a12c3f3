"""One line per cell of a workbook: place, value or formula, stored value, locked or open, number format."""

from collections.abc import Iterator
from io import BytesIO
from typing import Any

import openpyxl


def dump(content: bytes) -> str:
    """The workbook as text: its names, then tab by tab its settings and cells."""
    formulas = openpyxl.load_workbook(BytesIO(content))
    stored = openpyxl.load_workbook(BytesIO(content), data_only=True)
    lines = [
        f"namn {name} = {found.value} dolt={bool(found.hidden)}" for name, found in formulas.defined_names.items()
    ]
    for sheet in formulas.worksheets:
        lines += ["", *_sheet(sheet), *_cells(sheet, stored[sheet.title])]
    return "\n".join(lines) + "\n"


def _sheet(sheet: Any) -> Iterator[str]:  # noqa: ANN401 openpyxl's worksheets have no common type
    yield f"== {sheet.title}"
    protection, page = sheet.protection, sheet.page_setup
    yield f"   skydd={bool(protection.sheet)} lösenord={bool(protection.password)} frys={sheet.freeze_panes or '-'}"
    yield f"   papper={page.paperSize} {page.orientation} bredd={page.fitToWidth} upprepa={sheet.print_title_rows}"
    widths = sorted(sheet.column_dimensions.items())
    yield "   bredder " + " ".join(f"{letter}={found.width:.0f}" for letter, found in widths)
    for rule in sorted(sheet.data_validations.dataValidation, key=lambda found: str(found.sqref)):
        yield f"   kontroll {rule.sqref}: {rule.type} {rule.operator} {rule.formula1} {rule.errorStyle}"


def _cells(sheet: Any, stored: Any) -> Iterator[str]:  # noqa: ANN401 openpyxl's worksheets have no common type
    for row in sheet.iter_rows():
        for cell in row:
            if not cell.has_style and cell.value is None:
                continue
            shown = "-" if cell.value is None else repr(cell.value)
            cached = f" = {stored[cell.coordinate].value!r}" if cell.data_type == "f" else ""
            lock = "låst" if cell.protection.locked else "öppen"
            yield f"{cell.coordinate} {shown}{cached} | {lock} | {cell.number_format}"
