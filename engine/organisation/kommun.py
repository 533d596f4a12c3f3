"""A kommun: everything its kommun.toml says, and the questions the rest of the engine asks of it."""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from functools import cached_property
from typing import Any, Literal

from pydantic import Field

from engine.errors import UnknownNameError
from engine.organisation.codes import CodeSet
from engine.organisation.fields import Lista, NonEmpty, Number, RuleId, Section, Text, Year, YearKey
from engine.organisation.followup import Budgetandring, Kalenderpost, Kontroll, Tystad
from engine.organisation.kommun_bas import EDITION
from engine.organisation.konton import Flik, Flikrad, Kontogrupper, Motpartsslag
from engine.organisation.namnder import Forvaltning, Namnd
from engine.organisation.settings import (
    DEFAULT_IFYLLNAD,
    Huvudbok,
    Ifyllnad,
    Inlamning,
    Installningar,
    Investeringar,
    Regelinstallning,
)
from engine.text import fold, nearest

BUILT_IN_NAME = "inbyggd demo"
TkrPerNamnd = Mapping[YearKey, Mapping[str, Number]]


class Kommunuppgifter(Section):
    """The table ``[kommun]``."""

    namn: Text
    ar: Year
    kontoplan: str = EDITION


class Sections(Section):
    """What the file and the kommun have in common.

    Attributes:
        kommunbidrag, investeringsbudget: tkr by year and nämnd code, as kommunfullmäktige decided.
        ifyllnad: the column kinds that must be filled, by occasion kind; every kind is there.
        regler: severities and parameters by rule id; a rule left out keeps its own.
    """

    kalender: Lista[Kalenderpost] = ()
    namnder: NonEmpty[Namnd]
    flikar: Lista[Flik] = ()
    kontroller: Lista[Kontroll] = ()
    tystade: Lista[Tystad] = ()
    budgetandringar: Lista[Budgetandring] = ()
    installningar: Installningar = Installningar()
    kontogrupper: Kontogrupper = Kontogrupper()
    motpartsslag: Motpartsslag = Motpartsslag()
    huvudbok: Huvudbok = Huvudbok()
    kommunbidrag: TkrPerNamnd = Field(default_factory=dict)
    investeringsbudget: TkrPerNamnd = Field(default_factory=dict)
    ifyllnad: Ifyllnad = DEFAULT_IFYLLNAD
    regler: Mapping[RuleId, Regelinstallning] = Field(default_factory=dict)
    inlamning: Inlamning = Inlamning()
    investeringar: Investeringar = Investeringar()


class KommunFile(Sections):
    """kommun.toml, key by key."""

    version: Literal[1]
    kommun: Kommunuppgifter


class Kommun(Sections):
    """A kommun whose file is whole and does not contradict itself.

    Attributes:
        ar: the year when neither the call nor the workbook names one.
        kontoplan: the edition that the accounts follow, told with every result.
        inbyggd: True when nobody gave a kommun.toml and the demo stands in.
    """

    namn: str
    ar: int
    kontoplan: str = EDITION
    inbyggd: bool = False

    @property
    def display_name(self) -> str:
        """The kommun as the JSON names it."""
        return BUILT_IN_NAME if self.inbyggd else self.namn

    def namnd(self, kod: str) -> Namnd:
        """The nämnd of that code (whatever case) or name (tolerantly spelled).

        Raises:
            UnknownNameError: no such nämnd; the message offers the nearest codes.
        """
        wanted = fold(kod)
        for key in (_folded_code, _folded_name):
            for namnd in self.namnder:
                if key(namnd) == wanted:
                    return namnd
        codes = {text: namnd.kod for namnd in self.namnder for text in (namnd.kod, namnd.namn)}
        near = dict.fromkeys(codes[text] for text in nearest(kod, codes))
        raise UnknownNameError("Nämnden", kod, near, (namnd.kod for namnd in self.namnder))

    def owner(self, ansvar: str, period: int) -> tuple[Namnd, Forvaltning] | None:
        """The nämnd and the förvaltning that have the ansvar in the period (ÅÅÅÅMM); None when nobody has."""
        for namnd, forvaltning in self._forvaltningar():
            if forvaltning.covers(ansvar, period):
                return namnd, forvaltning
        return None

    def forvaltning_of_motpart(self, motpart: str) -> str | None:
        """The code of the förvaltning that has the motpart code; None when none has."""
        return self._motparter.get(motpart)

    def motpartsslag_of(self, motpart: str) -> str | None:
        """``kommun``, ``bolag`` or ``extern``; an empty motpart is extern, an unclaimed one None."""
        return _claimant(self.motpartsslag.sets, motpart) if motpart else "extern"

    def kontogrupp_of(self, konto: str) -> str | None:
        """The kontogrupp (``intakter`` … ``utanfor_rr``) of an account; None when no interval claims it."""
        return _claimant(self.kontogrupper.sets, konto)

    def declared_rows(self, verksamhet: str, tabell: str) -> tuple[Flikrad, ...]:
        """The rows the kommun declares for a table of a verksamhet; none where they are the usual ones."""
        found = (flik.rader for flik in self.flikar if (flik.verksamhet, flik.tabell) == (verksamhet, tabell))
        return next(found, ())

    def beslutat_kommunbidrag(self, ar: int, namnd: str, through: int) -> Decimal | None:
        """Tkr: the decision and the budgetändringar in force in the period ``through`` (ÅÅÅÅMM).

        None when kommunfullmäktige's figure for the nämnd and the year is missing.
        """
        decided = self.kommunbidrag.get(ar, {}).get(namnd)
        if decided is None:
            return None
        return sum((change.kommunbidrag for change in self._changes(ar, namnd, through)), decided)

    def beslutad_investering(self, ar: int, namnd: str, through: int) -> Decimal | None:
        """Tkr: as ``beslutat_kommunbidrag``, for the investeringsbudget."""
        decided = self.investeringsbudget.get(ar, {}).get(namnd)
        if decided is None:
            return None
        return sum((change.investering for change in self._changes(ar, namnd, through)), decided)

    def _changes(self, ar: int, namnd: str, through: int) -> Iterator[Budgetandring]:
        for change in self.budgetandringar:
            if (change.ar, change.namnd) == (ar, namnd) and change.fran <= through:
                yield change

    def _forvaltningar(self) -> Iterator[tuple[Namnd, Forvaltning]]:
        for namnd in self.namnder:
            for forvaltning in namnd.forvaltningar:
                yield namnd, forvaltning

    @cached_property
    def _motparter(self) -> Mapping[str, str]:
        return {code: owner.kod for _, owner in self._forvaltningar() for code in owner.motpart}


def kommun_of(file: KommunFile, *, inbyggd: bool) -> Kommun:
    """The kommun that a faultless file describes."""
    common: dict[str, Any] = {name: getattr(file, name) for name in Sections.model_fields}
    own: dict[str, Any] = dict(file.kommun)
    return Kommun.model_construct(**common, **own, inbyggd=inbyggd)


def _folded_code(namnd: Namnd) -> str:
    return fold(namnd.kod)


def _folded_name(namnd: Namnd) -> str:
    return fold(namnd.namn)


def _claimant(sets: Mapping[str, CodeSet], code: str) -> str | None:
    return next((name for name, codes in sets.items() if codes.contains(code)), None)
