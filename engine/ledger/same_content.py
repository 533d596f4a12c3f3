"""One and the same file given twice, under two names or in two encodings."""

import hashlib
from collections.abc import Iterable
from pathlib import Path

from engine.errors import UnreadableError
from engine.ledger.sources import Source


def refuse_same_content(source: Source, earlier: Iterable[Source]) -> None:
    """Refuse a file whose text is that of an earlier one, unpacked and in UTF-8; only equal sizes are read.

    Raises:
        UnreadableError: the same content; counting it would count every row twice.
    """
    size = source.path.stat().st_size
    alike = [other for other in earlier if other.path.stat().st_size == size]
    if not alike:
        return
    own = _digest(source.path)
    twin = next((other for other in alike if _digest(other.path) == own), None)
    if twin is not None:
        raise UnreadableError(
            source.name,
            f"filen har exakt samma innehåll som {twin.name}; räknad en gång till skulle varje rad räknas dubbelt.",
            "Ange bara den ena.",
        )


def _digest(path: Path) -> bytes:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").digest()
