"""What workbooks are checked against: earlier workbooks and reports, the ledger, and the time they are handed in."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from engine.calc import flik_values
from engine.data import BookData
from engine.errors import UnreadableError
from engine.findings import Finding, make_finding
from engine.organisation import Namnd
from engine.pipeline.opening import OpenedBook, open_book
from engine.pipeline.report_tables import report_filing
from engine.pipeline.setup import Setup
from engine.reader.history import read_history
from engine.rules import FiledTable, LedgerColumns, filed_flik, filed_in_history

if TYPE_CHECKING:
    from engine.ledger import ComparedPair

_HISTORY = "Historik"


@dataclass(frozen=True, slots=True)
class Against:
    """What the caller wants workbooks checked against.

    Attributes:
        earlier: earlier workbooks of the nämnd, last year's too, and reports (.docx), in any order.
        ledgers: exports of the ledger.
        filed_at: when the workbooks are handed in (local time); then everything must be filled in and commented.
    """

    earlier: Sequence[str | Path] = ()
    ledgers: Sequence[Path] = ()
    filed_at: datetime | None = None

    @property
    def compares(self) -> bool:
        """Whether occasions are compared with each other, also those of one workbook."""
        return bool(self.earlier) or self.filed_at is not None


@dataclass(frozen=True, slots=True)
class PairEvidence:
    """What a förvaltning of a checked workbook's nämnd and another have booked with each other.

    Attributes:
        flik: the RR of the workbook's latest occasion, as its tab is named.
        through: the last month that counts, 1–12; the first is January.
    """

    flik: str
    through: int
    pair: "ComparedPair"


@dataclass(frozen=True, slots=True)
class LedgerEvidence:
    """The ledger's amounts by declared flik.

    Attributes:
        pairs: the kommuninterna poster at the latest occasion, which counts what the earlier ones did.
        findings: faults of the ledger itself.
        stops: rows or files could not be read, so that there is nothing to compare with.
    """

    columns: Mapping[str, LedgerColumns] = field(default_factory=dict)
    findings: tuple[Finding, ...] = ()
    stops: bool = False
    pairs: tuple[PairEvidence, ...] = ()


@dataclass(frozen=True, slots=True)
class Source:
    """One earlier workbook or report.

    Attributes:
        namnd: its code; None when nobody can say.
        filed: its tables.
    """

    path: str
    namnd: str | None
    filed: tuple[FiledTable, ...]


@dataclass(frozen=True, slots=True)
class Evidence:
    """Everything that was read to check against.

    Attributes:
        unread: files that could not be read, with the reason.
    """

    sources: tuple[Source, ...] = ()
    unread: tuple[tuple[str, UnreadableError], ...] = ()

    def of(self, namnd: Namnd | None) -> tuple[Source, ...]:
        """The sources of a nämnd, and those that name none."""
        code = namnd.kod if namnd else None
        return tuple(source for source in self.sources if source.namnd in (None, code))


def read_evidence(setup: Setup, against: Against) -> Evidence:
    """Read every earlier workbook and report; one that cannot be read is told of and the rest goes on."""
    sources: list[Source] = []
    unread: list[tuple[str, UnreadableError]] = []
    for given in against.earlier:
        try:
            sources.append(_source(setup, given))
        except UnreadableError as error:
            unread.append((str(given), error))
    return Evidence(tuple(sources), tuple(unread))


def _source(setup: Setup, given: str | Path) -> Source:
    path = Path(given)
    if path.suffix.lower() == ".docx":
        namnd, tables = report_filing(setup, path)
        return Source(str(given), namnd, tables)
    opened = open_book(path, setup, year=None)
    code = opened.namnd.kod if opened.namnd else None
    history = tuple(_remembered(opened.data, f"{_HISTORY} i {path.name}"))
    return Source(str(given), code, (*_in_flikar(opened.data, path.name), *history))


def _in_flikar(book: BookData, source: str) -> Iterator[FiledTable]:
    for flik in book.flikar:
        filed = filed_flik(flik, flik_values(flik), source) if flik.has_input() else None
        if filed is not None:
            yield filed


def _remembered(book: BookData, source: str) -> Iterator[FiledTable]:
    tables = {flik.layout.flik.table.code: flik.layout.flik.table for flik in book.flikar}
    return filed_in_history(read_history(book.raw), tables, source)


def filed_before(
    opened: OpenedBook, sources: Sequence[Source], *, compares: bool
) -> tuple[tuple[FiledTable, ...], tuple[Finding, ...]]:
    """What was filed at other occasions, the surest first, and what there is to say of it.

    The workbook's own list *Historik* is always there; its other flikar count only when occasions are compared.
    """
    told: tuple[Finding, ...] = ()
    try:
        remembered = tuple(_remembered(opened.data, _HISTORY))
    except UnreadableError as error:
        remembered, told = (), (make_finding("LA04", error.fault, remedy=error.remedy or None),)
    own = tuple(_in_flikar(opened.data, "den här boken")) if compares else ()
    given = tuple(filed for source in sources for filed in source.filed)
    return (*given, *own, *remembered), told


def unused_sources(evidence: Evidence, namnder: Sequence[Namnd | None]) -> Iterator[Finding]:
    """LA04 for each earlier file that no checked workbook could be compared with."""
    codes = {namnd.kod for namnd in namnder if namnd}
    for source in evidence.sources:
        if source.namnd is not None and source.namnd not in codes:
            yield make_finding("LA04", f"{source.path} är en annan nämnds ({source.namnd}) och jämförs inte.")
        elif not source.filed:
            yield make_finding("LA04", f"{source.path} har ingen tabell som känns igen och jämförs inte.")
