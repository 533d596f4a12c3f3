"""What can be answered where a button offers a choice; the values are what people write."""

from enum import StrEnum


class Source(StrEnum):
    """What a flik can be filled from, as it is asked for."""

    LEDGER = "huvudbok"
    INVESTMENTS = "investeringar"
    PROPOSALS = "prognosförslag"
    TABLES = "tabeller"


class Beside(StrEnum):
    """What a workbook can be compared with, as it is asked for."""

    NOTHING = "inget"
    LEDGER = "huvudbok"
    EARLIER = "tidigare"
