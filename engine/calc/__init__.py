"""Derived amounts from inputs by the declaration's formulas, and amounts in öre to whole thousands."""

from engine.calc.comparing import Likeness, compare_formula
from engine.calc.derive import Amount, derived_values
from engine.calc.outcome import RESULT, years_result
from engine.calc.printed import comment_of, has_amounts, table_view
from engine.calc.proposals import Booked, seasonal_proposal, straight_proposal
from engine.calc.rounding import Rounded, round_column
from engine.calc.values import Derived, FlikValues, Origin, computed_error, flik_values, is_unreadable, number_in

__all__ = [
    "RESULT",
    "Amount",
    "Booked",
    "Derived",
    "FlikValues",
    "Likeness",
    "Origin",
    "Rounded",
    "comment_of",
    "compare_formula",
    "computed_error",
    "derived_values",
    "flik_values",
    "has_amounts",
    "is_unreadable",
    "number_in",
    "round_column",
    "seasonal_proposal",
    "straight_proposal",
    "table_view",
    "years_result",
]
