"""How much a workbook may hold before it is refused."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    """Ceilings that keep one file below about 512 MB of memory and 10 seconds.

    A municipal workbook holds about 1,300 cells in 100 kB; a ledger export may need a larger ``cells``.

    Attributes:
        file_bytes: the file on disk.
        members: entries in the zip.
        part_bytes, total_bytes: inflated size of one part, and of all parts that are read; counted while
            inflating, never taken from the zip's own headers.
        ratio: inflated to packed size of a part, judged once it has passed ``ratio_from`` bytes.
        cells: cells with a value or a formula in the whole workbook.
        elements: cell elements in the whole workbook, empty styled ones too.
        strings: entries in the shared string table.
        text: characters of text and formulas kept, expanded shared formulas included.
    """

    file_bytes: int = 200_000_000
    members: int = 3_000
    part_bytes: int = 256_000_000
    total_bytes: int = 600_000_000
    ratio: int = 200
    ratio_from: int = 8_000_000
    cells: int = 1_000_000
    elements: int = 4_000_000
    strings: int = 2_000_000
    text: int = 100_000_000


DEFAULT_LIMITS = Limits()
