"""What a ledger export may look like, and every way it can be wrong, by file and line."""

import codecs
from collections.abc import Callable
from pathlib import Path

import pytest

from engine.findings import Severity
from engine.ledger import FaultKind, Question, Stripped, ledger_findings, open_stripping, strip, write_kept

Strip = Callable[..., Stripped]
Write = Callable[..., Path]
Ask = Callable[..., Question]

TEXT = (
    "konto;ansvar;motpart;period;belopp;typ;text\n"
    "5010;70322;;202203;1,50;utfall;Lön\n"
    "3010;70322;;202203;-2,00;utfall;Åhörare{}\n"
)


@pytest.mark.parametrize(
    ("encoding", "last"),
    [
        ("utf-8", " –"), ("utf-8-sig", " –"), ("iso-8859-1", " é"), ("cp1252", " – 5 €"), ("utf-16", " –"),
        ("iso-8859-1", " à"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("separator", [";", ",", "\t"])
@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
def test_encodings_separators_and_line_ends(  # noqa: PLR0917 - three tables and two fixtures
    ask: Ask, tmp_path: Path, encoding: str, last: str, separator: str, line_end: str
) -> None:
    path, out = tmp_path / "bok.csv", tmp_path / "ut.csv"
    text = TEXT.format(last).replace(",", ".").replace(";", separator).replace("\n", line_end)
    path.write_bytes(text.encode(encoding))
    with open_stripping([path], ask()) as stripping:
        write_kept(stripping, out)
    assert stripping.result.rr["Personalkostnader"].utfall_ore == -150
    assert stripping.result.radfel == ()
    assert out.read_text(encoding="utf-8").splitlines()[-1] == f"3010;70322;;202203;-2,00;utfall;Åhörare{last}"


@pytest.mark.parametrize("ends", ["\r", "\r\n|\n", "\n|\r\n"])
def test_other_and_mixed_line_ends(ask: Ask, tmp_path: Path, ends: str) -> None:
    path = tmp_path / "bok.csv"
    first, *rest = ends.split("|")
    heading, one, two, _ = TEXT.format("").split("\n")
    path.write_bytes(f"{heading}{first}{one}{(rest or [first])[0]}{two}{first}".encode())
    result = strip([path], ask())
    assert (result.rader.inlasta, result.rader.kvar, result.radfel) == (2, 2, ())


@pytest.mark.parametrize(
    ("text", "ore"),
    [
        ("1", 100), ("-1", -100), ("−1,5", -150), ("1,5", 150), ("1.05", 105), ("+7,00", 700), ("1 234,50", 123_450),
        ("1\u00a0234\u00a0567", 123_456_700), ("-1\u202f234,5", -123_450), ("0", 0), ("-0,01", -1),
        ("9999999999999,99", 999_999_999_999_999), ("-1.234,50", -123_450), ("1234.5-", -123_450), ("(12)", -1200),
        (" 12.345,00 ", 1_234_500),
    ],
)  # fmt: skip
def test_amounts_that_are_read(stripped: Strip, text: str, ore: int) -> None:
    assert stripped([f'5010;70322;;202203;"{text}";utfall;;']).rr["Personalkostnader"].utfall_ore == -ore


@pytest.mark.parametrize(
    "text",
    ["1.234", "1,234", "12.345", "1,500", "1,2.3", "-1.234", "1234.5--", "(-12)", "12 34", "1 2345", "1e5", "",
     "abc", "--1", "1,", ",5", "1;-", "NaN", "12,3 4", "1234 567,00", "٣", "0x10", "10000000000000"],
)  # fmt: skip
def test_amounts_that_are_refused(stripped: Strip, text: str) -> None:
    result = stripped([f'5010;70322;;202203;"{text}";utfall;;'])
    assert [(fault.rad, fault.slag) for fault in result.radfel] == [(2, FaultKind.BELOPP)]
    assert f"”{text}”" in result.radfel[0].text
    assert result.stops
    assert (result.rader.inlasta, result.rader.namnden) == (1, 0)


@pytest.mark.parametrize(
    ("row", "kind", "names"),
    [
        ("5010;70322;;202214;1;utfall;;", FaultKind.PERIOD, "202214"),
        ("5010;70322;;2022-03;1;utfall;;", FaultKind.PERIOD, "2022-03"),
        ("5010;70322;;22203;1;utfall;;", FaultKind.PERIOD, "22203"),
        ("5010;70322;;;1;utfall;;", FaultKind.PERIOD, "””"),
        ("5010;70322;;202203;1;prognos;;", FaultKind.TYP, "prognos"),
        (";70322;;202203;1;utfall;;", FaultKind.KONTO, "konto saknas"),
        ("5010; ;;202203;1;utfall;;", FaultKind.ANSVAR, "ansvar saknas"),
        ("5010;99999;;202203;1;utfall;;", FaultKind.UTAN_NAMND, "99999"),
        ("5010;70322;499;202203;1;utfall;;", FaultKind.OKAND_MOTPART, "499"),
        ("5010;70322;;202203;1;utfall;", FaultKind.FALT, "7 i stället för 8"),
        ("5010;70322;;202203;1;utfall;;;", FaultKind.FALT, "9 i stället för 8"),
        ('5010;70322;;202203;1;utfall;;"Solen" förskola', FaultKind.CITATTECKEN, "citattecken"),
    ],
)  # fmt: skip
def test_every_row_fault_has_its_file_and_line(
    ledger: Write, ask: Ask, row: str, kind: FaultKind, names: str
) -> None:
    good = "5010;70322;;202203;1,00;utfall;;"
    path = ledger(good, '5010;70322;;202203;1,00;utfall;;"två\nrader"', "", row, good)
    stopped, skipped = strip([path], ask()), strip([path], ask(skip_faulty=True))
    assert [(fault.fil, fault.rad, fault.slag) for fault in stopped.radfel] == [(str(path), 6, kind)]
    assert names in stopped.radfel[0].text
    assert (stopped.stops, skipped.stops) == (True, False)
    assert skipped.rr["Personalkostnader"].utfall_ore == -300
    assert (skipped.rader.inlasta, skipped.rader.namnden) == (4, 3)
    assert [one.severity for one in ledger_findings(stopped)] == [Severity.FEL]
    (told,) = ledger_findings(skipped)
    assert told.severity is Severity.VARNING
    assert told.message.startswith(f"{path} rad 6: ")
    assert "utelämnad" in told.message


def test_lines_after_a_malformed_row_keep_their_numbers(ledger: Write, ask: Ask) -> None:
    good = "5010;70322;;202203;1,00;utfall;;"
    path = ledger(good, "kort;rad", "", good, "5010;70322;;202203;x;utfall;;")
    assert [(fault.rad, fault.slag) for fault in strip([path], ask()).radfel] == [
        (3, FaultKind.FALT),
        (6, FaultKind.BELOPP),
    ]


def test_a_half_written_last_row_is_named(ask: Ask, tmp_path: Path) -> None:
    path = tmp_path / "bok.csv"
    path.write_text(f"{TEXT.format('')}5010;703", encoding="utf-8")
    result = strip([path], ask())
    assert [(fault.rad, fault.slag) for fault in result.radfel] == [(4, FaultKind.HALV_RAD)]
    assert result.utan_radslut == (str(path),)


def test_rows_without_anything_are_no_rows(stripped: Strip) -> None:
    result = stripped(["5010;70322;;202203;1,00;utfall;;", ";;;;;;;", "", ";;;;;;;"])
    assert (result.rader.inlasta, result.radfel) == (1, ())


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "tom"),
        (b"PK\x03\x04xxxx", "packa upp"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "arbetsbok"),
        (b"\x1f\x8bxxxxxxx", "gzip"),
        (b"PAR1xxxx", "Parquet"),
        (b"%PDF-1.7", "PDF"),
        (b"\n<html><title>404 Not Found</title>", "webbsida med titeln ”404 Not Found”"),
        (b"<?xml version='1.0'?><Sie/>", "XML"),
        (b"#FLAGGA 0\n#SIETYP 1\n#RES 0 3010 -1.00\n", "SIE typ 1"),
        (b"konto;ansvar\n1;2\n3;\x004\n", "NUL-tecken på rad 3"),
        (b"konto;ansvar\n\x81\xe5;2\n", "teckenkodningen"),
        (b"konto;ansvar;text\n1;2;\xc3\xa5\n1;2;\xc3", "delvis skriven"),
        (b"konto;ansvar;motpart;belopp;typ\n1;2;3;4;5\n", "kolumnen period saknas"),
        (b"a\n1\n", "kolumnerna konto, ansvar, motpart, period, belopp, typ saknas"),
        (b"konto;ansvar;motpart;period;belopp\n1;2;3;4;5\n", "kolumnen typ saknas"),
        (b"konto;Kontonr;ansvar;motpart;period;belopp;typ\n", "flera kolumner kan vara konto"),
        (b'konto;ansvar;motpart;period;belopp;typ\n1;2;3;4;5;6\n1;"2;3;4;5;6\n1;2;3;4;5;6\n', "rad 3 avslutas inte"),
        (codecs.BOM_UTF16_LE + b"k\x00o", "utf-16"),
        (b"\n\n", "saknas"),
    ],
)
def test_a_file_that_cannot_be_read_is_named_and_the_rest_goes_on(
    ledger: Write, ask: Ask, tmp_path: Path, content: bytes, says: str
) -> None:
    broken = tmp_path / "trasig.csv"
    broken.write_bytes(content)
    result = strip([broken, ledger("5010;70322;;202203;1,00;utfall;;")], ask(skip_faulty=True))
    (fault,) = result.olasta
    assert fault.fil == str(broken)
    assert says in fault.text
    assert result.stops
    assert result.rader.namnden == 1
    (finding,) = ledger_findings(result)
    assert (finding.rule, finding.severity) == ("LA01", Severity.FEL)


def test_a_missing_typ_column_asks_for_the_option(ledger: Write, ask: Ask) -> None:
    path = ledger("5010;70322;;202203;1,00", heading="konto;ansvar;motpart;period;belopp")
    assert "--typ" in strip([path], ask()).olasta[0].remedy
    assert strip([path], ask(typ="budget")).rr["Personalkostnader"].budget_ore == -100


def test_blank_rows_are_none_where_the_typ_is_given(ledger: Write, ask: Ask) -> None:
    path = ledger("5010;70322;;202203;1,00", ";;;;", heading="konto;ansvar;motpart;period;belopp")
    assert strip([path], ask(typ="budget")).rader.inlasta == 1


def test_a_missing_file_a_folder_and_the_same_file_twice(ledger: Write, ask: Ask, tmp_path: Path) -> None:
    path = ledger("5010;70322;;202203;1,00;utfall;;")
    result = strip([tmp_path / "borta.csv", tmp_path, path, path], ask())
    assert [fault.fil for fault in result.olasta] == [str(tmp_path / "borta.csv"), str(tmp_path), str(path)]
    assert "två gånger" in result.olasta[2].text
    assert result.rader.inlasta == 1


def test_headings_are_compared_tolerantly_and_the_rest_carried(ledger: Write, ask: Ask, tmp_path: Path) -> None:
    path = ledger(
        "5010;70322;;202203;1,00;u;a;b;c",
        heading=" KONTO ;ansvarsenhet;MP;Period;belopp\u00a0KR;BeloppsTyp;Fri;Fri;",
    )
    with open_stripping([path], ask()) as stripping:
        write_kept(stripping, tmp_path / "ut.csv")
    assert stripping.result.rr["Personalkostnader"].utfall_ore == -100
    assert (tmp_path / "ut.csv").read_text(encoding="utf-8").splitlines() == [
        "konto;ansvar;motpart;period;belopp;typ;Fri;Fri;",
        "5010;70322;;202203;1,00;utfall;a;b;c",
    ]


def test_a_heading_below_blank_lines_keeps_line_numbers(ask: Ask, tmp_path: Path) -> None:
    path = tmp_path / "bok.csv"
    path.write_text(f"\n;;;;;;\n{TEXT.format('')}5010;70322;;202299;1;utfall;\n", encoding="utf-8")
    assert [fault.rad for fault in strip([path], ask()).radfel] == [6]


def test_a_ledger_of_headings_only_has_no_rows(stripped: Strip) -> None:
    result = stripped([])
    assert (result.rader.inlasta, result.stops, result.huvudbokens_typ_ar) == (0, False, frozenset())


def test_a_large_ledger_is_read_on_disk_with_the_same_result(
    ledger: Write, ask: Ask, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = ledger("5010;70322;;202203;1,00;utfall;;", "6132;70322;120;202203;2,00;utfall;;")
    in_memory = strip([path], ask())
    monkeypatch.setattr("engine.ledger.load._FITS_IN_MEMORY", 0)
    assert strip([path], ask()) == in_memory
