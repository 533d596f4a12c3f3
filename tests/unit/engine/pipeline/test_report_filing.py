"""Whose report a Word document is, whatever else it speaks of."""

from collections.abc import Sequence
from pathlib import Path

import docx
import pytest

from engine.pipeline.report_tables import report_filing
from tests.rules.sample_books import setup


def _namnd(folder: Path, *paragraphs: str) -> str | None:
    document = docx.Document()
    for text in paragraphs:
        document.add_paragraph(text)
    document.save(str(folder / "rapport.docx"))
    return report_filing(setup(), folder / "rapport.docx")[0]


@pytest.mark.parametrize("paragraphs", [
    ("Socialnämnden", "Delårsbokslut 2022", "Kostnaderna delas med Vård- och omsorgsnämnden."),
    ("Delårsbokslut 2022 för socialnämnden", "Kommunstyrelsen beslutade om kommunbidraget i november."),
    ("Till kommunstyrelsen", "Socialnämndens delårsbokslut 2022", "Resultatet är bättre än budget."),
    ("Socialnämnden överlämnar rapporten till kommunstyrelsen", "Delårsbokslut 2022"),
])  # fmt: skip
def test_a_report_is_the_namnds_that_its_title_names(tmp_path: Path, paragraphs: Sequence[str]) -> None:
    assert _namnd(tmp_path, *paragraphs) == "SN"


def test_a_report_that_names_no_namnd_is_nobodys(tmp_path: Path) -> None:
    assert _namnd(tmp_path, "Delårsbokslut 2022", "Resultatet är bättre än budget.") is None
