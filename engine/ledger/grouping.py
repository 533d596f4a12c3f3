"""All rows of an export in few groups, by one pass over the text and without keeping the rows.

Per row only the amount is read and the codes are exchanged for those that stand for them; every other judgement is
made once a group. A group says how many of its rows have an amount that can be read; which the others are, and what
any single row says, is for ``fetching``.
"""

from typing import TYPE_CHECKING

from engine.ledger.amount_text import MACROS
from engine.ledger.judging import FAULT, READ, accepted_texts
from engine.ledger.question import Question
from engine.ledger.standing import fill_standing, seen_codes
from engine.ledger.text_scan import view_text
from engine.ledger.watching import Watch, execute_watched

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

    from engine.ledger.cells import Cells
    from engine.ledger.headings import Headings
    from engine.ledger.sources import Source

CREATE = f"""{MACROS}
CREATE OR REPLACE MACRO radens_ore(t) AS CASE
  WHEN regexp_full_match(t, '-?[0-9]{{1,13}}([.,][0-9]{{1,2}})?') THEN
    CAST(CAST(replace(t, ',', '.') AS DECIMAL(18, 2)) * 100 AS BIGINT)
  ELSE ore_av(utan_blanka(t)) END;
CREATE TABLE grupper (fil USMALLINT, konto VARCHAR, ansvar VARCHAR, motpart VARCHAR, period INTEGER, typ VARCHAR,
  fel VARCHAR, antal BIGINT, lasbara BIGINT, ore HUGEINT);
"""
"""``grupper``: ``antal`` rows, of which ``lasbara`` have an amount; ``ore`` is the sum of these."""

SCAN = """
CREATE OR REPLACE TEMP TABLE lasta AS
SELECT CASE WHEN a.annan AND t.konto BETWEEN '0' AND ':' THEN '0' ELSE t.konto END AS konto,
  coalesce(a.star_for, t.ansvar) AS ansvar,
  coalesce(CASE WHEN a.annan THEN m.hos_andra ELSE m.star_for END, t.motpart) AS motpart,
  t.period, t.typ, count(*) AS antal, count(radens_ore(t.belopp)) AS lasbara,
  sum(radens_ore(t.belopp))::DECIMAL(38, 0) AS ore
FROM text t LEFT JOIN star_ansvar a ON a.kod = t.ansvar LEFT JOIN star_motpart m ON m.kod = t.motpart
GROUP BY ALL
"""
"""``ore`` is a decimal because Parquet would keep a HUGEINT as a float."""
_JUDGE = f"""
INSERT INTO grupper BY NAME
WITH kalla AS (FROM lasta), {READ},
domda AS (SELECT *, CASE {FAULT} END AS fel FROM tolkade)
SELECT $fil::USMALLINT AS fil, konto, ansvar, motpart, CASE WHEN fel IS NULL THEN period::INTEGER END AS period, typ,
  fel, sum(antal)::BIGINT AS antal, sum(lasbara)::BIGINT AS lasbara, coalesce(sum(ore), 0)::HUGEINT AS ore
FROM domda GROUP BY ALL
"""  # noqa: S608 parts of ours

_FOR_SCANNING = """
SET preserve_insertion_order = false;
SET disabled_optimizers = 'build_side_probe_side';
"""
"""How many rows a text has is not known before it is read; without this the rows are gathered to be looked up in."""
_AS_USUAL = "RESET preserve_insertion_order; RESET disabled_optimizers;"
_REGROUP = """
INSERT INTO grupper BY NAME
SELECT fil, konto, ansvar, motpart, period, typ,
  CASE fel WHEN 'tom' THEN 'konto' WHEN 'belopp' THEN NULL ELSE fel END AS fel,
  count(*) AS antal, count(ore) AS lasbara, coalesce(sum(ore), 0) AS ore
FROM rader GROUP BY ALL
"""


def group_rows(connection: "DuckDBPyConnection") -> None:
    """Make ``grupper`` anew out of ``rader``, when single rows have been marked since the text was grouped."""
    connection.execute("DELETE FROM grupper")
    connection.execute(_REGROUP)


def scan_groups(
    connection: "DuckDBPyConnection",
    source: "Source | Cells",
    headings: "Headings",
    question: Question,
    watch: Watch | None,
) -> None:
    """Make the table ``lasta`` of one file or range: its groups by the raw text of codes, period and typ.

    Raises:
        duckdb.InvalidInputException: a row is malformed.
    """
    fill_standing(connection, seen_codes(source, headings), question)
    names = [column if column in _GROUPED else f"kolumn{place}" for place, column in enumerate(headings.columns)]
    view_text(connection, source, headings, names, "text")
    connection.execute(_FOR_SCANNING)
    try:
        execute_watched(connection, SCAN, watch)
    finally:
        connection.execute(_AS_USUAL)


_GROUPED = ("konto", "ansvar", "motpart", "period", "belopp", "typ")


def judge_groups(connection: "DuckDBPyConnection", headings: "Headings", question: Question, number: int) -> int:
    """Add the groups in ``lasta`` to ``grupper`` as those of file ``number``; how many rows they are."""
    typ = "" if headings.has_typ else question.typ
    connection.execute(_JUDGE, {**accepted_texts(question.kommun, typ), "fil": number})
    return int(connection.execute("SELECT coalesce(sum(antal), 0) FROM lasta").fetchall()[0][0])
