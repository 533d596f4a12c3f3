"""What ``flikar rensa`` tells: the proof that what was removed is nothing, and the RR that is left."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import TYPE_CHECKING

from engine.amounts import kronor
from engine.cli.show_blocks import heading, table, whole
from engine.cli.show_findings import count_words, finding_lines, one_line
from engine.cli.show_proof import show_between, show_claims, show_proof, show_shares

if TYPE_CHECKING:
    from rich.console import RenderableType

    from engine.findings import Finding
    from engine.ledger import Proof, RowAmounts, Stripped
    from engine.pipeline.stripping import StripOutcome

_SHOWN_ROWS = 20
_SHOWN_APART = frozenset({"IN02", "IN03", "IN09"})
"""Told of row by row in tables of their own."""


def show_stripped(outcome: "StripOutcome") -> Iterator["RenderableType"]:
    """The blocks of the text; amounts in kronor."""
    stripped = outcome.stripped
    yield heading(" ".join(part for part in (stripped.namnd, stripped.tillfalle, str(stripped.ar)) if part))
    yield from _counts(stripped)
    if not stripped.stops:
        yield from _removed(stripped)
        yield from show_proof(outcome.proof) if outcome.proof else ()
        yield from _one_sided(stripped)
        yield from _unknown_accounts(stripped)
        yield from _kept(outcome.proof) if outcome.proof else ()
        yield from _rr(stripped)
        yield from show_shares(outcome.proof.per) if outcome.proof and outcome.proof.per else ()
    yield ""
    yield from finding_lines(_rest(outcome.findings))
    yield from (f"Skrev {one_line(path)}" for path in outcome.written)
    if stripped.stops:
        remedy = "Rätta filen." if stripped.olasta else "Rätta raderna, eller utelämna dem med --hoppa-over."
        yield f"Ingenting räknades eller skrevs. {remedy}"
    yield f"{count_words(outcome.findings)}."


def _counts(stripped: "Stripped") -> Iterator["RenderableType"]:
    rows = stripped.rader
    yield table(
        ("Rader", "Antal"),
        (
            ("i filerna", whole(rows.inlasta)),
            ("nämndens", whole(rows.namnden)),
            ("borttagna, interninterna", whole(rows.borttagna)),
            ("kvar", whole(rows.kvar)),
            ("utanför perioden", whole(rows.utanfor_period)),
        ),
        numbers=1,
    )


def _removed(stripped: "Stripped") -> Iterator["RenderableType"]:
    yield ""
    if not stripped.borttaget:
        yield "Inga interninterna poster fanns att ta bort."
        return
    yield heading("Borttaget, kr (summan ska vara 0)")
    yield table(
        ("Förvaltning", "Typ", "År", "Rader", "Summa"),
        ((r.forvaltning, r.typ, str(r.ar), whole(r.rader), kronor(r.ore)) for r in stripped.borttaget),
        numbers=2,
    )
    yield f"Nämndens egna borttagna rader summerar till {kronor(stripped.borttaget_ore)} kr."


def _one_sided(stripped: "Stripped") -> Iterator["RenderableType"]:
    rows = stripped.utan_motsvarighet
    if not rows:
        return
    yield ""
    yield heading(f"Saknar motsvarighet: {whole(len(rows))} rader")
    yield table(
        ("Fil", "Rad", "Konto", "Ansvar", "Motpart", "Period", "Typ", "Status", "Kronor"),
        (
            (
                one_line(r.fil),
                str(r.rad),
                r.konto,
                r.ansvar,
                r.motpart,
                str(r.period),
                r.typ,
                r.status.words,
                kronor(r.ore),
            )
            for r in islice(rows, _SHOWN_ROWS)
        ),
        numbers=1,
    )
    if len(rows) > _SHOWN_ROWS:
        yield f"och {whole(len(rows) - _SHOWN_ROWS)} till; --borttaget FIL och --json visar alla."


def _unknown_accounts(stripped: "Stripped") -> Iterator["RenderableType"]:
    if not stripped.okanda_konton:
        return
    yield ""
    yield heading("Konton utan en rad i RR, räknas inte: lägg dem under [kontogrupper] eller flikar i kommun.toml")
    yield table(
        ("Konto", "Rader", "Kronor"),
        ((code.kod, whole(code.rader), kronor(code.ore)) for code in stripped.okanda_konton),
        numbers=2,
    )


def _kept(proof: "Proof") -> Iterator["RenderableType"]:
    yield from show_between(proof)
    yield from show_claims(proof)


def _rr(stripped: "Stripped") -> Iterator["RenderableType"]:
    yield ""
    yield heading("Resultaträkning, kr (intäkter +, kostnader −)")
    yield _rr_table(stripped.rr)
    if stripped.has_own_rows:
        yield ""
        yield heading("Samma resultaträkning med raderna i nämndens flik, kr")
        yield _rr_table(stripped.rr_rader)


def _rr_table(rows: "Mapping[str, RowAmounts]") -> "RenderableType":
    return table(
        ("", "Budget helår", "Budget perioden", "Utfall", "Utfall föregående år"),
        (
            (label, *map(kronor, (a.budget_ore, a.budget_period_ore, a.utfall_ore, a.foregaende_ore)))
            for label, a in rows.items()
        ),
        numbers=4,
    )


def _rest(findings: Sequence["Finding"]) -> Iterable["Finding"]:
    return (finding for finding in findings if finding.rule not in _SHOWN_APART)
