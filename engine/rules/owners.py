"""ST24, and ST03 on the cover: is the nämnd that the cover and the flikar name one of the kommun's."""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from engine.addresses import Cell
from engine.findings import Finding, make_finding
from engine.layout import COVER
from engine.layout.cover import FIRST_ENTRY_ROW, LINK_COLUMN
from engine.organisation import Namnd
from engine.rules.scope import BookScope
from engine.text import clean, fold, nearest

_LABEL = "Nämnd"
_WORD = re.compile(r"\w+")
_ENDING = re.compile(r"n[äa]mnd(?:en)?\b", re.IGNORECASE)


class _Named(NamedTuple):
    """What a cell *Nämnd* says."""

    sheet: str
    cell: Cell | None
    said: str


def check_named_namnd(scope: BookScope) -> Iterator[Finding]:
    """ST24 once for each name that is no nämnd's, at the first cell that has it; ST03 for another nämnd's cover.

    Of flikar that are another nämnd's too each is told of by itself, and the cover not besides.
    """
    strange: dict[str, list[_Named]] = {}
    others: list[_Named] = []
    for named in _all_named(scope):
        namnd = namnd_called(named.said, scope)
        if namnd is None:
            strange.setdefault(fold(named.said), []).append(named)
        elif scope.namnd is not None and namnd.kod != scope.namnd.kod:
            others.append(named)
    if scope.namnd is not None and others and all(named.sheet == COVER for named in others):
        yield make_finding(
            "ST03", f"Försättsbladet är en annan nämnds: {others[0].said}.", flik=others[0].sheet,
            cell=others[0].cell, row=_LABEL, found=others[0].said, expected=scope.namnd.namn,
        )  # fmt: skip
    for places in strange.values():
        yield _strange(scope, *places)


def namnd_called(said: str, scope: BookScope) -> Namnd | None:
    """The nämnd that a cell names by name or code; the workbook's own also with something written beside its name."""
    if scope.namnd is not None and f" {_words(scope.namnd.namn)} " in f" {_words(said)} ":
        return scope.namnd
    return next((namnd for namnd in scope.kommun.namnder if fold(said) in map(fold, _names(namnd))), None)


@lru_cache(maxsize=1024)  # every flik of every workbook says the same few names
def _words(text: str) -> str:
    return " ".join(_WORD.findall(fold(text).replace("&", " och ")))


def _names(namnd: Namnd) -> tuple[str, ...]:
    return namnd.namn, namnd.kod, f"{namnd.namn} ({namnd.kod})"


def _all_named(scope: BookScope) -> Iterator[_Named]:
    """The cover's cell, then those of the flikar that the occasion asks for."""
    cover = next((sheet for sheet in scope.book.raw.sheets if fold(sheet.name) == fold(COVER)), None)
    cells = cover.cells if cover is not None else {}
    for row in range(1, FIRST_ENTRY_ROW):
        label, said = (cells.get(Cell(row, column)) for column in (LINK_COLUMN, LINK_COLUMN + 1))
        is_it = label is not None and isinstance(label.value, str) and fold(label.value).rstrip(":") == fold(_LABEL)
        if is_it and said is not None and isinstance(said.value, str) and said.value.strip():
            yield _Named(COVER, Cell(row, LINK_COLUMN + 1), clean(said.value))
    for flik in scope.book.flikar:
        if flik.namnd and (not scope.required or flik.layout.flik.name in scope.required):
            yield _Named(flik.name, flik.namnd_cell, flik.namnd)


def _nearest(said: str, scope: BookScope) -> str | None:
    """The nämnd whose name is most like, but for the ending that nearly all of them share."""
    names = {_ENDING.sub("", namnd.namn): namnd.namn for namnd in scope.kommun.namnder}
    return next((names[near] for near in nearest(_ENDING.sub("", said), names, limit=1)), None)


def _strange(scope: BookScope, first: _Named, *others: _Named) -> Finding:
    wanted = _nearest(first.said, scope)
    hint = f"; närmast är ”{wanted}”" if wanted else ""
    more = f" Också {', '.join(f'{other.sheet}!{other.cell}' for other in others)}." if others else ""
    return make_finding(
        "ST24", f"Nämnden ”{first.said}” finns inte i {scope.kommun.namn}{hint}.{more}", flik=first.sheet,
        cell=first.cell, row=_LABEL, found=first.said, expected=wanted,
        remedy=f"Skriv ”{wanted}” i cellen Nämnd, om det är den som menas." if wanted else None,
    )  # fmt: skip
