"""Which part of a förvaltning a row stands on and which its motpart points at: evidence of who met whom.

A förvaltning may list its ansvar in several entries of kommun.toml, under one nämnd or several, each with motpart
codes of its own. Then the cost's motpart code is the income's part, and the other way round. Where only one entry has
codes there is nothing to tell apart, and where an entry has none nobody can say.
"""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from engine.ledger.belonging import fill_table, states_of
from engine.organisation import Kommun
from engine.organisation.namnder import Forvaltning

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

_TABLES = """
CREATE OR REPLACE TEMP TABLE egna_sidor (ansvar VARCHAR, period INTEGER, sida INTEGER);
CREATE OR REPLACE TEMP TABLE motsidor (motpart VARCHAR, sida INTEGER);
"""
_ANSVAR = "SELECT DISTINCT ansvar, period FROM egna WHERE intern ORDER BY ALL"


@dataclass(frozen=True, slots=True)
class _Parts:
    """The parts of all förvaltningar, numbered; ``of_entry`` goes by the entry's identity."""

    of_entry: Mapping[int, int | None]
    of_motpart: Mapping[str, int]


def mark_sides(connection: "DuckDBPyConnection", kommun: Kommun) -> bool:
    """Make the tables ``egna_sidor`` and ``motsidor``; says whether they tell any rows apart."""
    entries = [entry for namnd in kommun.namnder for entry in namnd.forvaltningar]
    coded = _coded(entries)
    connection.execute(_TABLES)
    if all(len(parts) < 2 for parts in coded.values()):
        return False
    parts = _Parts(
        {id(entry): _part_of(place, entry, coded) for place, entry in enumerate(entries)},
        {code: place for place, entry in enumerate(entries) for code in entry.motpart},
    )
    asked = connection.execute(_ANSVAR).fetchall()
    states = states_of(kommun, {period for _, period in asked})
    known = {(ansvar, state): _side(kommun, parts, ansvar, state) for ansvar, state in {
        (ansvar, states[period]) for ansvar, period in asked
    }}  # fmt: skip
    fill_table(connection, "egna_sidor", [(a, period, known[a, states[period]]) for a, period in asked])
    fill_table(connection, "motsidor", list(parts.of_motpart.items()))
    return True


def _coded(entries: list[Forvaltning]) -> Mapping[str, list[int]]:
    """The entries with motpart codes, by förvaltning."""
    found: defaultdict[str, list[int]] = defaultdict(list)
    for place, entry in enumerate(entries):
        if entry.motpart:
            found[entry.kod].append(place)
    return found


def _part_of(place: int, entry: Forvaltning, coded: Mapping[str, list[int]]) -> int | None:
    if entry.motpart:
        return place
    known = coded.get(entry.kod, [])
    return known[0] if len(known) == 1 else None


def _side(kommun: Kommun, parts: _Parts, ansvar: str, period: int) -> int | None:
    owner = kommun.owner(ansvar, period)
    return None if owner is None else parts.of_entry[id(owner[1])]
