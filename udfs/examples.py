"""Every worksheet function tried on its own example, with a small range where the example has one of a sheet.

``python -m udfs.examples`` prints a line for each that answers something else than it is declared to.
"""

import re
import sys
from collections.abc import Iterator

from udfs.calling import call
from udfs.declaring import Argument, Function, Kind
from udfs.registry import REGISTRY
from udfs.values import CellError

LEDGER: tuple[tuple[object, ...], ...] = (
    ("konto", "ansvar", "motpart", "period", "belopp", "typ"),
    (5010.0, "70100", "", 202203.0, 1000.5, "utfall"),
    (6132.0, "70322", "120", 202203.0, 8333.0, "utfall"),
    (3153.0, "70100", "120", 202203.0, -8333.0, "utfall"),
    (3010.0, "70100", "180", 202108.0, -250.25, "utfall"),
    (5010.0, "70100", None, 202201.0, 12000.0, "budget"),
    (5010.0, "30100", None, 202201.0, 99.0, "budget"),
)
TABLE: tuple[tuple[object, ...], ...] = (
    ("Belopp i tkr", "Budget 2022", "Prognos helår 2022", "Avv. prognos/budget 2022"),
    ("Reinvestering", 1100.0, 1200.0, -100.0),
    ("Vårdhjälpmedel", 350.0, 700.0, -350.0),
    ("Sängar", 750.0, 500.0, 250.0),
    ("Totala utgifter", 1100.0, 1200.0, -100.0),
)
_ERRORS = {"#N/A": -2146826246, "#VALUE!": -2146826273}
_PART = re.compile(r'\{[^}]*\}|"[^"]*"|[^,]+')


def arguments_of(function: Function) -> list[object]:
    """The arguments of the function's example, as COM hands them over."""
    formula, _ = function.example
    inner = formula.partition("(")[2].removesuffix(")")
    parts = [part for part in _PART.findall(inner) if part.strip()]
    return [_read(argument, part) for argument, part in zip(function.arguments, parts, strict=False)]


def _read(argument: Argument, text: str) -> object:
    if re.fullmatch(r"[A-Z]+\d+:[A-Z]+\d+", text):
        return LEDGER if argument.name == "omrade" and text.startswith("A1:F") else TABLE
    if text.startswith("{"):
        return tuple(tuple(_constant(cell) for cell in row.split(",")) for row in text[1:-1].split(";"))
    return _constant(text)


def _constant(text: str) -> object:
    return text[1:-1] if text.startswith('"') else float(text)


def shown_of(function: Function) -> object:
    """What the example says the cell shows; None for an example over a range of a sheet, whose answer is in words."""
    formula, shown = function.example
    if any(argument.kind is Kind.TABLE for argument in function.arguments) and ":" in formula:
        return None
    if shown.startswith("{"):
        return tuple(tuple(float(cell) for cell in row.split(",")) for row in shown[1:-1].split(";"))
    if shown in {"TRUE", "FALSE"}:
        return shown == "TRUE"
    return float(shown) if re.fullmatch(r"-?[\d.]+", shown) else shown


def is_as_declared(function: Function) -> bool:
    """Whether the example gives what it says; one that says it in words gives a range and no error."""
    answer, shown = call(function, arguments_of(function)), shown_of(function)
    if shown is None:
        return isinstance(answer, tuple) and not isinstance(answer[0][0], CellError)
    return answer == shown


def faults() -> Iterator[str]:
    """A sentence for each example that gives something else."""
    for name, function in REGISTRY.items():
        if not is_as_declared(function):
            yield f"{name}: {function.example[0]} ger inte {function.example[1]}."


if __name__ == "__main__":
    sys.stdout.writelines(f"{fault}\n" for fault in faults())
