"""An invented municipality, Ekköping 2023, and its ledger: none of its figures stand anywhere else.

Three nämnder: OMN has two förvaltningar with motparter of their own, TEK is a samhällsbyggnad and shares its
förvaltning with MIL. A unit (29000-29999) moves from OMN to MIL in July 2023.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random

YEAR = 2023
KOMMUN = """\
version = 1
kalender = [
  { ar = 2023, tillfalle = "budget", typ = "budget" },
  { ar = 2023, tillfalle = "oktober", typ = "manad" },
  { ar = 2023, tillfalle = "delar", typ = "delar", inlamning = 2023-09-12T12:00:00 },
]
namnder = [
  { kod = "OMN", namn = "Omsorgsnämnden", verksamhet = "skattefinansierad", forvaltningar = [
    { kod = "OMF", ansvar = ["20000-24999"], utom = ["21500"], motpart = ["210", "211"] },
    { kod = "OMF", ansvar = ["29000-29999"], giltig_till = "202306" },
    { kod = "HJF", ansvar = ["25000-26999", "21500"], motpart = ["225"] } ] },
  { kod = "TEK", namn = "Tekniska nämnden", verksamhet = "samhallsbyggnad", forvaltningar = [
    { kod = "TEF", ansvar = ["60000-62999"], motpart = ["330"] } ] },
  { kod = "MIL", namn = "Miljönämnden", forvaltningar = [
    { kod = "TEF", ansvar = ["63000-63999"] },
    { kod = "TEF", ansvar = ["29000-29999"], giltig_fran = "202307" } ] },
]
flikar = []
kontroller = []
tystade = []
budgetandringar = []

[kommun]
namn = "Ekköping"
ar = 2023
[installningar]
avrundning = "summerbar"
[kontogrupper]
intakter = { konton = ["3"] }
personalkostnader = { konton = ["5"] }
lokalhyror = { konton = ["601-609"] }
kop_av_tjanster = { konton = ["46", "74-75"] }
ovriga_kostnader = { konton = ["4", "6-7"], utom = ["46", "601-609", "74-75"] }
kommunbidrag = { konton = ["8701"] }
finansnetto = { konton = ["84-85"] }
utanfor_rr = { konton = ["1-2", "9"] }
[motpartsslag]
kommun = ["1-4"]
bolag = ["5-7"]
extern = ["8-9"]
[huvudbok]
bokslutsperioder = ["13"]
[kommunbidrag]
2022 = { OMN = 40123, TEK = 11507, MIL = 7411 }
2023 = { OMN = 41357, TEK = 12001, MIL = 7658 }
"""

DELAR = {
    "OMN": "8 RR skattefin övriga delår",
    "TEK": "8 RR SBN delår",
    "MIL": "8 RR skattefin övriga delår",
}
NAMES = {"OMN": "Omsorgsnämnden", "TEK": "Tekniska nämnden", "MIL": "Miljönämnden"}


@dataclass(frozen=True)
class Row:
    """One ledger row; öre with ledger sign (cost +), line as it stands in the file."""

    konto: str
    ansvar: str
    motpart: str
    period: str
    ore: int
    typ: str
    text: str = ""


_ANSVAR = {
    "OMF": ("20010", "22222", "24999"),
    "HJF": ("25000", "26001", "21500"),
    "TEK": ("60000", "61234", "62999"),
    "MIL": ("63000", "63999"),
}
_OWN = {"OMF": ("210", "211"), "HJF": ("225",), "TEK": ("330",), "MIL": ("330",)}
_KONTON = ("3111", "3890", "5011", "5650", "6012", "6099", "4610", "7401", "7599", "4011", "6100", "7011", "8411")
_PARTIES = ("", "", "810", "899", "555", "901")


def ledger(seed: int = 11) -> list[Row]:
    """Budget and two years' utfall with balanced internals on both levels, and rows of no counted period."""
    random = Random(seed)  # noqa: S311 test data, no secret
    rows = [
        *_ordinary(random),
        *_internal(random),
        *_between_forvaltningar(random),
        *_kommunbidrag(),
        *_moved_unit(random),
        *_outside(random),
    ]
    random.shuffle(rows)
    return rows


def _slices() -> Iterator[tuple[str, str]]:
    for typ, year in (("budget", 2023), ("utfall", 2023), ("utfall", 2022), ("budget", 2022)):
        for month in range(1, 13):
            yield typ, f"{year}{month:02}"


def _amount(konto: str, random: Random) -> int:
    ore = random.randrange(100, 90_000_000) if random.random() < 0.9 else -random.randrange(1, 5_000_000)
    return -2 * ore if konto.startswith("3") else ore


def _ordinary(random: Random) -> Iterator[Row]:
    for typ, period in _slices():
        for ansvar in _ANSVAR.values():
            for konto in _KONTON:
                yield Row(konto, random.choice(ansvar), random.choice(_PARTIES), period, _amount(konto, random), typ)


def _internal(random: Random) -> Iterator[Row]:
    """Interninternt: the motpart is the row's own förvaltning; TEK and MIL are one."""
    for typ, period in _slices():
        for group, ansvar in _ANSVAR.items():
            ore = random.randrange(1, 40_000_000)
            other = random.choice(_ANSVAR["MIL"] if group == "TEK" else ansvar)
            own = random.choice(_OWN[group])
            yield Row("6132", random.choice(ansvar), own, period, ore, typ, "intern hyra")
            yield Row("3153", other, own, period, -ore, typ, "intern hyra")


def _between_forvaltningar(random: Random) -> Iterator[Row]:
    """Kommuninternt: the motpart is another förvaltning, also when both are the same nämnd's."""
    for typ, period in _slices():
        ore = random.randrange(1, 30_000_000)
        yield Row("6050", "20010", "225", period, ore, typ)
        yield Row("3150", "26001", "211", period, -ore, typ)
        yield Row("7402", "22222", "330", period, 2 * ore, typ)
        yield Row("3151", "63000", "210", period, -2 * ore, typ)


def _kommunbidrag() -> Iterator[Row]:
    """TEK alone books its kommunbidrag."""
    for typ, period in _slices():
        yield Row("8701", "60000", "", period, -1_000_083_33, typ)


def _moved_unit(random: Random) -> Iterator[Row]:
    for typ, period in _slices():
        yield Row("5011", "29500", "", period, random.randrange(1_000_000, 9_000_000), typ)


def _outside(random: Random) -> Iterator[Row]:
    for period in ("202313", "202300", "202213", "202112", "202401"):
        yield Row("4011", random.choice(_ANSVAR["OMF"]), "", period, random.randrange(1, 9_000_000), "utfall")
    yield Row("1510", "20010", "810", "202302", 123_45, "utfall")


HEADINGS = ("konto", "ansvar", "motpart", "period", "belopp", "typ", "text")


def as_csv(
    rows: Sequence[Row],
    path: Path,
    *,
    separator: str = ";",
    decimal: str = ",",
    encoding: str = "utf-8",
    headings: Sequence[str] = HEADINGS,
) -> Path:
    """Write the rows as a ledger export."""
    lines = [separator.join(headings)]
    for row in rows:
        amount = f"{'-' if row.ore < 0 else ''}{abs(row.ore) // 100}{decimal}{abs(row.ore) % 100:02}"
        amount = f'"{amount}"' if separator == decimal else amount
        fields = (row.konto, row.ansvar, row.motpart, row.period, amount, row.typ, row.text)
        lines.append(separator.join(fields[: len(headings)]))
    path.write_bytes(("\r\n".join(lines) + "\r\n").encode(encoding))
    return path


def found_in(folder: Path, kommun: str = KOMMUN) -> Path:
    """A working folder with its kommun.toml."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "kommun.toml").write_text(kommun, encoding="utf-8")
    return folder
