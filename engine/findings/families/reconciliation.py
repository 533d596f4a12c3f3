"""AV: between flikar, occasions, years, decisions and nämnder."""

from engine.findings.rule import FEL, INFO, VARNING, Rule

RULES = (
    Rule(
        "AV01", FEL, "Kommunbidragets budget är kommunfullmäktiges beslut.",
        "Beslutet har ändrats under året, eller så är beloppet en annan nämnds.",
        "Skriv det beslutade beloppet, eller för in budgetändringen i kommun.toml.",
        "853 656 när beslutet är 853 556.", "853 556",
    ),
    Rule(
        "AV02", VARNING, "Prognosen gäller tillfället.",
        "Fliken fylldes för ett nytt tillfälle medan prognosen från det förra står kvar.",
        "Fyll i den nya prognosen, eller bekräfta att den är oförändrad.",
        "Prognosen från mars i en flik för april.", "En prognos gjord per april.",
    ),
    Rule(
        "AV03", VARNING, "Alla nämnder är med när kommunens böcker konsolideras eller lämnas, var och en en gång.",
        "En nämnds fil saknas i mappen eller bland böckerna.",
        "Begär in filen och kör igen.",
        "Åtta filer för nio nämnder.", "En fil från varje nämnd.",
    ),
    Rule(
        "AV04", FEL, "Varje nämnd lämnar en fil.",
        "Två filer hör till samma nämnd, kanske en kopia; konsolideringen räknar ingen av dem.",
        "Ta bort den fil som inte gäller och kör igen.",
        "von.xlsx och von (1).xlsx i samma mapp.", "Bara von.xlsx.",
    ),
    Rule(
        "AV05", FEL, "Tabellens belopp är flikens.",
        "Tabellen som fylldes i säger ett annat belopp än raderna eller huvudboken ger.",
        "Rätta beloppet i tabellen, eller raderna det räknas från.",
        "Totala utgifter 5 400 över projekt som ger 5 300.", "Totala utgifter 5 300.",
    ),
    Rule(
        "AV06", INFO, "Kommuninterna poster elimineras i kommunens siffror.",
        "Konsolideringen summerar nämndernas flikar som de är.",
        "Läs summorna som brutto mellan nämnderna.",
        "En summa som läses som kommunens resultaträkning.", "En summa som läses som nämndernas tillsammans.",
    ),
    Rule(
        "AV07", VARNING, "Kommunbidraget går att hämta.",
        "Nämnden har inga rader på kommunbidragets konton och kommun.toml saknar beslutet.",
        "Lägg till beslutet under [kommunbidrag] i kommun.toml.",
        "[kommunbidrag] utan år 2021.", "2021 = { VON = 818729 }",
    ),
    Rule(
        "AV08", FEL, "Varje nämnds belopp ingår i kommunens summor.",
        "Ett belopp är text eller ett felvärde, en rad eller kolumn saknas, eller fliken har en annan enhet än tkr.",
        "Rätta nämndens fil (flikar kontrollera visar var) och konsolidera igen.",
        "Personalkostnader som text: summan saknar nämndens belopp.", "Alla nämnders belopp är tal.",
    ),
    Rule(
        "AV09", VARNING, "Prognossäkerhetens belopp är de som lämnades.",
        "Fliken prognossäkerhet har fyllts i för hand med något annat än det som lämnades vid tillfället.",
        "Skriv det belopp som lämnades, eller rätta den flik det jämförs med.",
        "Delårsprognosen 1 200 när delåret lämnades med 1 500.", "1 500 på båda ställena.",
    ),
    Rule(
        "AV10", VARNING, "Förra årets utfall är nämndbeslutat.",
        "Märket över kolumnen står kvar på preliminärt sedan förra årets utfall hämtades.",
        "Hämta det nämndbeslutade utfallet och välj nämndbeslutat i cellen över rubriken.",
        "preliminärt över Delårsbokslut 2021.", "nämndbeslutat över Delårsbokslut 2021.",
    ),
    Rule(
        "AV11", VARNING, "Bladet Budgetbrygga har de beslut som står i kommun.toml.",
        "Filen kommun.toml har ändrats sedan boken gjordes, eller så har någon skrivit i bladet.",
        "Kontrollera det som skrevs om; ett beslut som ska gälla förs in i kommun.toml.",
        "Kommunbidrag 853 556 i bladet, 854 756 i kommun.toml.", "854 756 på båda ställena.",
    ),
    Rule(
        "AV12", VARNING, "Prognoserna i prognossäkerhet mäts mot bokslutet.",
        "Raden Bokslut i prognossäkerhet är tom, så att avvikelserna räknas mot 0.",
        "Skriv årets resultat ur bokslutets resultaträkning, eller fyll det med flikar fyll --tillfalle arsbokslut.",
        "Bokslut tomt när årets resultat är 7 735.", "7 735 på båda ställena.",
    ),
)  # fmt: skip
