"""What is wrong in a ledger export: a row that cannot be counted, a file that cannot be read."""

from dataclasses import dataclass
from enum import StrEnum


class FaultKind(StrEnum):
    """Why a row cannot be counted; the first reason that applies is the one told."""

    FALT = "falt"
    HALV_RAD = "halv_rad"
    CITATTECKEN = "citattecken"
    KONTO = "konto"
    ANSVAR = "ansvar"
    PERIOD = "period"
    TYP = "typ"
    BELOPP = "belopp"
    UTAN_NAMND = "utan_namnd"
    OKAND_MOTPART = "okand_motpart"
    VERIFIKATION = "verifikation"
    SALDO = "saldo"


@dataclass(frozen=True, slots=True)
class RowFault:
    """One row that cannot be counted.

    Attributes:
        fil: the file as the caller gave it.
        rad: the physical line the row begins on; the file's first line is 1.
        slag: why.
        text: what is wrong, in Swedish, with the value that stands there.
        remedy: what to do about it, in Swedish.
        ore: the row's amount in öre, ledger sign, where the amount itself can be read.
        rader: how many rows it is about; more than one only for a verification that is left out whole.
    """

    fil: str
    rad: int
    slag: FaultKind
    text: str
    remedy: str
    ore: int | None = None
    rader: int = 1


@dataclass(frozen=True, slots=True)
class FileFault:
    """One file that could not be read at all; the other files are read."""

    fil: str
    text: str
    remedy: str


_BELOPP_REMEDY = "Skriv kronor med högst två decimaler, till exempel 1234,50 eller −1 234,50."
_WORDS = {
    FaultKind.FALT: ("fel antal fält: {}", "Rätta raden så att den har lika många fält som rubrikraden."),
    FaultKind.HALV_RAD: (
        "raden är bara delvis skriven: {}",
        "Gör om uttaget ur ekonomisystemet; filen är avbruten.",
    ),
    FaultKind.CITATTECKEN: ("citattecken mitt i ett fält: {}", "Dubblera citattecknet i texten."),
    FaultKind.KONTO: ("konto saknas", "Ange konto på raden."),
    FaultKind.ANSVAR: ("ansvar saknas", "Ange ansvar på raden."),
    FaultKind.PERIOD: ("omöjlig period ”{}”", "Perioden ska vara ÅÅÅÅMM, till exempel 202203."),
    FaultKind.TYP: (
        "okänd typ ”{}”",
        "Typen ska vara utfall eller budget, eller stå under [huvudbok] typvarden i kommun.toml.",
    ),
    FaultKind.BELOPP: ("beloppet ”{}” kan inte läsas", _BELOPP_REMEDY),
    FaultKind.UTAN_NAMND: (
        "ansvar {} hör inte till någon nämnd i den perioden",
        "Lägg till ansvaret hos rätt förvaltning i kommun.toml.",
    ),
    FaultKind.OKAND_MOTPART: (
        "motpart {} är kommunens egen men hör inte till någon förvaltning",
        "Lägg till motparten hos rätt förvaltning i kommun.toml, eller rätta raden.",
    ),
    FaultKind.VERIFIKATION: ("{}", "Rätta verifikationen i ekonomisystemet och ta ut filen på nytt."),
    FaultKind.SALDO: ("{}", "Ta ut filen på nytt, med saldon per objekt för hela kontot."),
}


def row_fault(  # noqa: PLR0913, PLR0917 a fault has this many parts
    fil: str, rad: int, slag: FaultKind, value: str, ore: int | None = None, rader: int = 1
) -> RowFault:
    """The fault in words; ``value`` is what stands on the row."""
    text, remedy = _WORDS[slag]
    return RowFault(fil, rad, slag, text.format(value), remedy, ore, rader)
