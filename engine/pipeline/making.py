"""``flikar mall``: the year's workbook for one nämnd, or for all."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from engine.errors import EXIT_DONE, EXIT_FINDINGS, EXIT_UNREADABLE, WrongCallError
from engine.files import make_folder, write_atomically
from engine.findings import Finding, Severity
from engine.layout import BudgetChange, Decisions, bridge_lines, template_layout
from engine.model import Flik
from engine.organisation import Kommun, Namnd
from engine.periods import Occasion, OccasionKind, occasion_named
from engine.pipeline.setup import Setup
from engine.text import slug

_FIRST_MONTHLY = "mars"
_USUAL_OCCASIONS = ["budget", "mars", "april", "maj", "delar", "oktober", "arsbokslut"]


@dataclass(frozen=True, slots=True)
class MadeFile:
    """A file that was made, and its role in the JSON (``bok``, ``rapport`` …)."""

    role: str
    path: str


@dataclass(frozen=True, slots=True)
class Made:
    """What a command made."""

    files: tuple[MadeFile, ...]
    findings: tuple[Finding, ...] = ()

    @property
    def exit_code(self) -> int:
        """1 when something of severity *fel* was found."""
        return exit_of(self.findings)

    def as_json(self) -> dict[str, object]:
        """The keys of the contract, section 7."""
        return made_json(self.files, self.findings)


def made_json(files: tuple[MadeFile, ...], findings: tuple[Finding, ...]) -> dict[str, object]:
    """What was made and found, with the keys of the contract, section 7."""
    return {
        "filer": [{"roll": made.role, "fil": made.path} for made in files],
        "fynd": [finding.as_json() for finding in findings],
    }


def exit_of(findings: tuple[Finding, ...], *, unread: bool = False) -> int:
    """3 when something could not be read, else 1 when any finding is a *fel*, else 0."""
    if unread:
        return EXIT_UNREADABLE
    return EXIT_FINDINGS if any(f.severity is Severity.FEL for f in findings) else EXIT_DONE


def make_books(setup: Setup, namnd: str | None, year: int | None, target: Path, *, optional: bool = False) -> Made:
    """Write the workbook of one nämnd to a file, or of every nämnd (``namnd`` None) into a folder.

    ``optional`` takes the flikar with it that a workbook may lack.
    """
    year = year or setup.kommun.ar
    if namnd is not None:
        return Made((_make(setup, setup.kommun.namnd(namnd), year, target, optional=optional),))
    if target.suffix:
        raise WrongCallError(f"{target}: --alla skriver en bok för varje nämnd och vill ha en mapp.")
    make_folder(target)
    made = (
        _make(setup, each, year, target / book_name(each, year), optional=optional) for each in setup.kommun.namnder
    )
    return Made(tuple(made))


def book_name(namnd: Namnd, year: int) -> str:
    """The file name of a nämnd's workbook in a folder of all."""
    return f"{slug(namnd.kod)}-{year}.xlsx"


def _make(setup: Setup, namnd: Namnd, year: int, target: Path, *, optional: bool) -> MadeFile:
    write_atomically(target, template_bytes(setup, namnd, year, optional=optional))
    return MadeFile("bok", str(target))


def template_bytes(setup: Setup, namnd: Namnd, year: int, *, optional: bool = False) -> bytes:
    """The empty workbook, with or without the flikar that it may lack."""
    from engine.writer.template import NewTemplate, write_template

    flikar = (flik for flik in setup.catalog.flikar(namnd.verksamhet) if optional or not flik.optional)
    layouts = tuple(template_layout(flik, year) for flik in flikar)
    decisions = decisions_of(setup.kommun, namnd, year)
    return write_template(
        NewTemplate(
            kommun=setup.kommun.namn,
            namnd=namnd.namn,
            code=namnd.kod,
            year=year,
            version=setup.catalog.version,
            layouts=layouts,
            occasions={layout.sheet: first_occasion(layout.flik).label(year) for layout in layouts},
            decisions=decisions,
            bridge=bridge_lines(layouts, calendar_of(setup.kommun, year), decisions),
        )
    )


def decisions_of(kommun: Kommun, namnd: Namnd, year: int) -> Decisions:
    """What kommunfullmäktige has decided for the nämnd, and the changes so far in the order they come into force."""
    changes = [each for each in kommun.budgetandringar if (each.ar, each.namnd) == (year, namnd.kod)]
    return Decisions(
        grant=kommun.kommunbidrag.get(year, {}).get(namnd.kod),
        investment=kommun.investeringsbudget.get(year, {}).get(namnd.kod),
        changes=tuple(
            BudgetChange(each.beslut, int(each.fran), each.kommunbidrag, each.investering)
            for each in sorted(changes, key=lambda change: int(change.fran))
        ),
    )


def calendar_of(kommun: Kommun, year: int) -> tuple[Occasion, ...]:
    """The occasions of the year in order: those of the kommun's calendar, else those of the instructions."""
    codes = [post.tillfalle for post in kommun.kalender if post.ar == year] or _USUAL_OCCASIONS
    return tuple(sorted((occasion_named(code) for code in dict.fromkeys(codes)), key=lambda each: each.rank))


def first_occasion(flik: Flik) -> Occasion:
    """The occasion an empty flik is made for: mars in the monthly flik, its only one in the others."""
    return next(_occasions(flik))


def _occasions(flik: Flik) -> Iterator[Occasion]:
    names = {
        OccasionKind.MANAD: _FIRST_MONTHLY,
        OccasionKind.FORDJUPAD: "april",
        OccasionKind.DELAR: "delar",
        OccasionKind.ARSBOKSLUT: "arsbokslut",
        OccasionKind.BUDGET: "budget",
    }
    return (occasion_named(name) for kind, name in names.items() if kind in flik.kinds)
