"""What has to be open for a button to work, and what is said when it is not."""

from dataclasses import dataclass
from enum import StrEnum


class Need(StrEnum):
    """What a button needs; the values are the words of the add-in's VBA."""

    NOTHING = "inget"
    BOOK = "bok"
    OURS = "namndbok"
    UNDO = "angra"


@dataclass(frozen=True, slots=True)
class Wording:
    """A need in Swedish.

    Attributes:
        when: when the button can be pressed, for the page about the ribbon.
        reason: why it cannot be pressed when the need is not met; empty when it always can.
    """

    when: str
    reason: str


_BOOK = Wording(
    "En bok är öppen.",
    "Öppna en arbetsbok först. Står det Skyddad vy ovanför den, välj Aktivera redigering.",
)
WORDINGS = {
    Need.NOTHING: Wording("Alltid.", ""),
    Need.BOOK: _BOOK,
    Need.OURS: Wording("En nämnds arbetsbok från flikar är framme.", "Boken är ingen nämnds arbetsbok från flikar."),
    Need.UNDO: Wording(
        "En knapp har skrivit i boken.",
        "Ingen knapp har skrivit något i boken som går att ta tillbaka. Har den sparats under ett annat namn sedan "
        "dess: öppna den under det gamla namnet och ångra där.",
    ),
}
"""Every need but ``NOTHING`` needs an open workbook too; without one, the reason is that of ``BOOK``."""
