"""Formulas of one sheet: from ``<f>`` and its attributes to the text in each cell."""

import re
from collections.abc import Callable, Iterator

from engine.addresses import Cell
from engine.formula import SharedFormula, formula_at, shared_formula
from engine.reader.notices import DDE, LOST_MASTER, Notices
from engine.reader.xmlpass import Attributes

_QUOTED = re.compile(r"""[^"]*"|'[^']*'|\[[^\]]*\]""")
_PROGRAM = re.compile(r"\|[^|]*!")


class SheetFormulas:
    """The shared formulas seen so far, and the cells that wait for one."""

    def __init__(self, sheet: str, notices: Notices, count_text: Callable[[int], None]) -> None:
        self._sheet = sheet
        self._count_text = count_text
        self._notices = notices
        self._masters: dict[str, SharedFormula] = {}
        self._waiting: list[tuple[Cell, str]] = []

    def text(self, cell: Cell, written: str, attributes: Attributes) -> str | None:
        """The formula of ``cell`` without ``=``; None when it has none, or none yet (see ``late``).

        An array formula stands in its first cell only; a data table reads ``TABLE(row cell,column cell)``.
        """
        kind = attributes.get("t", "normal")
        if kind == "shared":
            return self._shared(cell, written, attributes.get("si", ""))
        if kind == "dataTable":
            return _data_table(attributes)
        if "|" in written and _calls_out(written):
            self._notices.add(DDE, f"{self._sheet}!{cell}")
        return written.removeprefix("=") or None

    def _shared(self, cell: Cell, written: str, index: str) -> str | None:
        if written:
            master = shared_formula(written.removeprefix("="), cell)
            self._masters[index] = master
            return master.text
        if index in self._masters:
            return self._expanded(self._masters[index], cell)
        self._waiting.append((cell, index))
        return None

    def late(self) -> Iterator[tuple[Cell, str]]:
        """Formulas of cells that stood before the master they share; a master that never came is noted."""
        for cell, index in self._waiting:
            master = self._masters.get(index)
            if master is None:
                self._notices.add(LOST_MASTER, f"{self._sheet}!{cell}")
            else:
                yield cell, self._expanded(master, cell)

    def _expanded(self, master: SharedFormula, cell: Cell) -> str:
        formula = formula_at(master, cell)
        self._count_text(len(formula))
        return formula


def _calls_out(formula: str) -> bool:
    """Whether a formula names another program and a topic (``program|topic!item``) outside quoted text."""
    return _PROGRAM.search(_QUOTED.sub("", formula)) is not None


def _data_table(attributes: Attributes) -> str:
    first, second = attributes.get("r1", ""), attributes.get("r2", "")
    if attributes.get("dt2D") in {"1", "true"}:
        return f"TABLE({first},{second})"
    return f"TABLE({first},)" if attributes.get("dtr") in {"1", "true"} else f"TABLE(,{first})"
