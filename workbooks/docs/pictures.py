"""The pictures of the documentation: workbooks and report as LibreOffice prints them."""

import shutil
import subprocess
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from engine.errors import UnreadableError
from engine.pipeline.setup import Setup
from workbooks.__main__ import APPLICATION
from workbooks.demo.chain import run_demo
from workbooks.docs.year import NAMND, filled_year

_PROFILE = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
<item oor:path="/org.openoffice.Setup/L10N"><prop oor:name="ooSetupSystemLocale" oor:op="fuse">
<value>sv-SE</value></prop></item>
</oor:items>
"""


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture and where it is cut.

    Attributes:
        name: of the PNG.
        source: the demo's file, relative to its folder.
        words: what the page says; the first page with all of them is the one.
        dpi: pixels per inch.
        box: left, top, width and height in pixels.
    """

    name: str
    source: str
    words: tuple[str, ...]
    dpi: int
    box: tuple[int, int, int, int]


PICTURES = (
    Picture(
        "arbetsbok.png", "bocker/von-2022.xlsx", ("Delårsbokslut 2022", "Personalkostnader"), 130, (47, 62, 1425, 420)
    ),
    Picture("rapport.png", "rapport-von-delar.docx", ("Tabell 1.",), 100, (50, 40, 730, 520)),
)


@dataclass(frozen=True, slots=True)
class PrintedFlik:
    """A whole printed page of the year's workbook.

    Attributes:
        occasion: whose workbook.
        sheet: the tab, as the page's footer names it.
        name: of the PNG.
        alt: what the page shows, for those who do not see it.
    """

    occasion: str
    sheet: str
    name: str
    alt: str


_COVER = "Försättsblad"
PRINTED = (
    PrintedFlik(
        "budget", _COVER, "budget-forsattsblad.png",
        "Försättsbladet: nämnd, år, kontrollen OK, och en rad per flik med länk, tillfälle, nyckeltal och kontroll.",
    ),
    PrintedFlik(
        "budget", "RR skattfin", "budget-rr.png",
        "Resultaträkningen i budgeten: budget 2021 och 2022, plan 2023 och 2024, och en kommentarkolumn.",
    ),
    PrintedFlik(
        "budget", "INV skattefin & avfall", "budget-inv.png",
        "Investeringsbudgeten: fem kategorier, tre reinvesteringsprojekt, budget och fyra planår.",
    ),
    PrintedFlik(
        "budget", "Förutbet skattefin", "budget-forutb.png",
        "Förutbetalda intäkter i budgeten: sex tomma rader, varav exploatering och totala inkomster.",
    ),
    PrintedFlik("mars", _COVER, "mars-forsattsblad.png", "Försättsbladet i mars: månadsfliken gäller mars 2022."),
    PrintedFlik(
        "mars", "1–11 RR skattefin övr jan-nov", "mars-rr.png",
        "Månadsfliken i mars: budget, prognos, avvikelse och utkast till kommentarer per kontogrupp.",
    ),
    PrintedFlik("april", _COVER, "april-forsattsblad.png", "Försättsbladet i april: månadsfliken gäller april 2022."),
    PrintedFlik(
        "april", "1–11 RR skattefin övr jan-nov", "april-rr.png",
        "Samma månadsflik i april: utkasten jämför med prognosen per mars.",
    ),
    PrintedFlik(
        "april", "4 inv skattefin övr apr", "april-inv.png",
        "Investeringarna i april med budgetens projekt, prognos och avvikelse.",
    ),
    PrintedFlik(
        "april", "4 förutb skattefin ALLA apr", "april-forutb.png",
        "Förutbetalda intäkter i april: ett statsbidrag, budget, prognos och avvikelse.",
    ),
    PrintedFlik("delar", _COVER, "delar-forsattsblad.png", "Försättsbladet i delåret, alla kontroller OK."),
    PrintedFlik(
        "delar", "8 RR skattefin övriga delår", "delar-rr.png",
        "Resultaträkningen i delåret: prognos och avvikelse, utfall två år med märken, och utkast till kommentarer.",
    ),
    PrintedFlik(
        "delar", "8 inv skattefin övriga delår", "delar-inv.png",
        "Investeringarna i delåret: projektens prognos, utfall två år och skillnaden mellan åren.",
    ),
    PrintedFlik(
        "delar", "8 förutb skattefin ALLA delår", "delar-forutb.png", "Förutbetalda intäkter i delåret.",
    ),
    PrintedFlik(
        "delar", "8 period skattefin delår", "delar-period.png",
        "Utfallet till och med augusti mot periodens budget, rad för rad.",
    ),
    PrintedFlik(
        "arsbokslut", _COVER, "arsbokslut-forsattsblad.png", "Försättsbladet i årsbokslutet, alla flikar ifyllda.",
    ),
    PrintedFlik(
        "arsbokslut", "12 RR skattefin övriga ÅB", "arsbokslut-rr.png",
        "Resultaträkningen i årsbokslutet: budget, bokslut, avvikelse, förra årets bokslut och skillnaden.",
    ),
    PrintedFlik("arsbokslut", "12 inv skattefin övr ÅB", "arsbokslut-inv.png", "Investeringarna i årsbokslutet."),
    PrintedFlik(
        "arsbokslut", "12 förutb skattefin ALLA ÅB", "arsbokslut-forutb.png",
        "Förutbetalda intäkter i årsbokslutet.",
    ),
    PrintedFlik(
        "arsbokslut", "12 prognossäkerhet ALLA ÅB", "arsbokslut-prognossakerhet.png",
        "Prognossäkerhet: årets resultat enligt april och delår, bokslutet, och hur långt ifrån prognoserna låg.",
    ),
    PrintedFlik(
        "arsbokslut", "Budgetbrygga", "arsbokslut-budgetbrygga.png",
        "Budgetbryggan: kommunfullmäktiges beslut, plats för ändringar, och budgetkolumnen vid varje tillfälle.",
    ),
)  # fmt: skip
_PRINTED_DPI = 100


def make_pictures(folder: Path) -> Iterator[Path]:
    """Run the demo and a year, print them, and write the pictures into ``folder``.

    Raises:
        UnreadableError: a printed page is missing.
        subprocess.CalledProcessError: a program failed.
        FileNotFoundError: LibreOffice or poppler is not installed.
    """
    folder.mkdir(parents=True, exist_ok=True)
    kommun = APPLICATION.built_in()
    setup = Setup(kommun, APPLICATION.build_catalog(kommun))
    with TemporaryDirectory() as made:
        demo = Path(made)
        run_demo(setup, demo, lambda _line: None)
        _print(demo, [demo / picture.source for picture in PICTURES])
        for picture in PICTURES:
            yield _cut(demo / Path(picture.source).with_suffix(".pdf").name, picture, folder)
    with TemporaryDirectory() as made:
        year = Path(made)
        _print(year, [path for _, path in filled_year(setup, year)])
        for flik in PRINTED:
            yield _whole_page(year / f"{NAMND.lower()}-{flik.occasion}.pdf", flik, folder)


def _print(folder: Path, files: Sequence[Path]) -> None:
    """Every file as a PDF in ``folder``, with Swedish numbers."""
    profile = folder / "profile"
    (profile / "user").mkdir(parents=True)
    (profile / "user" / "registrymodifications.xcu").write_text(_PROFILE, encoding="utf-8")
    settings = (f"-env:UserInstallation={profile.as_uri()}", "--headless", "--norestore")
    _run("soffice", *settings, "--convert-to", "pdf", "--outdir", str(folder), *map(str, files))


def _cut(pdf: Path, picture: Picture, folder: Path) -> Path:
    page = _page_where(pdf, lambda text: all(word in text for word in picture.words), ", ".join(picture.words))
    left, top, width, height = map(str, picture.box)
    where = ("-r", str(picture.dpi), "-x", left, "-y", top, "-W", width, "-H", height)
    return _drawn(pdf, page, where, folder / picture.name)


def _whole_page(pdf: Path, flik: PrintedFlik, folder: Path) -> Path:
    page = _page_where(pdf, lambda text: _footer(text).startswith(flik.sheet), flik.sheet)
    return _drawn(pdf, page, ("-r", str(_PRINTED_DPI)), folder / flik.name)


def _footer(page: str) -> str:
    lines = [line.strip() for line in page.splitlines() if line.strip()]
    return lines[-1] if lines else ""


def _drawn(pdf: Path, page: str, where: Sequence[str], target: Path) -> Path:
    stem = str(target.with_suffix(""))
    _run("pdftoppm", "-f", page, "-l", page, *where, "-png", "-singlefile", str(pdf), stem)
    return target


def _page_where(pdf: Path, is_wanted: Callable[[str], bool], what: str) -> str:
    pages = _run("pdftotext", "-layout", str(pdf), "-").split("\f")
    for number, text in enumerate(pages, start=1):
        if is_wanted(text):
            return str(number)
    raise UnreadableError(str(pdf), f"ingen sida har {what}")


def _run(program: str, *args: str) -> str:
    found = shutil.which(program)
    if found is None:
        raise FileNotFoundError(f"{program}: make oracle-tools installs it")
    done = subprocess.run([found, *args], check=True, capture_output=True, text=True)  # noqa: S603 a fixed program
    return done.stdout
