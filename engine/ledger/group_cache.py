"""The groups of large exports kept between runs, under the hash of everything that they depend on.

What is kept only saves time: a file that is missing, damaged or cannot be written is as if it had never been. A
changed export, organisation or reading has another hash, so that nothing old is ever taken for it.
"""

import hashlib
import os
import sys
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from engine.errors import NotWrittenError
from engine.files import make_folder, write_atomically
from engine.ledger.grouping import CREATE, SCAN
from engine.ledger.headings import Headings
from engine.ledger.question import Question

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

WORTH_KEEPING = 32_000_000
"""Bytes of text from which reading takes longer than keeping."""
_MOST = 64_000_000
"""Bytes that are kept in all; the files that were used longest ago go first."""
_FORM = "1"
"""Another one when codes come to stand for each other in another way."""


@dataclass(frozen=True, slots=True)
class GroupCache:
    """A folder of kept groups, and where new ones are made ready."""

    folder: Path
    workshop: Path

    def load(self, connection: "DuckDBPyConnection", key: str) -> bool:
        """Make the table ``lasta`` of what is kept under ``key``; False when nothing whole is."""
        import duckdb

        for path in self._kept(f"{key}.*"):
            if _digest(path) != path.name.split(".")[1]:
                continue
            with suppress(duckdb.Error, OSError):
                path.touch()
                connection.execute("CREATE OR REPLACE TEMP TABLE lasta AS FROM read_parquet(?)", [str(path)])
                return True
        return False

    def save(self, connection: "DuckDBPyConnection", key: str) -> None:
        """Keep the table ``lasta`` under ``key``."""
        made = self.workshop / f"{key}.parquet"
        connection.table("lasta").write_parquet(str(made))
        target = self.folder / f"{key}.{_digest(made)}.parquet"
        with suppress(NotWrittenError, OSError):
            make_folder(self.folder)
            for path in self._kept(f"{key}.*"):
                path.unlink()
            write_atomically(target, made.read_bytes())
            self._drop_oldest()

    def _drop_oldest(self) -> None:
        kept = sorted(((path.stat().st_mtime_ns, path) for path in self._kept("*")), reverse=True)
        size = 0
        for _, path in kept:
            size += path.stat().st_size
            if size > _MOST:
                path.unlink()

    def _kept(self, pattern: str) -> Iterator[Path]:
        return self.folder.glob(f"{pattern}.parquet")


def cache_folder() -> Path:
    """``FLIKAR_CACHE``, else the place the platform has for what may be thrown away."""
    if given := os.environ.get("FLIKAR_CACHE"):
        return Path(given)
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local") / "flikar" / "cache"
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Caches" / "flikar"
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "flikar"


def key_of(path: Path, headings: Headings, question: Question) -> str:
    """The hash of what the groups of one export depend on: its bytes, how they are read, and whose the codes are."""
    import duckdb

    kommun = question.kommun
    hashed = _hash_of(path)
    parts = (
        _FORM, duckdb.__version__, CREATE, SCAN, repr(headings), repr(question.forvaltningar),
        repr(kommun.motpartsslag), *(repr(part) for namnd in kommun.namnder for part in namnd.forvaltningar),
    )  # fmt: skip
    for part in parts:
        hashed.update(hashlib.sha256(part.encode()).digest())
    return hashed.hexdigest()


def _hash_of(path: Path) -> "hashlib._Hash":
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256")


def _digest(path: Path) -> str:
    try:
        return _hash_of(path).hexdigest()
    except OSError:
        return ""
