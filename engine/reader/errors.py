"""Why a workbook was refused: one stable code, one Swedish sentence and one way forward each."""

from pathlib import Path

from engine.errors import UnreadableError

_SAVE_AGAIN = "Öppna filen i Excel, spara den på nytt som Excel-arbetsbok (.xlsx) och försök igen."
_FETCH_AGAIN = "Hämta filen på nytt från den som skickade den, eller ta fram en tidigare version."
_SAVE_AS_XLSX = "Öppna den i Excel och välj Arkiv – Spara som – Excel-arbetsbok (.xlsx)."

REFUSALS: dict[str, tuple[str, str]] = {
    "mapp": ("sökvägen är en mapp, inte en arbetsbok.", "Ange en fil i mappen."),
    "inte_fil": ("sökvägen är inte en vanlig fil.", "Ange en fil på disken."),
    "ingen_behorighet": (
        "filen får inte läsas: behörighet saknas eller ett annat program håller den.",
        "Stäng filen i Excel, eller be om läsbehörighet till mappen.",
    ),
    "lasfel": ("filen kunde inte läsas från disken.", "Kontrollera nätverket och kopiera filen till datorn."),
    "las_fil": (
        "filen är Excels låsfil (~$) för en öppen arbetsbok, inte arbetsboken.",
        "Ange arbetsboken utan ~$ i namnet och stäng den i Excel.",
    ),
    "tom_fil": (
        "filen är tom.",
        "Ligger den i en molnmapp: låt den laddas ned helt och försök igen.",
    ),
    "for_stor": ("filen är större än vad en arbetsbok får vara.", "Dela upp den eller ta bort bilder och bilagor."),
    "losenord": (
        "filen är skyddad med lösenord.",
        "Ta bort lösenordet i Excel (Arkiv – Info – Skydda arbetsbok) och spara igen.",
    ),
    "xls": ("filen är en arbetsbok i det gamla formatet .xls.", _SAVE_AS_XLSX),
    "xlsb": ("filen är en binär arbetsbok (.xlsb).", _SAVE_AS_XLSX),
    "ods": ("filen är ett OpenDocument-kalkylblad (.ods).", _SAVE_AS_XLSX),
    "xml2003": ("filen är ett XML-kalkylblad från Excel 2003.", _SAVE_AS_XLSX),
    "annat_dokument": ("filen är ett annat slags dokument, inte en Excel-arbetsbok.", "Ange en .xlsx-fil."),
    "html": ("filen är en webbsida (HTML) med ett Excel-namn.", _SAVE_AS_XLSX),
    "pdf": ("filen är en PDF.", "Be om arbetsboken som PDF-filen skrevs ut från."),
    "csv": (
        "filen är en textfil med avgränsare (CSV), inte en arbetsbok.",
        "Öppna den i Excel och spara som .xlsx, eller ange den där en CSV-fil väntas.",
    ),
    "text": ("filen är en textfil, inte en arbetsbok.", "Ange en .xlsx-fil."),
    "inte_zip": ("filen är inte en Excel-arbetsbok (.xlsx).", _SAVE_AS_XLSX),
    "bara_nollor": ("filen innehåller bara nollor, som efter ett strömavbrott.", _FETCH_AGAIN),
    "skadad_zip": ("filen är skadad eller avbruten och går inte att packa upp.", _FETCH_AGAIN),
    "skadad": ("arbetsboken är skadad.", _SAVE_AGAIN),
    "saknad_del": ("arbetsboken saknar en del som den hänvisar till.", _SAVE_AGAIN),
    "extern": (
        "arbetsboken hänvisar till en flik utanför filen.",
        "Kopiera in fliken i arbetsboken i Excel och spara igen.",
    ),
    "tvetydig": ("arbetsboken har två olika innehåll på samma plats.", _SAVE_AGAIN),
    "otillatet_namn": ("arbetsboken innehåller en otillåten intern sökväg.", _SAVE_AGAIN),
    "dtd": (
        "arbetsboken innehåller en dokumenttypsdeklaration (DTD), vilket Excel aldrig skriver.",
        "Öppna inte filen. Fråga avsändaren var den kommer ifrån.",
    ),
    "kodning": ("arbetsboken använder en teckenkodning som Excel aldrig skriver.", _SAVE_AGAIN),
    "bomb": (
        "filen sväller orimligt mycket när den packas upp.",
        "Öppna inte filen. Fråga avsändaren var den kommer ifrån.",
    ),
    "for_manga_celler": (
        "arbetsboken har fler celler än vad som läses.",
        "Ta bort överflödiga rader och flikar, eller spara stora tabeller som CSV.",
    ),
}


class Refused(Exception):  # noqa: N818 - an outcome inside the reader, named for what happened
    """A reason not to read on, from a module that does not know the file's path.

    Attributes:
        code: a key of ``REFUSALS``.
        detail: the place or the cause, in Swedish, without a full stop; empty when the code says it all.
    """

    def __init__(self, code: str, detail: str = "") -> None:
        super().__init__(code, detail)
        self.code = code
        self.detail = detail


class UnreadableWorkbookError(UnreadableError):
    """A file that is not a readable workbook.

    Attributes:
        code: stable ASCII word for the reason; a key of ``REFUSALS``.
        detail: the place or the cause; empty when the code says it all.
    """

    def __init__(self, path: str | Path, code: str, detail: str = "") -> None:
        message, remedy = REFUSALS[code]
        super().__init__(path, f"{message[:-1]} ({detail})." if detail else message, remedy)
        self.code = code
        self.detail = detail
