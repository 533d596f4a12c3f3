"""One expression tree per derived cell: rendered to Excel text and evaluated in Python from the same tree."""

from engine.formula.evaluating import UnknownValueError, evaluate_text, result_of
from engine.formula.functions import ErrorValue, Value
from engine.formula.linear import LinearForm, read_linear
from engine.formula.references import Reference, References, read_references
from engine.formula.shared import SharedFormula, formula_at, moved, shared_formula
from engine.formula.tokens import Kind, Token, tokens
from engine.formula.tree import (
    Add,
    Expression,
    Place,
    Ref,
    Subtract,
    SumBlock,
    SumRows,
    WhenAny,
    evaluate,
    references,
    render,
    terms,
)

__all__ = [
    "Add",
    "ErrorValue",
    "Expression",
    "Kind",
    "LinearForm",
    "Place",
    "Ref",
    "Reference",
    "References",
    "SharedFormula",
    "Subtract",
    "SumBlock",
    "SumRows",
    "Token",
    "UnknownValueError",
    "Value",
    "WhenAny",
    "evaluate",
    "evaluate_text",
    "formula_at",
    "moved",
    "read_linear",
    "read_references",
    "references",
    "render",
    "result_of",
    "shared_formula",
    "terms",
    "tokens",
]
