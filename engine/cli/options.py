"""The options that commands share, once each, with their Swedish help and how their text is read.

Values are read by functions of ours, so that every complaint is in our words; typer would word its own in English.
"""

from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

import typer

from engine.cli import swedish
from engine.errors import WrongCallError
from engine.periods import occasion_named, read_year


def given_path(given: str | Path) -> Path:
    """A path; an empty one would silently mean the working folder. A default is a path already."""
    text = str(given)
    if not text.strip():
        raise WrongCallError("En sökväg i anropet är tom.", "Skriv filens namn.")
    if text.startswith("--"):
        raise WrongCallError(f"”{text}” är ett val, inte en sökväg.", f"Heter filen så, skriv ./{text}.")
    return Path(given)


def given_name(given: str) -> str:
    """A path as it was typed (``./bok.xlsx``), for commands that name their files in the caller's words."""
    given_path(given)
    return given


def given_file(given: str | Path) -> Path:
    """The path of a file to write."""
    path = given_path(given)
    if not path.name:
        raise WrongCallError(f"{path} är en mapp, inte en fil att skriva.", "Skriv filens namn.")
    return path


def given_year(text: str) -> int:
    """A year, four digits."""
    year = read_year(text)
    if year is None:
        raise WrongCallError(f"--ar skrivs med fyra siffror, 1900 eller senare, inte ”{text}”.")
    return year


def given_occasion(text: str) -> str:
    """The code of an occasion (``delar`` for ``augusti``); an unknown one is told of before anything is read."""
    return occasion_named(text).code


def given_workers(text: str) -> int:
    """A number of processes, at least one."""
    if text.isascii() and text.isdigit() and 1 <= int(text) <= 256:
        return int(text)
    raise WrongCallError(f"--arbetare är ett heltal från 1 till 256, inte ”{text}”.")


def given_typ(text: str) -> str:
    """``utfall`` or ``budget``."""
    if text.casefold() in {"utfall", "budget"}:
        return text.casefold()
    raise WrongCallError(f"--typ är utfall eller budget, inte ”{text}”.")


def given_form(text: str) -> str:
    """The form of an exported table."""
    if text.casefold() in FORMS:
        return text.casefold()
    raise WrongCallError(f"--format är {', '.join(FORMS)}, inte ”{text}”.")


FORMS = ("docx", "html", "rtf", "md", "csv", "urklipp")

Book = Annotated[Path, typer.Argument(metavar="BOK", parser=given_path, help="Arbetsboken (.xlsx).")]
Books = Annotated[list[str], typer.Argument(metavar="BOK…", parser=given_name, help="En eller flera arbetsböcker.")]
Sources = Annotated[
    list[Path],
    typer.Argument(metavar="MAPP|BOK…", parser=given_path, help="Mappar med arbetsböcker, eller enskilda böcker."),
]
Ledgers = Annotated[
    list[Path],
    typer.Argument(
        metavar="HUVUDBOK…",
        parser=given_path,
        help="Huvudboken: CSV, Excel, Parquet eller SIE 4, en eller flera filer.",
    ),
]
FlikName = Annotated[str, typer.Argument(metavar="FLIK", help="Flikens namn; - går lika bra som –.")]
RuleId = Annotated[str | None, typer.Argument(metavar="ID", help="En regel, till exempel SU01.")]

Namnd = Annotated[str, typer.Option("--namnd", metavar="KOD", help="Nämndens kod, till exempel VON.")]
OneNamnd = Annotated[str | None, typer.Option("--namnd", metavar="KOD", help="Nämndens kod, till exempel VON.")]
Period = Annotated[bool, typer.Option("--period", help="Ta med fliken för utfall mot periodbudget i delår.")]
All = Annotated[bool, typer.Option("--alla", help="En bok för varje nämnd; -o är då en mapp.")]
_OCCASION = "Tillfället: budget, en månad, delar eller arsbokslut."
Occasion = Annotated[str, typer.Option("--tillfalle", metavar="TILLFÄLLE", parser=given_occasion, help=_OCCASION)]
AnyOccasion = Annotated[
    str | None, typer.Option("--tillfalle", metavar="TILLFÄLLE", parser=given_occasion, help=_OCCASION)
]
Target = Annotated[Path, typer.Option("-o", metavar="UT", parser=given_file, help="Filen som skrivs.")]
TargetOrFolder = Annotated[
    Path, typer.Option("-o", metavar="UT", parser=given_path, help="Filen som skrivs, eller mappen med --alla.")
]
AnyTarget = Annotated[Path | None, typer.Option("-o", metavar="UT", parser=given_file, help="Filen som skrivs.")]
FilledTarget = Annotated[
    Path | None,
    typer.Option("-o", metavar="UT", parser=given_file, help="Den ifyllda boken; annars <bok>-ifylld.xlsx bredvid."),
]
KeptTarget = Annotated[
    Path | None, typer.Option("-o", metavar="UT", parser=given_file, help="Raderna som blev kvar, som CSV.")
]
RemovedTarget = Annotated[
    Path | None,
    typer.Option("--borttaget", metavar="FIL", parser=given_file, help="De borttagna raderna, som arbetsbok."),
]
Per = Annotated[
    str | None,
    typer.Option(
        "--per", metavar="KOLUMN[:SIFFROR]",
        help="Även resultaträkningen per verksamhet, ansvar, forvaltning, projekt, aktivitet eller objekt; "
        "ansvar:2 är de två första siffrorna.",
    ),
]  # fmt: skip
Typ = Annotated[
    str | None,
    typer.Option("--typ", metavar="TYP", parser=given_typ, help="utfall eller budget, när kolumnen typ saknas."),
]
Huvudbok = Annotated[
    list[Path] | None,
    typer.Option(
        "--huvudbok",
        metavar="FIL…",
        parser=given_path,
        help="Huvudboken: CSV, Excel, Parquet eller SIE 4, en eller flera filer.",
    ),
]
WithoutCache = Annotated[
    bool, typer.Option("--utan-cache", help="Läser om en stor huvudbok även om den är oförändrad sedan sist.")
]
Earlier = Annotated[
    list[str] | None,
    typer.Option(
        "--mot", metavar="TIDIGARE…", parser=given_name,
        help="Tidigare böcker, fjolårets bok och rapporter (.docx) att jämföra med, i vilken ordning som helst.",
    ),
]  # fmt: skip
Filing = Annotated[
    bool,
    typer.Option("--inlamning", help="Som när boken lämnas: allt ska vara ifyllt och kommenterat, och i tid."),
]
Tables = Annotated[
    list[str] | None,
    typer.Option("--tabell", metavar="FLIK=FIL", help="En tabell som CSV till en flik."),
]
Drafts = Annotated[
    bool, typer.Option("--utkast", help="Skriver utkast i tillfällets tomma kommentarer; text som finns står kvar.")
]
Proposals = Annotated[
    bool,
    typer.Option("--forslag", help="Skriver förslag till prognos ur huvudboken, till höger om kommentarerna."),
]
Investments = Annotated[
    bool, typer.Option("--inv", help="Skriver investeringarna som huvudboken ger; annars visas de som förslag.")
]
WithoutTrail = Annotated[
    bool, typer.Option("--utan-spar", help="Skriver inget spår bredvid boken; flikar forklara behöver det.")
]
CellAddress = Annotated[
    str | None, typer.Argument(metavar="FLIK!CELL", help="Cellen, till exempel ”8 RR!E7”; fliken kan förkortas.")
]
ProjectPlace = Annotated[
    str, typer.Argument(metavar="FLIK!CELL", help="En cell i projektets kategori; fliken kan förkortas.")
]
ProjectName = Annotated[str, typer.Option("--namn", metavar="NAMN", help="Projektets namn.")]
ProjectTarget = Annotated[
    Path | None,
    typer.Option("-o", metavar="UT", parser=given_file, help="Den nya boken; annars <bok>-projektrad.xlsx bredvid."),
]
LedgerRows = Annotated[bool, typer.Option("--rader", help="Visar huvudbokens rader, en och en.")]
ChangedLedger = Annotated[
    list[Path] | None,
    typer.Option(
        "--andrat", metavar="HUVUDBOK…", parser=given_path,
        help="Visar vad som ändrats i huvudboken sedan boken fylldes.",
    ),
]  # fmt: skip
Form = Annotated[
    str, typer.Option("--format", metavar="FORMAT", parser=given_form, help=f"Tabellens form: {', '.join(FORMS)}.")
]
AllRows = Annotated[
    bool, typer.Option("--alla-rader", help="Även tomma projektrader och kategorier som inte används.")
]
Workers = Annotated[
    int | None,
    typer.Option("--arbetare", metavar="N", parser=given_workers, help="Processer som läser böckerna."),
]

Same = Annotated[
    list[str] | None,
    typer.Option(
        "--samma", metavar="GAMMALT=NYTT", help="Två namn på samma projekt, rad eller flik; kan anges flera gånger."
    ),
]

RollTo = Annotated[
    str | None,
    typer.Option("--till", metavar="TILLFÄLLE", parser=given_occasion, help="Tillfället som boken rullas till."),
]
Undo = Annotated[bool, typer.Option("--tillbaka", help="Ångrar den senaste rullningen.")]
LastYear = Annotated[
    Path | None,
    typer.Option("--fjolar", metavar="BOK", parser=given_path, help="Fjolårets bok, för delår och årsbokslut."),
]
RolledTarget = Annotated[
    Path | None,
    typer.Option("-o", metavar="UT", parser=given_file, help="Den rullade boken; annars <bok>-<till>.xlsx bredvid."),
]

Page = Annotated[
    Path | None,
    typer.Option("--html", metavar="FIL", parser=given_file, help="Anmärkningarna som en sida för webbläsaren."),
]
Copies = Annotated[
    Path | None,
    typer.Option(
        "--kopia", metavar="MAPP", parser=given_path,
        help="En kopia av varje bok med anmärkningarna på en flik Kontroll.",
    ),
]  # fmt: skip
Since = Annotated[
    Path | None,
    typer.Option(
        "--sedan", metavar="FIL", parser=given_path,
        help="En tidigare kontroll (--json) att jämföra med: nya, kvar och åtgärdade anmärkningar.",
    ),
]  # fmt: skip
Repair = Annotated[
    bool,
    typer.Option("--ratta", help="Rättar det som är säkert i en kopia och föreslår resten; kräver -o."),
]
RepairTarget = Annotated[
    Path | None, typer.Option("-o", metavar="MAPP", parser=given_path, help="Mappen för de rättade böckerna.")
]

SubmissionFolder = Annotated[
    Path | None,
    typer.Option(
        "--mapp", metavar="MAPP", parser=given_path, help="Inlämningsmappen; annars den i kommun.toml."
    ),
]  # fmt: skip
UndoSubmission = Annotated[bool, typer.Option("--angra", help="Tar tillbaka den senaste inlämningen.")]


@dataclass(frozen=True, slots=True, kw_only=True)
class Common:
    """The options that every command takes."""

    kommun: Annotated[
        str | None,
        typer.Option(
            "--kommun", metavar="FIL", help="Kommunens kommun.toml, eller ordet demo.",
            rich_help_panel=swedish.COMMON_OPTIONS,
        ),
    ] = None  # fmt: skip
    ar: Annotated[
        int | None,
        typer.Option(
            "--ar", metavar="ÅÅÅÅ", parser=given_year, help="Året; annars bokens, annars kommunens.",
            rich_help_panel=swedish.COMMON_OPTIONS,
        ),
    ] = None  # fmt: skip
    as_json: Annotated[
        bool, typer.Option("--json", help="Svaret som ett JSON-objekt.", rich_help_panel=swedish.COMMON_OPTIONS)
    ] = False
    hoppa_over: Annotated[
        bool,
        typer.Option(
            "--hoppa-over", help="Utelämnar rader som inte går att läsa, räknar och listar dem.",
            rich_help_panel=swedish.COMMON_OPTIONS,
        ),
    ] = False  # fmt: skip
    debug: Annotated[
        bool,
        typer.Option("--debug", help="Visar hela felspåret vid internt fel.", rich_help_panel=swedish.COMMON_OPTIONS),
    ] = False
