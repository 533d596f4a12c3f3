"""The catalogue of rules: well-formed, worded, and every rule of a workbook check shown by a case file."""

import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from engine.errors import UnknownNameError
from engine.findings import CATALOGUE, FAMILIES, Rule, rule_named
from engine.rules import CHECKS

CASES = Path(__file__).parents[1] / "rules" / "cases"
CLAIMED = sorted({rule_id for rule_ids, _ in CHECKS for rule_id in rule_ids} | {"LA01"})
OF_LEDGERS = (
    "AV02", "AV05", "AV07", "AV11", "IN01", "IN02", "IN03", "IN04", "IN05", "IN06", "IN07", "IN08", "IN09",
    "IN10", "IN16", "IN17", "IN18", "IN19", "IN20", "LA05", "LA06", "LA07", "LA08", "ST07",
)  # fmt: skip
OF_FOLDERS = ("ST08", "ST10", "ST11", "AV03", "AV04", "AV06", "AV08", "AV28", "AV29", "AV30", "AV31", "AV32", "AV33")


def test_ids_are_unique_and_of_a_family() -> None:
    ids = [rule.id for rule in CATALOGUE]
    assert len(set(ids)) == len(ids)
    assert all(re.fullmatch(r"[A-Z]{2}\d\d", rule_id) and rule_id[:2] in FAMILIES for rule_id in ids)


@pytest.mark.parametrize("rule", CATALOGUE, ids=lambda rule: rule.id)
def test_every_text_is_a_sentence_people_can_read(rule: Rule) -> None:
    for sentence in (rule.sentence, rule.cause, rule.remedy):
        assert re.fullmatch(r"[A-ZÅÄÖ”].*[.]", sentence), sentence
    assert rule.wrong
    assert rule.right
    assert rule.wrong != rule.right
    assert rule.family


def test_a_rule_is_found_in_any_case_and_an_unknown_one_gets_the_nearest() -> None:
    assert rule_named(" te01 ").id == "TE01"
    with pytest.raises(UnknownNameError, match="TE0"):
        rule_named("TE09")


@pytest.mark.parametrize("rule_id", CLAIMED)
def test_what_a_check_claims_exists(rule_id: str) -> None:
    assert rule_named(rule_id).id == rule_id


def _case_file(rule_id: str) -> dict[str, Any]:
    loaded: dict[str, Any] = yaml.safe_load((CASES / f"{rule_id}.yml").read_text(encoding="utf-8"))
    return loaded


@pytest.mark.parametrize("rule_id", [*CLAIMED, *OF_LEDGERS, *OF_FOLDERS])
def test_every_rule_has_a_faulty_and_a_clean_twin(rule_id: str) -> None:
    loaded = _case_file(rule_id)
    assert loaded["regel"] == rule_id
    told = [{finding["regel"] for finding in case.get("fynd", [])} for case in loaded["fall"]]
    assert any(rule_id in rules for rules in told), "no faulty twin"
    assert any(rule_id not in rules for rules in told), "no clean twin"


def test_no_case_file_is_of_an_unknown_rule() -> None:
    assert all(rule_named(path.stem) for path in CASES.glob("*.yml"))


def test_every_rule_is_shown_by_a_case_file() -> None:
    assert {rule.id for rule in CATALOGUE} == {*CLAIMED, *OF_LEDGERS, *OF_FOLDERS}
