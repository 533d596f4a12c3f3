"""Accounts, motparter and decisions of the kommun."""

from fractions import Fraction

from engine.errors import UnknownNameError
from engine.organisation import Kommun
from engine.organisation.konton import Kontogrupper, Motpartsslag
from udfs.declaring import Argument, Function, FunctionError, Kind, month_of
from udfs.setting import kommun_or_none, own_kommun
from udfs.values import CellError


def _group(konto: str) -> str:
    """The kontogrupp's own label; Kommun-Bas where there is no kommun."""
    from workbooks.tables import LEDGER_LABELS

    if not konto:
        raise FunctionError
    found = kommun_or_none()
    sets = (found.kontogrupper if found else Kontogrupper()).sets
    name = next((name for name, codes in sets.items() if codes.contains(konto)), None)
    if name is None:
        raise FunctionError(CellError.NA)
    return LEDGER_LABELS.get(name, "Utanför RR")


def _party(motpart: str, ansvar: str, period: int) -> str:
    """What a transaction with the motpart is to the nämnd whose ansvar it stands on."""
    found = kommun_or_none()
    kind = _kind_of(found, motpart)
    if kind is None:
        raise FunctionError(CellError.NA)
    if kind != "kommun" or not ansvar:
        return kind
    _, forvaltning = _owner(ansvar, period)
    return "internintern" if own_kommun().forvaltning_of_motpart(motpart) == forvaltning else "kommunintern"


def _kind_of(kommun: Kommun | None, motpart: str) -> str | None:
    if kommun is not None:
        return kommun.motpartsslag_of(motpart)
    if not motpart:
        return "extern"
    return next((name for name, codes in Motpartsslag().sets.items() if codes.contains(motpart)), None)


def _namnd(ansvar: str, period: int) -> str:
    return _owner(ansvar, period)[0]


def _owner(ansvar: str, period: int) -> tuple[str, str]:
    """The codes of the nämnd and the förvaltning that have an ansvar."""
    owner = own_kommun().owner(ansvar, period)
    if owner is None:
        raise FunctionError(CellError.NA)
    namnd, forvaltning = owner
    return namnd.kod, forvaltning.kod


def _kommunbidrag(namnd: str, year: int, month: int) -> Fraction:
    """Tkr, with the budgetändringar in force in the month."""
    kommun = own_kommun()
    try:
        kod = kommun.namnd(namnd).kod
    except UnknownNameError:
        raise FunctionError(CellError.NA) from None
    decided = kommun.beslutat_kommunbidrag(year, kod, year * 100 + month_of(month))
    if decided is None:
        raise FunctionError(CellError.NA)
    return Fraction(decided)


def _paid(kommunbidrag: Fraction, month: int) -> Fraction:
    """One twelfth a month (domain: rules beyond the tables)."""
    return kommunbidrag * month_of(month) / 12


_PERIOD = Argument("period", Kind.WHOLE, "Perioden som ÅÅÅÅMM; utelämnad är den senaste som finns.", default=999912)
_ANSVAR = Argument("ansvar", Kind.CODE, "Radens ansvar.")

FUNCTIONS = (
    Function(
        "FLIK_KONTOGRUPP", "Kontogruppen som ett konto hör till; #N/A när ingen grupp har kontot.",
        (Argument("konto", Kind.CODE, "Kontot, som text eller tal."),),
        _group, ("=FLIK_KONTOGRUPP(5010)", "Personalkostnader"),
    ),
    Function(
        "FLIK_MOTPART_TYP",
        "Vad en motpart är: kommun, bolag eller extern; med ansvar internintern eller kommunintern.",
        (
            Argument("motpart", Kind.CODE, "Motpartens kod; tom är extern."),
            Argument("ansvar", Kind.CODE, "Radens ansvar; kräver kommunens kommun.toml.", default=""),
            _PERIOD,
        ),
        _party, ("=FLIK_MOTPART_TYP(810)", "extern"),
    ),
    Function(
        "FLIK_NAMND", "Koden för den nämnd som har ett ansvar; kräver kommunens kommun.toml.", (_ANSVAR, _PERIOD),
        _namnd, ('=FLIK_NAMND("70322",202208)', "VON"),
    ),
    Function(
        "FLIK_KOMMUNBIDRAG", "Beslutat kommunbidrag i tkr med årets budgetändringar; kräver kommunens kommun.toml.",
        (
            Argument("namnd", Kind.TEXT, "Nämndens kod eller namn."),
            Argument("ar", Kind.WHOLE, "Året."),
            Argument("manad", Kind.WHOLE, "Ändringar till och med den månaden; utelämnad är 12.", default=12),
        ),
        _kommunbidrag, ('=FLIK_KOMMUNBIDRAG("VON",2022)', "853556"),
    ),
    Function(
        "FLIK_KOMMUNBIDRAG_PERIOD", "Den del av årets kommunbidrag som är utbetald, en tolftedel i månaden.",
        (
            Argument("kommunbidrag", Kind.AMOUNT, "Årets kommunbidrag i tkr."),
            Argument("manad", Kind.WHOLE, "Den sista månaden, 1–12."),
        ),
        _paid, ("=FLIK_KOMMUNBIDRAG_PERIOD(853556,9)", "640167"),
    ),
)  # fmt: skip
