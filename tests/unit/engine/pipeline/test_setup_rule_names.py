"""Rules that kommun.toml names must exist."""

import pytest

from engine.errors import UnreadableError
from engine.pipeline.setup import check_rule_names
from tests.rules.sample_books import demo_kommun


def test_the_demo_kommun_names_rules_that_exist() -> None:
    check_rule_names(demo_kommun())


def test_a_rule_of_the_kommuns_own_is_known() -> None:
    check_rule_names(demo_kommun(replacing={'regel = "TE01"': 'regel = "EG01"'}))


@pytest.mark.parametrize(
    ("old", "new", "place"),
    [("TE02 = {", "TE09 = {", r"\[regler\] TE09"), ('regel = "TE01"', 'regel = "TE19"', r"tystade\[0\]")],
)
def test_an_unknown_rule_is_refused_with_the_nearest(old: str, new: str, place: str) -> None:
    with pytest.raises(UnreadableError, match=rf"{place}: regeln .* finns inte\. Närmast är .*TE0\d") as caught:
        check_rule_names(demo_kommun(replacing={old: new}), "min.toml")
    assert caught.value.exit_code == 3
    assert str(caught.value).startswith("min.toml: ")
