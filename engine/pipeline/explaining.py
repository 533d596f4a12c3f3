"""``flikar forklara``: where an amount of a filled workbook comes from, told from the trail beside it."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path

from engine.addresses import Cell, parse_cell
from engine.amounts import ORE_PER_TKR, half_away, show_number
from engine.calc import FlikValues, Origin, flik_values, number_in
from engine.data import FlikData
from engine.errors import UnreadableError, WrongCallError
from engine.fill import SourceKind
from engine.findings import Finding, make_finding
from engine.layout import PlacedTarget
from engine.ledger.trail import OpenTrail, TrailCell, digest, find_trail, open_trail
from engine.pipeline.explanations import (
    BY_HAND,
    EMPTY,
    FORMULA,
    OTHER_FORMULA,
    Explained,
    Explanation,
    Part,
    Rule,
    Share,
    Standing,
)
from engine.pipeline.opening import OpenedBook, cell_named, open_book
from engine.pipeline.setup import Setup
from engine.rules import judged


def explain_cell(setup: Setup, book: Path, address: str, *, year: int | None, with_rows: bool) -> Explained:
    """Tell where the amount of a cell comes from, without the ledger.

    Args:
        setup: the kommun and its flikar.
        book: the workbook.
        address: ``FLIK!E7``, the flik's name spelled tolerantly.
        year: ``--ar``.
        with_rows: the ledger rows too.

    Raises:
        WrongCallError: no such flik, or no amount in the cell.
        UnreadableError: the workbook cannot be read, or has no trail, or another's.
    """
    opened = open_book(book, setup, year=year)
    flik, cell = cell_named(opened.data, address)
    with own_trail(opened, book) as trail:
        return Explained(
            book=str(book),
            namnd=opened.namnd.kod if opened.namnd else None,
            year=opened.data.year,
            trail=str(trail.path),
            trail_sha256=digest(trail.path),
            is_untouched=digest(book) == trail.trail.bok_sha256,
            explanation=_Teller(flik, trail, with_rows=with_rows).explain(cell),
            with_rows=with_rows,
            findings=judged(tuple(changed_figures(opened, trail)), setup.kommun, opened.namnd),
        )


@contextmanager
def own_trail(opened: OpenedBook, book: Path) -> Iterator[OpenTrail]:
    """The trail of a workbook, which must be of the same nämnd and year.

    Raises:
        UnreadableError: it is missing, no trail, or another's.
    """
    with open_trail(find_trail(book)) as trail:
        namnd = opened.namnd.kod if opened.namnd else None
        if (trail.trail.namnd, trail.trail.ar) != (namnd, opened.data.year):
            whose = f"{trail.trail.namnd or 'en bok utan nämnd'} {trail.trail.ar}"
            raise UnreadableError(
                trail.path,
                f"spåret hör till {whose}, inte till {namnd or 'en bok utan nämnd'} {opened.data.year}.",
                "Lägg bokens eget spår bredvid den, eller fyll boken på nytt.",
            )
        yield trail


def changed_figures(opened: OpenedBook, trail: OpenTrail) -> Iterator[Finding]:
    """Every filled cell that no longer holds what was written into it."""
    fliks = {flik.name: flik for flik in opened.data.flikar}
    for known in trail.trail.celler:
        flik, cell = fliks.get(known.flik), parse_cell(known.cell)
        found = standing_in(flik, cell) if flik is not None and cell is not None else None
        if found != known.varde:
            how = "följde med till" if known.fran is not None else "fylldes i"
            text = f"{shown_content(known.varde)} {how} {known.rad}, {shown_content(found)} står där nu."
            yield make_finding(
                "IN16", text, flik=known.flik, cell=cell, row=known.rad, column=known.kolumn, found=found,
                expected=known.varde,
            )  # fmt: skip


def standing_in(flik: FlikData, cell: Cell) -> Standing:
    """What stands in a cell: an exact number, an error or a text, or nothing."""
    raw = flik.raw(cell)
    number = number_in(raw)
    if number is not None:
        return number
    return raw.error or (str(raw.value) if raw.value is not None else None)


def shown_content(value: object) -> str:
    """What stands in a cell, in a sentence."""
    if isinstance(value, str):
        return f"”{value}”"
    return "ingenting" if value is None else show_number(value)  # type: ignore[arg-type]


@dataclass(frozen=True)
class _Teller:
    """One flik beside its trail."""

    flik: FlikData
    trail: OpenTrail
    with_rows: bool

    @cached_property
    def values(self) -> FlikValues:
        return flik_values(self.flik)

    @cached_property
    def told(self) -> dict[Cell, Explanation]:
        """What has been told already: a sum and its deviation take the same cells."""
        return {}

    def explain(self, cell: Cell) -> Explanation:
        if cell not in self.told:
            self.told[cell] = self._explained(cell)
        return self.told[cell]

    def _explained(self, cell: Cell) -> Explanation:
        target = self.flik.layout.targets_by_cell.get(cell)
        known = self.trail.trail.cell(self.flik.name, str(cell))
        if target is None and known is None:
            raise WrongCallError(
                f"{self.flik.name}!{cell} är ingen beloppscell.", f"Fliken har belopp i {self._extent()}."
            )
        if target is not None and target.formula is not None:
            return self._derived(target)
        if known is not None:
            return self._filled(known, cell, target)
        return self._by_hand(cell, target) if target is not None else self._nothing(cell)

    def _extent(self) -> str:
        cells = sorted(self.flik.layout.targets_by_cell)
        return f"{cells[0]}–{cells[-1]}"

    def _nothing(self, cell: Cell) -> Explanation:
        return Explanation(flik=self.flik.name, cell=cell, row="", column=None, source=EMPTY, told="Cellen är tom.")

    def _base(self, cell: Cell, target: PlacedTarget | None, known: TrailCell | None) -> Explanation:
        """The place and the value, for the others to go on from."""
        value = self.values.values.get(cell)
        return Explanation(
            flik=self.flik.name,
            cell=cell,
            row=target.row.label if target else known.rad if known else "",
            column=target.column.column.kind.value if target else known.kolumn if known else None,
            heading=target.column.heading if target else "",
            value=standing_in(self.flik, cell) if value is None else value,
            source=EMPTY,
            told="Cellen är tom.",
            known=known,
        )

    def _by_hand(self, cell: Cell, target: PlacedTarget) -> Explanation:
        base = self._base(cell, target, None)
        formula = self.flik.raw(cell).formula
        if formula is not None:
            told = "En egen formel som fyll inte har skrivit."
            return replace(base, source=OTHER_FORMULA, told=told, formula=formula, ore=_ore_of(base.value))
        if base.value is None:
            return replace(base, ore=0)
        told = "Ingen huvudbok eller tabell har fyllt cellen: beloppet är inmatat för hand."
        return replace(base, source=BY_HAND, told=told, ore=_ore_of(base.value))

    def _filled(self, known: TrailCell, cell: Cell, target: PlacedTarget | None) -> Explanation:
        base = self._base(cell, target, known)
        fill = self.trail.trail.fill(known.omgang) if known.omgang is not None else None
        base = replace(base, source=known.kalla, fill=fill, told=_told(known), ore=_exact(base))
        if fill is None or known.grupp is None or known.bakom is None:
            return base
        rule = Rule(fill.row(known.grupp), fill.column(known.rule_column or ""), fill)
        sign = rule.row.tecken
        sums = self.trail.sums(known)
        return replace(
            base,
            rule=rule,
            told=f"{_carried_told(known)}{_rule_told(rule)}",
            shares=tuple(Share(s.konto, s.ansvar, s.rader, s.ore, sign * s.ore) for s in sums),
            counted=known.bakom.rader,
            removed=known.bakom.borttagna,
            removed_ore=known.bakom.borttaget_ore,
            rows=self.trail.rows(known) if self.with_rows else (),
        )

    def _derived(self, target: PlacedTarget) -> Explanation:
        derived = self.values.derived[target.cell]
        base = self._base(target.cell, target, self.trail.trail.cell(self.flik.name, str(target.cell)))
        declared = f"={self.flik.layout.formula_text(target)}"
        raw = self.flik.raw(target.cell)
        match derived.origin:
            case Origin.DECLARED:
                return self._of_parts(base, target, declared)
            case Origin.EXTENDED:
                told = "Flikens formel, med en rad som inte hör till tabellen; den ingår inte i delarna nedan."
                return replace(self._of_parts(base, target, f"={raw.formula}"), told=told, ore=None)
            case Origin.CHANGED:
                told = f"En ändrad formel; flikens egen är {declared}."
                return replace(base, source=OTHER_FORMULA, told=told, formula=f"={raw.formula}")
            case Origin.EMPTY:
                return replace(base, told=f"Cellen är tom; flikens formel är {declared}.")
            case _:
                told = f"Ett inskrivet värde står i stället för flikens formel {declared}."
                return replace(base, source=BY_HAND, told=told, ore=_ore_of(base.value))

    def _of_parts(self, base: Explanation, target: PlacedTarget, formula: str) -> Explanation:
        derived = self.values.derived[target.cell]
        if target.cell in self.flik.layout.conditions and not derived.terms:
            column = self.flik.layout.column(self.flik.layout.conditions[target.cell])
            told = f"Räknas först när kolumnen {column.heading if column else ''} är ifylld."
            return replace(base, source=FORMULA, formula=formula, told=told, ore=0)
        parts = tuple(Part(count, self.explain(cell)) for cell, count in self.flik.layout.sums[target.cell])
        leaves = _leaves(parts)
        ores = [count * leaf.ore for leaf, count in leaves if leaf.ore is not None]
        behind = [(leaf, count) for leaf, count in leaves if not leaf.is_changed]
        return replace(
            base,
            source=FORMULA,
            told="Flikens formel över cellerna nedan.",
            formula=formula,
            parts=parts,
            ore=sum(ores) if len(ores) == len(leaves) else None,
            shares=_summed(behind),
            counted=sum(leaf.counted for leaf, _ in behind),
            removed=sum(leaf.removed for leaf, _ in behind),
            removed_ore=sum(count * leaf.removed_ore for leaf, count in behind),
            rows=tuple(dict.fromkeys(row for leaf, _ in behind for row in leaf.rows)),
        )


def _leaves(parts: Sequence[Part]) -> list[tuple[Explanation, int]]:
    """The cells without parts that a formula comes to in the end, each once with its whole coefficient."""
    counts: defaultdict[Cell, int] = defaultdict(int)
    cells: dict[Cell, Explanation] = {}

    def take(part: Part, count: int) -> None:
        if part.of.parts:
            for inner in part.of.parts:
                take(inner, count * inner.count)
        else:
            cells[part.of.cell] = part.of
            counts[part.of.cell] += count

    for part in parts:
        take(part, part.count)
    return [(cells[cell], count) for cell, count in counts.items()]


def _summed(leaves: Sequence[tuple[Explanation, int]]) -> tuple[Share, ...]:
    found: dict[tuple[str, str], Share] = {}
    for leaf, count in leaves:
        for share in leaf.shares:
            key = (share.konto, share.ansvar)
            before = found.get(key, Share(*key, 0, 0, 0))
            found[key] = Share(
                *key,
                before.rader + share.rader,
                before.ledger_ore + count * share.ledger_ore,
                before.ore + count * share.ore,
            )
    return tuple(found[key] for key in sorted(found))


def _ore_of(value: Standing) -> int | None:
    """An amount in tkr as öre; text is no amount."""
    return None if isinstance(value, str) else half_away((value or 0) * ORE_PER_TKR)


def _exact(base: Explanation) -> int | None:
    """The filled cell's exact amount; that of the book when somebody has changed it."""
    if base.known is None or base.column is None:
        return None
    return base.known.ore if base.known.ore is not None and not base.is_changed else _ore_of(base.value)


def _told(known: TrailCell) -> str:
    kind = SourceKind(known.kalla)
    sentences: Mapping[SourceKind, str] = {
        SourceKind.HUVUDBOK: f"Namnet på {known.text}.",
        SourceKind.BESLUT: f"Kommunbidraget kommer {known.text}",
        SourceKind.TABELL: f"Tabellen {known.fil}, rad {known.filrad}.",
        SourceKind.FORSLAG: f"Förslag ur huvudboken: {known.text}",
        SourceKind.UTKAST: "Ett utkast till kommentar, gjort av flikens siffror.",
        SourceKind.TILLFALLE: "Tillfället som boken fylldes för.",
        SourceKind.FOLJER_MED: known.text or "",
    }
    return f"{_carried_told(known)}{sentences[kind]}"


def _carried_told(known: TrailCell) -> str:
    """Where a roll took the amount from, before what is said of how it came there."""
    if known.fran is None:
        return ""
    return f"Följer med från {known.fran.bok}, {known.fran.flik}!{known.fran.cell} ({known.fran.tillfalle}). "


def _rule_told(rule: Rule) -> str:
    accounts = ", ".join(rule.row.konton) + (f" utom {', '.join(rule.row.utom)}" if rule.row.utom else "")
    project = f" och projekt {rule.row.projekt}" if rule.row.projekt else ""
    periods = f"{rule.column.perioder[0]}–{rule.column.perioder[-1]}" if rule.column.perioder else ""
    turned = ", med omvänt tecken" if rule.row.tecken < 0 else ""
    return (
        f"Summan av huvudbokens {rule.column.typ} {periods} på konton {accounts}{project}, "
        f"utan interninterna poster{turned}."
    )
