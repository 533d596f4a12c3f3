"""A part of the mutation harness as a test: nothing is missed and nothing is said falsely, in any kind of call."""

from collections.abc import Sequence

import pytest

from tests.mutations.calls import ALONE, CLOSED, EARLIER, FILED, LEDGER
from tests.mutations.published import clean_calls
from tests.mutations.running import Sound, plant_all
from tests.rules.sample_books import INV_APRIL, RR_MANAD

NAMNDER = ("VON", "SN", "BUN")
KINDS = {ALONE: 90, EARLIER: 15, LEDGER: 10, FILED: 15, CLOSED: 3}
"""Each kind of call, and how many faults are planted in it at least."""


@pytest.fixture(scope="module")
def calls(tmp_path_factory: pytest.TempPathFactory) -> Sequence[Sound]:
    """Every call of three nämnder; the faults are planted in those of the first."""
    return [Sound(call) for call in clean_calls(tmp_path_factory.mktemp("bocker"), NAMNDER)]


def test_the_sound_workbooks_are_told_nothing(calls: Sequence[Sound]) -> None:
    assert [(s.call.namnd, s.call.kind) for s in calls] == [(namnd, kind) for namnd in NAMNDER for kind in KINDS]
    assert [str(finding.place) for sound in calls for finding in sound.false] == []


@pytest.mark.parametrize("kind", KINDS)
def test_every_fault_is_found_and_nothing_else_is_said(calls: Sequence[Sound], kind: str) -> None:
    call = next(sound.call for sound in calls if sound.call.kind == kind)
    planted = list(plant_all([Sound(call, (RR_MANAD, INV_APRIL) if kind == ALONE else ())], seed=7))
    assert len(planted) >= KINDS[kind]
    assert [(p.fault.name, p.flik, p.is_found, p.false) for p in planted if not p.is_found or p.false] == []
