"""What ``flikar rensa`` tells of the proof: pairs, periods, kommuninterna poster, accounts, RR below the nämnd."""

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import TYPE_CHECKING

from engine.amounts import kronor
from engine.cli.show_blocks import heading, table, whole
from engine.cli.show_findings import one_line

if TYPE_CHECKING:
    from rich.console import RenderableType

    from engine.ledger import Breakdown, PeriodSum, Proof, RemovedRow, Share

_SHOWN = 20
_MORE = "--borttaget FIL och --json visar alla."


def show_proof(proof: "Proof") -> Iterator["RenderableType"]:
    """The pairs by status, and the periods whose removed rows do not sum to 0."""
    told = [one for one in proof.par if one.rader]
    if not told:
        return
    yield ""
    yield heading("Borttagna rader efter status, kr")
    yield table(
        ("Status", "Par", "Rader", "Kostnader", "Intäkter", "Summa"),
        (
            (o.status.words, whole(o.par), whole(o.rader), kronor(o.kostnad_ore), kronor(o.intakt_ore), kronor(o.ore))
            for o in told
        ),
        numbers=5,
    )
    yield from _periods([one for one in proof.perioder if one.ore])


def _periods(off: list["PeriodSum"]) -> Iterator["RenderableType"]:
    if not off:
        return
    yield ""
    yield heading("Perioder som inte summerar till 0, kr")
    yield table(
        ("Förvaltning", "Typ", "Period", "Förklaras av", "Summa", "Varav i annan period", "Varav utan motsvarighet"),
        (
            (o.forvaltning, o.typ, str(o.period), _explained(o.storsta), kronor(o.ore), kronor(o.annan_period_ore),
             kronor(o.utan_motsvarighet_ore))
            for o in islice(off, _SHOWN)
        ),
        numbers=3,
    )  # fmt: skip
    yield from _left_out(len(off), "perioder")


def _explained(rows: Iterable["RemovedRow"]) -> str:
    """The largest rows behind a remainder."""
    return "; ".join(f"{one_line(row.fil)} rad {row.rad} {kronor(row.ore)}" for row in rows)


def show_between(proof: "Proof") -> Iterator["RenderableType"]:
    """What stays with the kommun's other förvaltningar."""
    if not proof.kommuninternt:
        return
    yield ""
    yield heading("Kommuninternt, kvar i resultaträkningen, kr (kostnad +, intäkt −)")
    yield table(
        ("Förvaltning", "Med", "Typ", "År", "Nämndens rader", "Nämndens", "Förvaltningens", "Motsidans", "Skillnad"),
        (
            (o.forvaltning, o.motforvaltning, o.typ, str(o.ar), whole(o.rader), kronor(o.ore),
             kronor(o.forvaltningens_ore), kronor(o.motsidans_ore), kronor(o.skillnad_ore))
            for o in islice(proof.kommuninternt, 2 * _SHOWN)
        ),
        numbers=5,
    )  # fmt: skip
    yield from _left_out(len(proof.kommuninternt), "förvaltningar", 2 * _SHOWN)
    off = sum(not one.inom_tolerans for one in proof.kommuninternt)
    if off:
        yield f"{whole(off)} av {whole(len(proof.kommuninternt))} går inte ihop inom toleransen."


def show_claims(proof: "Proof") -> Iterator["RenderableType"]:
    """Every account of the nämnd by what it is to the RR."""
    parts = (("kvar", proof.kvar), ("borttagna", proof.borttagna))
    rows = [
        (f"{claim.words}, {name}", whole(one.konton), whole(one.rader), kronor(one.ore))
        for name, found in parts
        for claim, one in found.items()
        if one.rader
    ]
    if rows:
        yield ""
        yield heading(f"Nämndens konton, kr ({one_line(proof.kontoplan)})")
        yield table(("", "Konton", "Rader", "Kronor"), rows, numbers=3)


def show_shares(per: "Breakdown") -> Iterator["RenderableType"]:
    """The RR of every value: outcome, a column for each row."""
    yield ""
    yield heading(f"Utfall per {per.dimension.title}, kr")
    labels = [label for label in (per.shares[0].rr_rader if per.shares else ()) if _is_used(per, label)]
    rows = [_share_row(share, labels) for share in islice(per.shares, _SHOWN)]
    yield table((per.dimension.title.capitalize(), *labels, "Summa"), rows, numbers=len(labels) + 1)
    yield from _left_out(len(per.shares), "värden")


def _is_used(per: "Breakdown", label: str) -> bool:
    return any(share.rr_rader[label].utfall_ore for share in per.shares)


def _share_row(share: "Share", labels: Iterable[str]) -> tuple[str, ...]:
    ores = [share.rr_rader[label].utfall_ore for label in labels]
    return (one_line(share.kod) or "(utan)", *map(kronor, ores), kronor(sum(ores)))


def _left_out(number: int, what: str, shown: int = _SHOWN) -> Iterator[str]:
    if number > shown:
        yield f"och {whole(number - shown)} {what} till; {_MORE}"
