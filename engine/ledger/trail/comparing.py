"""A filled flik's ledger rows beside those of the ledger now: what has come, gone and changed since."""

from dataclasses import dataclass, fields

from engine.ledger.rows import Rows
from engine.ledger.trail.gathering import COLUMNS, TABLE
from engine.ledger.trail.reading import LedgerRow, OpenTrail
from engine.ledger.trail.values import Fill

_SUMS = f"""
WITH da AS (SELECT grupp, konto, ansvar, count(*) AS rader, sum(ore) AS ore FROM tidigare
    WHERE typ = $typ AND list_contains($perioder, period) AND NOT intern GROUP BY ALL),
  nu AS (SELECT grupp, konto, ansvar, count(*) AS rader, sum(ore) AS ore FROM {TABLE}
    WHERE typ = $typ AND list_contains($perioder, period) AND NOT intern GROUP BY ALL)
SELECT grupp, konto, ansvar, coalesce(da.rader, 0), coalesce(da.ore, 0), coalesce(nu.rader, 0), coalesce(nu.ore, 0)
FROM da FULL JOIN nu USING (grupp, konto, ansvar)
WHERE coalesce(da.rader, 0) <> coalesce(nu.rader, 0) OR coalesce(da.ore, 0) <> coalesce(nu.ore, 0)
ORDER BY grupp, konto, ansvar
"""  # noqa: S608 names of ours, no values
_CONTENT = "grupp, typ, period, konto, ansvar, motpart, verifikation, text, ore"
_ROWS = f"""
WITH sedda AS (
  SELECT *, row_number() OVER (PARTITION BY {_CONTENT} ORDER BY fil, rad) AS n FROM {{kvar}} WHERE NOT intern),
andra AS (SELECT *, row_number() OVER (PARTITION BY {_CONTENT} ORDER BY fil, rad) AS n FROM {{mot}} WHERE NOT intern)
SELECT grupp, NAMN FROM sedda ANTI JOIN andra USING ({_CONTENT}, n) ORDER BY grupp, typ, period, fil, rad
"""  # noqa: S608


@dataclass(frozen=True, slots=True)
class AccountChange:
    """What one konto and ansvar had in a column when it was filled, and has now; öre with the ledger's sign."""

    grupp: str
    kolumn: str
    konto: str
    ansvar: str
    rader_da: int
    ore_da: int
    rader_nu: int
    ore_nu: int

    @property
    def kind(self) -> str:
        """``ny``, ``borta`` or ``ändrad``."""
        if not self.rader_da:
            return "ny"
        return "ändrad" if self.rader_nu else "borta"

    @property
    def difference(self) -> int:
        """Now less then."""
        return self.ore_nu - self.ore_da


@dataclass(frozen=True, slots=True)
class RowChange:
    """A row that counts and has come (``ny``), or counted and is gone (``borta``); one that was changed is both."""

    kind: str
    grupp: str
    row: LedgerRow


@dataclass(frozen=True, slots=True)
class LedgerChanges:
    """Everything that differs in the rows behind one fill."""

    accounts: tuple[AccountChange, ...]
    rows: tuple[RowChange, ...]


def changes_since(opened: OpenTrail, fill: Fill, rows: Rows, *, with_rows: bool) -> LedgerChanges:
    """Compare a fill's rows with those gathered from a ledger now (``gather_rows``, in ``rows``)."""
    _copy_earlier(opened, fill, rows)
    connection = rows.connection
    accounts = [
        AccountChange(group, column.kolumn, *values)
        for column in fill.kolumner
        for group, *values in connection.execute(
            _SUMS, {"typ": column.typ, "perioder": list(column.perioder)}
        ).fetchall()
    ]
    changed = _rows(rows, "borta", "tidigare", TABLE) + _rows(rows, "ny", TABLE, "tidigare") if with_rows else ()
    return LedgerChanges(tuple(accounts), changed)


def _copy_earlier(opened: OpenTrail, fill: Fill, rows: Rows) -> None:
    """The fill's rows from the trail into the ledger's database."""
    rows.connection.execute(f"CREATE OR REPLACE TABLE tidigare ({COLUMNS})")
    values = [str(opened.readable), fill.nr]
    rows.connection.execute("INSERT INTO tidigare BY NAME SELECT * FROM read_parquet(?) WHERE omgang = ?", values)


def _rows(rows: Rows, kind: str, kept: str, against: str) -> tuple[RowChange, ...]:
    names = ", ".join(field.name for field in fields(LedgerRow))
    sql = _ROWS.format(kvar=kept, mot=against).replace("NAMN", names)
    return tuple(RowChange(kind, group, LedgerRow(*row)) for group, *row in rows.connection.execute(sql).fetchall())
