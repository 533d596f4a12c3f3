"""What an amount may look like in the text of an export, and its öre; anything else is refused, never guessed.

Kronor, at most two decimals after a comma or a point, a minus (``-`` or U+2212) in front, and a space of any kind
between thousands. ``1.234`` is refused because it may be a thousand: a third digit after the mark always is.
"""

_SPACES = " \u00a0\u202f\u2009"
_MINUS = "\u2212"

BLANKS = f"\t\ufeff{_SPACES}"
"""Characters around a code or an amount that belong to the export, not to the value."""

PATTERN = rf"[-+{_MINUS}]?(\d{{1,13}}|\d{{1,3}}([{_SPACES}]\d{{3}}){{1,3}})([.,]\d{{1,2}})?"
"""The accepted texts, in the syntax that both RE2 and Python's ``re`` read."""

_BARE = "[0-9A-Za-z,.-]*"
_COMMON = r"-?\d{1,13}([.,]\d{1,2})?"

MACROS = f"""
CREATE OR REPLACE MACRO utan_blanka(t) AS
  CASE WHEN regexp_full_match(t, '{_BARE}') THEN t ELSE coalesce(trim(t, '{BLANKS}'), '') END;
CREATE OR REPLACE MACRO ore_av(t) AS CASE
  WHEN regexp_full_match(t, '{_COMMON}') THEN
    TRY_CAST(TRY_CAST(replace(t, ',', '.') AS DECIMAL(18, 2)) * 100 AS BIGINT)
  WHEN regexp_full_match(t, '{PATTERN}') THEN
    TRY_CAST(TRY_CAST(translate(t, ',{_MINUS}+{_SPACES}', '.-') AS DECIMAL(18, 2)) * 100 AS BIGINT) END;
CREATE OR REPLACE MACRO kronor(ore) AS concat(CASE WHEN ore < 0 THEN '-' ELSE '' END,
  abs(ore) // 100, ',', lpad((abs(ore) % 100)::VARCHAR, 2, '0'));
"""
"""``ore_av(text)`` is an integer number of öre or NULL; ``kronor(ore)`` writes it back with a decimal comma.

The commonest texts are told by a shorter pattern first: ``trim`` and ``translate`` cost ten times as much as a match.
"""
