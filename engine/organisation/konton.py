"""What accounts and motparter mean: kontogrupper, motpartsslag, and the rows of declared flikar.

The defaults are those of the edition of Kommun-Bas that ``kommun_bas`` names.
"""

from collections.abc import Mapping
from functools import cached_property
from typing import Literal

from engine.organisation.codes import CodeRange, CodeSet
from engine.organisation.fields import EgenVerksamhet, Intervals, Lista, Section, Tabell, Text
from engine.organisation.kommun_bas import KONTOGRUPPER, MOTPARTSSLAG


def _ranges(codes: tuple[str, ...]) -> tuple[CodeRange, ...]:
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


def _usual(name: str) -> Kontogrupp:
    konton, utom = KONTOGRUPPER[name]
    return Kontogrupp(konton=_ranges(konton), utom=_ranges(utom))


class Kontogrupper(Section):
    """All kontogrupper; ``utanfor_rr`` are accounts that are known and not in RR."""

    intakter: Kontogrupp = _usual("intakter")
    personalkostnader: Kontogrupp = _usual("personalkostnader")
    lokalhyror: Kontogrupp = _usual("lokalhyror")
    kop_av_tjanster: Kontogrupp = _usual("kop_av_tjanster")
    ovriga_kostnader: Kontogrupp = _usual("ovriga_kostnader")
    kommunbidrag: Kontogrupp = _usual("kommunbidrag")
    finansnetto: Kontogrupp = _usual("finansnetto")
    utanfor_rr: Kontogrupp = _usual("utanfor_rr")

    @cached_property
    def sets(self) -> Mapping[str, CodeSet]:
        """The accounts of each kontogrupp, by its name in kommun.toml."""
        return {name: getattr(self, name).codes for name in type(self).model_fields}


class Motpartsslag(Section):
    """What kind of party a motpart is, by its first digits."""

    kommun: Intervals = _ranges(MOTPARTSSLAG["kommun"])
    bolag: Intervals = _ranges(MOTPARTSSLAG["bolag"])
    extern: Intervals = _ranges(MOTPARTSSLAG["extern"])

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
