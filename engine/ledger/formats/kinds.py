"""Which format a file is in, told from its first bytes and never from its name."""

import re
from enum import Enum, auto

from engine.errors import UnreadableError

START = 4096
"""How many of the first bytes decide."""


class Kind(Enum):
    """A format that a ledger may be in."""

    TEXT = auto()
    WORKBOOK = auto()
    PARQUET = auto()
    GZIP = auto()
    SIE = auto()


_MAGIC = (
    (b"PK\x03\x04", Kind.WORKBOOK),
    (b"\xd0\xcf\x11\xe0", Kind.WORKBOOK),
    (b"PAR1", Kind.PARQUET),
    (b"\x1f\x8b", Kind.GZIP),
)
_SIE = re.compile(rb"(?:\xef\xbb\xbf)?\s*#(?:FLAGGA|PROGRAM|FORMAT|GEN|SIETYP|PROSA|FNR|ORGNR|FNAMN|RAR|KONTO|VER)\s")
_MARKUP = re.compile(rb"(?:\xef\xbb\xbf)?\s*<")
_XML = re.compile(rb"(?:\xef\xbb\xbf)?\s*<\?xml")
_TITLE = re.compile(rb"<title>([^<]*)</title>", re.IGNORECASE)
_EXPORT_AGAIN = "Ta ut huvudboken på nytt som CSV, Excel (.xlsx), Parquet eller SIE 4."


def kind_of(path: str, start: bytes) -> Kind:
    """The format of a file that begins with ``start``.

    Args:
        path: the file, for the message.
        start: its first bytes, up to ``START``.

    Raises:
        UnreadableError: it is empty, or something that cannot be a ledger.
    """
    if not start:
        raise UnreadableError(path, "filen är tom.", _EXPORT_AGAIN)
    for magic, kind in _MAGIC:
        if start.startswith(magic):
            return kind
    if _SIE.match(start):
        return Kind.SIE
    _refuse_others(path, start)
    return Kind.TEXT


def _refuse_others(path: str, start: bytes) -> None:
    if start.startswith(b"%PDF"):
        raise UnreadableError(path, "filen är en PDF, inte en huvudbok.", _EXPORT_AGAIN)
    if _XML.match(start):
        raise UnreadableError(path, "filen är XML (till exempel SIE 5), som inte läses.", _EXPORT_AGAIN)
    if _MARKUP.match(start):
        title = _TITLE.search(start)
        said = f" med titeln ”{title.group(1).decode('utf-8', 'replace').strip()}”" if title else ""
        raise UnreadableError(
            path,
            f"filen är en sparad webbsida{said}, inte en huvudbok; hämtningen har troligen misslyckats.",
            "Hämta filen på nytt.",
        )
