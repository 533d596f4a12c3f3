"""A ledger packed with gzip."""

import gzip
import zlib
from pathlib import Path
from uuid import uuid4

from engine.errors import UnreadableError

_CHUNK = 1 << 20
_ALWAYS_ALLOWED = 1 << 30
_LARGEST_RATIO = 200
"""No ledger packs as well as this; a file that does is made to fill the disk."""
_FETCH_AGAIN = "Hämta eller packa filen på nytt."


def unpacked(path: Path, folder: Path) -> Path:
    """The content of a gzip file, in a file of ``folder``.

    Raises:
        UnreadableError: cut short, damaged, or larger than any ledger would be.
    """
    whole = folder / f"{uuid4().hex}.uppackad"
    limit = max(_ALWAYS_ALLOWED, path.stat().st_size * _LARGEST_RATIO)
    size = 0
    try:
        with gzip.open(path) as packed, whole.open("wb") as file:
            for chunk in iter(lambda: packed.read(_CHUNK), b""):
                size += len(chunk)
                if size > limit:
                    raise UnreadableError(
                        path, "filen (gzip) sväller orimligt mycket när den packas upp.", _FETCH_AGAIN
                    )
                file.write(chunk)
    except EOFError as error:
        raise UnreadableError(
            path, f"filen (gzip) är avbruten: den slutar efter {size} uppackade tecken.", _FETCH_AGAIN
        ) from error
    except (gzip.BadGzipFile, zlib.error) as error:
        raise UnreadableError(path, "filen (gzip) är skadad och går inte att packa upp.", _FETCH_AGAIN) from error
    return whole
