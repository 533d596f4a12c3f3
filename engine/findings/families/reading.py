"""LA: could the file be read, and all of it."""

from engine.findings.rule import FEL, INFO, VARNING, Rule

RULES = (
    Rule(
        "LA01", FEL, "Filen går att läsa som en arbetsbok.",
        "Filen är skadad, lösenordsskyddad eller något annat än en Excelbok.",
        "Öppna filen i Excel och spara den som .xlsx utan lösenord.",
        "En PDF som döpts om till bok.xlsx.", "En arbetsbok sparad som .xlsx.",
    ),
    Rule(
        "LA02", INFO, "Formlerna har sparade värden.",
        "Boken är skriven av ett program som inte räknar; värdena räknas här i stället.",
        "Öppna boken i Excel och spara den, så sparas värdena.",
        "=SUM(B9:B12) utan sparat värde.", "=SUM(B9:B12) med det sparade värdet −1 048 700.",
    ),
    Rule(
        "LA03", VARNING, "Formlernas sparade värden är aktuella.",
        "Ett belopp har ändrats utan att boken räknats om.",
        "Öppna boken i Excel, räkna om med F9 och spara.",
        "=SUM(B9:B12) med det sparade värdet −1 000 fast raderna ger −1 200.", "Det sparade värdet är −1 200.",
    ),
    Rule(
        "LA04", INFO, "Boken är läst i sin helhet.",
        "Boken har något som inte hör till tabellerna, eller är öppen hos någon annan.",
        "Inget behöver göras om det som lästes är det som ska lämnas.",
        "En diagramflik, som hoppas över.", "Bara flikar med celler.",
    ),
    Rule(
        "LA05", INFO, "Det framgår hur en huvudbok i Excel, SIE, Parquet eller långt format är läst.",
        "Filen har mer än de rader som räknas, eller skriver period och belopp på sitt eget sätt.",
        "Inget behöver göras om det som lästes är det som skulle räknas.",
        "En arbetsbok med två flikar, läst utan ett ord om vilken.", "Raderna är lästa ur fliken Huvudbok.",
    ),
    Rule(
        "LA06", FEL, "Varje rad finns i en enda av huvudböckerna.",
        "Två uttag går om varandra i tiden, eller samma uttag finns i två filer.",
        "Ta ut perioderna så att de inte överlappar, eller utelämna den senare filens rader med --hoppa-over.",
        "Mars 2022 både i januari–mars.csv och i mars–april.csv.", "Januari–mars i den ena, april i den andra.",
    ),
    Rule(
        "LA07", VARNING, "En verifikation ligger i en enda huvudbok.",
        "Verifikationen är ändrad mellan två uttag, eller delad mellan två filer.",
        "Kontrollera att raderna inte är samma belopp i två versioner; ta annars ut perioden på nytt i en fil.",
        "Verifikation A 17 med 100 kr i den ena filen och 120 kr i den andra.", "A 17 bara i den ena filen.",
    ),
    Rule(
        "LA08", INFO, "Huvudbokens sista rad är avslutad.",
        "Uttaget har avbrutits, eller programmet skriver inget radslut sist.",
        "Jämför sista raden med ekonomisystemet; ta ut filen på nytt om den är kortare.",
        "5010;70322;;202203;12 utan radslut.", "5010;70322;;202203;1234,50 med radslut.",
    ),
    Rule(
        "LA09", VARNING, "Boken hämtar ingenting ur andra arbetsböcker.",
        "En formel eller ett område är kopierat från en annan bok och pekar kvar på den.",
        "Välj Data, Redigera länkar, Bryt länk, så blir formlerna till de värden de visar.",
        "En länk till budgetunderlag.xlsx.", "Bara formler inom boken.",
    ),
    Rule(
        "LA10", INFO, "Boken räknar datum från 1900.",
        "Boken är en gång skapad i Excel för Mac, som räknar datum från 1904.",
        "Ta bort bocken vid Använd datumsystemet 1904 under Arkiv, Alternativ, Avancerat.",
        "Datum som hamnar fyra år fel när de kopieras till en annan bok.", "Datumsystemet 1900.",
    ),
    Rule(
        "LA11", VARNING, "Varje ifylld beloppscell har ett värde att kontrollera.",
        "Boken är skriven av ett program som inte räknar, och formeln är av ett slag som inte räknas här.",
        "Öppna boken i Excel och spara den, så sparas värdet; kontrollera sedan boken igen.",
        "=VLOOKUP(A9,Historik!A1:C9,2) utan sparat värde.", "Samma formel med det sparade värdet −726 144.",
    ),
)  # fmt: skip
