"""Exceptions for a broken world; each is named after its cause and words its own Swedish message.

A fault in data is never an exception: it is a finding (``engine.findings``).
"""

import errno
from collections.abc import Iterable
from pathlib import Path
from typing import ClassVar

EXIT_DONE = 0
EXIT_FINDINGS = 1
EXIT_WRONG_CALL = 2
EXIT_UNREADABLE = 3
EXIT_NOT_WRITTEN = 4
EXIT_INTERNAL = 70
_WORST_FIRST = (EXIT_INTERNAL, EXIT_WRONG_CALL, EXIT_NOT_WRITTEN, EXIT_UNREADABLE, EXIT_FINDINGS, EXIT_DONE)


def worst_exit(codes: Iterable[int]) -> int:
    """The exit code that wins among several (contract.md section 1); 0 when there are none."""
    seen = set(codes)
    return next((code for code in _WORST_FIRST if code in seen), EXIT_DONE)


_REASONS = {
    errno.ENOENT: "mappen eller filen finns inte",
    errno.EACCES: "åtkomst nekas",
    errno.EPERM: "åtkomst nekas",
    errno.EISDIR: "det är en mapp",
    errno.ENOTDIR: "en del av sökvägen är ingen mapp",
    errno.EEXIST: "det finns redan något med det namnet",
    errno.ENOSPC: "disken är full",
    errno.EROFS: "disken är skrivskyddad",
    errno.ENAMETOOLONG: "namnet är för långt",
    errno.EBUSY: "filen används av ett annat program",
    errno.EPIPE: "mottagaren har stängts",
}


def os_reason(error: OSError) -> str:
    """Why the operating system refused, in Swedish; an uncommon reason by its number."""
    return _REASONS.get(error.errno or 0, f"systemfel {error.errno}" if error.errno else str(error))


class FlikarError(Exception):
    """Something outside the data is broken.

    Attributes:
        message: what is wrong, in Swedish, naming the place.
        remedy: what to do about it, in Swedish; empty when the message says it.
    """

    exit_code: ClassVar[int] = EXIT_UNREADABLE

    def __init__(self, message: str, remedy: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.remedy = remedy

    def __str__(self) -> str:
        return f"{self.message} {self.remedy}".strip()


class WrongCallError(FlikarError):
    """An option, command, nämnd, flik or occasion that does not exist."""

    exit_code = EXIT_WRONG_CALL


class UnknownNameError(WrongCallError):
    """A name nobody declared; the message offers the nearest ones."""

    def __init__(self, what: str, name: str, nearest: Iterable[str] = (), known: Iterable[str] = ()) -> None:
        near = ", ".join(nearest)
        all_known = ", ".join(known)
        remedy = f"Menade du {near}?" if near else (f"Det som finns är {all_known}." if all_known else "")
        super().__init__(f"{what} ”{name}” finns inte.", remedy)
        self.name = name


class UnreadableError(FlikarError):
    """A file, a table or a kommun.toml that cannot be read as what it should be.

    Attributes:
        path: the file as the caller gave it.
    """

    exit_code = EXIT_UNREADABLE

    def __init__(self, path: str | Path, message: str, remedy: str = "") -> None:
        super().__init__(f"{path}: {message}", remedy)
        self.path = str(path)
        self.fault = message


class MissingFileError(UnreadableError):
    """A path that does not exist."""

    def __init__(self, path: str | Path) -> None:
        super().__init__(path, "filen finns inte.", "Kontrollera sökvägen.")


class NotWrittenError(FlikarError):
    """An output that could not be written; the earlier file, if any, is untouched."""

    exit_code = EXIT_NOT_WRITTEN

    def __init__(self, path: str | Path, reason: str) -> None:
        super().__init__(f"{path}: kunde inte skrivas ({reason}).", "Stäng filen i Excel eller välj en annan mapp.")
        self.path = str(path)


class DeclarationError(Exception):
    """A declaration that contradicts itself: a bug in ours or in kommun.toml's rows, found at import."""
