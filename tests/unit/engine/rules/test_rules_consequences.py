"""One cause, one finding: what is left out, and what is not."""

from engine.addresses import Cell
from engine.findings import CATALOGUE, Finding, make_finding
from engine.rules.consequences import CONSEQUENCES, without_consequences


def _found(rule: str, cell: str = "B9", flik: str = "RR", column: str | None = "budget") -> Finding:
    return make_finding(rule, "x", flik=flik, cell=Cell(int(cell[1:]), ord(cell[0]) - 64), row="r", column=column)


def _left(*findings: Finding) -> list[str]:
    return [finding.rule for finding in without_consequences(findings)]


def test_every_rule_named_is_in_the_catalogue() -> None:
    known = {rule.id for rule in CATALOGUE}
    assert all(each.causes | each.effects <= known and not each.causes & each.effects for each in CONSEQUENCES)


def test_a_column_in_kronor_is_told_once() -> None:
    assert _left(_found("TK02"), _found("AV01", "B17")) == ["TK02"]
    assert _left(_found("TK02", column="prognos"), _found("AV01", "B17")) == ["TK02", "AV01"]


def test_what_is_left_out_is_no_cause_of_the_next() -> None:
    """The kommunbidrag in kronor is not told of, so its minus is."""
    assert _left(_found("TE02", "B17"), _found("AV01", "B17")) == ["AV01"]
    assert _left(_found("TK02", "B9"), _found("TE02", "B17"), _found("AV01", "B17")) == ["TK02", "TE02"]


def test_a_whole_flik_of_another_namnd_is_the_cause_but_a_wrong_heading_is_not() -> None:
    assert _left(_found("ST03", column=None), _found("AV01")) == ["ST03"]
    assert _left(_found("ST03", column="budget"), _found("AV01")) == ["ST03", "AV01"]


def test_another_flik_is_another_cause() -> None:
    assert _left(_found("TY01", flik="INV"), _found("KO01")) == ["TY01", "KO01"]
    assert _left(_found("TY01"), _found("KO01", "D10", column="avvikelse")) == ["TY01"]
