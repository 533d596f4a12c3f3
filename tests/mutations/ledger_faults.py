"""The everyday faults between the workbook and the ledger, and in the ledger itself."""

import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from fractions import Fraction

from engine.amounts import half_away
from engine.model import ColumnKind
from tests.mutations.calls import LEDGER
from tests.mutations.spot import Fault, NoPlaceError, Spot


@dataclass(frozen=True)
class _Line:
    """A row of the ledger, with its place in the file."""

    at: int
    konto: str
    ansvar: str
    motpart: str
    period: str
    ore: int


def _lines(spot: Spot) -> list[str]:
    return next(iter(spot.call.ledgers.values()))


def _rows(spot: Spot) -> Iterator[_Line]:
    """The rows of the year's outcome until August."""
    heading, *lines = _lines(spot)
    names = heading.split(";")
    for at, line in enumerate(lines, start=1):
        row = dict(zip(names, line.split(";"), strict=True))
        if row["typ"] == "utfall" and "202201" <= row["period"] <= "202208":
            ore = round(float(row["belopp"].replace(",", ".")) * 100)
            yield _Line(at, row["konto"], row["ansvar"], row["motpart"], row["period"], ore)


def _inside(spot: Spot) -> list[_Line]:
    """The nämnd's own rows with its förvaltning, of at least 10 000 kr."""
    own = {entry.kod for entry in spot.call.setup.kommun.namnd(spot.call.namnd).forvaltningar}
    return _some(
        line for line, namnd, one, other in _between(spot) if namnd == spot.call.namnd and one == other in own
    )


def _others(spot: Spot) -> list[_Line]:
    """Another förvaltning's rows with the nämnd's, in a pair that the nämnd itself has rows in."""
    namnd, rows = spot.call.namnd, _between(spot)
    pairs = {(other, one) for _, owner, one, other in rows if owner == namnd and one != other}
    return _some(line for line, owner, one, other in rows if owner != namnd and (one, other) in pairs)


def _some(lines: Iterable[_Line]) -> list[_Line]:
    found = [line for line in lines if abs(line.ore) >= 1_000_000]
    if not found:
        raise NoPlaceError
    return found


def _between(spot: Spot) -> list[tuple[_Line, str, str, str]]:
    """The rows between the kommun's own, each with its nämnd, its förvaltning and the other förvaltning."""
    kommun, found = spot.call.setup.kommun, []
    for line in _rows(spot):
        owner, other = kommun.owner(line.ansvar, int(line.period)), kommun.forvaltning_of_motpart(line.motpart)
        if owner and other:
            found.append((line, owner[0].kod, owner[1].kod, other))
    return found


def _by_hand(spot: Spot) -> None:
    spot.only("RR")
    kind = spot.random.choice([ColumnKind.BUDGET, ColumnKind.UTFALL, ColumnKind.UTFALL_FG])
    target = spot.any_of(spot.filled(kind))
    spot.add(target, math.copysign(50, spot.number(target)))


def _internals_left(spot: Spot) -> None:
    """An amount from the question of the economy system, interninterna poster and all."""
    spot.only("RR")
    line = spot.random.choice(_inside(spot))
    target = next(
        t for t in spot.filled(ColumnKind.UTFALL) if t.row.row.accounts and t.row.row.accounts.contains(line.konto)
    )
    spot.add(target, -half_away(Fraction(line.ore, 100_000)))


def _booked_since(spot: Spot) -> None:
    spot.only("RR")
    own = _inside(spot)[0]
    _lines(spot).append(f"5010;{own.ansvar};;;202208;75000,00;utfall;E1;bokförd efter fyllningen")


def _one_side(spot: Spot) -> None:
    """One side of an interninternal entry is not booked."""
    del _lines(spot)[spot.random.choice(_inside(spot)).at]


def _unknown_konto(spot: Spot) -> None:
    own = _inside(spot)[0]
    _lines(spot).append(f"8050;{own.ansvar};;;202208;75000,00;utfall;E2;nytt konto")


def _nobodys_ansvar(spot: Spot) -> None:
    _lines(spot).append("5010;99999;;;202208;75000,00;utfall;E3;ny enhet")


def _same_export(spot: Spot) -> None:
    spot.call.ledgers["samma uttag.csv"] = list(_lines(spot))


def _overlapping(spot: Spot) -> None:
    """An export of the last rows once more, in a file of its own."""
    heading, *lines = _lines(spot)
    spot.call.ledgers["nytt uttag.csv"] = [heading, *lines[-200:]]


def _other_side(spot: Spot) -> None:
    """The other förvaltning has booked another amount."""
    line = _lines(spot)[spot.random.choice(_others(spot)).at].split(";")
    at = _lines(spot).index(";".join(line))
    amount = _lines(spot)[0].split(";").index("belopp")
    line[amount] = f"{float(line[amount].replace(',', '.')) * 0.9:.2f}"
    _lines(spot)[at] = ";".join(line)


def _other_missing(spot: Spot) -> None:
    del _lines(spot)[spot.random.choice(_others(spot)).at]


def _other_motpart(spot: Spot) -> None:
    """The other side is booked on nobody in the kommun."""
    at = spot.random.choice(_others(spot)).at
    line = _lines(spot)[at].split(";")
    line[_lines(spot)[0].split(";").index("motpart")] = "810"
    _lines(spot)[at] = ";".join(line)


LEDGER_FAULTS: tuple[Fault, ...] = (
    Fault("beloppet är ändrat efter fyllningen", "AV20", _by_hand, kind=LEDGER),
    Fault("interninterna poster är kvar i beloppet", "AV20", _internals_left, kind=LEDGER),
    Fault("bokfört efter fyllningen", "AV20", _booked_since, kind=LEDGER),
    Fault("ena sidan av en intern post saknas", "IN01", _one_side, kind=LEDGER, once=True),
    Fault("ett okänt konto", "IN03", _unknown_konto, kind=LEDGER, once=True),
    Fault("ett ansvar som ingen nämnd har", "LA01", _nobodys_ansvar, kind=LEDGER, once=True),
    Fault("två uttag går om varandra", "LA06", _overlapping, kind=LEDGER, once=True),
    Fault("samma uttag i två filer", "LA01", _same_export, kind=LEDGER, once=True),
    Fault("ett kommuninternt par har olika belopp", "AV33", _other_side, kind=LEDGER, once=True),
    Fault("andra sidan av ett kommuninternt par saknas", "AV33", _other_missing, kind=LEDGER, once=True),
    Fault("andra sidan har fel motpart", "AV33", _other_motpart, kind=LEDGER, once=True),
)
