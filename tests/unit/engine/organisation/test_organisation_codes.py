"""Laws of code sets: membership agrees with its definition, overlap with brute force."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.organisation import CodeRange, CodeSet, read_range, shared_codes
from engine.organisation.faults import RejectedValueError


@st.composite
def ranges(draw: st.DrawFn) -> CodeRange:
    digits = draw(st.integers(1, 3))
    bounds = sorted(draw(st.tuples(*[st.integers(0, 10**digits - 1)] * 2)))
    return CodeRange(f"{bounds[0]:0{digits}d}", f"{bounds[1]:0{digits}d}")


range_lists = st.lists(ranges(), max_size=3).map(tuple)
code_sets = st.builds(CodeSet, range_lists, range_lists)


def in_range(code: str, part: CodeRange) -> bool:
    """The definition read aloud: enough digits, and the first of them between the bounds."""
    digits = len(part.low)
    return len(code) >= digits and int(code[:digits]) in range(int(part.low), int(part.high) + 1)


def in_set(code: str, codes: CodeSet) -> bool:
    claimed = [part for part in codes.ranges if in_range(code, part)]
    return bool(claimed) and not [part for part in codes.utom if in_range(code, part)]


@given(code_sets, st.text("0123456789", min_size=1, max_size=5))
def test_contains_agrees_with_the_definition(codes: CodeSet, code: str) -> None:
    assert codes.contains(code) == in_set(code, codes)


@given(code_sets, code_sets)
def test_overlap_agrees_with_every_code_of_three_digits(first: CodeSet, second: CodeSet) -> None:
    every = (f"{number:03d}" for number in range(1000))
    common = {code for code in every if in_set(code, first) and in_set(code, second)}
    shared = shared_codes(first, second)
    assert (shared is not None) == bool(common)
    if shared is not None:
        assert {code for code in common if shared.contains(code)}
        assert all(code in common for code in (shared.low.ljust(3, "0"), shared.high.ljust(3, "9")))


@given(code_sets, code_sets)
def test_overlap_does_not_depend_on_order(first: CodeSet, second: CodeSet) -> None:
    assert (shared_codes(first, second) is None) == (shared_codes(second, first) is None)


@given(ranges())
def test_a_range_reads_back_from_its_text(part: CodeRange) -> None:
    assert read_range(str(part)) == part


@pytest.mark.parametrize("text", ["74-7", "79-74", "", "-", "74-", "7a", "74–75", "74 - 75", "74-75-76", "٧"])
def test_a_malformed_interval_is_refused(text: str) -> None:
    with pytest.raises(RejectedValueError):
        read_range(text)


def test_utom_lets_two_sets_share_a_prefix() -> None:
    rest = CodeSet((read_range("4"),), (read_range("46"),))
    assert shared_codes(rest, CodeSet((read_range("46"),))) is None
    assert shared_codes(CodeSet((read_range("4"),)), CodeSet((read_range("46"),))) == CodeRange("46", "46")


def test_letters_are_in_no_range() -> None:
    assert not CodeSet((read_range("70-80"),)).contains("7:00")
    assert not CodeSet((read_range("7"),)).contains("")
