"""The case files of what is done with several files: rolled, filed, copied and consolidated.

A case says which of its rule's findings the run gives; what other rules say of it is for their own cases.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
import yaml

from engine.data.renames import Answers
from engine.findings import Finding
from engine.pipeline.checking import check_books
from engine.pipeline.consolidating import consolidate_books
from engine.pipeline.control_copies import write_copies
from engine.pipeline.evidence import Against
from engine.pipeline.filling import fill_book
from engine.pipeline.rolling import roll_book
from engine.pipeline.setup import Setup
from engine.pipeline.submission_folder import MARK, RECEIPT
from engine.pipeline.submitting import submit_book
from tests.rules import damage
from tests.rules.sample_books import cell_of, clean_book, empty_book, setup

CASES = Path(__file__).parent / "cases"
LEDGER_HEADING = "konto;ansvar;motpart;period;belopp;typ"
NAMES = {"rulla", "konsolidera", "lamna-in", "kopia", "fyll med namn", "kontrollera flera"}
NOW = datetime(2022, 9, 12, 10, 30, tzinfo=UTC)
Case = Mapping[str, Any]


def _run_of(case: Case) -> Callable[[Case, Path], Sequence[Finding]] | None:
    return RUNS.get(case.get("kommando", ""))


def _cases() -> Iterator[Any]:
    for path in sorted(CASES.glob("*.yml")):
        loaded = yaml.safe_load(path.read_text(encoding="utf-8"))
        for case in loaded["fall"]:
            if case.get("kommando") in NAMES:
                yield pytest.param(loaded["regel"], case, id=f"{path.stem}: {case['namn']}")


@pytest.mark.parametrize(("rule", "case"), list(_cases()))
def test_a_case_gives_its_own_findings(rule: str, case: Case, tmp_path: Path) -> None:
    run = _run_of(case)
    assert run is not None
    found = [finding for finding in run(case, tmp_path) if finding.rule == rule]
    wanted = case.get("fynd", [])
    assert len(found) == len(wanted), [finding.message for finding in found]
    for finding, expected in zip(found, wanted, strict=True):
        assert {key: value for key, value in finding.as_json().items() if key in expected} == expected
    assert all(finding.message and finding.remedy for finding in found)


def _whose(case: Case) -> Setup:
    """The demo municipality, with those nämnder only that the case names."""
    whose = setup()
    if "bara" not in case:
        return whose
    chosen = tuple(namnd for namnd in whose.kommun.namnder if namnd.kod in case["bara"])
    return Setup(whose.kommun.model_copy(update={"namnder": chosen}), whose.catalog)


def _books(case: Case, folder: Path) -> Path:
    """A folder with the books of the case; each is VON's, filled, unless it says something else."""
    made = folder / "bocker"
    made.mkdir()
    for name, book in case["bocker"].items():
        parts = damage.unzipped(empty_book(book["tom"]) if "tom" in book else clean_book(book.get("ar", 2022)))
        for change in book.get("andringar", []):
            _change(parts, change, folder)
        (made / name).write_bytes(damage.zipped(parts))
    return made


def _change(parts: damage.Parts, change: Case, folder: Path) -> None:
    match change:
        case {"namn": str(name), "varde": value}:
            damage.set_name(parts, name, value)
        case {"del": str(name)}:
            parts[name] = ""
        case {"flik": str(flik), "cell": str(cell), "text": str(text)}:
            damage.put(parts, flik, cell, damage.text(text))
        case {"flik": str(flik), "rad": str(row), "kolumn": str(kind), "text": str(text)}:
            damage.put(parts, flik, cell_of(clean_book(), folder, flik, row, kind), damage.text(text))
        case _:
            raise ValueError(f"{change} changes nothing")


def _rolled(case: Case, folder: Path) -> Sequence[Finding]:
    books = _books(case, folder)
    (folder / "tom.xlsx").write_bytes(empty_book())
    (folder / "mars.csv").write_text("Belopp i tkr;Budget 2022\nLokalhyror;-93004\n", encoding="utf-8")
    fill_book(
        setup(), folder / "tom.xlsx", "mars", year=None, ledgers=(), tables=[("1-11 RR", folder / "mars.csv")],
        target=folder / "ny.xlsx", typ=None, skip_faults=False,
    )  # fmt: skip
    return roll_book(
        setup(),
        folder / "ny.xlsx",
        case["tillfalle"],
        last_year=next(books.iterdir(), None),
        target=folder / "ut.xlsx",
    ).findings


def _consolidated(case: Case, folder: Path) -> Sequence[Finding]:
    books = _books(case, folder)
    return consolidate_books(_whose(case), [books], case["tillfalle"], folder / "kommun.xlsx", year=None).findings


def _filed(case: Case, folder: Path) -> Sequence[Finding]:
    """Each book filed in turn, its copy or receipt cut off where the case says so; then all are consolidated."""
    filed, told = folder / "in", list[Finding]()
    for book in sorted(_books(case, folder).iterdir()):
        done = submit_book(_whose(case), book, case["tillfalle"], year=None, folder=filed, now=NOW)
        told += done.findings
        if done.copy and done.receipt_path and "efteråt" in case:
            _disturbed(case["efteråt"], Path(done.copy), Path(done.receipt_path))
    if filed.is_dir():
        told += consolidate_books(_whose(case), [filed], case["tillfalle"], folder / "ut.xlsx", year=None).findings
    return told


def _disturbed(what: str, copy: Path, receipt: Path) -> None:
    if what == "märkets plats":
        receipt.with_name(receipt.name.replace(RECEIPT, MARK)).mkdir()
        return
    damaged = {"kopian": copy, "kvittot": receipt}[what]
    damaged.chmod(0o644)
    damaged.write_bytes(damaged.read_bytes()[:-100])


def _copied(case: Case, folder: Path) -> Sequence[Finding]:
    paths = sorted(_books(case, folder).iterdir())
    outcome = check_books(setup(), paths, occasion=case["tillfalle"], year=None)
    return write_copies(outcome, folder / "kopior")[1].findings


def _checked(case: Case, folder: Path) -> Sequence[Finding]:
    """All the books of the case in one call, with the ledger and the moment of handing in that it names."""
    paths = sorted(_books(case, folder).iterdir())
    ledgers = []
    if "huvudbok" in case:
        ledgers = [folder / "huvudbok.csv"]
        ledgers[0].write_text("\n".join([LEDGER_HEADING, *case["huvudbok"], ""]), encoding="utf-8")
    earlier = [paths.pop(0)] if case.get("mot_den_forsta") else []
    filed_at = datetime.fromisoformat(str(case["inlamnad"])) if "inlamnad" in case else None
    against = Against(earlier, ledgers, filed_at)
    return check_books(_whose(case), paths, occasion=case.get("tillfalle"), year=None, against=against).findings


def _filled(case: Case, folder: Path) -> Sequence[Finding]:
    (folder / "bok.xlsx").write_bytes(clean_book())
    (folder / "tabell.csv").write_text(case["tabell"], encoding="utf-8")
    pairs = [tuple(pair.split("=")) for pair in case.get("samma", [])]
    return fill_book(
        setup(), folder / "bok.xlsx", case["tillfalle"], year=None, ledgers=(),
        tables=[(case["flik"], folder / "tabell.csv")], target=None, typ=None, skip_faults=False,
        answers=Answers.of(same=[(old, new) for old, new in pairs]),
    ).findings  # fmt: skip


RUNS: Mapping[str, Callable[[Case, Path], Sequence[Finding]]] = {
    "rulla": _rolled, "konsolidera": _consolidated, "lamna-in": _filed, "kopia": _copied, "fyll med namn": _filled,
    "kontrollera flera": _checked,
}  # fmt: skip
