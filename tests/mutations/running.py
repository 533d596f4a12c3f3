"""Plants faults, checks the damaged workbooks and counts what was said of them."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random

from engine.findings import Severity
from engine.pipeline.checking import check_file
from tests.mutations.faults import FAULTS, Fault, NoPlaceError, Spot
from tests.mutations.published import Published
from tests.rules import damage
from tests.rules.sample_books import setup


@dataclass(frozen=True)
class Planted:
    """One fault in one flik of one workbook.

    Attributes:
        false: what was said of severity *fel* or *varning* besides.
    """

    fault: Fault
    namnd: str
    flik: str
    is_found: bool
    false: tuple[str, ...]


def plant_all(
    books: Iterable[Published], folder: Path, *, seed: int = 2022, faults: Sequence[Fault] = FAULTS
) -> Iterator[Planted]:
    """Every fault once in every flik with figures that has a place for it."""
    for book in books:
        for flik in book.flikar:
            for fault in faults:
                random = Random(f"{seed} {book.namnd} {flik.name} {fault.name}")  # noqa: S311 test data, no secret
                spot = Spot(damage.unzipped(book.content), flik, random, set())
                try:
                    fault.plant(spot)
                except NoPlaceError:
                    continue
                yield _checked(fault, book, spot, folder)


def _checked(fault: Fault, book: Published, spot: Spot, folder: Path) -> Planted:
    if fault.recalculates:
        damage.recalculate(spot.parts, folder, keep=frozenset(spot.kept))
    path = folder / "skadad.xlsx"
    path.write_bytes(damage.zipped(spot.parts))
    found = [f for f in check_file(setup(), path, None, None).findings if (f.rule, f.flik, f.cell) not in book.said]
    is_it = [bool(fault.rule) and f.rule.startswith(fault.rule) for f in found]
    false = tuple(
        f"{f.rule} {f.place}: {f.message}"
        for f, expected in zip(found, is_it, strict=True)
        if not expected and f.severity is not Severity.INFO and f.rule not in fault.also
    )
    is_found = any(is_it) or not fault.rule or any(f.rule in fault.also for f in found if fault.rule == "TE02")
    return Planted(fault, book.namnd, spot.name, is_found, false)


def table(planted: Sequence[Planted]) -> str:
    """A row a fault: how many were planted, found and missed, and how often something false was said."""
    count, missed, false = Counter[str](), Counter[str](), Counter[str]()
    for each in planted:
        count[each.fault.name] += 1
        missed[each.fault.name] += not each.is_found
        false[each.fault.name] += bool(each.false)
    lines = ["| skada | regel | planterade | hittade | missade | med falsk anmärkning |", "|---|---|--:|--:|--:|--:|"]
    for fault in FAULTS:
        name, rule = fault.name, {"SU": "SU01, SU02", "": "(ska inte anmärkas)"}.get(fault.rule, fault.rule)
        found = count[name] - missed[name]
        lines.append(f"| {name} | {rule} | {count[name]} | {found} | {missed[name]} | {false[name]} |")
    total, lost = len(planted), sum(missed.values())
    lines.append(f"| **alla** | | {total} | {total - lost} | {lost} | {sum(false.values())} |")
    return "\n".join(lines)
