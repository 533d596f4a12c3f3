"""Every case file: a clean workbook with the damage the case describes, and exactly the findings it should give."""

from collections.abc import Collection, Iterator, Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
import yaml

from engine.findings import Finding, Severity
from engine.pipeline.checking import check_books
from engine.pipeline.evidence import Against
from engine.pipeline.reporting import write_report
from engine.pipeline.setup import Setup
from tests.rules import damage, look_damage
from tests.rules.sample_books import cell_of, clean_book, demo_setup, setup

CASES = Path(__file__).parent / "cases"
Case = Mapping[str, Any]


def _cases() -> Iterator[Any]:
    for path in sorted(CASES.glob("*.yml")):
        for case in yaml.safe_load(path.read_text(encoding="utf-8"))["fall"]:
            if "kommando" not in case:
                yield pytest.param(path.stem, case, id=f"{path.stem}: {case['namn']}")


@pytest.mark.parametrize(("rule", "case"), list(_cases()))
def test_a_case_gives_its_findings_and_no_others(rule: str, case: Case, tmp_path: Path) -> None:
    book = tmp_path / "bok.xlsx"
    book.write_bytes(_damaged(case, tmp_path))
    if case.get("oppen_hos_nagon"):
        (tmp_path / "~$bok.xlsx").touch()
    whose = demo_setup(replacing=_kommun_of(case)) if _kommun_of(case) else setup()
    outcome = check_books(
        whose, [book], occasion=case.get("tillfalle"), year=case.get("ar"), against=_against(case, tmp_path, whose)
    )
    wanted = case.get("fynd", [])
    told = [
        finding
        for finding in outcome.findings
        if _is_told(finding, {rule, *(expected["regel"] for expected in wanted)})
    ]
    assert len(told) == len(wanted), [(f.rule, f.place, f.message) for f in told]
    for finding, expected in zip(told, wanted, strict=True):
        assert _as_written(finding, expected) == expected
    assert all(finding.message and finding.remedy for finding in outcome.findings)


def _kommun_of(case: Case) -> Mapping[str, str]:
    """What the case changes in the demo kommun.toml, old text to new."""
    return dict(case.get("kommun", {}))


def _is_told(finding: Finding, about: Collection[str]) -> bool:
    """Every fel and varning counts; an info only when its rule is one that the case is about."""
    return finding.severity is not Severity.INFO or finding.rule in about


def _as_written(finding: Finding, expected: Case) -> dict[str, object]:
    return {key: value for key, value in finding.as_json().items() if key in expected}


def _against(case: Case, folder: Path, whose: Setup) -> Against:
    """What the case checks against: earlier workbooks, a report, a ledger, the moment of handing in."""
    earlier: list[Path] = []
    for number, other in enumerate(case.get("mot", [])):
        path = folder / f"tidigare{number}.xlsx"
        path.write_bytes(_damaged(other, folder))
        if "rapport" in other:
            report = folder / f"rapport{number}.docx"
            write_report(whose, path, other["rapport"], report, year=None)
            path = report
        earlier.append(path)
    ledgers = []
    if "huvudbok" in case:
        ledgers = [folder / "huvudbok.csv"]
        heading = "konto;ansvar;motpart;period;belopp;typ"
        ledgers[0].write_text("\n".join([heading, *case["huvudbok"], ""]), encoding="utf-8")
    filed_at = datetime.fromisoformat(str(case["inlamnad"])) if "inlamnad" in case else None
    return Against(earlier, ledgers, filed_at)


def _damaged(case: Case, folder: Path) -> bytes:
    if "innehall" in case:
        return str(case["innehall"]).encode()
    parts = damage.unzipped(clean_book(case.get("bokens_ar", 2022), optional=bool(case.get("period"))))
    kept: set[tuple[str, str]] = set()
    for change in case.get("andringar", []):
        flik = change.get("flik", case.get("flik"))
        if not _apply_look(parts, flik, change):
            _apply(parts, flik, change, kept, folder)
    if not case.get("utan_sparade"):
        damage.recalculate(parts, folder, keep=frozenset(kept))
    else:
        damage.without_stored_values(parts)
    return damage.zipped(parts)


def _apply(parts: damage.Parts, flik: str, change: Case, kept: set[tuple[str, str]], folder: Path) -> None:
    match change:
        case {"namn": str(name), **rest}:
            damage.set_name(parts, name, rest["varde"])
        case {"dop_om": str(new)}:
            damage.rename(parts, flik, new)
        case {"kopiera_som": str(new)}:
            damage.copy_sheet(parts, flik, new)
        case {"ny_rad": int(number), "celler": cells}:
            damage.shift_rows(parts, flik, number)
            damage.add_row(parts, flik, number, {column: _content(value) for column, value in cells.items()})
        case {"hela_fliken": str(what)}:
            {"dold": damage.hide, "borta": damage.drop_sheet, "bara varden": damage.freeze}[what](parts, flik)
        case {"pa_rad": int(number), "celler": cells}:
            damage.drop_row(parts, flik, number)
            damage.add_row(parts, flik, number, {column: _content(value) for column, value in cells.items()})
        case _:
            cell = change.get("cell") or cell_of(
                clean_book(optional=True), folder, flik, change["rad"], change["kolumn"]
            )
            damage.put(parts, flik, cell, _content(change))
            if "sparat" in change or "behall" in change:
                kept.add((flik, cell))


def _apply_look(parts: damage.Parts, flik: str, change: Case) -> bool:
    """Carry out a change of how things are shown; False when it is a change of what they say."""
    match change:
        case {"dolj_rad": int(number)}:
            damage.hide_row(parts, flik, number)
        case {"dolj_kolumn": int(number)}:
            look_damage.hide_column(parts, flik, number)
        case {"sammanfoga": str(area)}:
            look_damage.merge(parts, flik, area)
        case {"cell": str(cell), "dag": int() | float() as day}:
            look_damage.date(parts, flik, cell, day)
        case {"lank": str(name)}:
            look_damage.link(parts, name)
        case {"byt_rader": [int(one), int(other)]}:
            damage.swap_rows(parts, flik, one, other)
        case {"oskyddad": True}:
            look_damage.unprotect(parts, flik)
        case {"datum_1904": True}:
            look_damage.count_from_1904(parts)
        case _:
            return False
    return True


def _content(change: Case | float | str) -> damage.Content:
    match change:
        case {"formel": str(written)}:
            stored = change.get("sparat") if isinstance(change, Mapping) else None
            return damage.formula(written, stored)
        case {"fel": str(error)}:
            return damage.error(error)
        case {"tom": True}:
            return damage.EMPTY
        case bool(value) | {"varde": bool(value)}:
            return damage.truth(value)
        case str(value) | {"text": str(value)}:
            return damage.text(value)
        case int(value) | float(value) | {"varde": int(value) | float(value)}:
            return damage.number(value)
        case _:
            raise ValueError(f"{change} says nothing to put in a cell")
