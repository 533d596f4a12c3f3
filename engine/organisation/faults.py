"""What is wrong in a kommun.toml: one fault a place, all of them together in one error."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from engine.errors import UnreadableError

KeyPath = tuple[str | int, ...]


class RejectedValueError(ValueError):
    """A value that a field of ours refuses; pydantic carries it to the wording.

    Attributes:
        expected: what should have stood there, in Swedish, to follow ”väntade”.
        remedy: a sentence that says what to do; empty when the expectation says it.
    """

    def __init__(self, expected: str, remedy: str = "") -> None:
        super().__init__(expected)
        self.expected = expected
        self.remedy = remedy


class UnknownKeyError(RejectedValueError):
    """A key that a table does not have.

    Attributes:
        known: the keys it has.
    """

    def __init__(self, known: Sequence[str]) -> None:
        super().__init__("en känd nyckel")
        self.known = tuple(known)


@dataclass(frozen=True, slots=True)
class Fault:
    """One fault, worded in Swedish.

    Attributes:
        line: the line in the file, from 1.
        path: the key path, ``namnder[2].forvaltningar[0].ansvar``; empty for a syntax fault.
        found: what stands there, to follow ”fann”.
        expected: what should, to follow ”väntade”.
        remedy: what to do, a sentence of its own; may be empty.
    """

    line: int
    path: str
    found: str
    expected: str
    remedy: str = ""

    def __str__(self) -> str:
        place = f"rad {self.line}, {self.path}" if self.path else f"rad {self.line}"
        return f"{place}: fann {self.found}, väntade {self.expected}. {self.remedy}".strip()


class KommunTomlError(UnreadableError):
    """A kommun.toml that is not one; every fault found is listed in the order of the file.

    Attributes:
        faults: never empty.
    """

    def __init__(self, path: str | Path, faults: Sequence[Fault]) -> None:
        self.faults = tuple(sorted(faults, key=lambda fault: fault.line))
        listed = "".join(f"\n  {fault}" for fault in self.faults)
        super().__init__(path, f"kommunfilen har {len(self.faults)} fel.{listed}")


def show_path(path: KeyPath) -> str:
    """``("namnder", 2, "kod")`` as ``namnder[2].kod``; lists count from 0."""
    shown = "".join(f"[{part}]" if isinstance(part, int) else f".{part}" for part in path)
    return shown.removeprefix(".")
