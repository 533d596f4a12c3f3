"""A small part of the mutation harness as a test: nothing is missed and nothing is said falsely."""

from dataclasses import replace
from pathlib import Path

import pytest

from tests.mutations.published import Published, published_books
from tests.mutations.running import plant_all
from tests.rules.sample_books import INV_APRIL, RR_MANAD


@pytest.fixture(scope="module")
def von(tmp_path_factory: pytest.TempPathFactory) -> Published:
    return next(published_books(tmp_path_factory.mktemp("von"), ("VON",)))


def test_the_published_workbook_is_told_nothing(von: Published) -> None:
    assert len(von.flikar) == 7
    assert von.said == frozenset()


@pytest.mark.parametrize("flik", [RR_MANAD, INV_APRIL])
def test_every_fault_is_found_and_nothing_else_is_said(von: Published, flik: str, tmp_path: Path) -> None:
    book = replace(von, flikar=tuple(each for each in von.flikar if each.name == flik))
    planted = list(plant_all([book], tmp_path, seed=7))
    assert len(planted) > 25
    assert [(p.fault.name, p.is_found, p.false) for p in planted if not p.is_found or p.false] == []
