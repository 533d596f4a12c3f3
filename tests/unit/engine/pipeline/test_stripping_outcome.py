"""rensa: what is answered, what is written, and when nothing is."""

from collections.abc import Sequence
from pathlib import Path

import pytest

from engine.errors import WrongCallError
from engine.pipeline.stripping import StripOutcome, strip_ledger
from tests.rules.sample_books import setup

HEADING = "konto;ansvar;motpart;period;belopp;typ;verifikation;text"
PAIR = ("6132;70322;120;202203;8333,00;utfall;V1;", "3153;76000;121;202203;-8333,00;utfall;V1;")
KEPT = "5010;70322;;202203;1000,50;utfall;V2;lön"


def _strip(folder: Path, lines: Sequence[str], *, typ: str | None = None, skip: bool = False) -> StripOutcome:
    ledger = folder / "huvudbok.csv"
    ledger.write_text("\n".join([HEADING, *lines, ""]), encoding="utf-8")
    return strip_ledger(
        setup(), [ledger], "von", year=None, occasion="delar", typ=typ, skip_faults=skip,
        kept_to=folder / "rensad.csv", removed_to=None,
    )  # fmt: skip


def test_the_json_has_the_contracts_keys(tmp_path: Path) -> None:
    answer = _strip(tmp_path, [*PAIR, KEPT]).as_json()
    assert set(answer) == {
        "namnd", "ar", "tillfalle", "rader", "borttaget_ore", "borttaget", "utan_motsvarighet", "okanda_konton", "rr",
        "fynd", "par", "perioder", "kommuninternt", "konton",
    }  # fmt: skip
    assert answer["rader"] == {"in": 3, "namnden": 3, "borttagna": 2, "kvar": 1, "utanfor_period": 0}
    assert answer["borttaget_ore"] == 0


def test_stripping_what_was_stripped_gives_the_same_rr(tmp_path: Path) -> None:
    first = _strip(tmp_path, [*PAIR, KEPT])
    kept = (tmp_path / "rensad.csv").read_text(encoding="utf-8-sig").splitlines()[1:]
    second = _strip(tmp_path, kept)
    assert second.as_json()["rr"] == first.as_json()["rr"]
    assert first.exit_code == second.exit_code == 0
    assert first.written == (str(tmp_path / "rensad.csv"),)


def test_a_remainder_is_a_fault_and_the_output_is_written(tmp_path: Path) -> None:
    outcome = _strip(tmp_path, [PAIR[0], KEPT])
    assert outcome.exit_code == 1
    assert (tmp_path / "rensad.csv").exists()


def test_a_row_that_cannot_be_read_stops_everything_unless_skipped(tmp_path: Path) -> None:
    faulty = "5010;70322;;202214;1,00;utfall;;"
    assert _strip(tmp_path, [KEPT, faulty]).exit_code == 3
    assert not (tmp_path / "rensad.csv").exists()
    skipped = _strip(tmp_path, [KEPT, faulty], skip=True)
    assert skipped.exit_code == 0
    assert [finding.severity.value for finding in skipped.findings] == ["varning"]
    assert (tmp_path / "rensad.csv").exists()


def test_a_typ_nobody_knows_is_a_wrong_call(tmp_path: Path) -> None:
    with pytest.raises(WrongCallError, match="--typ"):
        _strip(tmp_path, [KEPT], typ="plan")
