"""What an amount may look like in the text of an export, and its öre; anything else is refused, never guessed.

Kronor, at most two decimals. Understood are a comma or a point before the decimals, a space of any kind between
thousands, points between thousands before a decimal comma (``1.234,50``) and commas before a decimal point
(``1,234.50``); a minus (``-``, U+2212 or an en dash) in front or behind, or the whole in parentheses. ``1.234`` is
refused because it may be a thousand, and so is anything with more than two decimals or more than one sign.

The forms are declared once, as ``PATTERN``, and read twice: by ``ore_of_text`` here and by ``ore_av`` in DuckDB.
"""

import re

_SPACES = " \u00a0\u202f\u2009"
_DASHES = "\u2212\u2013-"

BLANKS = f"\t\ufeff{_SPACES}"
"""Characters around a code or an amount that belong to the export, not to the value."""

_SPACE, _DASH = f"[{_SPACES}]?", f"[{_DASHES}]"
_DECIMALS = "[.,][0-9]{1,2}"
_GROUPED = "|".join(
    (
        f"[0-9]{{1,3}}([{_SPACES}][0-9]{{3}}){{1,3}}({_DECIMALS})?",
        r"[0-9]{1,3}(\.[0-9]{3}){1,3},[0-9]{1,2}",
        r"[0-9]{1,3}(,[0-9]{3}){1,3}\.[0-9]{1,2}",
    )
)
_BODY = f"([0-9]{{1,13}}({_DECIMALS})?|{_GROUPED})"

PATTERN = rf"\+?{_BODY}|{_DASH}{_SPACE}{_BODY}|{_BODY}{_SPACE}{_DASH}|\({_SPACE}{_BODY}{_SPACE}\)"
"""The accepted texts, in the syntax that both RE2 and Python's ``re`` read."""

_NEGATIVE = f"[({_DASHES}]"
_LAST_DECIMALS = "[.,]([0-9]{1,2})[^0-9]*$"
_AMOUNT = re.compile(PATTERN)


def ore_of_text(text: str) -> int | None:
    """The öre of an amount without blanks around it; None for a text that is not one of the accepted."""
    if _AMOUNT.fullmatch(text) is None:
        return None
    decimals = re.search(_LAST_DECIMALS, text)
    whole = re.sub("[^0-9]", "", text[: decimals.start()] if decimals else text)
    ore = int(whole + (decimals[1] if decimals else "").ljust(2, "0"))
    return -ore if re.search(_NEGATIVE, text) else ore


_BARE = "[0-9A-Za-z,.-]*"
_COMMON = r"-?[0-9]{1,13}([.,][0-9]{1,2})?"

MACROS = f"""
CREATE OR REPLACE MACRO utan_blanka(t) AS
  CASE WHEN regexp_full_match(t, '{_BARE}') THEN t ELSE coalesce(trim(t, '{BLANKS}'), '') END;
CREATE OR REPLACE MACRO ore_av(t) AS CASE
  WHEN regexp_full_match(t, '{_COMMON}') THEN
    TRY_CAST(TRY_CAST(replace(t, ',', '.') AS DECIMAL(18, 2)) * 100 AS BIGINT)
  WHEN regexp_full_match(t, '{PATTERN}') THEN
    CASE WHEN regexp_matches(t, '{_NEGATIVE}') THEN -1 ELSE 1 END * CAST(concat(
      regexp_replace(regexp_replace(t, '{_LAST_DECIMALS}', ''), '[^0-9]', '', 'g'),
      rpad(regexp_extract(t, '{_LAST_DECIMALS}', 1), 2, '0')) AS BIGINT) END;
CREATE OR REPLACE MACRO kronor(ore) AS concat(CASE WHEN ore < 0 THEN '-' ELSE '' END,
  abs(ore) // 100, ',', lpad((abs(ore) % 100)::VARCHAR, 2, '0'));
"""
"""``ore_av(text)`` is an integer number of öre or NULL; ``kronor(ore)`` writes it back with a decimal comma.

The commonest texts are told by a shorter pattern first: the other way costs ten times as much.
"""
