"""The nämnd's kept rows on the investment accounts, summed per projekt and period."""

from collections.abc import Mapping
from dataclasses import dataclass

from engine.ledger.belonging import fill_table
from engine.ledger.question import Question
from engine.ledger.rows import Rows

_SUMS = """
SELECT coalesce(trim(r.projekt), '') AS kod, e.typ, e.period, sum(e.ore)
FROM egna e JOIN rader r ON r.plats = e.id JOIN investeringskonton k ON k.konto = e.konto
WHERE e.egen AND NOT e.intern GROUP BY ALL ORDER BY ALL
"""


@dataclass(frozen=True, slots=True)
class InvestmentSum:
    """One project's kept rows of one typ and period; ``ore`` with the ledger's sign, an expense is +."""

    projekt: str
    typ: str
    period: int
    ore: int


def investment_sums(rows: Rows, question: Question) -> tuple[InvestmentSum, ...]:
    """Every projekt that has rows on the kommun's investment accounts, ``""`` for rows without one."""
    accounts = investment_accounts(rows, question)
    if not accounts:
        return ()
    connection = rows.connection
    connection.execute("CREATE OR REPLACE TABLE investeringskonton (konto VARCHAR)")
    fill_table(connection, "investeringskonton", [(konto,) for konto in accounts])
    return tuple(InvestmentSum(*row) for row in connection.execute(_SUMS).fetchall())


def investment_accounts(rows: Rows, question: Question) -> tuple[str, ...]:
    """The accounts of the nämnd's rows that are investments by kommun.toml."""
    codes = question.kommun.investeringar.codes
    found = rows.connection.execute("SELECT DISTINCT konto FROM egna WHERE egen ORDER BY konto").fetchall()
    return tuple(konto for (konto,) in found if codes.contains(konto))


def amounts_of(sums: tuple[InvestmentSum, ...], typ: str, periods: frozenset[int]) -> Mapping[str, int]:
    """The öre of each projekt in a typ and some periods."""
    found: dict[str, int] = {}
    for each in sums:
        if each.typ == typ and each.period in periods:
            found[each.projekt] = found.get(each.projekt, 0) + each.ore
    return found
