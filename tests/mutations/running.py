"""Plants faults, checks the damaged workbooks and counts what was said of them."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

from engine.data import FlikData
from engine.findings import Finding, Severity
from engine.periods import occasion_named
from engine.pipeline.opening import open_book
from tests.mutations.calls import Call, Said
from tests.mutations.faults import FAULTS
from tests.mutations.spot import Fault, NoPlaceError, Spot
from tests.rules import damage


@dataclass(frozen=True)
class Planted:
    """One fault in one flik of one workbook, or in one call.

    Attributes:
        false: what was said of severity *fel* or *varning* besides.
    """

    fault: Fault
    namnd: str
    flik: str
    is_found: bool
    false: tuple[str, ...]


@dataclass(frozen=True)
class Sound:
    """A call before anything is planted in it.

    Attributes:
        among: the names of the flikar to plant in; empty for all.
    """

    call: Call
    among: tuple[str, ...] = ()

    @cached_property
    def findings(self) -> dict[Said, Finding]:
        """What the sound call is told."""
        with TemporaryDirectory() as folder:
            return dict(self.call.findings(Path(folder)))

    @property
    def false(self) -> list[Finding]:
        """What it should not be told."""
        return [finding for finding in self.findings.values() if finding.severity is not Severity.INFO]

    @cached_property
    def flikar(self) -> tuple[FlikData, ...]:
        """The flikar of the nämnd's workbook that hold figures and are checked, the RR first."""
        with TemporaryDirectory() as folder:
            path = Path(folder) / self.call.own
            path.write_bytes(self.call.books[self.call.own])
            data = open_book(path, self.call.setup, year=None).data
        asked = occasion_named(self.call.occasion) if self.call.occasion else None
        asked_for = (f for f in data.flikar if f.has_input() and asked in (None, f.own_occasion))
        found = [flik for flik in asked_for if not self.among or flik.name in self.among]
        return tuple(sorted(found, key=lambda flik: flik.layout.flik.table.code != "RR"))


def plant_all(sound: Iterable[Sound], *, seed: int = 2022, faults: Sequence[Fault] = FAULTS) -> Iterator[Planted]:
    """Every fault once in every flik with figures that has a place for it, or once in the call."""
    for each in sound:
        for fault in faults:
            for flik in each.flikar[: 1 if fault.once else None] if fault.kind == each.call.kind else ():
                planted = _planted(fault, each, flik, seed)
                if planted is not None:
                    yield planted


def _planted(fault: Fault, sound: Sound, flik: FlikData, seed: int) -> Planted | None:
    call = sound.call.copied()
    random = Random(f"{seed} {call.namnd} {flik.name} {fault.name}")  # noqa: S311 test data, no secret
    before = call.books[call.own]
    spot = Spot(call, damage.unzipped(before), flik, random, set())
    try:
        fault.plant(spot)
    except NoPlaceError:
        return None
    with TemporaryDirectory() as made:
        folder = Path(made)
        if call.books.get(call.own) is before and damage.unzipped(before) != spot.parts:
            if fault.recalculates:
                damage.recalculate(spot.parts, folder, keep=frozenset(spot.kept))
            call.books[call.own] = damage.zipped(spot.parts)
        return _judged(fault, sound, flik.name, folder, call)


def _judged(fault: Fault, sound: Sound, flik: str, folder: Path, call: Call) -> Planted:
    found = [finding for place, finding in call.findings(folder) if place not in sound.findings]
    its_own = [f for f in found if fault.rule and f.rule.startswith((fault.rule, *fault.instead))]
    false = tuple(
        f"{f.rule} {f.place}: {f.message}"
        for f in found
        if f not in its_own and f.severity is not Severity.INFO and f.rule not in fault.also
    )
    return Planted(fault, call.namnd, flik, bool(its_own) or not fault.rule, false)


def table(planted: Sequence[Planted]) -> str:
    """A row a fault: how many were planted, found and missed, and how often something false was said."""
    count, missed, false = Counter[str](), Counter[str](), Counter[str]()
    for each in planted:
        count[each.fault.name] += 1
        missed[each.fault.name] += not each.is_found
        false[each.fault.name] += bool(each.false)
    lines = [
        "| skada | kontrollera med | regel | planterade | hittade | missade | med falsk anmärkning |",
        "|---|---|---|--:|--:|--:|--:|",
    ]
    for fault in FAULTS:
        name, rule = fault.name, {"SU": "SU01, SU02", "": "(ska inte anmärkas)"}.get(fault.rule, fault.rule)
        found = count[name] - missed[name]
        lines.append(f"| {name} | {fault.kind} | {rule} | {count[name]} | {found} | {missed[name]} | {false[name]} |")
    total, lost = len(planted), sum(missed.values())
    lines.append(f"| **alla** | | | {total} | {total - lost} | {lost} | {sum(false.values())} |")
    return "\n".join(lines)
