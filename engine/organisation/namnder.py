"""Nämnder and their förvaltningar: who owns which ansvar, and when."""

from functools import cached_property

from pydantic import Field

from engine.organisation.codes import CodeSet
from engine.organisation.fields import Intervals, Kod, Lista, Period, Section, Text, Verksamhet

_FIRST_PERIOD = 0
_LAST_PERIOD = 999_999


class Forvaltning(Section):
    """The ansvar a nämnd has in a förvaltning, for as long as it is valid.

    Attributes:
        kod: the förvaltning; several nämnder may share it, and one nämnd may list it more than once.
        motpart: the motpart codes of the förvaltning, whole codes.
        giltig_fran, giltig_till: periods ÅÅÅÅMM, both included; None is without end.
    """

    kod: Kod
    ansvar_intervals: Intervals = Field(alias="ansvar")
    utom: Intervals = ()
    motpart: Lista[Kod] = ()
    giltig_fran: Period | None = None
    giltig_till: Period | None = None

    @cached_property
    def ansvar(self) -> CodeSet:
        """The ansvar codes, ``utom`` taken out."""
        return CodeSet(self.ansvar_intervals, self.utom)

    @property
    def validity(self) -> tuple[int, int]:
        """The first and the last period."""
        return self.giltig_fran or _FIRST_PERIOD, self.giltig_till or _LAST_PERIOD

    def covers(self, ansvar: str, period: int) -> bool:
        """Whether the förvaltning has this ansvar in this period (ÅÅÅÅMM).

        A bokslutsperiod (ÅÅÅÅ13) closes its year, and belongs to whoever had the ansvar in December.
        """
        year, month = divmod(period, 100)
        first, last = self.validity
        return first <= year * 100 + min(month, 12) <= last and self.ansvar.contains(ansvar)


class Namnd(Section):
    """One nämnd.

    Attributes:
        kod: ASCII, as in ``--namnd``.
        verksamhet: decides which special flikar it has.
        forvaltningar: empty when the kommun has no use for the ledger.
    """

    kod: Kod
    namn: Text
    verksamhet: Verksamhet = "skattefinansierad"
    forvaltningar: Lista[Forvaltning] = ()
