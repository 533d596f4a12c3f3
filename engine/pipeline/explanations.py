"""Where an amount comes from, as a value: a source, a rule, sums, rows, and for a formula the cells it takes."""

from dataclasses import dataclass
from fractions import Fraction

from engine.addresses import Cell
from engine.amounts import ORE_PER_TKR, half_away
from engine.calc import Amount
from engine.findings import Finding, json_value
from engine.ledger.trail import Fill, LedgerRow, TrailCell, TrailColumn, TrailRow
from engine.pipeline.making import exit_of

FORMULA, OTHER_FORMULA, BY_HAND, EMPTY = "formel", "egen_formel", "inmatad", "tom"
"""Sources that no trail tells of: our formula, somebody's own, what nobody filled by us, nothing at all."""

Standing = Amount | str | None
"""What stands in a cell."""


@dataclass(frozen=True, slots=True)
class Rule:
    """How a figure of the ledger is made: which row, which accounts, which periods, and the fill it belongs to."""

    row: TrailRow
    column: TrailColumn
    fill: Fill

    def as_json(self) -> dict[str, object]:
        """The rule's JSON."""
        return {
            "rad": self.row.namn,
            "konton": list(self.row.konton),
            "utom": list(self.row.utom),
            "projekt": self.row.projekt,
            "kolumn": self.column.kolumn,
            "typ": self.column.typ,
            "perioder": [str(period) for period in self.column.perioder],
            "tecken_vant": self.row.tecken < 0,
            "kontoplan": self.fill.kontoplan,
        }


@dataclass(frozen=True, slots=True)
class Share:
    """One konto and ansvar in a figure: öre with the ledger's sign and with the report's."""

    konto: str
    ansvar: str
    rader: int
    ledger_ore: int
    ore: int

    def as_json(self) -> dict[str, object]:
        """The share's JSON."""
        return {
            "konto": self.konto, "ansvar": self.ansvar, "rader": self.rader, "ore_huvudbok": self.ledger_ore,
            "ore": self.ore,
        }  # fmt: skip


@dataclass(frozen=True, slots=True)
class Part:
    """A cell that a formula takes, and how many times."""

    count: int
    of: "Explanation"


@dataclass(frozen=True, slots=True, kw_only=True)
class Explanation:
    """Where one amount comes from.

    Attributes:
        row, column: the row's label and the column kind; column None for a label.
        heading: the column's heading.
        value: what stands in the book.
        source: a ``SourceKind`` value, or one of the four that no trail tells of.
        told: the source in a sentence.
        known: what the trail says of the cell.
        fill: the fill that wrote it.
        ore: the exact amount that the value stands for, report sign; None where it is no amount.
        rule: of a figure of the ledger.
        shares: per konto and ansvar; of a formula those of its parts, summed.
        counted: how many ledger rows count.
        removed, removed_ore: the interninterna rows that do not, with the ledger's sign.
        formula, parts: of a derived cell, what it says and the cells it takes.
        rows: the ledger rows, when somebody asks for them.
    """

    flik: str
    cell: Cell
    row: str
    column: str | None
    heading: str = ""
    value: Standing = None
    source: str
    told: str
    known: TrailCell | None = None
    fill: Fill | None = None
    ore: int | None = None
    rule: Rule | None = None
    shares: tuple[Share, ...] = ()
    counted: int = 0
    removed: int = 0
    removed_ore: int = 0
    formula: str = ""
    parts: tuple[Part, ...] = ()
    rows: tuple[LedgerRow, ...] = ()

    @property
    def is_changed(self) -> bool:
        """Whether the book holds something else than what was filled."""
        return self.known is not None and self.known.varde != self.value

    @property
    def own_rounding(self) -> int | None:
        """The filled amount rounded by itself, in tkr; None where nothing was rounded."""
        if self.known is None or self.known.ore is None:
            return None
        return half_away(Fraction(self.known.ore, ORE_PER_TKR))

    @property
    def is_moved(self) -> bool:
        """Whether summerbar rounding wrote another amount than the own rounding."""
        return self.known is not None and self.own_rounding not in (None, self.known.varde)

    def as_json(self, *, with_rows: bool) -> dict[str, object]:
        """The answer's own keys."""
        return {
            **self._summary(),
            "andrad": self.is_changed,
            "i_sparet": self.known.varde if self.known else None,
            "foljer_med_fran": self.known.fran.model_dump() if self.known and self.known.fran else None,
            "regel": self.rule.as_json() if self.rule else None,
            "avrundning": self._rounding(),
            "konton": [share.as_json() for share in self.shares],
            "tabell": self._table(),
            "delar": [self._part(part) for part in self.parts],
            **({"rader": [row_as_json(row) for row in self.rows]} if with_rows else {}),
        }

    def _summary(self) -> dict[str, object]:
        return {
            "flik": self.flik,
            "cell": str(self.cell),
            "rad": self.row,
            "kolumn": self.column,
            "varde": json_value(self.value),
            "kalla": self.source,
            "forklaring": self.told,
            "formel": self.formula or None,
            "ore": self.ore,
            "ore_huvudbok": sum(share.ledger_ore for share in self.shares) if self.shares or self.rule else None,
            "antal_rader": self.counted,
            "borttaget": {"rader": self.removed, "ore_huvudbok": self.removed_ore},
        }

    def _part(self, part: Part) -> dict[str, object]:
        inner = [part.of._part(each) for each in part.of.parts]  # noqa: SLF001 another value of the same class
        return {"koefficient": part.count, **part.of._summary(), "delar": inner}  # noqa: SLF001

    def _rounding(self) -> dict[str, object] | None:
        if self.known is None or self.fill is None or self.own_rounding is None:
            return None
        return {
            "metod": self.fill.avrundning, "egen": self.own_rounding, "skrivet": self.known.varde,
            "flyttad": self.is_moved,
        }  # fmt: skip

    def _table(self) -> dict[str, object] | None:
        if self.known is None or self.fill is None or self.known.fil is None:
            return None
        hashes = {file.fil: file.sha256 for file in self.fill.tabeller}
        return {"fil": self.known.fil, "rad": self.known.filrad, "sha256": hashes.get(self.known.fil)}


def row_as_json(row: LedgerRow) -> dict[str, object]:
    """A ledger row's JSON."""
    return {
        "fil": row.fil, "rad": row.rad, "konto": row.konto, "ansvar": row.ansvar, "motpart": row.motpart,
        "period": str(row.period), "typ": row.typ, "verksamhet": row.verksamhet, "projekt": row.projekt,
        "verifikation": row.verifikation, "text": row.text, "belopp_ore": row.ore, "borttagen": row.intern,
    }  # fmt: skip


@dataclass(frozen=True, slots=True)
class Explained:
    """An answer of ``forklara``.

    Attributes:
        book: the workbook as the caller gave it.
        trail, trail_sha256: the trail's file, and the hash of its bytes.
        is_untouched: the book's bytes are those that ``fyll`` wrote.
        with_rows: the ledger rows are wanted.
    """

    book: str
    namnd: str | None
    year: int
    trail: str
    trail_sha256: str
    is_untouched: bool
    explanation: Explanation
    with_rows: bool
    findings: tuple[Finding, ...] = ()

    @property
    def exit_code(self) -> int:
        """1 when something of severity *fel* was found."""
        return exit_of(self.findings)

    def as_json(self) -> dict[str, object]:
        """The answer's JSON."""
        fill = self.explanation.fill
        return {
            "bok": self.book,
            "namnd": self.namnd,
            "ar": self.year,
            **self.explanation.as_json(with_rows=self.with_rows),
            "spar": {
                "fil": self.trail,
                "sha256": self.trail_sha256,
                "bok_oandrad": self.is_untouched,
                "tillfalle": fill.tillfalle if fill else None,
                "kommun": fill.kommun if fill else None,
                "kontoplan": fill.kontoplan if fill else None,
                "huvudbok": [file.model_dump() for file in fill.huvudbok] if fill else [],
            },
            "fynd": [finding.as_json() for finding in self.findings],
        }
