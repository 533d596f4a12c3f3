"""What ``rensa --borttaget`` shows: the bridge, the sums, the pairs, what lacks a counterpart, the removed rows."""

from collections.abc import Iterable, Iterator
from fractions import Fraction

from engine.ledger import (
    PairLine,
    PairStatus,
    Proof,
    RemovedRow,
    Stripped,
    Stripping,
    count_pair_lines,
    removed_rows,
    side_by_side,
)
from engine.model import Table
from engine.pipeline.bridge_lists import bridge_list, per_list
from engine.writer.lists import Field, ListSheet

_ROW_HEADINGS = ("Förvaltning", "Nämnd", "Typ", "Period", "Konto", "Ansvar", "Motpart", "Belopp, kr", "Verifikation",
                 "Text", "Fil", "Rad", "Status", "Motsvarighet")  # fmt: skip
_ROW_WIDTHS = (13, 9, 9, 9, 9, 9, 10, 18, 16, 36, 30, 9, 22, 44)
_SIDE_HEADINGS = ("konto", "ansvar", "motpart", "period", "belopp, kr", "text", "plats")
_SIDE_WIDTHS = (10, 10, 10, 10, 17, 26, 28)
_PAIR_HEADINGS = ("Par", "Status", "Stämmer i", "Förvaltning", "Typ", "Verifikation",
                  *(f"Kostnad: {name}" for name in _SIDE_HEADINGS),
                  *(f"Intäkt: {name}" for name in _SIDE_HEADINGS), "Skillnad, kr")  # fmt: skip
_PAIR_WIDTHS = (9, 22, 26, 13, 9, 16, *_SIDE_WIDTHS, *_SIDE_WIDTHS, 16)
_DIFFERING = "Beloppen skiljer sig"


def removed_lists(stripping: Stripping, proof: Proof, table: Table) -> Iterator[ListSheet]:
    """The sheets of the workbook, amounts in kronor; rows with the ledger's sign, RR with the report's.

    Args:
        stripping: still open, with the removed rows paired.
        proof: of it.
        table: the nämnd's RR.
    """
    stripped, named = stripping.result, f"{stripping.result.namnd} {stripping.result.ar}"
    counts = {one.status: one.rader for one in proof.par}
    yield bridge_list(proof, table, named)
    yield _sums(stripped, named)
    yield _periods(proof, named)
    yield _pairs(stripping, named)
    yield _rows(stripping, "Ensidiga", f"Rader utan motsvarighet {named}", (PairStatus.ENSIDIG,), counts)
    yield _rows(stripping, _DIFFERING, f"Par vars belopp skiljer sig {named}", (PairStatus.BELOPP_SKILJER,), counts)
    yield _rows(stripping, "Borttagna rader", f"Borttagna rader {named}", tuple(PairStatus), counts)
    yield _between(proof, named)
    if proof.per is not None:
        yield per_list(proof.per, table, named)


def _kronor(ore: int) -> float:
    return float(Fraction(ore, 100))


def _sums(stripped: Stripped, named: str) -> ListSheet:
    rows: list[tuple[Field, ...]] = [
        (each.forvaltning, each.typ, each.ar, each.rader, _kronor(each.ore), "0" if each.ore == 0 else "AVVIKER")
        for each in stripped.borttaget
    ]
    return ListSheet(
        "Summor",
        f"Borttagna interninterna poster {named}",
        ("Förvaltning", "Typ", "År", "Rader", "Summa, kr", "Ska vara 0"),
        (14, 12, 10, 12, 20, 14),
        rows,
    )


def _periods(proof: Proof, named: str) -> ListSheet:
    rows: list[tuple[Field, ...]] = [
        (one.forvaltning, one.typ, str(one.period), one.rader, _kronor(one.ore), _kronor(one.annan_period_ore),
         _kronor(one.utan_motsvarighet_ore), "0" if one.ore == 0 else "AVVIKER",
         "; ".join(f"{row.fil} rad {row.rad}, konto {row.konto}, ansvar {row.ansvar}" for row in one.storsta))
        for one in proof.perioder
    ]  # fmt: skip
    return ListSheet(
        "Perioder",
        f"Borttaget per period {named}",
        ("Förvaltning", "Typ", "Period", "Rader", "Summa, kr", "Varav i annan period, kr",
         "Varav utan motsvarighet, kr", "Ska vara 0", "Förklaras av de största raderna"),
        (14, 12, 10, 12, 20, 26, 28, 14, 90),
        rows,
    )  # fmt: skip


def _pairs(stripping: Stripping, named: str) -> ListSheet:
    return ListSheet(
        "Par",
        f"Par av borttagna rader {named}",
        _PAIR_HEADINGS,
        _PAIR_WIDTHS,
        (_pair(line) for line in side_by_side(stripping.rows)),
        total=count_pair_lines(stripping.rows),
        note="En grupp med flera rader står på flera rader med samma nummer. De som inte går ihop står först.",
    )


def _pair(line: PairLine) -> tuple[Field, ...]:
    one, left = line.row, sum(row.ore for row in (line.kostnad, line.intakt) if row)
    return (
        line.nummer, one.status.words, one.satt, one.forvaltning, one.typ, one.verifikation, *_side(line.kostnad),
        *_side(line.intakt), _kronor(left),
    )  # fmt: skip


def _side(row: RemovedRow | None) -> tuple[Field, ...]:
    if row is None:
        return (None,) * len(_SIDE_HEADINGS)
    return (
        row.konto, row.ansvar, row.motpart, str(row.period), _kronor(row.ore), row.text,
        f"{row.fil} rad {row.rad}",
    )  # fmt: skip


def _rows(
    stripping: Stripping, name: str, title: str, statuses: tuple[PairStatus, ...], counts: dict[PairStatus, int]
) -> ListSheet:
    found: Iterable[RemovedRow] = removed_rows(stripping.rows, statuses)
    total = sum(counts[status] for status in statuses)
    return ListSheet(name, title, _ROW_HEADINGS, _ROW_WIDTHS, (_row(row) for row in found), total=total)


def _row(row: RemovedRow) -> tuple[Field, ...]:
    match_text = row.satt or "saknas"
    return (
        row.forvaltning, row.namnd, row.typ, str(row.period), row.konto, row.ansvar, row.motpart, _kronor(row.ore),
        row.verifikation, row.text, row.fil, row.rad, row.status.words,
        f"{match_text} ({row.motrad})" if row.motrad else match_text,
    )  # fmt: skip


def _between(proof: Proof, named: str) -> ListSheet:
    rows: list[tuple[Field, ...]] = [
        (one.forvaltning, one.motforvaltning, one.typ, one.ar, one.rader, _kronor(one.ore),
         _kronor(one.forvaltningens_ore), one.motsidans_rader, _kronor(one.motsidans_ore),
         _kronor(one.skillnad_ore), "0" if one.inom_tolerans else "AVVIKER")
        for one in proof.kommuninternt
    ]  # fmt: skip
    return ListSheet(
        "Kommuninternt",
        f"Kommuninterna poster som är kvar {named}",
        ("Förvaltning", "Annan förvaltning", "Typ", "År", "Nämndens rader", "Nämndens, kr", "Förvaltningens, kr",
         "Motsidans rader", "Motsidans, kr", "Skillnad, kr", "Inom toleransen"),
        (14, 18, 12, 10, 16, 20, 20, 17, 20, 20, 17),
        rows,
        note="De stannar i nämndens resultaträkning och tas bort när hela kommunen konsolideras.",
    )  # fmt: skip
