"""SIE 4: fields, encodings, dimensions, verifications, balances and budgets; and every sample file as what it is."""

from collections.abc import Callable
from pathlib import Path

import pytest

from engine.findings import Severity
from engine.ledger import FaultKind, Question, Stripped, ledger_findings, open_stripping, strip, write_kept
from engine.ledger.formats.sie_text import encoding_of, fields_of
from engine.organisation import Kommun

Ask = Callable[..., Question]
SAMPLES = Path(__file__).parents[5] / "shared" / "sie"

HEAD = """#FLAGGA 0
#FORMAT PC8
#SIETYP 4
#FNAMN "Kommunen"
#RAR 0 20220101 20221231
#RAR -1 20210101 20211231
#DIM 1 "Kostnadsställe"
#DIM 6 "Projekt"
#DIM 20 Motpart
"""


def sie(path: Path, body: str, *, head: str = HEAD, encoding: str = "cp437") -> Path:
    path.write_bytes((head + body).encode(encoding))
    return path


def notes(result: Stripped) -> str:
    return " ".join(finding.message for finding in ledger_findings(result) if finding.rule == "LA05")


@pytest.mark.parametrize(
    ("text", "fields"),
    [
        ('A 1 20220131 "Lön mars"', ("A", "1", "20220131", "Lön mars")),
        (r'"Kallas \"Solen\"" x', ('Kallas "Solen"', "x")),
        (r'"C:\Bok" x', (r"C:\Bok", "x")),
        (r'"C:\Bok\"', ("C:\\Bok\\",)),
        ("5010 {} -1.50", ("5010", (), "-1.50")),
        ('5010 { "1" "Nord }" 6 0015 } 1', ("5010", (("1", "Nord }"), ("6", "0015")), "1")),
        ('"" ""', ("", "")),
        ("", ()),
        ("5010 {1} 1", None),
        ("5010 {1 2 1", None),
        ('5010 {} 1 "" "avklippt tex', ("5010", (), "1", "", "avklippt tex")),
    ],
)
def test_fields_of_a_line(text: str, fields: object) -> None:
    assert fields_of(text) == fields


@pytest.mark.parametrize("encoding", ["cp437", "cp1252", "utf-8", "utf-8-sig"])
@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
def test_the_encoding_is_told_from_the_bytes_and_not_from_the_label(
    ask: Ask, tmp_path: Path, encoding: str, line_end: str
) -> None:
    path = tmp_path / "bok.se"
    body = '#VER A 1 20220310 "Åhörare på ö"\n{\n#TRANS 5010 {1 70322} 1.50\n#TRANS 1930 {} -1.50\n}\n'
    path.write_bytes((HEAD + body).replace("\n", line_end).encode(encoding))
    with open_stripping([path], ask()) as stripping:
        write_kept(stripping, tmp_path / "ut.csv")
    assert (tmp_path / "ut.csv").read_text(encoding="utf-8").splitlines() == [
        "konto;ansvar;motpart;period;belopp;typ;projekt;verifikation;text",
        "5010;70322;;202203;1,50;utfall;;A 1;Åhörare på ö",
    ]  # fmt: skip


def test_dimensions_by_the_headings_of_the_kommun(ask: Ask, kommun: Kommun, tmp_path: Path) -> None:
    columns = {**kommun.huvudbok.kolumner, "ansvar": ("ansvar", "dim 7"), "motpart": ("motpart", "Kund")}
    huvudbok = kommun.huvudbok.model_copy(update={"kolumner": columns})
    question = ask()
    mapped = Question(
        kommun.model_copy(update={"huvudbok": huvudbok}),
        question.namnd,
        question.scope,
        question.labels,
        question.rows,
    )
    head = "#SIETYP 4\n#DIM 7 Enhet\n#UNDERDIM 71 Grupp 7\n#DIM 8 kund\n#DIM 9 text\n"
    body = (
        "#VER A 1 20220310 Tal\n{\n#TRANS 5010 {7 70322 8 180 6 P1 9 Y} 5 20220311 Rad\n"
        '#TRANS 5010 {"71" "70323"} -5\n}\n'
    )
    path = sie(tmp_path / "bok.se", body, head=head)
    with open_stripping([path], mapped) as stripping:
        write_kept(stripping, tmp_path / "ut.csv")
    assert (tmp_path / "ut.csv").read_text(encoding="utf-8").splitlines() == [
        "konto;ansvar;motpart;period;belopp;typ;projekt;verifikation;text;dim 9;Grupp",
        "5010;70322;180;202203;5,00;utfall;P1;A 1;Rad;Y;", "5010;70323;;202203;-5,00;utfall;;A 1;Tal;;70323",
    ]  # fmt: skip


def test_two_dimensions_that_are_one_column_are_refused(ask: Ask, tmp_path: Path) -> None:
    path = sie(tmp_path / "bok.se", "", head="#SIETYP 4\n#DIM 20 Ansvar\n#DIM 21 ansvar\n")
    assert "dim 20 (Ansvar) och dim 21 (ansvar)" in strip([path], ask()).olasta[0].text


def test_what_is_assumed_and_left_out_is_told(ask: Ask, tmp_path: Path) -> None:
    body = (
        "#VER A 1 20220310\n{\n#TRANS 5010 {1 70322 20 120} 8\n#TRANS 3010 {1 76000 20 121} -8\n#TRANS 1930 {} 0\n}\n"
    )
    result = strip([sie(tmp_path / "bok.se", body)], ask())
    assert (result.rader.inlasta, result.rader.borttagna, result.borttaget_ore) == (2, 2, 0)
    assert "ansvar är dimension 1" in notes(result)
    assert "1 rader på konton utanför RR" in notes(result)


def test_a_verification_that_does_not_sum_to_nothing_is_named(ask: Ask, tmp_path: Path) -> None:
    body = (
        "#VER A 1 20220310\n{\n#TRANS 5010 {1 70322} 8\n#TRANS 1930 {} -8\n}\n"
        "#VER A 2 20220310\n{\n#TRANS 5010 {1 70322} 100.10\n#TRANS 1930 {} -100.00\n}\n"
    )
    path = sie(tmp_path / "bok.se", body)
    stopped, skipped = strip([path], ask()), strip([path], ask(skip_faulty=True))
    (fault,) = stopped.radfel
    assert (fault.fil, fault.rad, fault.slag, fault.ore) == (str(path), 15, FaultKind.VERIFIKATION, 10)
    assert "verifikation A 2 (2 rader)" in fault.text
    assert skipped.rr["Personalkostnader"].utfall_ore == -800
    assert (skipped.rader.inlasta, skipped.rader.kvar) == (3, 1)
    told = [finding for finding in ledger_findings(stopped) if finding.severity is Severity.FEL]
    assert [finding.rule for finding in told] == ["LA01"]
    assert f"{path} rad 15" in told[0].message


def test_added_rows_are_counted_once_and_struck_rows_never(ask: Ask, tmp_path: Path) -> None:
    body = (
        "#VER A 1 20220310\n{\n#BTRANS 5010 {1 70322} 999\n"
        "#RTRANS 5010 {1 70322} 8.0 20220401\n#TRANS 5010 {1 70322} 8.00 20220310\n"
        "#RTRANS 5010 {1 70323} 3\n#TRANS 1930 {} -11\n}\n"
    )
    result = strip([sie(tmp_path / "bok.se", body)], ask())
    assert (result.radfel, result.rr["Personalkostnader"].utfall_ore) == ((), -1100)
    assert "1 strukna rader" in notes(result)


@pytest.mark.parametrize(
    ("body", "rad", "kind", "names"),
    [
        ("#VER A 1 20221410\n{\n#TRANS 5010 {1 70322} 0\n}\n", 12, FaultKind.PERIOD, "202214"),
        ("#VER A 1 mars\n{\n#TRANS 5010 {1 70322} 0\n}\n", 12, FaultKind.PERIOD, "mars"),
        ("#VER A 1 20220310\n{\n#TRANS 5010 {1 70322} 1.234\n}\n", 12, FaultKind.BELOPP, "1.234"),
        ("#VER A 1 20220310\n{\n#TRANS 5010 {1 99999} 0\n}\n", 12, FaultKind.UTAN_NAMND, "99999"),
        ("#VER A 1 20220310\n{\n#TRANS 5010 {} 0\n}\n", 12, FaultKind.ANSVAR, "saknas"),
        ("#VER A 1 20220310\n{\n#TRANS 5010 {1 70322 20 499} 0\n}\n", 12, FaultKind.OKAND_MOTPART, "499"),
        ("#VER A 1 20220310\n{\n#TRANS 5010\n}\n", 12, FaultKind.VERIFIKATION, "A 1"),
        ("#VER A 1 20220310\n{\n#TRANS 5010 {1} 5\n}\n", 12, FaultKind.VERIFIKATION, "A 1"),
        ("#PBUDGET 0 202201 5010 100\n", 10, FaultKind.SALDO, "#PBUDGET"),
        ("#TRANS 5010 {1 70322} 0\n", 10, FaultKind.VERIFIKATION, "utanför"),
        ("#VER A 7 20220310\n{\n#TRANS 5010 {1 70322} 5\n#TRA", 10, FaultKind.HALV_RAD, "A 7"),
        ("#VER A 7 20220310\n{\n#VER A 8 20220310 {\n}\n", 10, FaultKind.HALV_RAD, "A 7"),
    ],
)
def test_every_fault_has_its_line(  # noqa: PLR0917 - a table and two fixtures
    ask: Ask, tmp_path: Path, body: str, rad: int, kind: FaultKind, names: str
) -> None:
    path = sie(tmp_path / "bok.se", body)
    (fault,) = strip([path], ask()).radfel
    assert (fault.fil, fault.rad, fault.slag) == (str(path), rad, kind)
    assert names in fault.text


def test_a_cut_file_gives_nothing_of_its_last_verification(ask: Ask, tmp_path: Path) -> None:
    path = sie(tmp_path / "bok.se", "#VER A 7 20220310\n{\n#TRANS 5010 {1 70322} 5\n#TRANS 1930 {} -5")
    result = strip([path], ask(skip_faulty=True))
    assert [fault.slag for fault in result.radfel] == [FaultKind.HALV_RAD]
    assert result.rr["Personalkostnader"].utfall_ore == 0


# Balances and budgets


def test_balances_of_a_year_with_verifications_are_not_counted_again(ask: Ask, tmp_path: Path) -> None:
    body = (
        "#PSALDO 0 202203 5010 {1 70322} 8\n#PSALDO -1 202103 5010 {1 70322} 7.5\n"
        "#PBUDGET 0 202201 5010 {1 70322} 100\n"
        "#VER A 1 20220310\n{\n#TRANS 5010 {1 70322} 8\n#TRANS 1930 {} -8\n}\n"
    )
    result = strip([sie(tmp_path / "bok.se", body)], ask())
    amounts = result.rr["Personalkostnader"]
    assert (amounts.utfall_ore, amounts.foregaende_ore, amounts.budget_ore) == (-800, -750, -10_000)
    assert "1 periodsaldon för år med verifikationer" in notes(result)


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (["{} 10", "{1 70322} 6", "{1 70323} 4", "{6 P1} 10"], -1000),
        (["{} 10", "{1 70322} 6", "{1 70323} 4", "{1 70322 6 P1} 6", "{1 70323 6 P1} 4"], -1000),
        (["{} 10", "{1 70322} 6", "{1 70323 6 P1} 4"], -1000),
        (["{1 70322} 6"], -600),
        (["{} 10"], 0),
        (["{} 10", "{1 70322} 6"], None),
        (["{1 70322} 6", "{1 70322 6 P1} 4"], None),
    ],
)
def test_balances_that_divide_one_total_are_counted_once(
    ask: Ask, tmp_path: Path, lines: list[str], expected: int | None
) -> None:
    body = "".join(f"#PSALDO 0 202203 5010 {line}\n" for line in lines)
    result = strip([sie(tmp_path / "bok.se", body)], ask())
    if expected is None:
        (fault,) = result.radfel
        assert (fault.rad, fault.slag) == (10, FaultKind.SALDO)
    else:
        assert (result.rr["Personalkostnader"].utfall_ore, result.radfel) == (expected, ())


@pytest.mark.parametrize(
    ("head", "says"),
    [
        ("#SIETYP 1\n", "typ 1"), ("#SIETYP 2\n", "typ 2"), ("#SIETYP 3\n", "typ 3"), ("#FNAMN X\n", "typ 1"),
        ("#SIETYP 5\n", "”5”"), ("#SIETYP 4\n#VALUTA EUR\n", "EUR"), ("#SIETYP 4\n\0", "NUL"),
    ],
)  # fmt: skip
def test_other_types_are_refused_as_what_they_are(ask: Ask, tmp_path: Path, head: str, says: str) -> None:
    (fault,) = strip([sie(tmp_path / "bok.se", "", head=head)], ask()).olasta
    assert says in fault.text
    assert fault.remedy


# The samples

samples = pytest.mark.skipif(not SAMPLES.is_dir(), reason="the samples are not here")


@samples
@pytest.mark.parametrize(
    "path", sorted(SAMPLES.glob("*.[sS]*")) if SAMPLES.is_dir() else [], ids=lambda path: path.name
)
def test_every_sample_is_read_or_refused_as_what_it_is(ask: Ask, path: Path) -> None:
    result = strip([path], ask(skip_faulty=True))
    data = path.read_bytes()
    if data.startswith(b"<"):
        assert "webbsida" in result.olasta[0].text
    elif data.split(b"#SIETYP", 1)[1].split()[0] != b"4":
        assert "SIE typ" in result.olasta[0].text
    else:
        assert result.olasta == ()
        rows = data.count(b"#TRANS") - data.count(b"#RTRANS")
        assert 0 < result.rader.inlasta <= rows + data.count(b"#RTRANS")
        assert encoding_of(path) == ("utf-8-sig" if "underdim" in path.name else "cp437")


@samples
def test_the_faulty_twin_is_named_by_verification_and_line(ask: Ask) -> None:
    whole, faulty = (SAMPLES / f"transaktioner_ovnbolag{end}.se" for end in ("", "-bad-balance"))
    kinds = [fault for fault in strip([faulty], ask()).radfel if fault.slag is FaultKind.VERIFIKATION]
    assert [(fault.rad, fault.ore) for fault in kinds] == [(3905, -1_277_100)]
    assert "B 1" in kinds[0].text
    assert [fault for fault in strip([whole], ask()).radfel if fault.slag is FaultKind.VERIFIKATION] == []
