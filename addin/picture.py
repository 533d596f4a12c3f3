"""The ribbon drawn from its declaration, for the page about it; Office's own icons are left as empty frames."""

from collections.abc import Iterator, Sequence
from xml.sax.saxutils import escape

from addin.ribbon import GROUPS, TAB, Button, Group

_CHARACTER, _ROW, _PAD = 6.6, 24, 10
_ROWS = 3
"""Small buttons that Excel stacks before it begins another column."""
_TOP, _HEIGHT = 34, 92
_TEXT = 'font-family="Carlito, Calibri, sans-serif" font-size="13" fill="#222"'
_FRAME = 'fill="#eef3f0" stroke="#5b8a72"'


def ribbon_svg(groups: Sequence[Group] = GROUPS) -> str:
    """The picture."""
    shapes: list[str] = []
    left = float(_PAD)
    for group in groups:
        width = _width(group)
        shapes += _group(group, left, width)
        left += width
    whole, high = round(left + _PAD), _TOP + _HEIGHT + 28
    size = f'width="{whole}" height="{high}"'
    tab = _wide(TAB)
    return "\n".join(
        [
            f'<svg xmlns="http://www.w3.org/2000/svg" {size} role="img" aria-label="Menyfliken {TAB}">',
            f'<rect {size} fill="#fff"/>',
            _text(TAB, _PAD, 20),
            f'<rect x="{_PAD}" y="26" width="{tab:.0f}" height="3" fill="#217346"/>',
            f'<line x1="0" y1="{_TOP - 2}" x2="{whole}" y2="{_TOP - 2}" stroke="#ccc"/>',
            *shapes,
            "</svg>\n",
        ]
    )


def _wide(text: str) -> float:
    return len(text) * _CHARACTER


def _width(group: Group) -> float:
    large = [button for button in group.buttons if button.large]
    small = [button for button in group.buttons if not button.large]
    inside = sum(_large_width(button) for button in large)
    inside += sum(map(_column_width, _columns(small)))
    return max(inside, _wide(group.label)) + 2 * _PAD


def _columns(small: Sequence[Button]) -> list[Sequence[Button]]:
    return [small[first : first + _ROWS] for first in range(0, len(small), _ROWS)]


def _column_width(column: Sequence[Button]) -> float:
    return max(_wide(button.label) for button in column) + 26


def _large_width(button: Button) -> float:
    return max(_wide(line) for line in _two_lines(button.label)) + _PAD


def _two_lines(label: str) -> tuple[str, str]:
    first, _, second = label.partition(" ")
    return first, second


def _group(group: Group, left: float, width: float) -> Iterator[str]:
    place = left + _PAD
    for button in (button for button in group.buttons if button.large):
        middle = place + _large_width(button) / 2
        yield f'<rect x="{middle - 16:.0f}" y="{_TOP + 6}" width="32" height="32" rx="4" {_FRAME}/>'
        for number, line in enumerate(_two_lines(button.label)):
            yield _text(line, middle, _TOP + 56 + 15 * number, anchor="middle")
        place += _large_width(button) + _PAD / 2
    for column in _columns([button for button in group.buttons if not button.large]):
        for row, button in enumerate(column):
            top = _TOP + 6 + row * _ROW
            yield f'<rect x="{place:.0f}" y="{top}" width="16" height="16" rx="2" {_FRAME}/>'
            yield _text(button.label, place + 22, top + 13)
        place += _column_width(column)
    yield _text(group.label, left + width / 2, _TOP + _HEIGHT + 16, anchor="middle")
    edge = left + width
    yield f'<line x1="{edge:.0f}" y1="{_TOP + 4}" x2="{edge:.0f}" y2="{_TOP + _HEIGHT + 20}" stroke="#ccc"/>'


def _text(text: str, left: float, base: float, *, anchor: str = "start") -> str:
    return f'<text x="{left:.0f}" y="{base:.0f}" text-anchor="{anchor}" {_TEXT}>{escape(text)}</text>'
