"""The removed rows one by one, with file, line and how each was matched."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from engine.ledger.pairing import pair_removed
from engine.ledger.result import RemovedRow
from engine.ledger.rows import Rows

if TYPE_CHECKING:
    from engine.ledger.stripping import Stripping

_BATCH = 20_000
_SELECT = """
SELECT e.fil, e.id, e.namnd, e.forvaltning, e.konto, e.ansvar, e.motpart, e.period, e.typ, e.ore, p.verifikation,
  p.text, p.satt, p.motrad, m.fil
FROM parade p JOIN egna e ON e.id = p.id LEFT JOIN egna m ON m.id = p.motrad
WHERE NOT $ensamma OR p.satt IS NULL ORDER BY e.id
"""


def removed_rows(stripping: "Stripping") -> Iterator[RemovedRow]:
    """Every removed row of the nämnd's förvaltningar in input order, matched with its counterpart."""
    pair_removed(stripping.rows.connection, only_remainders=False)
    return _read(stripping.rows, alone=False)


def rows_without_counterpart(rows: Rows) -> tuple[RemovedRow, ...]:
    """The paired rows that lack a counterpart, in input order; the table ``parade`` is already made."""
    return tuple(_read(rows, alone=True))


def _read(rows: Rows, *, alone: bool) -> Iterator[RemovedRow]:
    cursor = rows.connection.cursor().execute(_SELECT, {"ensamma": alone})
    line_of = rows.line_lookup()
    while batch := cursor.fetchmany(_BATCH):
        for row in batch:
            fil, rowid, motrad, motfil = row[0], row[1], row[13], row[14]
            other = None if motrad is None else f"{rows.files[motfil].source.name}:{line_of(motfil, motrad)}"
            values = (*row[2:13], other)
            yield RemovedRow(rows.files[fil].source.name, line_of(fil, rowid), *values)
