"""What stripping a ledger gives: frozen values, all amounts in exact öre."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from engine.ledger.faults import FileFault, RowFault
from engine.ledger.overlap import Overlap, SharedVouchers


@dataclass(frozen=True, slots=True)
class RowCounts:
    """How many rows went where; ``namnden`` = ``borttagna`` + ``kvar``.

    Attributes:
        inlasta: every data row of the files, faulty ones too.
        namnden: the nämnd's rows in counted periods.
        borttagna: those of them that are interninterna.
        kvar: those that stay.
        utanfor_period: rows of the files, whoever's, outside the counted periods.
    """

    inlasta: int
    namnden: int
    borttagna: int
    kvar: int
    utanfor_period: int


@dataclass(frozen=True, slots=True)
class Removed:
    """What was removed for one förvaltning, typ and year, over all its ansvar; ``ore`` must be 0.

    Attributes:
        ore: ledger sign (cost +), the whole förvaltning.
        egna_ore: the part of it that is the asked nämnd's own.
    """

    forvaltning: str
    typ: str
    ar: int
    rader: int
    ore: int
    egna_ore: int


class PairStatus(StrEnum):
    """What became of a removed row when its counterpart was looked for."""

    MATCHAD = "matchad"
    ANNAN_PERIOD = "matchad_annan_period"
    BELOPP_SKILJER = "belopp_skiljer"
    ENSIDIG = "ensidig"

    @property
    def words(self) -> str:
        """The status as people read it."""
        return _STATUS_TITLES[self]

    @property
    def has_counterpart(self) -> bool:
        """Whether the row and its counterpart come to 0."""
        return self in (PairStatus.MATCHAD, PairStatus.ANNAN_PERIOD)


_STATUS_TITLES = {
    PairStatus.MATCHAD: "matchad",
    PairStatus.ANNAN_PERIOD: "matchad i annan period",
    PairStatus.BELOPP_SKILJER: "beloppen skiljer sig",
    PairStatus.ENSIDIG: "ensidig",
}


@dataclass(frozen=True, slots=True)
class RemovedRow:
    """One removed row and how it was matched.

    Attributes:
        rad: the physical line in ``fil``.
        namnd: whose row it is; a förvaltning may be shared.
        ore: ledger sign.
        satt: what it and its counterpart agree on; None when it has none.
        status: what became of it.
        grupp: the same number for the rows that were matched together, by whatever status.
        motrad: ``fil:rad`` of the counterpart when it is one single row.
    """

    fil: str
    rad: int
    namnd: str
    forvaltning: str
    konto: str
    ansvar: str
    motpart: str
    period: int
    typ: str
    ore: int
    verifikation: str = ""
    text: str = ""
    satt: str | None = None
    status: PairStatus = PairStatus.ENSIDIG
    grupp: int = 0
    motrad: str | None = None

    @property
    def ar(self) -> int:
        """The year of its period."""
        return self.period // 100


@dataclass(frozen=True, slots=True)
class CodeSum:
    """How many kept rows a code has, and their sum in öre, ledger sign.

    Attributes:
        claimants: for an account, the rows that claim it; none, or more than one.
    """

    kod: str
    rader: int
    ore: int
    claimants: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class RowAmounts:
    """One RR row in exact öre, report sign (income +, cost −).

    Attributes:
        budget_ore: the whole year.
        budget_period_ore, utfall_ore: through the occasion's month.
        foregaende_ore: utfall of the same months the year before.
        foregaende_helar_ore: utfall of the whole year before, F01–F12.
        budget_fg_ore: the whole budget of the year before; read at the budget occasion only.
    """

    budget_ore: int = 0
    budget_period_ore: int = 0
    utfall_ore: int = 0
    foregaende_ore: int = 0
    foregaende_helar_ore: int = 0
    budget_fg_ore: int = 0


def stops(
    unread: Sequence[FileFault], faults: Sequence[RowFault], repeated: Sequence[Overlap], *, skipped: bool
) -> bool:
    """Whether what could not be read, and was not to be skipped, leaves the rest without meaning."""
    return bool(unread) or (bool(faults or repeated) and not skipped)


@dataclass(frozen=True, slots=True)
class Stripped:
    """A nämnd's RR out of a ledger, stripped of interninterna poster, with the proof of it.

    Attributes:
        namnd, ar, tillfalle: what was asked.
        rader: the row counts.
        borttaget: per förvaltning, typ and year, those that have removed rows.
        utan_motsvarighet: the removed rows that lack a counterpart, where a remainder says that some must; those
            whose counterpart has another amount are among them.
        okanda_konton: accounts of kept rows that no kontogrupp or declared row claims, or more than one.
        okanda_motparter: motparter of kept rows that no motpartsslag claims; the rows count as extern.
        rr: the kontogrupp's label → its amounts, every label there.
        rr_rader: the same by the rows of the nämnd's own flik, those that the ledger fills.
        huvudbokens_typ_ar: every (typ, year) that any readable row of the files has.
        namndens_typ_ar: the same for the nämnd's rows in counted periods.
        kommunbidrag_typ_ar: the same for the nämnd's kept rows on kommunbidrag accounts.
        har_foregaende_helar: the files have utfall in every month of the year before.
        radfel, olasta: rows that cannot be counted and files that cannot be read.
        utan_radslut: files whose last row is not closed by a line end; they may be cut.
        hoppade: whether the caller asked to leave faulty rows out.
        upprepade: rows that an earlier file has too; they are not counted.
        delade_verifikationer: verifications that two files have different rows of; they are counted.
        noter: (file, sentence): what there is to say of how a file was read.
    """

    namnd: str
    ar: int
    tillfalle: str
    rader: RowCounts
    borttaget: tuple[Removed, ...]
    utan_motsvarighet: tuple[RemovedRow, ...]
    okanda_konton: tuple[CodeSum, ...]
    okanda_motparter: tuple[CodeSum, ...]
    rr: Mapping[str, RowAmounts]
    rr_rader: Mapping[str, RowAmounts]
    huvudbokens_typ_ar: frozenset[tuple[str, int]]
    namndens_typ_ar: frozenset[tuple[str, int]]
    kommunbidrag_typ_ar: frozenset[tuple[str, int]]
    har_foregaende_helar: bool
    radfel: tuple[RowFault, ...]
    olasta: tuple[FileFault, ...]
    utan_radslut: tuple[str, ...]
    hoppade: bool
    upprepade: tuple[Overlap, ...] = ()
    delade_verifikationer: tuple[SharedVouchers, ...] = ()
    noter: tuple[tuple[str, str], ...] = ()

    @property
    def borttaget_ore(self) -> int:
        """The sum of the nämnd's own removed rows, ledger sign."""
        return sum(removed.egna_ore for removed in self.borttaget)

    @property
    def stops(self) -> bool:
        """Whether nothing may be written and the exit code is 3."""
        return stops(self.olasta, self.radfel, self.upprepade, skipped=self.hoppade)

    @property
    def has_own_rows(self) -> bool:
        """Whether the nämnd's flik has other rows than the usual."""
        return list(self.rr_rader) != list(self.rr)

    def as_json(self) -> dict[str, object]:
        """The keys of the contract that the ledger knows; version, kommun and fynd are the caller's."""
        return {
            "namnd": self.namnd,
            "ar": self.ar,
            "tillfalle": self.tillfalle or None,
            "rader": _counts_as_json(self.rader),
            "borttaget_ore": self.borttaget_ore,
            "borttaget": [_removed_as_json(removed) for removed in self.borttaget],
            "utan_motsvarighet": [row_as_json(row) for row in self.utan_motsvarighet],
            "okanda_konton": [
                {"konto": code.kod, "rader": code.rader, "belopp_ore": code.ore} for code in self.okanda_konton
            ],
            "rr": rows_as_json(self.rr),
            **({"rr_rader": rows_as_json(self.rr_rader)} if self.has_own_rows else {}),
            **({"upprepade": [overlap.as_json() for overlap in self.upprepade]} if self.upprepade else {}),
        }


def _counts_as_json(counts: RowCounts) -> dict[str, int]:
    return {
        "in": counts.inlasta, "namnden": counts.namnden, "borttagna": counts.borttagna, "kvar": counts.kvar,
        "utanfor_period": counts.utanfor_period,
    }  # fmt: skip


def _removed_as_json(removed: Removed) -> dict[str, object]:
    return {
        "forvaltning": removed.forvaltning, "typ": removed.typ, "ar": removed.ar, "rader": removed.rader,
        "ore": removed.ore,
    }  # fmt: skip


def row_as_json(row: RemovedRow) -> dict[str, object]:
    """A removed row with the keys of the contract."""
    return {
        "fil": row.fil, "rad": row.rad, "konto": row.konto, "ansvar": row.ansvar, "motpart": row.motpart,
        "period": str(row.period), "typ": row.typ, "belopp_ore": row.ore,
    }  # fmt: skip


def rows_as_json(rows: Mapping[str, RowAmounts]) -> dict[str, dict[str, int]]:
    """RR rows by label with the keys of the contract."""
    return {label: _amounts_as_json(amounts) for label, amounts in rows.items()}


def _amounts_as_json(amounts: RowAmounts) -> dict[str, int]:
    return {
        "budget_ore": amounts.budget_ore, "budget_period_ore": amounts.budget_period_ore,
        "utfall_ore": amounts.utfall_ore, "foregaende_ore": amounts.foregaende_ore,
    }  # fmt: skip
