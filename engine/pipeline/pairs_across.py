"""AV33: kommuninterna poster whose two sides do not take each other out, once for each pair of förvaltningar."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from engine.amounts import ORE_PER_TKR, half_away, kronor, show_number
from engine.findings import Finding, make_finding
from engine.ledger import Between, ComparedPair, LeadingRow
from engine.organisation import Kommun, Namnd
from engine.pipeline.checked import CheckedFile
from engine.pipeline.evidence import PairEvidence
from engine.pipeline.opening import known_namnd
from engine.rules import judged


@dataclass(frozen=True, slots=True)
class _Seen:
    """A pair as one of the checked workbooks sees it."""

    place: int
    namnd: Namnd
    evidence: PairEvidence

    @property
    def sides(self) -> Between:
        """What the workbook's förvaltning and the other have booked with each other."""
        return self.evidence.pair.sides


_Key = tuple[frozenset[str], str, int]


def pair_findings(kommun: Kommun, files: Sequence[CheckedFile]) -> Iterator[tuple[int, Finding]]:
    """AV33 for each pair that does not come to 0, with the place of the file it stands in.

    Both workbooks of a pair see it, and often several occasions do; it is told of once, as of the latest occasion, in
    the workbook whose förvaltning has booked the least: there something is missing. It counts as accepted when either
    nämnd has it accepted, for the amounts decide where it stands.
    """
    for seen in _by_pair(kommun, files).values():
        latest = max(each.evidence.through for each in seen)
        parties = [each for each in seen if each.evidence.through == latest and _takes_part(each)]
        if parties and parties[0].evidence.pair.is_off:
            holder = min(parties, key=lambda each: _order(kommun, each))
            yield holder.place, _judged(kommun, holder, _finding(kommun, holder))


def _by_pair(kommun: Kommun, files: Sequence[CheckedFile]) -> Mapping[_Key, list[_Seen]]:
    found: dict[_Key, list[_Seen]] = {}
    for place, file in enumerate(files):
        namnd = known_namnd(kommun, file.namnd)
        if namnd is None:
            continue
        for evidence in file.pairs:
            sides = evidence.pair.sides
            key = frozenset((sides.forvaltning, sides.motforvaltning)), sides.typ, sides.ar
            found.setdefault(key, []).append(_Seen(place, namnd, evidence))
    return found


def _takes_part(seen: _Seen) -> bool:
    """The nämnd has rows of its own; or nobody has, and the förvaltning's motpart codes are the nämnd's."""
    sides = seen.sides
    own = (entry for entry in seen.namnd.forvaltningar if entry.kod == sides.forvaltning)
    return bool(sides.rader) or (sides.forvaltningens_ore == 0 and any(entry.motpart for entry in own))


def _order(kommun: Kommun, seen: _Seen) -> tuple[int, int, int, int]:
    """The förvaltning that has booked least, of its nämnder the one with the most, then as in kommun.toml."""
    sides = seen.sides
    return abs(sides.forvaltningens_ore), -abs(sides.ore), kommun.namnder.index(seen.namnd), seen.place


def _judged(kommun: Kommun, holder: _Seen, finding: Finding) -> Finding:
    owners = _owners(kommun, holder.sides.motforvaltning)
    told = [judged((finding,), kommun, namnd)[0] for namnd in (holder.namnd, *owners)]
    return next((each for each in told if each.accepted is not None), told[0])


def _owners(kommun: Kommun, forvaltning: str) -> list[Namnd]:
    return [namnd for namnd in kommun.namnder if any(entry.kod == forvaltning for entry in namnd.forvaltningar)]


def _finding(kommun: Kommun, holder: _Seen) -> Finding:
    sides, pair = holder.sides, holder.evidence.pair
    one, other = (_named(kommun, kod) for kod in (sides.forvaltning, sides.motforvaltning))
    period = f"{sides.typ} {sides.ar}01–{sides.ar}{holder.evidence.through:02}"
    text = (
        f"Kommuninterna poster mellan {one} och {other}, {period}, tar inte ut varandra. {sides.forvaltning} har "
        f"{kronor(sides.forvaltningens_ore)} kr mot {sides.motforvaltning}, {sides.motforvaltning} har "
        f"{kronor(sides.motsidans_ore)} kr mot {sides.forvaltning} (kostnad +, intäkt −): {_sum(sides)}."
        f"{_rows(pair)}"
    )
    return make_finding(
        "AV33", text, flik=holder.evidence.flik, row=" och ".join(sorted((sides.forvaltning, sides.motforvaltning))),
        column=sides.typ, found=Fraction(sides.skillnad_ore, 100), expected=0, remedy=_remedy(kommun, holder),
    )  # fmt: skip


def _named(kommun: Kommun, forvaltning: str) -> str:
    """The förvaltning and its nämnder: ``SBF (MSN, SBN, EXP)``."""
    return f"{forvaltning} ({', '.join(namnd.kod for namnd in _owners(kommun, forvaltning))})"


def _sum(sides: Between) -> str:
    """The arithmetic in kronor, and in tkr where it comes to any."""
    tkr = half_away(Fraction(sides.skillnad_ore, ORE_PER_TKR))
    in_tkr = f", {show_number(tkr)} tkr" if tkr else ""
    other = kronor(sides.motsidans_ore)
    added = f"+ ({other})" if sides.motsidans_ore < 0 else f"+ {other}"
    return f"{kronor(sides.forvaltningens_ore)} {added} = {kronor(sides.skillnad_ore)} kr{in_tkr}"


def _rows(pair: ComparedPair) -> str:
    """The rows that lead: those without an opposite of the same amount."""
    if not pair.leading:
        return ""
    left = pair.leading_count - len(pair.leading)
    more = f" och {show_number(left)} {'rad' if left == 1 else 'rader'} till" if left else ""
    return f" Utan motsvarighet på beloppet: {'; '.join(_row(row) for row in pair.leading)}{more}."


def _row(row: LeadingRow) -> str:
    place = f"{row.fil} rad {row.rad}"
    return f"{row.forvaltning} konto {row.konto} ansvar {row.ansvar} {row.period} {kronor(row.ore)} kr ({place})"


def _remedy(kommun: Kommun, holder: _Seen) -> str:
    other = holder.sides.motforvaltning
    if holder.namnd in _owners(kommun, other):
        whom = "Gå igenom raderna hos båda förvaltningarna"
    else:
        whom = f"Kontakta ekonomen för {_named(kommun, other)} och gå igenom raderna"
    what = "budgetera samma belopp på båda sidor" if holder.sides.typ == "budget" else "bokför den sida som saknas"
    return f"{whom}; {what}, eller rätta motparten."
