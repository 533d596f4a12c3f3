"""A year in one workbook for the pictures: filled and rolled from occasion to occasion by the product's own stages.

Published figures where there are any. What else is needed comes from the demo's synthetic ledger and tables, and from
the tables below, which are made up.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from engine.data.renames import Answers
from engine.files import write_atomically
from engine.pipeline.filling import fill_book
from engine.pipeline.making import make_books
from engine.pipeline.rolling import roll_book
from engine.pipeline.setup import Setup
from workbooks.demo.figures import figure_text
from workbooks.demo.ledger import write_ledger

NAMND = "VON"
_RENAMED = Answers.of([("Inventarier", "Investeringar"), ("Vårdarhjälpmedel", "Vårdhjälpmedel")])
"""What the published tables call one project at two occasions."""

_FORUTB_APRIL = "Belopp i tkr,Budget 2022,Prognos helår 2022\nInkomster,,\nStatsbidrag välfärdsteknik,400,400\n"
_INV_BOKSLUT = (
    "Belopp i tkr,Budget 2022,Bokslut 2022,Bokslut 2021\nReinvestering,,,\nInvesteringar,4200,3150,3890\n"
    "Vårdhjälpmedel,350,655,610\nSängar,750,480,702\n"
)
_FORUTB_BOKSLUT = (
    "Belopp i tkr,Budget 2022,Bokslut 2022,Bokslut 2021\nInkomster,,,\nStatsbidrag välfärdsteknik,400,390,410\n"
)


@dataclass(frozen=True, slots=True)
class Stop:
    """One occasion of the year.

    Attributes:
        occasion: as ``--tillfalle`` says it.
        tables: per flik, the name of a demo figure or a table's own text.
        ledger: whether the ledger fills the RR.
    """

    occasion: str
    tables: Mapping[str, str]
    ledger: bool = False


STOPS = (
    Stop("budget", {"RR skattfin": "von_budget_2022_rr.csv", "INV skattefin & avfall": "von_budget_2022_inv.csv"}),
    Stop("mars", {"1-11 RR": "von_mars_2022_rr.csv"}),
    Stop(
        "april",
        {"1-11 RR": "von_mars_2022_rr.csv", "4 inv": "von_april_2022_inv.csv", "4 förutb": _FORUTB_APRIL},
    ),
    Stop(
        "delar",
        {
            "8 RR": "von_delar_2022_rr_syntetisk.csv",
            "8 inv": "von_delar_2022_inv.csv",
            "8 förutb": "von_delar_2022_forutb_syntetisk.csv",
        },
        ledger=True,
    ),
    Stop("arsbokslut", {"12 inv": _INV_BOKSLUT, "12 förutb": _FORUTB_BOKSLUT}, ledger=True),
)


def filled_year(setup: Setup, folder: Path) -> Iterator[tuple[Stop, Path]]:
    """The workbook as it is filed at each occasion, one file each."""
    ledger = folder / "huvudbok.csv"
    write_ledger(ledger)
    standing = folder / "bok.xlsx"
    make_books(setup, NAMND, None, standing, optional=True)
    for number, stop in enumerate(STOPS):
        if number:
            roll_book(setup, standing, stop.occasion, target=standing, answers=_RENAMED)
        filed = folder / f"{NAMND.lower()}-{stop.occasion}.xlsx"
        fill_book(
            setup,
            standing,
            stop.occasion,
            year=None,
            ledgers=[ledger] if stop.ledger else [],
            tables=[(flik, _table(text, folder)) for flik, text in stop.tables.items()],
            target=filed,
            typ=None,
            skip_faults=False,
            drafts=True,
            proposals=stop.ledger,
            answers=_RENAMED,
        )
        write_atomically(standing, filed.read_bytes())
        yield stop, filed


def _table(given: str, folder: Path) -> Path:
    """A figure by its name, or a table by its text, as a file."""
    text = figure_text(given) if given.endswith(".csv") else given
    path = folder / f"tabell-{len(list(folder.glob('tabell-*')))}.csv"
    write_atomically(path, text.encode())
    return path
