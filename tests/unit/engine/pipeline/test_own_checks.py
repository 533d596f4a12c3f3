"""Own checks of kommun.toml: asked of the right flikar, told of like any rule, refused before a book is opened."""

from pathlib import Path

import pytest

from engine.errors import UnreadableError
from engine.findings import Severity
from engine.organisation import Kommun
from engine.pipeline.checked import CheckedFile
from engine.pipeline.checking import check_books
from engine.pipeline.setup import Setup, check_own_checks
from tests.rules import damage
from tests.rules.sample_books import INV_DELAR, RR_DELAR, clean_book, demo_kommun
from workbooks.catalog import build_catalog

_DEMO = "RR.Personalkostnader.Prognos > RR.Personalkostnader.Budget*1.1"


def _kommun(formula: str, **more: str) -> Kommun:
    changed = {_DEMO: formula} | ({'tillfallen = ["april", "delar"], ': more["when"]} if "when" in more else {})
    return demo_kommun(more.get("extra", ""), replacing=changed)


def _setup(kommun: Kommun) -> Setup:
    return Setup(kommun, build_catalog(kommun))


def _checked(
    tmp_path: Path, kommun: Kommun, occasion: str | None = "delar", data: bytes | None = None
) -> CheckedFile:
    book = tmp_path / "bok.xlsx"
    book.write_bytes(data or clean_book())
    return check_books(_setup(kommun), [book], occasion=occasion, year=None).files[0]


def test_a_check_that_holds_is_silent(tmp_path: Path) -> None:
    assert _checked(tmp_path, _kommun(_DEMO)).findings == ()


def test_a_check_that_fails_is_told_of_at_its_first_amount(tmp_path: Path) -> None:
    (finding,) = _checked(tmp_path, _kommun("RR.Lokalhyror.Prognos*2 > RR.Årets_resultat.Budget")).findings
    assert (finding.rule, finding.severity) == ("EG01", Severity.VARNING)
    assert (finding.flik, finding.cell) == (RR_DELAR, "C10")
    assert (finding.row, finding.column, finding.found) == ("Lokalhyror", "prognos", -93004)
    assert finding.expected == "RR.Lokalhyror.Prognos*2 > RR.Årets_resultat.Budget"
    assert "RR.Lokalhyror.Prognos är −93\u00a0004" in finding.message


def test_a_project_can_be_named_and_a_missing_one_is_told_of(tmp_path: Path) -> None:
    assert _checked(tmp_path, _kommun("INV.Vårdhjälpmedel.Prognos > INV.Sängar.Prognos")).findings == ()
    (finding,) = _checked(tmp_path, _kommun("INV.Vårdarhjälpmedel.Prognos > INV.Sängar.Prognos")).findings
    assert (finding.flik, finding.cell, finding.column) == (INV_DELAR, None, "prognos")
    assert "närmast är ”Vårdhjälpmedel”" in finding.message


def test_an_error_is_a_finding(tmp_path: Path) -> None:
    (finding,) = _checked(tmp_path, _kommun("1/RR.Finansnetto.Budget > 0")).findings
    assert "#DIV/0!" in finding.message


@pytest.mark.parametrize("content", [damage.text("cirka 93 000"), damage.number(-93004000), damage.number(93004)])
def test_what_follows_from_a_fault_that_is_told_of_is_not_told_of_again(
    tmp_path: Path, content: damage.Content
) -> None:
    parts = damage.unzipped(clean_book())
    damage.put(parts, RR_DELAR, "C10", content)
    damage.recalculate(parts, tmp_path)
    kommun = _kommun("AND(RR.Lokalhyror.Prognos < 0, RR.Lokalhyror.Prognos > -100000)")
    found = _checked(tmp_path, kommun, data=damage.zipped(parts)).findings
    assert len({finding.rule for finding in found}) == 1
    assert "EG01" not in {finding.rule for finding in found}


def test_a_fault_of_an_amount_that_a_sum_is_worked_out_from_is_not_told_of_again(tmp_path: Path) -> None:
    parts = damage.unzipped(clean_book())
    damage.put(parts, RR_DELAR, "C10", damage.number(93004))
    damage.recalculate(parts, tmp_path)
    found = _checked(tmp_path, _kommun("RR.Årets_resultat.Avvikelse < 100000"), data=damage.zipped(parts)).findings
    assert [(finding.rule, finding.cell) for finding in found] == [("TE01", "C10")]


def test_a_check_without_occasions_is_asked_of_every_occasion_that_has_the_column(tmp_path: Path) -> None:
    kommun = _kommun("RR.Lokalhyror.Prognos > 0", when="")
    found = _checked(tmp_path, kommun, occasion=None).findings
    assert {finding.flik for finding in found} == {"1–11 RR skattefin övr jan-nov", RR_DELAR}


def test_a_check_of_other_occasions_is_not_asked(tmp_path: Path) -> None:
    assert _checked(tmp_path, _kommun("RR.Lokalhyror.Budget > 0"), occasion="arsbokslut").findings == ()


def test_severity_and_silencing_work_as_for_any_rule(tmp_path: Path) -> None:
    kommun = demo_kommun(replacing={_DEMO: "RR.Lokalhyror.Prognos > 0"})
    place = kommun.tystade[0].model_copy(
        update={"regel": "EG01", "flik": None, "rad": None, "kolumn": None, "skal": "beslut 2022-05-01"}
    )
    kommun = kommun.model_copy(update={"tystade": (place,)})
    (finding,) = _checked(tmp_path, kommun).findings
    assert finding.severity is Severity.INFO
    assert "Godtagen: beslut 2022-05-01" in finding.message


@pytest.mark.parametrize(
    ("formula", "said"),
    [
        ("RR.Lokalhyra.Prognos < 0", "Lokalhyror"),
        ("RR.Lokalhyror.Plan1 < 0", "prognos"),
        ("PROGSAK.Bokslut.Prognos > 0", "PROGSAK finns inte vid de tillfällena"),
        ("SUMMA(RR.Lokalhyror.Prognos) < 0", "Skriv SUM"),
        ("1 = 1", "nämner inget belopp"),
    ],
)
def test_a_check_that_cannot_be_asked_is_refused_with_its_place(formula: str, said: str) -> None:
    with pytest.raises(UnreadableError, match="kontroller") as refused:
        check_own_checks(_setup(_kommun(formula)))
    assert said in refused.value.message


def test_an_id_of_ours_is_refused() -> None:
    kommun = demo_kommun(replacing={'id = "EG01"': 'id = "TE01"'})
    with pytest.raises(UnreadableError, match="regeln finns redan"):
        check_own_checks(_setup(kommun))
