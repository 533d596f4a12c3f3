"""Changing a workbook by hand: one cell of one flik, and everything recalculated as Excel would have saved it."""

import re
import zipfile
from collections.abc import Iterator, Mapping
from html import unescape
from pathlib import Path
from xml.sax.saxutils import escape

Value = int | float | str | None
_RELATION = re.compile(r'<sheet name="([^"]*)"[^>]*r:id="([^"]*)"')
_TARGET = re.compile(r'<Relationship Id="([^"]*)"[^>]*Target="([^"]*)"')
_CELL = re.compile(r'<c r="([A-Z]+[0-9]+)"([^>]*?)(?:/>|>(.*?)</c>)', re.DOTALL)
_FORMULA = re.compile(r"<f>(.*?)</f>", re.DOTALL)
_OPERAND = re.compile(r"([+-]?)(?:SUM\(([A-Z]+)(\d+):[A-Z]+(\d+)\)|(?:'([^']*)'!)?([A-Z]+\d+))")
_HELPERS = re.compile(r"\b(?:IFERROR|COUNTIF|SUMIF)\(")
"""Check rows, cover and bridge: nothing that is judged rests on them, and they keep what is stored."""
_WHERE_ANY = re.compile(r"IF\(COUNT\(([A-Z]+)(\d+):[A-Z]+(\d+)\)=0,0,(.*)\)")
_ERROR = "#VALUE!"


class Book:
    """The parts of a workbook, with its fliks by name; changes are made in place and saved on demand."""

    def __init__(self, path: Path) -> None:
        with zipfile.ZipFile(path) as archive:
            self.parts = {name: archive.read(name) for name in archive.namelist()}
        targets = dict(_TARGET.findall(self.parts["xl/_rels/workbook.xml.rels"].decode()))
        sheets = _RELATION.findall(self.parts["xl/workbook.xml"].decode())
        self.part_of = {unescape(name): f"xl/{targets[relation]}" for name, relation in sheets}

    def put(self, flik: str, cell: str, value: Value = None, *, formula: str = "") -> "Book":
        """Write a number, a text, an error (#…) or a formula into a cell that exists; its style stays."""
        part = self.part_of[flik]
        text, count = re.subn(
            rf'<c r="{cell}"([^>]*?)(?:/>|>.*?</c>)',
            lambda found: _cell(cell, found[1], value, formula),
            self.parts[part].decode(), count=1, flags=re.DOTALL,
        )  # fmt: skip
        assert count == 1, f"{flik}!{cell} does not exist"
        self.parts[part] = text.encode()
        return self

    def replace(self, part: str, old: str, new: str) -> "Book":
        assert old in self.parts[part].decode()
        self.parts[part] = self.parts[part].decode().replace(old, new).encode()
        return self

    def save(self, path: Path) -> Path:
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, content in self.parts.items():
                archive.writestr(name, content)
        return path

    def recalculated(self) -> "Book":
        """Store what every formula gives, by the one rule of this file."""
        cells = {flik: dict(_read(self.parts[part].decode())) for flik, part in self.part_of.items()}
        for flik, found in cells.items():
            for cell, (_, formula) in found.items():
                if formula and not _HELPERS.search(formula):
                    self.put(flik, cell, _evaluated(cells, flik, cell), formula=formula)
        return self


def _cell(cell: str, attributes: str, value: Value, formula: str) -> str:
    style = "".join(re.findall(r' s="\d+"', attributes))
    written = f"<f>{escape(formula)}</f>" if formula else ""
    if value is None:
        return f'<c r="{cell}"{style}>{written}</c>' if written else f'<c r="{cell}"{style}/>'
    if not isinstance(value, str):
        return f'<c r="{cell}"{style}>{written}<v>{value}</v></c>'
    if not value.startswith("#") and not formula:
        return f'<c r="{cell}"{style} t="inlineStr"><is><t>{escape(value)}</t></is></c>'
    kind = "e" if value.startswith("#") else "str"
    return f'<c r="{cell}"{style} t="{kind}">{written}<v>{escape(value)}</v></c>'


def _read(xml: str) -> list[tuple[str, tuple[Value, str]]]:
    return [(cell, _value(attributes, body)) for cell, attributes, body in _CELL.findall(xml)]


def _value(attributes: str, body: str) -> tuple[Value, str]:
    formula = "".join(_FORMULA.findall(body))
    stored = re.search(r"<v>(.*?)</v>", body)
    if 't="' in attributes and not formula:
        return (stored[1] if 't="e"' in attributes and stored else "text"), ""
    return (float(stored[1]) if stored and 't="' not in attributes else None), unescape(formula)


def _evaluated(cells: Mapping[str, Mapping[str, tuple[Value, str]]], flik: str, cell: str) -> Value:
    value, formula = cells[flik].get(cell, (None, ""))
    if not formula or _HELPERS.search(formula):
        return value
    conditional = _WHERE_ANY.fullmatch(formula)
    if conditional:
        column, first, last, formula = conditional.groups()
        numbers = (_evaluated(cells, flik, f"{column}{row}") for row in range(int(first), int(last) + 1))
        if not any(isinstance(number, int | float) for number in numbers):
            return 0
    assert _OPERAND.sub("", formula) == "", f"a formula this file does not know: {formula}"
    total: float = 0
    for sign, name, other, is_summed in _operands(formula):
        part = _evaluated(cells, other or flik, name)
        if isinstance(part, str) and (other or part.startswith("#")):
            return part
        if isinstance(part, str) and not is_summed:
            return _ERROR
        total += 0 if isinstance(part, str) else sign * (part or 0)
    return int(total) if total == int(total) else total


def _operands(formula: str) -> Iterator[tuple[int, str, str, bool]]:
    """Sign, cell, other flik, and whether it stands in a SUM, which passes over text."""
    for sign, column, first, last, other, single in _OPERAND.findall(formula):
        names = [f"{column}{row}" for row in range(int(first), int(last) + 1)] if column else [single]
        for name in names:
            yield -1 if sign == "-" else 1, name, other, bool(column)
