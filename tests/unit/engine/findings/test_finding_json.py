"""A finding in the shape callers rely on."""

from decimal import Decimal
from fractions import Fraction

import pytest

from engine.addresses import Cell
from engine.findings import FoundValue, Severity, count_severities, json_value, make_finding


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (5, 5), (5.0, 5), (Decimal("5.50"), 5.5), (Fraction(-10, 2), -5), (Fraction(1, 4), 0.25), (True, "SANT"),
        (False, "FALSKT"), ("#REF!", "#REF!"), (None, None),
    ],
)  # fmt: skip
def test_numbers_stay_numbers_and_text_text(value: FoundValue, shown: object) -> None:
    assert json_value(value) == shown
    assert type(json_value(value)) is type(shown)


def test_severity_and_remedy_come_from_the_catalogue() -> None:
    found = make_finding("te01", "utan minus", flik="RR", cell=Cell(9, 3), row="Personalkostnader", found=5)
    assert found.as_json() == {
        "regel": "TE01", "allvar": "fel", "flik": "RR", "cell": "C9", "rad": "Personalkostnader", "kolumn": None,
        "funnet": 5, "vantat": None, "meddelande": "utan minus", "atgard": found.remedy,
    }  # fmt: skip
    assert found.remedy
    assert found.place == "RR!C9"
    assert make_finding("TE01", "x", remedy="Gör så här.").remedy == "Gör så här."


def test_every_severity_is_counted_also_those_not_seen() -> None:
    assert count_severities([make_finding("TE01", "x"), make_finding("TE02", "x"), make_finding("TE02", "x")]) == {
        "fel": 1, "varning": 2, "info": 0,
    }  # fmt: skip
    assert set(count_severities([])) == {severity.value for severity in Severity}
