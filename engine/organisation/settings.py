"""Settings with a sensible default each, so that a small kommun may leave them out."""

from collections.abc import Callable, Mapping
from decimal import Decimal
from functools import cached_property
from typing import Annotated, Literal, TypeVar

from pydantic import AfterValidator, ConfigDict, Field

from engine.organisation.codes import CodeSet
from engine.organisation.fields import (
    Allvar,
    ClosingPeriod,
    Intervals,
    Kod,
    Kolumnslag,
    Lista,
    NotNegative,
    Parameter,
    Section,
    Text,
    one_of,
)

LEDGER_COLUMNS = (
    "konto", "ansvar", "motpart", "period", "belopp", "typ", "verksamhet", "projekt", "aktivitet", "objekt",
    "verifikation", "text",
)  # fmt: skip

_KOLUMNER: Mapping[str, tuple[str, ...]] = {name: (name,) for name in LEDGER_COLUMNS}
_TYPVARDEN: Mapping[str, tuple[str, ...]] = {"utfall": ("utfall",), "budget": ("budget",)}
DEFAULT_IFYLLNAD: Mapping[str, tuple[Kolumnslag, ...]] = {
    "budget": (),
    "manad": ("budget", "prognos"),
    "fordjupad": ("budget", "prognos"),
    "delar": ("budget", "prognos", "utfall", "utfall_fg"),
    "arsbokslut": ("budget", "utfall", "utfall_fg"),
}

_Value = TypeVar("_Value")


def _filled_from(defaults: Mapping[str, _Value]) -> Callable[[Mapping[str, _Value]], Mapping[str, _Value]]:
    """A validator that fills in what a table leaves out."""
    return lambda given: {**defaults, **given}


class StorreAvvikelse(Section):
    """When a deviation is large: both limits must be reached; 0 is not used."""

    belopp_tkr: NotNegative = Decimal(1000)
    procent: NotNegative = Decimal(0)


class Utvecklingsmedel(Section):
    """The share of a result improvement that is set aside, and from which improvement (tkr)."""

    andel_procent: NotNegative = Decimal(50)
    troskel_tkr: NotNegative = Decimal(500)


class Installningar(Section):
    """Every point the instructions leave open."""

    avrundning: Literal["summerbar", "oberoende"] = "summerbar"
    avvikelse_forutbetalda: Literal["prognos-budget", "budget-prognos"] = "prognos-budget"
    avvikelse_prognossakerhet: Literal["bokslut-prognos", "prognos-bokslut"] = "bokslut-prognos"
    storre_avvikelse: StorreAvvikelse = StorreAvvikelse()
    utvecklingsmedel: Utvecklingsmedel = Utvecklingsmedel()
    kommunintern_tolerans_kr: NotNegative = Decimal(1)


class Regelinstallning(Section):
    """The severity of one rule and its parameters; every key but ``allvar`` is a parameter."""

    model_config = ConfigDict(extra="allow")
    __pydantic_extra__: dict[str, Parameter] = Field(init=False)

    allvar: Allvar | None = None

    @property
    def parametrar(self) -> Mapping[str, int | float | str]:
        """The parameters by name."""
        return dict(self.__pydantic_extra__)


_Column = Annotated[str, AfterValidator(one_of(LEDGER_COLUMNS))]
_AmountType = Annotated[str, AfterValidator(one_of(_TYPVARDEN))]


class Huvudbok(Section):
    """How the kommun's ledger export is written.

    Attributes:
        bokslutsperioder: ``("13",)``; counted in årsbokslut only.
        kolumner: the headings that mean each column; a column left out goes by its own name.
        typvarden: the values that mean ``utfall`` and ``budget``.
    """

    bokslutsperioder: Lista[ClosingPeriod] = ("13",)
    kolumner: Annotated[Mapping[_Column, Lista[Text]], AfterValidator(_filled_from(_KOLUMNER))] = _KOLUMNER
    typvarden: Annotated[Mapping[_AmountType, Lista[Text]], AfterValidator(_filled_from(_TYPVARDEN))] = _TYPVARDEN


class Investeringsprojekt(Section):
    """A project whose amounts on the investment accounts fill a row of the INV flik.

    Attributes:
        kod: the projekt of the ledger's rows.
        namn: the row's name in the flik.
        kategori: the label of the category row that it stands under.
        namnd: whose it is.
    """

    kod: Text
    namn: Text
    kategori: Text
    namnd: Kod


class Investeringar(Section):
    """Which of the ledger's amounts are investments, and which project each belongs to.

    Attributes:
        konton, utom: the accounts; none when investments are not taken from the ledger.
    """

    konton: Intervals = ()
    utom: Intervals = ()
    projekt: Lista[Investeringsprojekt] = ()

    @cached_property
    def codes(self) -> CodeSet:
        """The accounts, ``utom`` taken out."""
        return CodeSet(self.konton, self.utom)

    def projects_of(self, namnd: str) -> Mapping[str, Investeringsprojekt]:
        """The nämnd's projects by code."""
        return {project.kod: project for project in self.projekt if project.namnd == namnd}


class Inlamning(Section):
    """Where filed workbooks go; a path relative to the working folder."""

    mapp: Text = "inlamnat"


IfyllnadKey = Annotated[str, AfterValidator(one_of(DEFAULT_IFYLLNAD))]
Ifyllnad = Annotated[Mapping[IfyllnadKey, Lista[Kolumnslag]], AfterValidator(_filled_from(DEFAULT_IFYLLNAD))]
