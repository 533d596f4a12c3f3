"""The expected figures, worked out in plain Python from the rows and from nothing of the product."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import floor

from tests.e2e.town import YEAR, Row

INPUTS = (
    "Verksamhetens intäkter", "Personalkostnader", "Lokalhyror", "Köp av tjänster", "Övriga kostnader",
    "Kommunbidrag", "Finansnetto",
)  # fmt: skip
COSTS = INPUTS[1:5]
_GROUPS = (
    (INPUTS[0], ("3",)), (INPUTS[1], ("5",)), (INPUTS[2], tuple(f"60{n}" for n in range(1, 10))),
    (INPUTS[3], ("46", "74", "75")), (INPUTS[5], ("8701",)), (INPUTS[6], ("84", "85")), (INPUTS[4], ("4", "6", "7")),
)  # fmt: skip
_OWN = {"OMF": ("210", "211"), "HJF": ("225",), "TEF": ("330",)}


def belongs(row: Row) -> tuple[str, str]:
    """The row's nämnd and förvaltning in its own period."""
    ansvar, period = int(row.ansvar), int(row.period)
    if 29000 <= ansvar <= 29999:
        return ("OMN", "OMF") if period <= 202306 else ("MIL", "TEF")
    if 25000 <= ansvar <= 26999 or ansvar == 21500:
        return "OMN", "HJF"
    if 20000 <= ansvar <= 24999:
        return "OMN", "OMF"
    return ("MIL", "TEF") if ansvar >= 63000 else ("TEK", "TEF")


def is_internal(row: Row) -> bool:
    return row.motpart in _OWN[belongs(row)[1]]


def label_of(konto: str) -> str | None:
    return next((label for label, begins in _GROUPS if konto.startswith(begins)), None)


@dataclass(frozen=True)
class Counted:
    """Which periods count: M, and whether period 13 and last year's budget do."""

    month: int
    has_closing: bool = False
    has_last_budget: bool = False

    def takes(self, row: Row) -> bool:
        return (row.typ == "utfall" and self._outcome(row)) or (row.typ == "budget" and self._budget(row))

    def _outcome(self, row: Row) -> bool:
        year, month = int(row.period[:4]), int(row.period[4:])
        return year in (YEAR, YEAR - 1) and (1 <= month <= self.month or (month == 13 and self.has_closing))

    def _budget(self, row: Row) -> bool:
        year, month = int(row.period[:4]), int(row.period[4:])
        years = (YEAR, YEAR - 1) if self.has_last_budget else (YEAR,)
        return year in years and 1 <= month <= 12


DELAR, OKTOBER, ARSBOKSLUT = Counted(8), Counted(10), Counted(12, has_closing=True)
BUDGET = Counted(12, has_last_budget=True)


def mine(rows: Iterable[Row], namnd: str, counted: Counted) -> list[Row]:
    return [row for row in rows if counted.takes(row) and belongs(row)[0] == namnd]


def result_rows(rows: Iterable[Row], namnd: str, counted: Counted) -> dict[str, dict[str, int]]:
    """The JSON ``rr``: öre with report sign."""
    rr = {label: {"budget_ore": 0, "budget_period_ore": 0, "utfall_ore": 0, "foregaende_ore": 0} for label in INPUTS}
    for row in mine(rows, namnd, counted):
        label = label_of(row.konto)
        if label is None or is_internal(row):
            continue
        year, month = int(row.period[:4]), int(row.period[4:])
        if row.typ == "utfall":
            rr[label]["utfall_ore" if year == YEAR else "foregaende_ore"] -= row.ore
        elif year == YEAR:
            rr[label]["budget_ore"] -= row.ore
            rr[label]["budget_period_ore"] -= row.ore if month <= counted.month else 0
    return rr


def removed(rows: Iterable[Row], namnd: str, counted: Counted) -> dict[tuple[str, str, int], tuple[int, int]]:
    """Rows and öre per förvaltning, typ and year, over every ansvar of the nämnd's förvaltningar."""
    kept = [row for row in rows if counted.takes(row) and is_internal(row)]
    wanted = {belongs(row)[1] for row in rows if belongs(row)[0] == namnd}
    keys = sorted({(belongs(r)[1], r.typ, int(r.period[:4])) for r in kept if belongs(r)[1] in wanted})
    found = {}
    for key in keys:
        ore = [row.ore for row in kept if (belongs(row)[1], row.typ, int(row.period[:4])) == key]
        found[key] = (len(ore), sum(ore))
    return found


def half_away(value: Fraction) -> int:
    whole = floor(abs(value) + Fraction(1, 2))
    return whole if value >= 0 else -whole


def shared(total: int, amounts: Sequence[Fraction]) -> list[int] | None:
    """Largest remainder: floors, one unit each to the largest fractions; None when the total is out of reach."""
    floors = [floor(amount) for amount in amounts]
    lacking = total - sum(floors)
    fractions = [amount - low for amount, low in zip(amounts, floors, strict=True)]
    takers = sorted((i for i, part in enumerate(fractions) if part), key=lambda i: (-fractions[i], i))
    if not 0 <= lacking <= len(takers):
        return None
    return [low + (i in takers[:lacking]) for i, low in enumerate(floors)]


def rounded_column(ore: dict[str, Fraction]) -> dict[str, int]:
    """An RR column in whole thousands, rows adding up to the correctly rounded totals."""
    exact = {label: Fraction(ore[label]) / 100_000 for label in INPUTS}
    kostnader = sum((exact[label] for label in COSTS), Fraction(0))
    netto = exact[INPUTS[0]] + kostnader
    resultat = half_away(netto + exact["Kommunbidrag"] + exact["Finansnetto"])
    parts = _level(resultat, {"netto": netto}, {k: exact[k] for k in ("Kommunbidrag", "Finansnetto")})
    upper = _level(parts.pop("netto"), {"kostnader": kostnader}, {INPUTS[0]: exact[INPUTS[0]]})
    costs = _level(upper.pop("kostnader"), {}, {label: exact[label] for label in COSTS})
    return {**upper, **costs, **parts}


def _level(total: int, sums: dict[str, Fraction], inputs: dict[str, Fraction]) -> dict[str, int]:
    own = {label: half_away(amount) for label, amount in sums.items()}
    units = shared(total - sum(own.values()), list(inputs.values()))
    if units is not None:
        return own | dict(zip(inputs, units, strict=True))
    both = inputs | sums
    units = shared(total, list(both.values()))
    assert units is not None
    return dict(zip(both, units, strict=True))
