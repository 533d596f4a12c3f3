"""AV: copies with a Kontroll flik, and workbooks that have been filed."""

from engine.findings.rule import FEL, VARNING, Rule

RULES = (
    Rule(
        "AV28", VARNING, "Boken kan kopieras med en flik Kontroll.",
        "Boken är digitalt signerad eller skadad, och en flik till skulle förstöra den.",
        "Läs anmärkningarna i rapporten, eller gör kontrollen på en osignerad kopia.",
        "En signerad bok.", "En osignerad bok.",
    ),
    Rule(
        "AV29", FEL, "Den bok som lämnas in tillhör en känd nämnd och ett känt år.",
        "Boken är inte gjord med årets mall, så ingen kan säga vems den är.",
        "Gör boken med flikar mall och för över beloppen.",
        "En bok utan nämnd i sina dolda namn.", "En bok från flikar mall --namnd VON.",
    ),
    Rule(
        "AV30", FEL, "En inlämnad bok är oförändrad sedan den lämnades in.",
        "Någon har öppnat boken i inlämningsmappen och sparat den.",
        "Lämna in den ändrade boken på nytt, eller lägg tillbaka den som lämnades in.",
        "Filen har en annan sha-256 än kvittot.", "Filen har kvittots sha-256.",
    ),
    Rule(
        "AV31", VARNING, "Det syns i inlämningsmappen vilka böcker som är konsoliderade.",
        "Mappen är skrivskyddad för den som konsoliderar.",
        "Ge skrivrätt till mappen, annars kan en redan konsoliderad inlämning ångras.",
        "En mapp utan skrivrätt.", "En fil med ändelsen .konsoliderad.json bredvid boken.",
    ),
    Rule(
        "AV32", VARNING, "Kvittona i inlämningsmappen är hela.",
        "Ett kvitto är ändrat för hand, eller så är boken det hör till borttagen.",
        "Lägg tillbaka boken eller kvittot, eller lämna in boken på nytt.",
        "Ett kvitto utan sin bok.", "Varje kvitto ligger bredvid sin bok.",
    ),
)  # fmt: skip
