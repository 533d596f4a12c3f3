"""The demo: the whole chain on the published figures, nämnd by nämnd, through the same pipeline as every command.

Published tables are those of one nämnd (VON) and the driftbudget of all nine; everything else is synthetic and
says so in its name.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from engine.errors import worst_exit
from engine.files import make_folder
from engine.findings import Finding
from engine.ledger import Dimension
from engine.pipeline.checking import CheckOutcome, check_books
from engine.pipeline.consolidating import consolidate_books
from engine.pipeline.explaining import explain_cell
from engine.pipeline.explanations import Explained
from engine.pipeline.exporting import export_table
from engine.pipeline.filling import fill_book
from engine.pipeline.making import MadeFile, exit_of, make_books
from engine.pipeline.reporting import write_report
from engine.pipeline.setup import Setup
from engine.pipeline.stripping import StripOutcome, strip_ledger
from workbooks.demo.faults import PlantedFault, write_faulty_ledger, write_unreadable_ledger
from workbooks.demo.figures import NAMNDER, Figure, copy_figure, figures_of
from workbooks.demo.ledger import write_ledger

PUBLISHED = "VON"
_TABLE_WORDS = {"RR": "RR", "INV": "inv", "FORUTB": "förutb"}
_MONTH_WORDS = {"mars": "1-11", "april": "4", "delar": "8"}
_OCCASIONS = ("mars", "delar")
_EXPLAINED = "8 RR!E9"
Tell = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Planted:
    """A fault planted in a demo ledger, and what the run said of it (empty: it was missed)."""

    expected: str
    said: str


@dataclass(frozen=True, slots=True)
class Demo:
    """What the demo made and found.

    Attributes:
        files: everything that was made, in the order it was made.
        findings: of the real chain; the planted faults are not among them.
        planted: the faults of the second ledger, each with what was said of it.
        checked: the check of all workbooks.
        explained: where one amount of the published nämnd comes from.
    """

    files: tuple[MadeFile, ...]
    findings: tuple[Finding, ...]
    planted: tuple[Planted, ...]
    checked: CheckOutcome
    explained: Explained

    @property
    def exit_code(self) -> int:
        """1 when the chain found something of severity *fel*, or a planted fault was missed."""
        missed = any(not planted.said for planted in self.planted)
        return worst_exit([exit_of(self.findings), int(missed)])

    def as_json(self) -> dict[str, object]:
        """The keys of the contract, section 7, and the planted faults."""
        return {
            "filer": [{"roll": made.role, "fil": made.path} for made in self.files],
            "fynd": [finding.as_json() for finding in self.findings],
            "planterade": [{"vantat": planted.expected, "sagt": planted.said} for planted in self.planted],
            "forklarat": {
                "flik": self.explained.explanation.flik,
                "cell": str(self.explained.explanation.cell),
                "ore": self.explained.explanation.ore,
                "antal_rader": self.explained.explanation.counted,
                "spar": self.explained.trail,
            },
        }


def run_demo(setup: Setup, folder: Path, tell: Tell) -> Demo:
    """Make everything in ``folder``: ledger, workbooks, tables, reports, checks, consolidation."""
    make_folder(folder)
    ledger = folder / "huvudbok.csv"
    tell("Skapar en huvudbok med interna poster …")
    facts = write_ledger(ledger)
    tell(f"  {facts.rows} rader, {facts.konton} konton, {facts.ansvar} ansvar (syntetiskt utfall)")
    made = [MadeFile("huvudbok", str(ledger))]
    made += make_books(setup, None, None, folder / "bocker", optional=True).files
    findings: list[Finding] = []
    for code in NAMNDER:
        tell(f"Rensar och fyller {code} …")
        stripped = _strip(setup, ledger, code, folder)
        book = folder / "bocker" / f"{code.lower()}-{setup.kommun.ar}.xlsx"
        filled = _fill(setup, book, code, Path(stripped.written[0]), folder / "tabeller")
        findings += (replace(found, message=f"{code}: {found.message}") for found in (*stripped.findings, *filled))
    made += [MadeFile("huvudbok", str(path)) for path in sorted((folder / "rensat").glob("*.csv"))]
    made.append(MadeFile("kontroll", str(_bridge_file(folder))))
    made += [MadeFile("tabell", str(path)) for path in sorted((folder / "tabeller").iterdir())]
    tell("Kontrollerar, skriver rapporter och konsoliderar …")
    books = sorted((folder / "bocker").glob("*.xlsx"))
    checked = check_books(setup, books, occasion=None, year=None)
    made += _word(setup, folder)
    for occasion in _OCCASIONS:
        target = folder / f"kommun-{occasion}.xlsx"
        consolidated = consolidate_books(setup, [folder / "bocker"], occasion, target, year=None)
        findings += consolidated.findings
        made.append(MadeFile("konsolidering", str(target)))
    book = folder / "bocker" / f"{PUBLISHED.lower()}-{setup.kommun.ar}.xlsx"
    explained = explain_cell(setup, book, _EXPLAINED, year=None, with_rows=False)
    tell("Rensar en andra huvudbok med planterade fel …")
    planted = tuple(_planted(setup, folder))
    return Demo(tuple(made), (*findings, *checked.findings), planted, checked, explained)


def _strip(setup: Setup, ledger: Path, code: str, folder: Path) -> StripOutcome:
    """The nämnd's rows of the occasions, budget and two years' utfall, without interninterna poster.

    The published nämnd also gets the workbook with the bridge and the pairs.
    """
    make_folder(folder / "rensat")
    kept = folder / "rensat" / f"{code.lower()}-rensad.csv"
    return strip_ledger(
        setup, [ledger], code, year=None, occasion="delar", typ=None, skip_faults=False, kept_to=kept,
        removed_to=_bridge_file(folder) if code == PUBLISHED else None,
        per=Dimension("verksamhet") if code == PUBLISHED else None,
    )  # fmt: skip


def _bridge_file(folder: Path) -> Path:
    return folder / f"rensat-{PUBLISHED.lower()}-delar.xlsx"


def _fill(setup: Setup, book: Path, code: str, ledger: Path, tables: Path) -> Iterator[Finding]:
    """Mars and delår from the ledger and the tables, april's investments where a table is published."""
    make_folder(tables)
    for occasion in ("mars", "april", "delar"):
        figures = figures_of(code, occasion)
        if not figures:
            continue
        filled = fill_book(
            setup,
            book,
            occasion,
            year=None,
            ledgers=[ledger] if any(figure.table == "RR" for figure in figures) else [],
            tables=[(flik_words(figure), copy_figure(figure.file, tables)) for figure in figures],
            target=book,
            typ=None,
            skip_faults=False,
            proposals=True,
        )
        yield from filled.findings


def flik_words(figure: Figure) -> str:
    """What a person would call the figure's flik."""
    return f"{_MONTH_WORDS[figure.occasion]} {_TABLE_WORDS[figure.table]}"


def _word(setup: Setup, folder: Path) -> Iterator[MadeFile]:
    """The published nämnd's reports and its March table in every form."""
    book = folder / "bocker" / f"{PUBLISHED.lower()}-{setup.kommun.ar}.xlsx"
    for occasion in _OCCASIONS:
        target = folder / f"rapport-{PUBLISHED.lower()}-{occasion}.docx"
        yield from write_report(setup, book, occasion, target, year=None).files
    for form in ("docx", "html", "md", "csv"):
        target = folder / f"tabell-{PUBLISHED.lower()}-mars.{form}"
        yield from export_table(setup, book, "1-11 RR", form, all_rows=False, target=target, year=None).files


def _planted(setup: Setup, folder: Path) -> Iterator[Planted]:
    """Each planted fault with what the run says of it."""
    faulty, unreadable = folder / "huvudbok-med-fel.csv", folder / "huvudbok-olasliga-rader.csv"
    runs: dict[str, StripOutcome] = {}
    for path, faults in (
        (faulty, write_faulty_ledger(faulty)),
        (unreadable, write_unreadable_ledger(unreadable)),
    ):
        for fault in faults:
            code = fault.namnd or PUBLISHED
            key = f"{path}:{code}"
            if key not in runs:
                runs[key] = _proof(setup, path, code)
            yield Planted(fault.found, _said(fault, runs[key].findings))


def _proof(setup: Setup, ledger: Path, code: str) -> StripOutcome:
    return strip_ledger(
        setup, [ledger], code, year=None, occasion="delar", typ=None, skip_faults=False, kept_to=None, removed_to=None
    )


def _said(fault: PlantedFault, findings: tuple[Finding, ...]) -> str:
    """The message that names the fault: the line where it stands, else its konto."""
    places = {f"rad {line}:" for line in fault.lines}
    for finding in findings:
        if any(place in finding.message for place in places) or f"Konto {fault.value} " in finding.message:
            return finding.message
    return ""
