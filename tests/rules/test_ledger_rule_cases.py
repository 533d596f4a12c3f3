"""The case files of rensa and fyll: a ledger or a table, and exactly the findings it should give."""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest
import yaml

from engine.addresses import parse_cell
from engine.data import SetCell
from engine.findings import Finding
from engine.ledger import read_dimension
from engine.ledger.trail import trail_path
from engine.pipeline.explaining import explain_cell
from engine.pipeline.filling import fill_book
from engine.pipeline.ledger_changes import ledger_changes
from engine.pipeline.stripping import strip_ledger
from engine.writer.patch import patch_workbook
from tests.rules.sample_books import RR_DELAR, clean_book, demo_setup, empty_book, setup

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
    runs = {"rensa": _stripped, "fyll": _filled, "forklara": _explained, "andrat": _compared}
    run = runs[case["kommando"]]
    told, wanted = run(case, tmp_path), case.get("fynd", [])
    assert len(told) == len(wanted), [(finding.rule, finding.message) for finding in told]
    for finding, expected in zip(told, wanted, strict=True):
        assert {key: value for key, value in finding.as_json().items() if key in expected} == expected
    assert all(finding.message and finding.remedy for finding in told)


def _ledgers(case: Case, folder: Path) -> list[Path]:
    texts = dict(case.get("huvudbocker", {}))
    for name, text in texts.items():
        (folder / name).write_text(text, encoding="utf-8")
    own = [_ledger(case, "huvudbok", folder)] if "huvudbok" in case else []
    return [*(folder / name for name in texts), *own]


def _ledger(case: Case, key: str, folder: Path) -> Path:
    path = folder / f"{key}.csv"
    path.write_text("\n".join([case.get("rubriker", HEADING), *case[key], ""]), encoding="utf-8")
    return path


def _stripped(case: Case, folder: Path) -> Sequence[Finding]:
    return strip_ledger(
        setup(), _ledgers(case, folder), "VON", year=None, occasion=case["tillfalle"], typ=None, skip_faults=False,
        kept_to=None, removed_to=None, per=read_dimension(case["per"]) if "per" in case else None,
    ).findings  # fmt: skip


def _filled(case: Case, folder: Path) -> Sequence[Finding]:
    book = folder / "bok.xlsx"
    if "spar_av" in case:
        _foreign_trail(case, folder)
    book.write_bytes(clean_book() if case.get("bok") == "ifylld" else empty_book(case.get("namnd", "VON")))
    tables = []
    for number, (flik, text) in enumerate(case.get("tabell", {}).items()):
        path = folder / f"tabell{number}.csv"
        path.write_text(text, encoding="utf-8")
        tables.append((flik, path))
    whose = demo_setup(replacing=case["kommun"]) if "kommun" in case else setup()
    return fill_book(
        whose, book, case["tillfalle"], year=None, ledgers=_ledgers(case, folder), tables=tables, target=None,
        typ=None, skip_faults=False, proposals=bool(case.get("forslag")), investments=bool(case.get("inv")),
    ).findings  # fmt: skip


def _foreign_trail(case: Case, folder: Path) -> None:
    """Beside the book a trail of the nämnd that the case names, or a damaged one."""
    book = folder / "bok.xlsx"
    if case["spar_av"] == "ingen":
        trail_path(book).write_bytes(b"PAR1")
        return
    book.write_bytes(empty_book(case["spar_av"]))
    fill_book(
        setup(), book, case["tillfalle"], year=None, ledgers=_ledgers(case, folder), tables=[], target=book, typ=None,
        skip_faults=False,
    )  # fmt: skip


def _filled_and_changed(case: Case, folder: Path) -> Path:
    """The case's book, filled, with the cells of ``andra`` changed afterwards."""
    _filled(case, folder)
    book = folder / "bok-ifylld.xlsx"
    changes = [SetCell(RR_DELAR, cell, value) for text, value in case.get("andra", {}).items()
               if (cell := parse_cell(text))]  # fmt: skip
    book.write_bytes(patch_workbook(book.read_bytes(), changes))
    return book


def _explained(case: Case, folder: Path) -> Sequence[Finding]:
    book = _filled_and_changed(case, folder)
    return explain_cell(setup(), book, f"{RR_DELAR}!E9", year=None, with_rows=False).findings


def _compared(case: Case, folder: Path) -> Sequence[Finding]:
    book, now = _filled_and_changed(case, folder), _ledger(case, "nu", folder)
    return ledger_changes(
        setup(), book, [now], occasion=None, year=None, typ=None, skip_faults=False, with_rows=False
    ).findings
