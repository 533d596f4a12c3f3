"""The case files of rensa and fyll: a ledger or a table, and exactly the findings it should give."""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest
import yaml

from engine.findings import Finding
from engine.ledger import read_dimension
from engine.pipeline.filling import fill_book
from engine.pipeline.stripping import strip_ledger
from tests.rules.sample_books import clean_book, demo_setup, empty_book, setup

CASES = Path(__file__).parent / "cases"
HEADING = "konto;ansvar;motpart;period;belopp;typ;verifikation;text"
Case = Mapping[str, Any]


def _cases() -> Iterator[Any]:
    for path in sorted(CASES.glob("*.yml")):
        for case in yaml.safe_load(path.read_text(encoding="utf-8"))["fall"]:
            if "kommando" in case:
                yield pytest.param(case, id=f"{path.stem}: {case['namn']}")


@pytest.mark.parametrize("case", list(_cases()))
def test_a_case_gives_its_findings_and_no_others(case: Case, tmp_path: Path) -> None:
    run = {"rensa": _stripped, "fyll": _filled}[case["kommando"]]
    told, wanted = run(case, tmp_path), case.get("fynd", [])
    assert len(told) == len(wanted), [(finding.rule, finding.message) for finding in told]
    for finding, expected in zip(told, wanted, strict=True):
        assert {key: value for key, value in finding.as_json().items() if key in expected} == expected
    assert all(finding.message and finding.remedy for finding in told)


def _ledgers(case: Case, folder: Path) -> list[Path]:
    texts = dict(case.get("huvudbocker", {}))
    if "huvudbok" in case:
        texts["huvudbok.csv"] = "\n".join([HEADING, *case["huvudbok"], ""])
    for name, text in texts.items():
        (folder / name).write_text(text, encoding="utf-8")
    return [folder / name for name in texts]


def _stripped(case: Case, folder: Path) -> Sequence[Finding]:
    return strip_ledger(
        setup(), _ledgers(case, folder), "VON", year=None, occasion=case["tillfalle"], typ=None, skip_faults=False,
        kept_to=None, removed_to=None, per=read_dimension(case["per"]) if "per" in case else None,
    ).findings  # fmt: skip


def _filled(case: Case, folder: Path) -> Sequence[Finding]:
    book = folder / "bok.xlsx"
    book.write_bytes(clean_book() if case.get("bok") == "ifylld" else empty_book(case.get("namnd", "VON")))
    tables = []
    for number, (flik, text) in enumerate(case.get("tabell", {}).items()):
        path = folder / f"tabell{number}.csv"
        path.write_text(text, encoding="utf-8")
        tables.append((flik, path))
    whose = demo_setup(replacing=case["kommun"]) if "kommun" in case else setup()
    return fill_book(
        whose, book, case["tillfalle"], year=None, ledgers=_ledgers(case, folder), tables=tables, target=None,
        typ=None, skip_faults=False, proposals=bool(case.get("forslag")),
    ).findings  # fmt: skip
