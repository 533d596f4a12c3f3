"""One table as RTF, which Word and every other word processor pastes as a native table."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate

from engine.amounts import show_number
from engine.data.views import RowView, TableView
from engine.model import RowKind
from engine.text import printable
from engine.word.page import TEXT_WIDTH
from engine.word.widths import CELL_MARGIN, column_widths, is_wide

_HEAD = r"""{\rtf1\ansi\ansicpg1252\uc1\deff0\deflang1053
{\fonttbl{\f0\fswiss\fcharset0 Calibri;}}
{\colortbl;\red31\green58\blue95;\red238\green243\blue248;}
\paperw11906\paperh16838\margl1134\margr1134\margt1418\margb1304"""
_LINE_ABOVE, _LINE_BELOW = r"\clbrdrt\brdrs\brdrw15\brdrcf1", r"\clbrdrb\brdrs\brdrw15\brdrcf1"
_TINT = r"\clcbpat2"
_INDENT = r"\li227"
_NORMAL, _SMALL = 20, 17
"""Sizes of the table's text, in half points."""
_ROWS_TOGETHER = 30
"""A table of at most so many rows is kept on one page."""
_ACTIVE = re.compile(r"[\\{}\n\t]|[^\x20-\x7e]")
_WORDS = {"\\": r"\\", "{": r"\{", "}": r"\}", "\n": r"\line ", "\t": r"\tab "}


def table_rtf(view: TableView) -> bytes:
    """The table with its title, source line and comments as a document of its own."""
    return _document([*_titled(view), _paragraph(f"Källa: fliken {view.flik}.", r"\fs18\sb80"), *_comments(view)])


def pasted_rtf(view: TableView) -> bytes:
    """The table under its title, to be pasted into a text."""
    return _document(_titled(view))


def _document(parts: Sequence[str]) -> bytes:
    return "\n".join([_HEAD, *parts, "}"]).encode("ascii")


def _titled(view: TableView) -> list[str]:
    note = [_paragraph(view.note, r"\fs18\sa80\keepn")] if view.note else []
    return [_paragraph(view.title, r"\b\fs20\sa80\keepn"), *note, *_table(view)]


def _comments(view: TableView) -> Iterator[str]:
    for row in view.printed:
        if row.comment:
            yield _paragraph(row.label, r"\b\fs22\sb160\keepn")
            yield from (_paragraph(part, r"\fs22\sa80") for part in re.split(r"\n\s*\n", printable(row.comment)))


def _paragraph(text: str, look: str) -> str:
    return rf"\pard\plain\f0\lang1053{look} {_escaped(text)}\par"


@dataclass(frozen=True, slots=True)
class _RowLook:
    """How one row is set: its cells' frames and colours, its texts, and what else it is."""

    cells: str = ""
    texts: str = ""
    label: str = ""
    row: str = ""


def _table(view: TableView) -> Iterator[str]:
    rows = view.printed
    edges = tuple(accumulate(column_widths(view, TEXT_WIDTH)))
    size = rf"\fs{_SMALL if is_wide(view) else _NORMAL}"
    yield _row(view.headings, edges, _RowLook(_LINE_BELOW, rf"\b{size}\keepn", row=r"\trhdr"))
    for number, row in enumerate(rows, start=1):
        is_last = number == len(rows)
        texts = (row.label, *("" if amount is None else show_number(amount) for amount in row.amounts))
        keep = "" if is_last or len(rows) > _ROWS_TOGETHER else r"\keepn"
        yield _row(texts, edges, _look(row, size + keep, is_last=is_last))


def _look(row: RowView, texts: str, *, is_last: bool) -> _RowLook:
    is_sum = row.kind is RowKind.SUM
    cells = f"{_LINE_ABOVE if is_sum else ''}{_TINT if is_sum and is_last else ''}"
    return _RowLook(cells, rf"\b{texts}" if row.bold else texts, _INDENT if row.indented else "")


def _row(texts: Sequence[str], edges: Sequence[int], look: _RowLook) -> str:
    """A row: first where each cell ends (twips) and how it looks, then what is in it."""
    cells = "".join(rf"{look.cells}\clvertalb\cellx{edge}" for edge in edges)
    places = [rf"\ql{look.label}", *[r"\qr"] * (len(texts) - 1)]
    content = (
        rf"\pard\plain\intbl\f0\lang1053\sb20\sa20{place}{look.texts} {_escaped(text)}\cell"
        for place, text in zip(places, texts, strict=True)
    )
    return "\n".join([rf"\trowd\trgaph{CELL_MARGIN}\trleft0\trkeep{look.row}{cells}", *content, r"\row"])


def _escaped(text: str) -> str:
    """The text in ASCII: nothing in it acts as RTF, and every other letter is its UTF-16 numbers."""
    return _ACTIVE.sub(lambda match: _WORDS.get(match.group()) or _numbers(match.group()), printable(text))


def _numbers(character: str) -> str:
    r"""``å`` is ``\u229?``: a signed number of 16 bits, and what a program without Unicode shows instead."""
    units = character.encode("utf-16-le", errors="surrogatepass")
    pairs = (int.from_bytes(units[at : at + 2], "little", signed=True) for at in range(0, len(units), 2))
    return "".join(rf"\u{number}?" for number in pairs)
