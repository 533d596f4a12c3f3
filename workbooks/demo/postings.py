"""One row of the demo ledger, and the CSV file that vouchers of such rows become."""

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from engine.files import write_atomically

HEADER = "konto;ansvar;verksamhet;motpart;period;belopp;typ;verifikation;text"
ENCODING = "utf-8"


class Posting(NamedTuple):
    """One ledger row.

    Attributes:
        namnd, forvaltning: who owns ``ansvar`` in ``period``; known to the generator, not written.
        motpart: the other party's code; empty for one outside the municipality.
        period: ``ÅÅÅÅMM``.
        ore: amount in öre with ledger sign, cost + and income −.
        typ: ``budget`` or ``utfall``.
    """

    namnd: str
    forvaltning: str
    konto: str
    ansvar: str
    motpart: str
    period: str
    ore: int
    typ: str
    text: str


Voucher = tuple[Posting, ...]
"""The rows that share one verifikation: both sides of an internal entry, or one row."""


def ledger_lines(vouchers: Sequence[Voucher]) -> Iterator[str]:
    """The header and one line a row, without line ends; vouchers are numbered in their order."""
    yield HEADER
    for number, voucher in enumerate(vouchers, start=1):
        for row in voucher:
            yield (
                f"{row.konto};{row.ansvar};{_verksamhet(row.ansvar)};{row.motpart};{row.period};"
                f"{kronor(row.ore)};{row.typ};{row.typ[0].upper()}{number:07};{row.text}"
            )


def kronor(ore: int) -> str:
    """The amount as the ledger has it: kronor, decimal comma, two decimals (``-8333,00``)."""
    whole, rest = divmod(abs(ore), 100)
    return f"{'-' if ore < 0 else ''}{whole},{rest:02}"


def write_lines(path: Path, lines: Iterable[str]) -> None:
    """Write the lines with LF line ends, wholly or not at all.

    Raises:
        NotWrittenError: the file could not be written; an earlier file is untouched.
    """
    write_atomically(path, "".join(f"{line}\n" for line in lines).encode(ENCODING))


def _verksamhet(ansvar: str) -> str:
    """Some verksamhet code, always the same for one ansvar."""
    return str(100 + int(ansvar) % 880)
