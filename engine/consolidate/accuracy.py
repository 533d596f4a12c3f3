"""Prognossäkerhet for many nämnder: a matrix for every year (domain: prognossäkerhet)."""

from collections.abc import Iterable, Mapping, Sequence

from engine.data.accuracy import AccuracyYear, Filing
from engine.data.consolidation import Tkr
from engine.findings import json_value
from engine.model import Favourable
from engine.periods import Occasion


def forecast_accuracy(
    filings: Iterable[Filing], order: Sequence[str], favourable: Favourable
) -> tuple[AccuracyYear, ...]:
    """The matrices, the earliest year first.

    Args:
        filings: in whatever order, at most one for a nämnd, a year and an occasion.
        order: the lines' order.
        favourable: ``MORE`` is bokslut − prognos.

    Raises:
        ValueError: two filings of one nämnd at one occasion, or one of a nämnd that is not in the order.
    """
    given = sorted(filings, key=lambda filing: (filing.year, order.index(filing.namnd), filing.occasion.rank))
    places = [(filing.namnd, filing.year, filing.occasion) for filing in given]
    if len(set(places)) != len(places):
        raise ValueError("two filings of one nämnd at one occasion")
    years = dict.fromkeys(filing.year for filing in given)
    return tuple(_of_year(year, [f for f in given if f.year == year], favourable) for year in years)


def _of_year(year: int, filings: Sequence[Filing], favourable: Favourable) -> AccuracyYear:
    forecasts = [filing for filing in filings if not filing.is_outcome]
    occasions = sorted({filing.occasion for filing in forecasts}, key=lambda occasion: occasion.rank)
    return AccuracyYear(
        year=year,
        namnder=tuple(dict.fromkeys(filing.namnd for filing in filings)),
        occasions=tuple(occasions),
        outcomes={filing.namnd: filing.amount for filing in filings if filing.is_outcome},
        forecasts={
            occasion: {filing.namnd: filing.amount for filing in forecasts if filing.occasion == occasion}
            for occasion in occasions
        },
        favourable=favourable,
    )


def accuracy_json(years: Sequence[AccuracyYear]) -> list[dict[str, object]]:
    """``[{"ar", "bokslut": BELOPP, "tillfallen": {kod: {"prognos": BELOPP, "avvikelse": BELOPP}}}]``.

    BELOPP is ``{"summa", "namnder": {kod: n}}``, tkr; a nämnd without the amount is left out.
    """
    return [
        {
            "ar": year.year,
            "bokslut": {"summa": json_value(year.total_outcome), "namnder": _plain(year.outcomes)},
            "tillfallen": {occasion.code: _occasion_json(year, occasion) for occasion in year.occasions},
        }
        for year in years
    ]


def _occasion_json(year: AccuracyYear, occasion: Occasion) -> dict[str, object]:
    deviations = {namnd: year.deviation(occasion, namnd) for namnd in year.namnder}
    known = {namnd: amount for namnd, amount in deviations.items() if amount is not None}
    return {
        "prognos": {
            "summa": json_value(year.total_forecast(occasion)), "namnder": _plain(year.forecasts[occasion]),
        },
        "avvikelse": {"summa": json_value(year.total_deviation(occasion)), "namnder": _plain(known)},
    }  # fmt: skip


def _plain(amounts: Mapping[str, Tkr]) -> dict[str, object]:
    return {namnd: json_value(amount) for namnd, amount in amounts.items()}
