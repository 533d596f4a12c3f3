"""The ribbon tab *Uppföljning*, declared once: its XML, its help page and the check of the add-in read this."""

from dataclasses import dataclass
from xml.sax.saxutils import quoteattr

from addin.needs import Need

NAMESPACE = "http://schemas.microsoft.com/office/2009/07/customui"
TAB = "Uppföljning"
TAB_KEYTIP = "Y"


@dataclass(frozen=True, slots=True)
class Button:
    """One button.

    Attributes:
        tag: the action of ``addin.macros`` that it runs.
        image: one of ``addin.icons``.
        keytip: one to three capitals, unique on the tab.
        screentip, supertip: what happens, and what is *not* changed.
        large: the first of its group.
        needs: what has to be open for it to work.
    """

    tag: str
    label: str
    image: str
    keytip: str
    screentip: str
    supertip: str
    large: bool = False
    needs: Need = Need.OURS


@dataclass(frozen=True, slots=True)
class Group:
    """A group of buttons, in the order in which the work is done."""

    name: str
    label: str
    buttons: tuple[Button, ...]


GROUPS: tuple[Group, ...] = (
    Group(
        "underlag", "Underlag",
        (
            Button(
                "las_in_huvudbok", "Läs in huvudbok", "ImportTextFile", "UL", "Välj huvudbokens filer",
                "Läser huvudboken och säger hur många rader som är nämndens. Den används sedan av Rensa "
                "interninterna och Fyll flik, och föreslås när boken kontrolleras. Rader som inte går att läsa kan "
                "utelämnas. Ingenting ändras.",
                large=True,
            ),
            Button(
                "rensa_interninterna", "Rensa interninterna", "Filter", "UR", "Vad som är interninternt",
                "Frågar efter tillfället, visar vad huvudbokens interninterna poster summerar till och sparar dem i "
                "en egen bok om du vill. Huvudboken och boken står kvar som de är.",
            ),
            Button(
                "fyll_flik", "Fyll flik", "DataRefreshAll", "UF", "Fyll från huvudboken och tabeller",
                "Frågar efter tillfället och vad som ska fyllas i: resultaträkningen från den rensade huvudboken, "
                "investeringar, prognosförslag eller tabeller i CSV. Visar det först; allt annat står kvar.",
            ),
            Button(
                "forklara_cell", "Förklara cell", "TracePrecedents", "UC", "Varifrån beloppet kommer",
                "Visar konton, ansvar, borttagna rader och avrundning bakom den markerade cellen. Ingenting ändras.",
            ),
        ),
    ),
    Group(
        "flikar", "Flikar",
        (
            Button(
                "ny_arbetsbok", "Ny arbetsbok", "FileNew", "FN", "Årets bok för en nämnd",
                "Frågar efter nämnd och år, gör en ny bok och öppnar den. Boken som är framme står kvar.",
                large=True,
                needs=Need.NOTHING,
            ),
            Button(
                "rulla_till_nasta", "Rulla till nästa", "Repeat", "FR", "Till nästa tillfälle",
                "Lägger det ifyllda i Historik och för budget, projekt och prognos till tillfället du anger. Det som "
                "ändras visas först; allt annat står kvar. Nästa år blir en ny bok; svaret tillbaka ångrar.",
            ),
            Button(
                "lagg_till_projektrad", "Lägg till projektrad", "SheetRowsInsert", "FP",
                "Ett nytt projekt i kategorin",
                "Frågar efter namnet och skriver det på den första tomma raden i den markerade cellens kategori. "
                "Är den full infogas en rad, som summorna följer. Det som ändras visas först; belopp och andra "
                "projekt står kvar.",
            ),
            Button(
                "infoga_kommentarsutkast", "Infoga kommentarsutkast", "ReviewNewComment", "FU",
                "Utkast i tomma kommentarer",
                "Frågar efter tillfället, visar utkasten och skriver dem i de kommentarer som är tomma. Text som "
                "finns och alla belopp står kvar.",
            ),
            Button(
                "angra", "Ångra", "Undo", "FZ", "Ångra den senaste knappen",
                "Tar tillbaka det som den senaste knappen gjorde i boken, också en inlämning som inte är "
                "konsoliderad. Celler som har ändrats sedan dess står kvar.",
                needs=Need.UNDO,
            ),
        ),
    ),
    Group(
        "kontroll", "Kontroll",
        (
            Button(
                "kontrollera_arbetsbok", "Kontrollera arbetsbok", "ErrorChecking", "KA", "Alla fynd i boken",
                "Frågar vad boken ska jämföras med, huvudboken och tidigare böcker eller inget, och kontrollerar den "
                "som den är nu, även det som inte är sparat. Ingenting ändras.",
                large=True,
                needs=Need.BOOK,
            ),
            Button(
                "kontrollera_flik", "Kontrollera flik", "DataValidation", "KF", "Fynden på fliken",
                "Kontrollerar boken och visar fynden på den flik som är framme. Ingenting ändras.",
                needs=Need.BOOK,
            ),
            Button(
                "nasta_fynd", "Nästa fynd", "ReviewNextComment", "KN", "Gå till nästa fynd",
                "Markerar nästa cell med ett fynd och säger vad som är fel. Ingenting ändras.",
                needs=Need.BOOK,
            ),
            Button(
                "ratta_sakra_fel", "Rätta säkra fel", "AcceptInvitation", "KR", "Rätta det som är säkert",
                "Rättar tal som är text, decimaler, glömda minus och överskrivna formler. Visar före och efter "
                "först; det som inte är säkert står kvar och föreslås bara.",
            ),
            Button(
                "lamna_in", "Lämna in", "FileSendMenu", "KL", "Lämna in boken",
                "Kontrollerar boken, om du vill mot huvudboken och tidigare böcker, och lägger en förseglad kopia "
                "med kvitto i inlämningsmappen om den är utan fel. Boken själv står kvar som den är.",
            ),
        ),
    ),
    Group(
        "word", "Word",
        (
            Button(
                "kopiera_tabell", "Kopiera tabell", "Copy", "WK", "Flikens tabell till Word",
                "Kopierar tabellen på fliken som är framme, utan tomma projektrader, så att den klistras in i Word "
                "som en riktig tabell. Boken står kvar.",
                large=True,
                needs=Need.BOOK,
            ),
            Button(
                "skapa_rapport", "Skapa rapport", "FileSaveAsWordDocx", "WR", "Tillfällets rapport i Word",
                "Frågar efter tillfället, gör en ny rapport med flikarnas tabeller och kommentarer och öppnar "
                "den. Boken står kvar.",
            ),
        ),
    ),
    Group(
        "kommun", "Kommun",
        (
            Button(
                "konsolidera_mapp", "Konsolidera mapp", "Consolidate", "MK", "Alla nämnder till en bok",
                "Frågar efter mappen och tillfället och lägger samman nämndernas böcker till en ny bok, som öppnas. "
                "Böckerna står kvar.",
                large=True,
                needs=Need.NOTHING,
            ),
        ),
    ),
    Group(
        "hjalp", "Hjälp",
        (
            Button(
                "regel_for_cellen", "Regel för cellen", "Help", "HR", "Varför cellen har ett fynd",
                "Visar regeln bakom fynden i den markerade cellen, med orsak och åtgärd. Ingenting ändras.",
                large=True,
                needs=Need.BOOK,
            ),
            Button(
                "handbok", "Handbok", "ResearchPane", "HH", "Handboken i webbläsaren",
                "Öppnar handboken med regler, flikar och kommandon som en sida i webbläsaren, utan nätverk. "
                "Ingenting ändras.",
                needs=Need.NOTHING,
            ),
            Button(
                "om", "Om", "Info", "HO", "Version och kommun",
                "Visar vilken version som är installerad och vilken kommun den gäller. Ingenting ändras.",
                needs=Need.NOTHING,
            ),
        ),
    ),
)  # fmt: skip
"""Only what works on the open workbook; the rest of the work is done from the command line."""


def ribbon_xml(groups: tuple[Group, ...] = GROUPS) -> str:
    """The tab as Excel 2010 and later read it."""
    inner = "".join(_group(group) for group in groups)
    return (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
        f'<customUI xmlns="{NAMESPACE}" onLoad="FlikarMeny.OnLoad">\n<ribbon>\n<tabs>\n'
        f'<tab id="flikarTab" label={quoteattr(TAB)} keytip="{TAB_KEYTIP}">\n{inner}</tab>\n'
        "</tabs>\n</ribbon>\n</customUI>\n"
    )


def _group(group: Group) -> str:
    buttons = "".join(_button(button) for button in group.buttons)
    return f'<group id="flikarGrupp_{group.name}" label={quoteattr(group.label)}>\n{buttons}</group>\n'


def _button(button: Button) -> str:
    size = "large" if button.large else "normal"
    return (
        f'<button id="flikar_{button.tag}" tag="{button.tag}" label={quoteattr(button.label)} size="{size}" '
        f'imageMso="{button.image}" keytip="{button.keytip}" screentip={quoteattr(button.screentip)} '
        'getSupertip="FlikarMeny.GetSupertip" getEnabled="FlikarMeny.GetEnabled" onAction="FlikarMeny.OnAction"/>\n'
    )
