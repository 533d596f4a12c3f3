"""Folding and comparing names the way people mean them."""

import re
import unicodedata
from collections.abc import Iterable
from datetime import datetime
from functools import lru_cache

_DASHES = dict.fromkeys(map(ord, "‐‑‒–—―−"), "-")
_SPACES = re.compile(r"\s+")


@lru_cache(maxsize=8192)
def clean(text: str) -> str:
    """NFC text with every kind of white space (NBSP too) collapsed to one ordinary space."""
    return _SPACES.sub(" ", unicodedata.normalize("NFC", text)).strip()


@lru_cache(maxsize=8192)  # a workbook asks for the same few labels and headings thousands of times
def fold(text: str) -> str:
    """The form in which two spellings of one name are equal: no case, no diacritics, one kind of dash.

    ``"1–11 RR Skattefin  ÖVR"`` and ``"1-11 rr skattefin ovr"`` fold alike. Comparison only, never shown.
    """
    decomposed = unicodedata.normalize("NFKD", text.translate(_DASHES)).casefold()
    bare = "".join(ch for ch in decomposed if not unicodedata.combining(ch))
    return _SPACES.sub(" ", bare.translate(_DASHES)).strip()


_NEAR = 61
"""Per cent: a single letter that a long name happens to contain gives 60."""


def nearest(name: str, candidates: Iterable[str], limit: int = 3) -> tuple[str, ...]:
    """The candidates most like ``name``, best first; empty when none is near."""
    from rapidfuzz import fuzz, process

    hits = process.extract(
        fold(name), list(candidates), scorer=fuzz.WRatio, processor=fold, limit=limit, score_cutoff=_NEAR
    )
    return tuple(hit[0] for hit in hits)


def likeness(one: str, other: str) -> float:
    """How many per cent of their letters two names have in common, in order; 100 for two spellings of one name."""
    from rapidfuzz import fuzz

    return float(fuzz.ratio(fold(one), fold(other)))


def day_and_time(time: datetime) -> str:
    """``2022-09-13 kl. 12.00``."""
    return f"{time:%Y-%m-%d} kl. {time:%H.%M}"


_NOT_SLUG = re.compile(r"[^a-z0-9]+")
_RESERVED = {"con", "prn", "aux", "nul", *(f"com{n}" for n in range(10)), *(f"lpt{n}" for n in range(10))}


def slug(text: str) -> str:
    """A file-name part of a-z, 0-9 and ``-`` that is safe on Windows too; never empty."""
    made = _NOT_SLUG.sub("-", fold(text)).strip("-") or "namnlos"
    return f"{made}-1" if made in _RESERVED else made


_UNPRINTABLE = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def printable(text: str) -> str:
    """The text with U+FFFD for every character that XML forbids, and one kind of line break."""
    return _UNPRINTABLE.sub("\ufffd", text.replace("\r\n", "\n").replace("\r", "\n"))


_FORMULA_LIKE = re.compile(r"'*[=+\-@\t\r\n]")


def shielded(text: str) -> str:
    """User text for a CSV file: an apostrophe before what a spreadsheet would run as a formula."""
    return f"'{text}" if _FORMULA_LIKE.match(text) else text


def unshielded(text: str) -> str:
    """The text that ``shielded`` was given."""
    return text[1:] if text.startswith("'") and _FORMULA_LIKE.match(text) else text
