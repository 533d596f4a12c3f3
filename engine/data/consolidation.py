"""Many nämnders tables side by side: what the consolidation makes and the writer prints."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from engine.model import ColumnKind, RowKind

Tkr = int | Fraction

CONSOLIDATION_TEMPLATE = "flikar-kommun"
"""The hidden name ``flikar_mall`` of a consolidation, so that none is taken for a nämnd's workbook."""


class FileStatus(StrEnum):
    """What became of a file; the names are those of the contract, section 7."""

    LAST = "last"
    DUBBEL = "dubbel"
    FEL_AR = "fel_ar"
    FEL_TILLFALLE = "fel_tillfalle"
    OKAND = "okand"
    OLAST = "olast"


@dataclass(frozen=True, slots=True)
class SourceFile:
    """One file of a consolidation and what was read of it.

    Attributes:
        path: as the caller gave it.
        namnd: the nämnd's code; None when nobody can say.
        reason: why its figures are not used, in Swedish; empty when they are.
        flikar: tab names of the flikar whose figures were read.
        cells: used cells in the whole workbook.
        counts: findings of the nämnd's own rules, per severity.
    """

    path: str
    namnd: str | None
    status: FileStatus
    reason: str = ""
    flikar: tuple[str, ...] = ()
    cells: int = 0
    counts: Mapping[str, int] | None = None


@dataclass(frozen=True, slots=True)
class ConsolidatedRow:
    """A declared row with every nämnd's amounts.

    Attributes:
        amounts: per column kind and nämnd code, tkr with report sign; a nämnd without the amount is left out.
    """

    label: str
    kind: RowKind
    amounts: Mapping[ColumnKind, Mapping[str, Tkr]]

    def total(self, column: ColumnKind) -> Tkr:
        """The nämnder together, exactly."""
        return sum(self.amounts.get(column, {}).values(), start=0)


@dataclass(frozen=True, slots=True)
class ConsolidatedProject:
    """A project row of one nämnd, under the category it was filed in; an empty cell has no amount."""

    namnd: str
    category: str
    label: str
    amounts: Mapping[ColumnKind, Tkr]


@dataclass(frozen=True, slots=True)
class ConsolidatedComment:
    """What a nämnd says of a row of a table; the row's deviation in tkr, None when there is none to trust."""

    namnd: str
    table: str
    row: str
    deviation: Tkr | None
    text: str


@dataclass(frozen=True, slots=True)
class ConsolidatedTable:
    """One table over all nämnder that filed it.

    Attributes:
        code: ``RR``, ``INV`` or ``FORUTB``.
        headings: the column kinds in printed order with their headings.
        rows: in declared order, with the rows of special verksamheter among them.
        projects: by nämnd, as filed; never added to the rows.
    """

    code: str
    title: str
    headings: Mapping[ColumnKind, str]
    rows: tuple[ConsolidatedRow, ...]
    projects: tuple[ConsolidatedProject, ...]


@dataclass(frozen=True, slots=True)
class SummaryLine:
    """A nämnd's Verksamhetens nettokostnader in tkr; None where it filed none."""

    namnd: str
    budget: Tkr | None
    outcome: Tkr | None

    @property
    def deviation(self) -> Tkr | None:
        """Outcome − budget: positive is favourable."""
        return None if self.budget is None or self.outcome is None else self.outcome - self.budget


@dataclass(frozen=True, slots=True)
class Consolidation:
    """All nämnder together.

    Attributes:
        namnder: codes of those whose figures are in, in the kommun's order.
        tables: those that at least one of them filed, RR first.
        outcome: what the budget is compared with: prognos, or utfall in årsbokslut; None in the budget itself.
        summary: driftsammandrag, one line per nämnd.
        comments: as filed, nämnd by nämnd; a draft still carries its mark.
    """

    namnder: tuple[str, ...]
    tables: tuple[ConsolidatedTable, ...]
    outcome: ColumnKind | None
    summary: tuple[SummaryLine, ...]
    comments: tuple[ConsolidatedComment, ...] = ()

    def table(self, code: str) -> ConsolidatedTable | None:
        """The table with a code; None when nobody filed it."""
        return next((table for table in self.tables if table.code == code), None)
