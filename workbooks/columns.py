"""The amount columns of each kind of occasion (contract: flik anatomy; domain: amounts and signs)."""

from engine.formula import Ref, Subtract, WhenAny
from engine.model import Column, ColumnKind

K = ColumnKind


def _minus(left: ColumnKind, right: ColumnKind) -> Subtract:
    return Ref(column=left) - Ref(column=right)


BUDGET = Column(kind=K.BUDGET, heading="Budget {ar}")
PROGNOS = Column(kind=K.PROGNOS, heading="Prognos helår {ar}")
DELAR = (
    Column(kind=K.UTFALL, heading="Delårsbokslut {ar}"),
    Column(kind=K.UTFALL_FG, heading="Delårsbokslut {fg}"),
    Column(kind=K.DIFF, heading="Diff. utfall {fg}/{ar}", formula=_minus(K.UTFALL, K.UTFALL_FG)),
)
_PLANS = tuple(Column(kind=K(f"plan{n}"), heading=f"Plan {{ar{n}}}") for n in range(1, 5))


def follow_up_columns(*, budget_first: bool) -> tuple[Column, ...]:
    """Månad and fördjupad; ``budget_first`` is a table where spending less than budget is favourable (INV)."""
    formula = _minus(K.BUDGET, K.PROGNOS) if budget_first else _minus(K.PROGNOS, K.BUDGET)
    return BUDGET, PROGNOS, Column(kind=K.AVVIKELSE, heading="Avv. prognos/budget {ar}", formula=formula)


def delar_columns(*, budget_first: bool) -> tuple[Column, ...]:
    """Delårsbokslut; the difference between the years is this year minus last in every table."""
    return (*follow_up_columns(budget_first=budget_first), *DELAR)


def arsbokslut_columns(*, budget_first: bool) -> tuple[Column, ...]:
    """Årsbokslut."""
    formula = _minus(K.BUDGET, K.UTFALL) if budget_first else _minus(K.UTFALL, K.BUDGET)
    return (
        BUDGET,
        Column(kind=K.UTFALL, heading="Bokslut {ar}"),
        Column(kind=K.AVVIKELSE, heading="Avv. bokslut/budget {ar}", formula=formula),
        Column(kind=K.UTFALL_FG, heading="Bokslut {fg}"),
        Column(kind=K.DIFF, heading="Diff. bokslut {ar}/{fg}", formula=_minus(K.UTFALL, K.UTFALL_FG)),
    )


def budget_columns(plan_years: int) -> tuple[Column, ...]:
    """The nämnd's budget with so many plan years after it."""
    return Column(kind=K.BUDGET_FG, heading="Budget {fg}"), BUDGET, *_PLANS[:plan_years]


def prognossakerhet_columns(*, forecast_first: bool) -> tuple[Column, ...]:
    """Each forecast beside its distance from the outcome, which stands in the row *Bokslut*."""
    outcome, forecast = Ref(row="bokslut", column=K.PROGNOS), Ref(column=K.PROGNOS)
    formula = forecast - outcome if forecast_first else outcome - forecast
    return (
        Column(kind=K.PROGNOS, heading="Prognos"),
        Column(kind=K.AVVIKELSE, heading="Avvikelse från bokslut", formula=formula),
    )


def forecast_change_columns(*, previous_first: bool) -> tuple[Column, ...]:
    """Beside the comments: the forecast of the latest follow-up, and how it has changed since; + is favourable.

    ``previous_first`` is a table where a lower forecast is favourable (INV). Without an earlier forecast the
    change is 0.
    """
    now, before = Ref(column=K.PROGNOS), Ref(column=K.FOREGAENDE_PROGNOS)
    change = before - now if previous_first else now - before
    return (
        Column(kind=K.FOREGAENDE_PROGNOS, heading="Föregående prognos", is_kept=True),
        Column(kind=K.PROGNOSFORANDRING, heading="Prognosförändring", formula=WhenAny(K.FOREGAENDE_PROGNOS, change)),
    )
