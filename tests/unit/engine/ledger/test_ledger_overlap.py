"""Several ledgers at once: divided between files they are one, repeated they are counted once."""

import gzip
from collections.abc import Callable
from pathlib import Path

import pytest

from engine.findings import Severity
from engine.ledger import Question, ledger_findings, strip

Ask = Callable[..., Question]
Write = Callable[..., Path]

JANUARY = "5010;70322;;202201;100,00;utfall;A 1;Lön"
MARCH = "5010;70322;;202203;300,00;utfall;A 3;Lön"
APRIL = "5010;70322;;202204;400,00;utfall;A 4;Lön"


@pytest.mark.parametrize("make", [bytes, gzip.compress, lambda data: data.decode().encode("utf-16")])
def test_the_same_content_under_another_name_is_refused(
    ledger: Write, ask: Ask, tmp_path: Path, make: Callable[[bytes], bytes]
) -> None:
    first = ledger(JANUARY, MARCH)
    twin = tmp_path / "kopia.csv"
    twin.write_bytes(make(first.read_bytes()))
    result = strip([first, twin], ask(skip_faulty=True))
    (fault,) = result.olasta
    assert fault.fil == str(twin)
    assert str(first) in fault.text
    assert result.stops
    assert result.rader.inlasta == 2


def test_rows_that_an_earlier_file_has_stop_the_run_or_are_left_out(ledger: Write, ask: Ask) -> None:
    first, second = ledger(JANUARY, MARCH, name="a.csv"), ledger(APRIL, MARCH, name="b.csv")
    stopped, skipped = strip([first, second], ask()), strip([first, second], ask(skip_faulty=True))
    assert (stopped.stops, skipped.stops) == (True, False)
    assert skipped.rr["Personalkostnader"].utfall_ore == -80_000
    assert (skipped.rader.inlasta, skipped.rader.kvar) == (4, 3)
    (overlap,) = stopped.upprepade
    assert (overlap.fil, overlap.tidigare) == (str(second), str(first))
    assert (overlap.typ, overlap.period, overlap.ore, overlap.rader) == ("utfall", 202203, 30_000, (3,))
    (told,) = ledger_findings(stopped)
    assert (told.rule, told.severity, told.found) == ("LA06", Severity.FEL, 1)
    assert "300,00 kr" in told.message
    assert "rad 3" in told.message
    (left_out,) = ledger_findings(skipped)
    assert (left_out.rule, left_out.severity) == ("LA06", Severity.VARNING)
    assert "utelämnade" in left_out.message
    assert stopped.as_json()["upprepade"] == [overlap.as_json()]


def test_the_same_verification_written_with_other_columns_is_repeated(ledger: Write, ask: Ask) -> None:
    first = ledger(JANUARY, MARCH, name="a.csv")
    second = ledger(
        "5010;70322;;202203;300,00;utfall", heading="konto;ansvar;motpart;period;belopp;typ", name="b.csv"
    )
    (overlap,) = strip([first, second], ask()).upprepade
    assert overlap.rader == (2,)


def test_sums_of_rows_that_an_earlier_file_has_are_repeated(ledger: Write, ask: Ask) -> None:
    first = ledger(
        "5010;70322;;202203;100,00;utfall;A 1;", "5010;70322;;202203;200,00;utfall;A 2;",
        "6010;70322;;202203;50,00;utfall;A 3;", "6132;70322;;202203;7,00;utfall;A 4;", name="a.csv",
    )  # fmt: skip
    second = ledger(
        "5010;70322;;202203;300,00;utfall;;", "6010;70322;;202203;50,00;utfall;;",
        "6132;70322;;202203;8,00;utfall;;", name="b.csv",
    )  # fmt: skip
    (overlap,) = strip([first, second], ask()).upprepade
    assert (overlap.ore, overlap.rader) == (35_000, (2, 3))


def test_equal_rows_in_one_file_are_two_rows(ledger: Write, ask: Ask) -> None:
    first = ledger(MARCH, MARCH, name="a.csv")
    result = strip([first, ledger(MARCH, MARCH, MARCH, APRIL, name="b.csv")], ask(skip_faulty=True))
    assert result.upprepade[0].rader == (2, 3)
    assert result.rr["Personalkostnader"].utfall_ore == -130_000
    assert strip([first], ask()).rr["Personalkostnader"].utfall_ore == -60_000


def test_a_ledger_divided_between_files_is_one(ledger: Write, ask: Ask) -> None:
    rows = [f"5010;70322;;202203;{n},00;utfall;A {n};Lön" for n in range(1, 40)]
    one = ledger(*rows)
    parts = [ledger(*rows[::2], name="a.csv"), ledger(*rows[1::2], name="b.csv")]
    assert strip(parts, ask()) == strip([one], ask())


def test_a_verification_with_other_rows_in_two_files_is_told(ledger: Write, ask: Ask) -> None:
    first = ledger("5010;70322;;202203;100,00;utfall;A 17;", JANUARY, name="a.csv")
    second = ledger("5010;70322;;202203;120,00;utfall;A 17;", name="b.csv")
    result = strip([first, second], ask())
    (told,) = ledger_findings(result)
    assert (told.rule, told.severity, told.found) == ("LA07", Severity.VARNING, 1)
    assert "A 17" in told.message
    assert (result.stops, result.rr["Personalkostnader"].utfall_ore) == (False, -32_000)


def test_a_file_without_a_last_line_end_is_told(ask: Ask, tmp_path: Path) -> None:
    path = tmp_path / "bok.csv"
    path.write_text("konto;ansvar;motpart;period;typ;belopp\n5010;70322;;202203;utfall;12", encoding="utf-8")
    result = strip([path], ask())
    (told,) = ledger_findings(result)
    assert (told.rule, told.severity, result.stops) == ("LA08", Severity.INFO, False)
