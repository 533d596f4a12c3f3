"""The amount columns of each kind of occasion (contract: flik anatomy; domain: amounts and signs).

``favourable`` says which way the amounts of the table have to move to be better; every avvikelse is + when they do.
"""

from engine.formula import Ref, Subtract, WhenAny
from engine.model import BETWEEN_YEARS, Column, ColumnKind, Favourable

K = ColumnKind


def _better(favourable: Favourable, later: Ref, earlier: Ref) -> Subtract:
    """The difference between two cells that is + when the later one is better."""
    left, right = favourable.ordered(later, earlier)
    return left - right


def _between(favourable: Favourable, later: ColumnKind, earlier: ColumnKind) -> Subtract:
    return _better(favourable, Ref(column=later), Ref(column=earlier))


BUDGET = Column(kind=K.BUDGET, heading="Budget {ar}")
PROGNOS = Column(kind=K.PROGNOS, heading="Prognos helår {ar}")
DELAR = (
    Column(kind=K.UTFALL, heading="Delårsbokslut {ar}"),
    Column(kind=K.UTFALL_FG, heading="Delårsbokslut {fg}"),
    Column(kind=K.DIFF, heading="Diff. utfall {fg}/{ar}", formula=_between(BETWEEN_YEARS, K.UTFALL, K.UTFALL_FG)),
)
_PLANS = tuple(Column(kind=K(f"plan{n}"), heading=f"Plan {{ar{n}}}") for n in range(1, 5))


def follow_up_columns(favourable: Favourable) -> tuple[Column, ...]:
    """Månad and fördjupad."""
    formula = _between(favourable, K.PROGNOS, K.BUDGET)
    return BUDGET, PROGNOS, Column(kind=K.AVVIKELSE, heading="Avv. prognos/budget {ar}", formula=formula)


def delar_columns(favourable: Favourable) -> tuple[Column, ...]:
    """Delårsbokslut."""
    return (*follow_up_columns(favourable), *DELAR)


def arsbokslut_columns(favourable: Favourable) -> tuple[Column, ...]:
    """Årsbokslut."""
    formula = _between(favourable, K.UTFALL, K.BUDGET)
    return (
        BUDGET,
        Column(kind=K.UTFALL, heading="Bokslut {ar}"),
        Column(kind=K.AVVIKELSE, heading="Avv. bokslut/budget {ar}", formula=formula),
        Column(kind=K.UTFALL_FG, heading="Bokslut {fg}"),
        Column(
            kind=K.DIFF, heading="Diff. bokslut {ar}/{fg}", formula=_between(BETWEEN_YEARS, K.UTFALL, K.UTFALL_FG)
        ),
    )


def budget_columns(plan_years: int) -> tuple[Column, ...]:
    """The nämnd's budget with so many plan years after it."""
    return Column(kind=K.BUDGET_FG, heading="Budget {fg}"), BUDGET, *_PLANS[:plan_years]


def prognossakerhet_columns(favourable: Favourable) -> tuple[Column, ...]:
    """Each forecast beside its distance from the outcome, which stands in the row *Bokslut*."""
    formula = _better(favourable, Ref(row="bokslut", column=K.PROGNOS), Ref(column=K.PROGNOS))
    return (
        Column(kind=K.PROGNOS, heading="Prognos"),
        Column(kind=K.AVVIKELSE, heading="Avvikelse från bokslut", formula=formula),
    )


def period_columns(favourable: Favourable) -> tuple[Column, ...]:
    """The months of the delårsbokslut: what was budgeted for them beside what came of it."""
    formula = _between(favourable, K.UTFALL, K.BUDGET_PERIOD)
    return (
        Column(kind=K.BUDGET_PERIOD, heading="Budget jan–aug {ar}"),
        Column(kind=K.UTFALL, heading="Utfall jan–aug {ar}"),
        Column(kind=K.AVVIKELSE, heading="Avv. utfall/budget {ar}", formula=formula),
    )


def proposal_columns() -> tuple[Column, ...]:
    """Beside the comments: two ways to reckon the whole year from the outcome so far."""
    return (
        Column(kind=K.FORSLAG_RAK, heading="Förslag: utfall + återstående budget", is_kept=True),
        Column(kind=K.FORSLAG_SASONG, heading="Förslag: förra årets säsong", is_kept=True),
    )


def forecast_change_columns(favourable: Favourable) -> tuple[Column, ...]:
    """Beside the comments: the forecast of the latest follow-up, and how it has changed since.

    Without an earlier forecast the change is 0.
    """
    change = _between(favourable, K.PROGNOS, K.FOREGAENDE_PROGNOS)
    return (
        Column(kind=K.FOREGAENDE_PROGNOS, heading="Föregående prognos", is_kept=True),
        Column(kind=K.PROGNOSFORANDRING, heading="Prognosförändring", formula=WhenAny(K.FOREGAENDE_PROGNOS, change)),
    )
