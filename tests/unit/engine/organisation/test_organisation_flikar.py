"""Declared flikar that would be of no effect or contradict their table are refused, by line and name."""

import pytest

from engine.organisation import Fault, Kommun, KommunTomlError, parse_kommun

TEXT = """version = 1
flikar = [{{ verksamhet = "{verksamhet}", tabell = "{tabell}", rader = [{rader}] }}]
[[namnder]]
kod = "VA"
namn = "VA-nämnden"
verksamhet = "va"
[kommun]
namn = "Provköping"
ar = 2024
"""


def parsed(verksamhet: str, tabell: str, *rader: str) -> Kommun:
    listed = ", ".join(f"{{ {row} }}" for row in rader)
    return parse_kommun(TEXT.format(verksamhet=verksamhet, tabell=tabell, rader=listed), "kommun.toml")


def faults(verksamhet: str, tabell: str, *rader: str) -> tuple[Fault, ...]:
    with pytest.raises(KommunTomlError) as caught:
        parsed(verksamhet, tabell, *rader)
    return caught.value.faults


@pytest.mark.parametrize(
    ("verksamhet", "tabell"),
    [("avfall", "INV"), ("samhallsbyggnad", "INV"), ("avfall", "FORUTB"), ("va", "PROGSAK")],
)
def test_a_table_that_is_everyones_has_no_rows_of_its_own(verksamhet: str, tabell: str) -> None:
    (fault,) = faults(verksamhet, tabell, 'namn = "Ledningsnät"')
    assert (fault.line, fault.path) == (2, "flikar[0].tabell")
    assert verksamhet in fault.remedy


@pytest.mark.parametrize(
    ("verksamhet", "tabell"),
    [("va", "RR"), ("avfall", "RR"), ("samhallsbyggnad", "RR"), ("va", "INV"), ("va", "FORUTB")],
)
def test_a_table_of_its_own_takes_rows(verksamhet: str, tabell: str) -> None:
    row = 'namn = "Ledningsnät"' + (', block = "kostnader"' if tabell == "RR" else "")
    assert [rad.namn for rad in parsed(verksamhet, tabell, row).declared_rows(verksamhet, tabell)] == ["Ledningsnät"]


def test_a_flik_without_rows_is_refused() -> None:
    (fault,) = faults("va", "INV")
    assert (fault.path, fault.expected) == ("flikar[0].rader", "minst en rad")


@pytest.mark.parametrize("key", ['block = "kostnader"', 'konton = ["5"]', 'utom = ["34"]'])
@pytest.mark.parametrize("tabell", ["INV", "FORUTB"])
def test_blocks_and_accounts_belong_to_rr(tabell: str, key: str) -> None:
    (fault,) = faults("va", tabell, f'namn = "Ledningsnät", {key}')
    assert fault.path == f"flikar[0].rader[0].{key.partition(' ')[0]}"


@pytest.mark.parametrize(
    ("tabell", "rader"),
    [
        ("RR", ['namn = "kommunbidrag", block = "intakter"']),
        ("RR", ['namn = "Årets resultat", block = "kostnader"']),
        ("RR", ['namn = "Verksamhetens intäkter", block = "intakter"', 'namn = "Avgifter", block = "intakter"']),
        ("RR", ['namn = "Verksamhetens intäkter", block = "kostnader"']),
        ("RR", ['namn = "Lokalhyror", block = "intakter"']),
        ("INV", ['namn = "Totala utgifter"']),
        ("FORUTB", ['namn = "Totala inkomster"']),
        ("FORUTB", ['namn = "– varav exploatering"']),
    ],
)  # fmt: skip
def test_a_row_cannot_take_the_name_of_a_row_that_is_always_there(tabell: str, rader: list[str]) -> None:
    (fault,) = faults("va", tabell, *rader)
    assert fault.path == "flikar[0].rader[0].namn"


def test_the_only_income_row_may_bear_the_usual_name() -> None:
    kommun = parsed("va", "RR", 'namn = "Verksamhetens intäkter", block = "intakter", konton = ["3"]')
    assert len(kommun.declared_rows("va", "RR")) == 1
    assert kommun.declared_rows("avfall", "RR") == ()
