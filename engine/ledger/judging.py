"""What the raw text of a row's codes means, and what is wrong with it, told alike for rows and for groups."""

from engine.organisation import Kommun
from engine.text import fold

READ = """
trimmade AS (
  SELECT * REPLACE (utan_blanka(konto) AS konto, utan_blanka(ansvar) AS ansvar, utan_blanka(motpart) AS motpart,
    utan_blanka(period) AS period, utan_blanka(typ) AS typ) FROM kalla),
tolkade AS (
  SELECT * EXCLUDE (typ), typ AS ratyp, lower(strip_accents(typ)) AS vikt,
    CASE WHEN $konstant <> '' THEN $konstant WHEN list_contains($utfall, vikt) THEN 'utfall'
      WHEN list_contains($budget, vikt) THEN 'budget' END AS typ,
    regexp_full_match(period, '(19|20)\\d{4}')
      AND (substr(period, 5) <= '12' OR list_contains($extra, substr(period, 5))) AS mojlig_period
  FROM trimmade)
"""
"""From ``kalla``, all text, to ``tolkade``: codes without blanks, ``typ`` in our words, whether the period exists."""

FAULT = """
    WHEN konto = '' THEN 'konto' WHEN ansvar = '' THEN 'ansvar' WHEN NOT mojlig_period THEN 'period'
    WHEN typ IS NULL THEN 'typ'"""
"""The faults of the codes as branches of a CASE, in the order they are told."""


def accepted_texts(kommun: Kommun, typ: str | None) -> dict[str, object]:
    """The values of the parameters in ``READ``.

    Args:
        kommun: gives the spellings of utfall and budget, and the months beyond 12 that exist.
        typ: what every row of a file without a column typ is.
    """
    values = kommun.huvudbok.typvarden
    spellings = {name: [fold(text) for text in (name, *values.get(name, ()))] for name in ("utfall", "budget")}
    return {**spellings, "extra": list(kommun.huvudbok.bokslutsperioder), "konstant": typ}
