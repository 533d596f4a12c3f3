"""Every kind of fault in a kommun.toml is named with its line, its key path and what would be right."""

import pytest

from engine.errors import EXIT_UNREADABLE
from engine.organisation import Fault, KommunTomlError, parse_kommun

BASE = """version = 1
{top}
[[namnder]]
kod = "AN"
namn = "Alfanämnden"
forvaltningar = [{{ kod = "AF", ansvar = ["1-2"], motpart = ["110"]{alfa} }}]
[[namnder]]
kod = "BN"
namn = "Betanämnden"
forvaltningar = [
  {{ kod = "BF", ansvar = {ansvar}{beta} }},
]
[kommun]
namn = "Provköping"
ar = 2024
{end}
"""
TOP, ALFA, BETA, END = 2, 6, 11, 16  # the lines on which the gaps of BASE stand


def text_of(top: str = "", alfa: str = "", beta: str = "", end: str = "", ansvar: str = '["3"]') -> str:
    return BASE.format(top=top, alfa=alfa, beta=beta, end=end, ansvar=ansvar)


def faults_of(text: str) -> tuple[Fault, ...]:
    with pytest.raises(KommunTomlError) as caught:
        parse_kommun(text, "kommun.toml")
    return caught.value.faults


def test_the_text_the_faults_are_planted_in_is_faultless() -> None:
    assert parse_kommun(text_of(), "kommun.toml").namnd("BN").forvaltningar[0].kod == "BF"


@pytest.mark.parametrize(
    ("gap", "planted", "line", "path", "words"),
    [
        ("top", "flikarna = []", TOP, "flikarna", ("okänd nyckel", "flikar")),
        ("beta", ", ansvarig = 1", BETA, "namnder[1].forvaltningar[0].ansvarig", ("okänd", "Menade du ”ansvar”")),
        ("end", "flikar = []", END, "kommun.flikar", ("högst upp i filen",)),
        ("end", "[inlamning]\nmap = 'x'", END + 1, "inlamning.map", ("okänd nyckel", "mapp")),
        ("end", "[kontogrupper]\nintakt = {konton=[]}", END + 1, "kontogrupper.intakt", ("Menade du ”intakter”",)),
        ("end", "[kontogrupper]\nintakter = ['3']", END + 1, "kontogrupper.intakter", ("en lista", "en tabell")),
        ("end", "[kontogrupper]\nintakter = {konto=[]}", END + 1, "kontogrupper.intakter.konton", ("konton",)),
        ("end", "[motpartsslag]\nbolag = '5'", END + 1, "motpartsslag.bolag", ('"5"', "en lista")),
        ("end", "kontoplan = 21", END, "kommun.kontoplan", ("21", "en text inom citattecken")),
        ("end", "[installningar]\navrundning = 'ja'", END + 1, "installningar.avrundning",
         ('"ja"', "summerbar", "oberoende")),
        ("end", "[installningar]\nkommunintern_tolerans_kr = '1'", END + 1,
         "installningar.kommunintern_tolerans_kr", ("ett tal utan citattecken",)),
        ("end", "[installningar.storre_avvikelse]\nprocent = -1", END + 1,
         "installningar.storre_avvikelse.procent", ("noll eller större",)),
        ("end", "[kommunbidrag]\n2024 = { AN = true }", END + 1, "kommunbidrag.2024.AN", ("true", "ett tal")),
        ("end", "[kommunbidrag]\n2024 = { AN = inf }", END + 1, "kommunbidrag.2024.AN", ("ett tal",)),
        ("end", "[kommunbidrag]\n24 = { AN = 1 }", END + 1, "kommunbidrag.24", ("fyra siffror",)),
        ("end", "[kommunbidrag]\n2024 = { CN = 1 }", END + 1, "kommunbidrag.2024.CN", ("”CN”", "AN, BN")),
        ("end", "[investeringsbudget]\n2024 = { an = 1 }", END + 1, "investeringsbudget.2024.an", ("”AN”",)),
        ("end", "[ifyllnad]\nmanader = []", END + 1, "ifyllnad.manader", ("okänd nyckel", "manad")),
        ("end", "[ifyllnad]\nmanad = ['plan5']", END + 1, "ifyllnad.manad[0]", ('"plan5"', "plan4")),
        ("end", "[huvudbok]\nbokslutsperioder = ['00']", END + 1, "huvudbok.bokslutsperioder[0]", ("00",)),
        ("end", "[huvudbok.kolumner]\nkont = ['k']", END + 1, "huvudbok.kolumner.kont", ("Menade du ”konto”",)),
        ("end", "[huvudbok.kolumner]\nkonto = ['K']\nansvar = ['k']", END + 2, "huvudbok.kolumner.ansvar[0]",
         ("”k”", f"huvudbok.kolumner.konto[0] (rad {END + 1})")),
        ("end", "[regler]\nte1 = {}", END + 1, "regler.te1", ("två stora bokstäver",)),
        ("end", "[regler]\nTE01 = { allvar = 'error' }", END + 1, "regler.TE01.allvar", ("fel, varning, info",)),
        ("end", "[regler]\nTE01 = { x = [1] }", END + 1, "regler.TE01.x", ("en lista", "ett tal eller en text")),
        ("top", "kalender = [{ ar = 2024, tillfalle = 'aprli', typ = 'manad' }]", TOP, "kalender[0].tillfalle",
         ('"aprli"', "april")),
        ("top", "kalender = [{ ar = 2024, tillfalle = 'maj', typ = 'm' }]", TOP, "kalender[0].typ", ("manad",)),
        ("top", "kalender = [{ ar = 2024, tillfalle = 'maj', typ = 'manad', inlamning = 2024-05-13 }]", TOP,
         "kalender[0].inlamning", ("2024-05-13", "klockslag")),
        ("top", "kalender = [{ ar = 2024, tillfalle = 'maj', typ = 'manad', inlamning = 2024-05-13T12:00:00Z }]",
         TOP, "kalender[0].inlamning", ("tidszonen",)),
        ("top", "kalender = [{ ar = 2024, tillfalle = 'maj', typ = 'manad', diarium = '2024-05-13' }]", TOP,
         "kalender[0].diarium", ("ett datum utan citattecken",)),
        ("top", "kontroller = [{ id = 'EG1', formel = 'x', text = 'y' }]", TOP, "kontroller[0].id", ('"EG1"',)),
        ("top", "kontroller = [{ id = 'EG01', formel = 'x', text = 'y', allvar = 'hög' }]", TOP,
         "kontroller[0].allvar", ("fel, varning, info",)),
        ("top", "tystade = [{ regel = 'TE01', namnd = 'XN', skal = 'x' }]", TOP, "tystade[0].namnd", ("”XN”",)),
        ("top", "budgetandringar = [{ ar = 2024, namnd = 'AN', fran = '202413' }]", TOP,
         "budgetandringar[0].fran", ('"202413"', "ÅÅÅÅMM")),
        ("top", "budgetandringar = [{ ar = 2024, namnd = 'AN', fran = '202501' }]", TOP,
         "budgetandringar[0].fran", ("aldrig",)),
        ("top", "flikar = [{ verksamhet = 'el', tabell = 'RR', rader = [] }]", TOP, "flikar[0].verksamhet",
         ("va, avfall, samhallsbyggnad",)),
        ("top", "flikar = [{ verksamhet = 'va', tabell = 'R', rader = [] }]", TOP, "flikar[0].tabell",
         ("RR, INV, FORUTB, PROGSAK",)),
        ("top", "flikar = [{ verksamhet = 'va', tabell = 'RR', rader = [{ namn = 'A', block = 'x' }] }]", TOP,
         "flikar[0].rader[0].block", ("intakter, kostnader",)),
        ("top", "flikar = [{ verksamhet = 'va', tabell = 'RR', rader = [{ namn = 'A' }] }]", TOP,
         "flikar[0].rader[0]", ("block",)),
        ("alfa", ', giltig_fran = "202200"', ALFA, "namnder[0].forvaltningar[0].giltig_fran", ("månad 01–12",)),
        ("alfa", ", giltig_fran = 202201", ALFA, "namnder[0].forvaltningar[0].giltig_fran", ("citattecken",)),
        ("alfa", ', giltig_fran = "202207", giltig_till = "202206"', ALFA,
         "namnder[0].forvaltningar[0].giltig_fran", ("202207", "202206", "inte är senare")),
        ("beta", ', utom = ["74-7"]', BETA, "namnder[1].forvaltningar[0].utom[0]", ('"74-7"', '"74-75"')),
        ("beta", ', utom = ["79-74"]', BETA, "namnder[1].forvaltningar[0].utom[0]", ('Skriv "74-79"',)),
        ("beta", ", utom = [79]", BETA, "namnder[1].forvaltningar[0].utom[0]", ('Skriv "79"',)),
        ("beta", ', motpart = ["110"]', BETA, "namnder[1].forvaltningar[0].motpart[0]",
         ("BF", "AF", f"(rad {ALFA})")),
        ("beta", ', motpart = ["120", "120"]', BETA, "namnder[1].forvaltningar[0].motpart[1]", ('"120"',)),
    ],
)  # fmt: skip
def test_one_fault_is_found_where_it_stands(
    gap: str, planted: str, line: int, path: str, words: tuple[str, ...]
) -> None:
    faults = faults_of(text_of(**{gap: planted}))
    assert [(fault.line, fault.path) for fault in faults if fault.path == path] == [(line, path)]
    said = next(str(fault) for fault in faults if fault.path == path)
    assert [word for word in words if word not in said] == []


def test_overlapping_ansvar_names_both_places() -> None:
    (fault,) = faults_of(text_of(ansvar='["25"]'))
    assert (fault.line, fault.path) == (BETA, "namnder[1].forvaltningar[0].ansvar")
    assert "ansvar 25 hos BN/BF" in fault.found
    assert "AN/AF, namnder[0].forvaltningar[0].ansvar (rad 6)" in fault.found
    assert "utom" in fault.remedy


@pytest.mark.parametrize(
    ("alfa", "beta"),
    [(', giltig_till = "202206"', ', giltig_fran = "202207"'), (', utom = ["25"]', "")],
)
def test_ansvar_that_is_moved_or_taken_out_does_not_overlap(alfa: str, beta: str) -> None:
    assert parse_kommun(text_of(alfa=alfa, beta=beta, ansvar='["25"]'), "k")


def test_ansvar_that_is_shared_for_one_period_overlaps() -> None:
    dates = {"alfa": ', giltig_till = "202207"', "beta": ', giltig_fran = "202207"'}
    assert len(faults_of(text_of(**dates, ansvar='["25"]'))) == 1


def test_an_account_in_two_kontogrupper_is_named_also_against_a_default() -> None:
    end = '[kontogrupper]\nlokalhyror = { konton = ["6"] }\nkommunbidrag = { konton = ["8450-8460"] }'
    assert [(fault.line, fault.found) for fault in faults_of(text_of(end=end))] == [
        (END + 1, "konto 61-69 som också tas av standardvärdet för kontogrupper.ovriga_kostnader"),
        (END + 2, "konto 8450-8460 som också tas av standardvärdet för kontogrupper.finansnetto"),
    ]


def test_motpartsslag_that_overlap() -> None:
    (fault,) = faults_of(text_of(end='[motpartsslag]\nkommun = ["1-4"]\nbolag = ["45-79"]'))
    assert (fault.line, fault.path) == (END + 2, "motpartsslag.bolag")
    assert f"motpart 45-49 som också tas av motpartsslag.kommun (rad {END + 1})" in fault.found


def test_an_account_on_two_rows_of_a_flik() -> None:
    rows = "[{namn='A', block='kostnader', konton=['4']}, {namn='B', block='kostnader', konton=['46']}]"
    (fault,) = faults_of(text_of(top=f"flikar = [{{ verksamhet = 'va', tabell = 'RR', rader = {rows} }}]"))
    assert fault.path == "flikar[0].rader[1]"


def test_a_code_used_twice_whatever_its_case() -> None:
    (fault,) = faults_of(text_of().replace('"BN"', '"an"'))
    assert (fault.line, fault.path) == (8, "namnder[1].kod")
    assert "namnder[0].kod (rad 4)" in fault.found


def test_a_code_outside_ascii() -> None:
    (fault,) = faults_of(text_of().replace('"BN"', '"ÖN"'))
    assert (fault.line, fault.path, fault.found) == (8, "namnder[1].kod", '"ÖN"')


def test_what_is_required_and_missing() -> None:
    assert {fault.path for fault in faults_of("")} == {"version", "kommun", "namnder"}
    named = {(fault.line, fault.path) for fault in faults_of("version = 1\nnamnder = [{}]\n[kommun]\n")}
    assert {(2, "namnder[0].kod"), (3, "kommun.ar"), (3, "kommun.namn")} <= named


def test_no_namnd_at_all_is_a_fault() -> None:
    (fault,) = faults_of("version = 1\nnamnder = []\n[kommun]\nnamn = 'A'\nar = 2024\n")
    assert (fault.line, fault.path, fault.expected) == (2, "namnder", "minst en post")


def test_another_version_is_refused() -> None:
    (fault,) = faults_of(text_of().replace("version = 1", "version = 2"))
    assert (fault.line, fault.found, fault.expected) == (1, "2", "1")


@pytest.mark.parametrize(
    ("text", "line", "word"),
    [
        ("a = 1\na = 2", 2, "två gånger"),
        ("[a]\n[a]", 2, "två gånger"),
        ('a = "x\nb = 1', 1, "citattecken"),
        ("a = [1,\n2", 2, "]"),
        ("\nå = 1", 2, "nyckel = värde"),
        ("a = { b = 1, b = 2 }", 1, "två gånger"),
        ("a = 1 b = 2", 1, "en ny rad"),
        ("a = abc", 1, "citattecken"),
        ("a = 1\nb", 2, "likhetstecken"),
        ("[a\n", 1, "hakparentes"),
        ("a = " + "[" * 5000, 1, "klamrar"),
    ],
)
def test_a_syntax_fault_has_its_line(text: str, line: int, word: str) -> None:
    (fault,) = faults_of(text)
    assert fault.line == line
    assert word in str(fault)


def test_all_faults_come_together_in_the_order_of_the_file() -> None:
    text = text_of(top="kalender = 3", alfa=', utom = ["x"]', ansvar='["79-74"]', end="[regler]\nX = {}")
    faults = faults_of(text)
    assert [fault.line for fault in faults] == [TOP, ALFA, BETA, END + 1]


# Three files as people write them wrong.


def test_kronor_with_spaces_and_a_comma() -> None:
    (fault,) = faults_of(text_of(end='[kommunbidrag]\n2024 = { AN = "853 556,0" }'))
    assert str(fault) == (
        'rad 17, kommunbidrag.2024.AN: fann "853 556,0", väntade ett tal utan citattecken, med punkt före '
        "decimalerna."
    )


def test_an_interval_with_an_en_dash() -> None:
    (fault,) = faults_of(text_of(ansvar='["30000–34999"]'))
    assert str(fault).startswith('rad 11, namnder[1].forvaltningar[0].ansvar[0]: fann "30000–34999", väntade ett ')


def test_the_message_of_a_misspelt_key() -> None:
    with pytest.raises(KommunTomlError) as caught:
        parse_kommun(text_of(top='kontrolle = []\nbudgetandring = ""'), "min/kommun.toml")
    assert caught.value.exit_code == EXIT_UNREADABLE
    assert str(caught.value).startswith("min/kommun.toml: kommunfilen har 2 fel.\n  rad 2, kontrolle: fann okänd")
    assert "Menade du ”kontroller”?" in str(caught.value)
    assert "Menade du ”budgetandringar”?" in str(caught.value)
