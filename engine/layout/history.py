"""The two lists a workbook keeps of its year: what was filed at each occasion, and what every roll changed."""

from collections.abc import Mapping
from dataclasses import dataclass

from engine.layout.heights import COMMENT_WIDTH
from engine.model import ColumnKind
from engine.text import fold

HISTORY_SHEET = "Historik"
LOG_SHEET = "Rullningslogg"
HEADING_ROW = 5
LAST_ROW = 20_000
"""How far the filter of an empty list reaches; the lists themselves have no end."""

YEAR, OCCASION, TABLE, GROUP, ROW, COLUMN = "År", "Tillfälle", "Tabell", "Grupp", "Rad", "Kolumn"
AMOUNT, COMMENT, ROLL = "Belopp (tkr)", "Kommentar", "Rullning"
ORIGIN, TARGET, FLIK, CELL, BEFORE, AFTER = "Från", "Till", "Flik", "Cell", "Före", "Efter"
LABEL, MARK = "Radnamn", "Märke"
"""What the log calls the name of a project, and the mark above last year's outcome.

``Tillfälle`` and ``Kommentar`` are the other cells without an amount.
"""


@dataclass(frozen=True, slots=True)
class ListColumn:
    """One column of a list; the style is a name of the writer's."""

    heading: str
    width: int
    style: str = "listed"


@dataclass(frozen=True, slots=True)
class ListLayout:
    """A list on a sheet of its own: title and explanation above, headings in ``HEADING_ROW``."""

    sheet: str
    title: str
    notes: tuple[str, ...]
    columns: tuple[ListColumn, ...]

    @property
    def places(self) -> Mapping[str, int]:
        """The sheet's column number per heading, as ``mall`` writes it."""
        return {column.heading: number for number, column in enumerate(self.columns, start=1)}


HISTORY = ListLayout(
    HISTORY_SHEET,
    "Historik",
    (
        "Det som stod i flikarna vid varje tillfälle, i tusental kronor. Bladet fylls av flikar rulla.",
        "Filtrera på tillfälle, tabell eller rad för att följa en prognos genom året.",
    ),
    (
        ListColumn(YEAR, 8, "listed_year"),
        ListColumn(OCCASION, 14),
        ListColumn(TABLE, 10),
        ListColumn(GROUP, 32),
        ListColumn(ROW, 36),
        ListColumn(COLUMN, 24),
        ListColumn(AMOUNT, 15, "listed_amount"),
        ListColumn(COMMENT, COMMENT_WIDTH, "listed_comment"),
        ListColumn(ROLL, 10),
    ),
)

ROLL_LOG = ListLayout(
    LOG_SHEET,
    "Rullningslogg",
    (
        "Varje cell som flikar rulla har ändrat, med innehållet före och efter.",
        "Den senaste rullningen kan återställas.",
    ),
    (
        ListColumn(ROLL, 10),
        ListColumn(YEAR, 8, "listed_year"),
        ListColumn(ORIGIN, 16),
        ListColumn(TARGET, 16),
        ListColumn(FLIK, 32),
        ListColumn(CELL, 8),
        ListColumn(GROUP, 32),
        ListColumn(ROW, 36),
        ListColumn(COLUMN, 24),
        ListColumn(BEFORE, 30),
        ListColumn(AFTER, 30),
    ),
)

COLUMN_NAMES: Mapping[ColumnKind, str] = {
    ColumnKind.BUDGET: "Budget",
    ColumnKind.PROGNOS: "Prognos",
    ColumnKind.AVVIKELSE: "Avvikelse",
    ColumnKind.UTFALL: "Utfall",
    ColumnKind.UTFALL_FG: "Utfall föregående år",
    ColumnKind.DIFF: "Differens mellan åren",
    ColumnKind.BUDGET_FG: "Budget föregående år",
    ColumnKind.PLAN1: "Plan, 1 år fram",
    ColumnKind.PLAN2: "Plan, 2 år fram",
    ColumnKind.PLAN3: "Plan, 3 år fram",
    ColumnKind.PLAN4: "Plan, 4 år fram",
    ColumnKind.FOREGAENDE_PROGNOS: "Föregående prognos",
    ColumnKind.PROGNOSFORANDRING: "Prognosförändring",
    ColumnKind.BUDGET_PERIOD: "Budget för perioden",
    ColumnKind.FORSLAG_RAK: "Förslag, återstående budget",
    ColumnKind.FORSLAG_SASONG: "Förslag, förra årets säsong",
}
_KINDS = {fold(name): kind for kind, name in COLUMN_NAMES.items()}


def kind_named(name: str) -> ColumnKind | None:
    """The column kind that a list's *Kolumn* names; None when it names none."""
    return _KINDS.get(fold(name))
