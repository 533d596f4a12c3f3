"""What people and programs do to a workbook, done to its XML: single cells, whole rows, tabs, stored values."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from html import escape, unescape
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

from engine.addresses import Cell, parse_cell
from engine.data import RawBook, RawCell
from engine.reader import read_raw

_HELPERS = re.compile(r"\b(?:IFERROR|COUNTIF|SUMIF)\(")
"""Functions of check rows, cover and bridge, whose stored values no rule judges; they stay as they are."""
Parts = dict[str, str]
Scalar = int | float | str | bool | None

_CELL = re.compile(r'<c r="([A-Z]+\d+)"([^>]*?)(?:/>|>(.*?)</c>)', re.DOTALL)
_ROW_NUMBER = re.compile(r'(<row r="|<c r="[A-Z]+)(\d+)(")')
_FORMULA = re.compile(r"<f>(.*?)</f>", re.DOTALL)
_REFERENCE = re.compile(r"((?:'[^']+'!)?)(\$?[A-Z]{1,3}\$?)(\d+)\b")
_TERM = re.compile(r"([+-]?)(?:SUM\(([^()]*)\)|((?:'[^']+'!)?\$?[A-Z]{1,3}\$?\d+)|(\d+(?:\.\d+)?))")


_IF_EMPTY = re.compile(r"IF\(COUNT\(([A-Z0-9:]+)\)=0,([^,()]+),([^,()]+)\)")


@dataclass(frozen=True, slots=True)
class Content:
    """The inside of a cell: its type attribute and its elements."""

    kind: str
    xml: str


def number(value: float) -> Content:
    return Content("", f"<v>{value}</v>")


def text(value: str) -> Content:
    return Content("inlineStr", f'<is><t xml:space="preserve">{escape(value)}</t></is>')


def error(value: str) -> Content:
    return Content("e", f"<v>{value}</v>")


def truth(value: bool) -> Content:
    return Content("b", f"<v>{int(value)}</v>")


def formula(written: str, stored: Scalar = None) -> Content:
    inner = f"<f>{escape(written.removeprefix('='), quote=False)}</f>"
    if stored is None:
        return Content("", inner)
    kind = ("e" if stored.startswith("#") else "str") if isinstance(stored, str) else ""
    return Content(kind, f"{inner}<v>{escape(str(stored))}</v>")


EMPTY = Content("", "")


def unzipped(data: bytes) -> Parts:
    with ZipFile(BytesIO(data)) as package:
        return {name: package.read(name).decode("utf-8") for name in package.namelist()}


def zipped(parts: Mapping[str, str]) -> bytes:
    buffer = BytesIO()
    with ZipFile(buffer, "w", ZIP_DEFLATED) as package:
        for name, content in parts.items():
            package.writestr(name, content.encode("utf-8"))
    return buffer.getvalue()


def sheet_part(parts: Parts, sheet: str) -> str:
    """The part of a tab."""
    relation = next(
        unescape(found[2])
        for found in re.finditer(r'<sheet name="([^"]+)"[^>]* r:id="([^"]+)"', parts["xl/workbook.xml"])
        if unescape(found[1]) == sheet
    )
    relations = parts["xl/_rels/workbook.xml.rels"]
    target = re.search(rf'<Relationship [^>]*Id="{relation}"[^>]*Target="([^"]+)"', relations)
    if target is None:
        raise KeyError(sheet)
    return f"xl/{target[1]}"


def put(parts: Parts, sheet: str, cell: str, content: Content) -> None:
    """Write one cell, its style kept."""
    part = sheet_part(parts, sheet)
    found = next((m for m in _CELL.finditer(parts[part]) if m[1] == cell), None)
    if found is None:
        raise KeyError(f"{sheet} has no cell {cell}")
    xml = parts[part]
    parts[part] = xml[: found.start()] + _element(cell, found[2], content) + xml[found.end() :]


def _element(cell: str, attributes: str, content: Content) -> str:
    kept = re.sub(r' t="\w+"', "", attributes)
    kind = f' t="{content.kind}"' if content.kind else ""
    return f'<c r="{cell}"{kept}{kind}>{content.xml}</c>' if content.xml else f'<c r="{cell}"{kept}/>'


def shift_rows(parts: Parts, sheet: str, first: int, by: int = 1) -> None:
    """Insert rows above ``first`` as Excel does: what stands below moves, and every reference with it."""
    own = sheet_part(parts, sheet)
    parts[own] = _ROW_NUMBER.sub(lambda m: f"{m[1]}{_moved(int(m[2]), first, by)}{m[3]}", parts[own])
    quoted = f"'{escape(sheet, quote=False)}'!"
    for part in [name for name in parts if name.startswith("xl/worksheets/sheet")]:
        moving = (quoted, "") if part == own else (quoted,)
        parts[part] = _FORMULA.sub(partial(_shifted, moving=moving, first=first, by=by), parts[part])


def _shifted(found: re.Match[str], moving: Sequence[str], first: int, by: int) -> str:
    """A formula whose references to the moved rows follow them; ``moving`` is how those name their sheet."""

    def reference(match: re.Match[str]) -> str:
        row = _moved(int(match[3]), first, by) if match[1] in moving else match[3]
        return f"{match[1]}{match[2]}{row}"

    return f"<f>{_REFERENCE.sub(reference, found[1])}</f>"


def shift_columns(parts: Parts, sheet: str, first: int) -> None:
    """Insert a column before ``first`` as Excel does: what stands to the right moves, and every reference with it."""
    own = sheet_part(parts, sheet)

    def moved(letters: str) -> str:
        cell = parse_cell(f"{letters}1")
        return letters if cell is None or cell.column < first else str(Cell(1, cell.column + 1))[:-1]

    def reference(found: re.Match[str], moving: Sequence[str]) -> str:
        letters = found[2].strip("$")
        return f"{found[1]}{found[2].replace(letters, moved(letters))}{found[3]}" if found[1] in moving else found[0]

    parts[own] = re.sub(r'(<c r=")([A-Z]+)', lambda m: f"{m[1]}{moved(m[2])}", parts[own])
    quoted = f"'{escape(sheet, quote=False)}'!"
    for part in [name for name in parts if name.startswith("xl/worksheets/sheet")]:
        change = partial(reference, moving=(quoted, "") if part == own else (quoted,))
        parts[part] = _FORMULA.sub(lambda m, change=change: f"<f>{_REFERENCE.sub(change, m[1])}</f>", parts[part])  # type: ignore[misc]


def _moved(row: int, first: int, by: int) -> int:
    return row + by if row >= first else row


def add_row(parts: Parts, sheet: str, number_: int, cells: Mapping[str, Content]) -> None:
    """A row of its own where none stands, with cells by column letter."""
    part = sheet_part(parts, sheet)
    inner = "".join(_element(f"{column}{number_}", "", content) for column, content in sorted(cells.items()))
    row = f'<row r="{number_}">{inner}</row>'
    later = [m for m in re.finditer(r'<row r="(\d+)"', parts[part]) if int(m[1]) > number_]
    at = later[0].start() if later else parts[part].index("</sheetData>")
    parts[part] = parts[part][:at] + row + parts[part][at:]


def drop_row(parts: Parts, sheet: str, number_: int) -> None:
    """Take a row's cells away; what stands below stays where it is."""
    part = sheet_part(parts, sheet)
    parts[part] = re.sub(rf'<row r="{number_}"[^>]*?(?:/>|>.*?</row>)', "", parts[part], count=1, flags=re.DOTALL)


def swap_rows(parts: Parts, sheet: str, one: int, other: int) -> None:
    """Change the order of two rows without touching any formula's text."""
    part = sheet_part(parts, sheet)
    numbers = {one: other, other: one}
    xml = _ROW_NUMBER.sub(lambda m: f"{m[1]}{numbers.get(int(m[2]), int(m[2]))}{m[3]}", parts[part])
    rows = re.findall(r"<row .*?(?:</row>|/>(?=<row|</sheetData>))", xml, flags=re.DOTALL)
    start, end = xml.index(rows[0]), xml.index("</sheetData>")
    ordered = sorted(rows, key=lambda row: int(re.findall(r'r="(\d+)"', row)[0]))
    parts[part] = xml[:start] + "".join(ordered) + xml[end:]


def rename(parts: Parts, sheet: str, new: str) -> None:
    """Rename a tab as Excel does, in the formulas that name it too."""
    old_text, new_text = escape(sheet, quote=False), escape(new, quote=False)
    for name in parts:
        parts[name] = parts[name].replace(f"'{old_text}'!", f"'{new_text}'!")
    parts["xl/workbook.xml"] = parts["xl/workbook.xml"].replace(f'name="{old_text}"', f'name="{new_text}"')


def hide(parts: Parts, sheet: str) -> None:
    name = escape(sheet, quote=False)
    book = parts["xl/workbook.xml"]
    parts["xl/workbook.xml"] = book.replace(f'<sheet name="{name}"', f'<sheet name="{name}" state="hidden"')


def hide_row(parts: Parts, sheet: str, number_: int) -> None:
    part = sheet_part(parts, sheet)
    parts[part] = parts[part].replace(f'<row r="{number_}"', f'<row r="{number_}" hidden="1"')


def drop_sheet(parts: Parts, sheet: str) -> None:
    """Take a tab out of the workbook; formulas that named it say #REF!."""
    name = escape(sheet, quote=False)
    book = re.sub(rf'<sheet name="{re.escape(name)}"[^>]*/>', "", parts["xl/workbook.xml"])
    parts["xl/workbook.xml"] = re.sub(r"<definedName name=\"_xlnm[^>]*>.*?</definedName>", "", book)
    for part in [each for each in parts if each.startswith("xl/worksheets/sheet")]:
        parts[part] = re.sub(rf"'{re.escape(name)}'!\$?[A-Z]+\$?\d+", "#REF!", parts[part])


def copy_sheet(parts: Parts, sheet: str, new: str) -> None:
    """A copy of a tab beside it."""
    number_ = 1 + sum(name.startswith("xl/worksheets/sheet") for name in parts)
    target = f"worksheets/sheet{number_}.xml"
    parts[f"xl/{target}"] = parts[sheet_part(parts, sheet)]
    entry = f'<sheet name="{escape(new)}" sheetId="{number_ + 90}" r:id="rIdCopy"/></sheets>'
    parts["xl/workbook.xml"] = parts["xl/workbook.xml"].replace("</sheets>", entry)
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet"
    link = f'<Relationship Id="rIdCopy" Type="{kind}" Target="{target}"/></Relationships>'
    relations = "xl/_rels/workbook.xml.rels"
    parts[relations] = parts[relations].replace("</Relationships>", link)
    content_type = "application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"
    override = f'<Override PartName="/xl/{target}" ContentType="{content_type}"/></Types>'
    parts["[Content_Types].xml"] = parts["[Content_Types].xml"].replace("</Types>", override)


def freeze(parts: Parts, sheet: str) -> None:
    """Replace every formula of a tab by its stored value, as pasting values does."""
    part = sheet_part(parts, sheet)
    parts[part] = re.sub(r"<f>[^<]*</f>", "", parts[part])


def set_name(parts: Parts, name: str, value: str | None) -> None:
    """Change a hidden defined name, or take it away."""
    book = parts["xl/workbook.xml"]
    pattern = rf'(<definedName name="{name}"[^>]*>)(.*?)(</definedName>)'
    new = "" if value is None else rf"\g<1>{escape(value)}\g<3>"
    parts["xl/workbook.xml"] = re.sub(pattern, new, book)


def without_stored_values(parts: Parts) -> None:
    """Formulas as a program that does not calculate writes them."""
    for part in [name for name in parts if name.startswith("xl/worksheets/sheet")]:
        parts[part] = re.sub(r"(</f>)<v>[^<]*</v>", r"\1", parts[part])


def recalculate(parts: Parts, folder: Path, *, keep: frozenset[tuple[str, str]] = frozenset()) -> None:
    """Give every formula the stored value Excel would, except in the cells to ``keep``.

    An evaluator of its own, with Excel's ways: SUM passes text by, ``+`` and ``-`` make #VALUE! of it, and errors
    go on to whatever reads them.
    """
    path = folder / "recalculated.xlsx"
    path.write_bytes(zipped(parts))
    book = read_raw(path)
    known: dict[tuple[str, Cell], Scalar] = {}
    sheets = {sheet.name: sheet.cells for sheet in book.sheets}

    def value(sheet: str, cell: Cell) -> Scalar:
        raw = sheets.get(sheet, {}).get(cell, RawCell())
        if raw.formula is None or (sheet, str(cell)) in keep or _HELPERS.search(raw.formula):
            return raw.error if raw.error is not None else raw.value
        if (sheet, cell) not in known:
            known[sheet, cell] = "#REF!"
            known[sheet, cell] = _evaluated(raw.formula, sheet, value)
        return known[sheet, cell]

    for sheet in book.sheets:
        _store(parts, sheet.name, book, value, keep)


def _store(
    parts: Parts, sheet: str, book: RawBook, value: Callable[[str, Cell], Scalar], keep: frozenset[tuple[str, str]]
) -> None:
    cells = next(found.cells for found in book.sheets if found.name == sheet)

    def stored(match: re.Match[str]) -> str:
        cell = parse_cell(match[1])
        raw = cells.get(cell, RawCell()) if cell else RawCell()
        if cell is None or raw.formula is None or (sheet, match[1]) in keep or _HELPERS.search(raw.formula):
            return match[0]
        return _element(match[1], match[2], formula(raw.formula, value(sheet, cell)))

    part = sheet_part(parts, sheet)
    parts[part] = _CELL.sub(stored, parts[part])


def _evaluated(written: str, sheet: str, value: Callable[[str, Cell], Scalar]) -> Scalar:
    body = written.replace(" ", "") if "'" not in written else written
    if choice := _IF_EMPTY.fullmatch(body):
        is_empty = not any(isinstance(value(sheet, cell), int | float) for cell in _cells_of(choice[1]))
        return _evaluated(choice[2] if is_empty else choice[3], sheet, value)
    single = re.fullmatch(r"((?:'[^']+'!)?)(\$?[A-Z]{1,3}\$?\d+)", body)
    if single:
        found = _reference(single[0], sheet, value)
        return 0 if found is None else found
    terms = list(_TERM.finditer(body))
    if "".join(term[0] for term in terms) != body:
        return "#NAME?"
    total: float = 0
    for term in terms:
        part = _term_value(term, sheet, value)
        if isinstance(part, str):
            return part
        total += -part if term[1] == "-" else part
    return round(total, 9) if isinstance(total, float) else total


def _term_value(term: re.Match[str], sheet: str, value: Callable[[str, Cell], Scalar]) -> float | str:
    if term[4]:
        return float(term[4]) if "." in term[4] else int(term[4])
    if term[3]:
        found = _reference(term[3], sheet, value)
        if isinstance(found, str):
            return found if found.startswith("#") else "#VALUE!"
        return found or 0
    total: float = 0
    for cell in _cells_of(term[2]):
        found = value(sheet, cell)
        if isinstance(found, str) and found.startswith("#"):
            return found
        if not isinstance(found, bool) and isinstance(found, int | float):
            total += found
    return total


def _reference(written: str, sheet: str, value: Callable[[str, Cell], Scalar]) -> Scalar:
    named, _, address = written.rpartition("!")
    cell = parse_cell(address)
    return "#REF!" if cell is None else value(unescape(named.strip("'")) or sheet, cell)


def _cells_of(arguments: str) -> list[Cell]:
    found: list[Cell] = []
    for argument in arguments.split(","):
        first_text, _, last_text = argument.partition(":")
        first, last = parse_cell(first_text), parse_cell(last_text or first_text)
        if first is None or last is None:
            raise ValueError(f"{arguments} is no range")
        rows, columns = range(first.row, last.row + 1), range(first.column, last.column + 1)
        found.extend(Cell(row, column) for row in rows for column in columns)
    return found
