"""Who owns which ansvar in the demo municipality, as the generator needs it.

Read straight from the demo kommun.toml and not through ``engine.organisation``, so that the generated ledger
is a second opinion on what the engine makes of the same file.
"""

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from importlib.resources import files
from random import Random
from typing import Any

_ALWAYS_FROM, _ALWAYS_TO = "000000", "999999"
_PER_ENTRY = {"VON": 84, "SN": 38, "KUN": 42, "BUN": 64, "MSN": 12, "SBN": 34, "EXP": 6, "KS": 24, "OFN": 6}
_MOVED_UNIT = 12
_REAL_PAIR = ("41612", "70322")


@dataclass(frozen=True, slots=True)
class Unit:
    """Some ansvar of one förvaltning under one nämnd, with the periods (``ÅÅÅÅMM``) in which they belong."""

    namnd: str
    forvaltning: str
    ansvar: tuple[str, ...]
    first: str
    last: str


@dataclass(frozen=True, slots=True)
class Organisation:
    """The demo municipality's units and the motpart codes of each förvaltning."""

    units: tuple[Unit, ...]
    motparter: Mapping[str, tuple[str, ...]]


def demo_organisation(rng: Random) -> Organisation:
    """The demo kommun.toml's förvaltningar, each with a few dozen ansvar drawn from its intervals."""
    declared = tomllib.loads((files("workbooks.demo") / "kommun.toml").read_text(encoding="utf-8"))
    drawn: dict[tuple[str, ...], tuple[str, ...]] = {}
    units: list[Unit] = []
    motparter: dict[str, tuple[str, ...]] = {}
    for namnd in declared["namnder"]:
        for entry in namnd["forvaltningar"]:
            intervals = tuple(entry["ansvar"])
            if intervals not in drawn:  # a unit that moves keeps its ansvar
                drawn[intervals] = _draw_ansvar(entry, _count(namnd["kod"], entry), rng)
            units.append(_unit(namnd["kod"], entry, drawn[intervals]))
            motparter[entry["kod"]] = (*motparter.get(entry["kod"], ()), *entry.get("motpart", ()))
    return Organisation(tuple(units), motparter)


def _unit(namnd: str, entry: Mapping[str, Any], ansvar: tuple[str, ...]) -> Unit:
    return Unit(
        namnd, entry["kod"], ansvar,
        entry.get("giltig_fran", _ALWAYS_FROM), entry.get("giltig_till", _ALWAYS_TO),
    )  # fmt: skip


def _count(namnd: str, entry: Mapping[str, Any]) -> int:
    return _MOVED_UNIT if "giltig_till" in entry or "giltig_fran" in entry else _PER_ENTRY[namnd]


def _draw_ansvar(entry: Mapping[str, Any], count: int, rng: Random) -> tuple[str, ...]:
    """The ends of every interval, the ansvar of the real pair, and others at random; never an ``utom``."""
    bounds = [_bounds(interval) for interval in entry["ansvar"]]
    excepted = {ansvar for lone in entry.get("utom", ()) for ansvar in _every(_bounds(lone))}
    ends = {f"{end:05}" for pair in bounds for end in pair}
    inside = [ansvar for pair in bounds for ansvar in _every(pair) if ansvar not in excepted]
    chosen = {*ends, *(ansvar for ansvar in _REAL_PAIR if ansvar in inside)} - excepted
    others = [ansvar for ansvar in inside if ansvar not in chosen]
    return tuple(sorted({*chosen, *rng.sample(others, min(len(others), max(0, count - len(chosen))))}))


def _bounds(interval: str) -> tuple[int, int]:
    first, _, last = interval.partition("-")
    return int(first), int(last or first)


def _every(bounds: tuple[int, int]) -> Iterable[str]:
    return (f"{number:05}" for number in range(bounds[0], bounds[1] + 1))
