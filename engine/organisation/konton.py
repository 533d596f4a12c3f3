"""What accounts and motparter mean: kontogrupper, motpartsslag, and the rows of declared flikar.

The defaults are those of Kommun-Bas (domain: interninterna poster).
"""

from collections.abc import Mapping
from functools import cached_property
from typing import Literal

from engine.organisation.codes import CodeRange, CodeSet
from engine.organisation.fields import EgenVerksamhet, Intervals, Lista, Section, Tabell, Text


def _prefixes(*codes: str) -> tuple[CodeRange, ...]:
    bounds = (code.partition("-") for code in codes)
    return tuple(CodeRange(low, high or low) for low, _, high in bounds)


class Kontogrupp(Section):
    """The accounts of one kontogrupp; an empty list: not in the ledger."""

    konton: Intervals
    utom: Intervals = ()

    @cached_property
    def codes(self) -> CodeSet:
        """The accounts, ``utom`` taken out."""
        return CodeSet(self.konton, self.utom)


class Kontogrupper(Section):
    """All kontogrupper; ``utanfor_rr`` are accounts that are known and not in RR."""

    intakter: Kontogrupp = Kontogrupp(konton=_prefixes("3"))
    personalkostnader: Kontogrupp = Kontogrupp(konton=_prefixes("5"))
    lokalhyror: Kontogrupp = Kontogrupp(konton=_prefixes("60"))
    kop_av_tjanster: Kontogrupp = Kontogrupp(konton=_prefixes("46", "74-75"))
    ovriga_kostnader: Kontogrupp = Kontogrupp(konton=_prefixes("4", "6-7"), utom=_prefixes("46", "60", "74-75"))
    kommunbidrag: Kontogrupp = Kontogrupp(konton=())
    finansnetto: Kontogrupp = Kontogrupp(konton=_prefixes("84-85"))
    utanfor_rr: Kontogrupp = Kontogrupp(konton=_prefixes("1-2", "9"))

    @cached_property
    def sets(self) -> Mapping[str, CodeSet]:
        """The accounts of each kontogrupp, by its name in kommun.toml."""
        return {name: getattr(self, name).codes for name in type(self).model_fields}


class Motpartsslag(Section):
    """What kind of party a motpart is, by its first digits."""

    kommun: Intervals = _prefixes("1-4")
    bolag: Intervals = _prefixes("5-7")
    extern: Intervals = _prefixes("8-9")

    @cached_property
    def sets(self) -> Mapping[str, CodeSet]:
        """The motpart codes of each kind."""
        return {name: CodeSet(getattr(self, name)) for name in type(self).model_fields}


class Flikrad(Section):
    """A row of a declared flik.

    Attributes:
        block: required in RR, where it decides the sum the row belongs to.
        konton, utom: the accounts that fill the row; none when the ledger does not.
    """

    namn: Text
    block: Literal["intakter", "kostnader"] | None = None
    konton: Intervals = ()
    utom: Intervals = ()

    @cached_property
    def codes(self) -> CodeSet:
        """The accounts, ``utom`` taken out."""
        return CodeSet(self.konton, self.utom)


class Flik(Section):
    """The rows of one table of a verksamhet, where they differ from the default."""

    verksamhet: EgenVerksamhet
    tabell: Tabell
    rader: Lista[Flikrad]
