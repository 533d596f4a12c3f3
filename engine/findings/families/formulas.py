"""FO: the formulas themselves."""

from engine.findings.rule import FEL, INFO, VARNING, Rule

RULES = (
    Rule(
        "FO01", VARNING, "Formelceller innehåller formler.",
        "Formeln har skrivits över med det värde den gav.",
        "Skriv tillbaka mallens formel, annars följer summan inte med nästa ändring.",
        "−1048700 i stället för =SUM(B9:B12).", "=SUM(B9:B12)",
    ),
    Rule(
        "FO02", FEL, "Formlerna är mallens.",
        "Formeln har ändrats eller tappat en rad.",
        "Skriv tillbaka mallens formel i cellen.",
        "=SUM(B9:B11) som missar Övriga kostnader.", "=SUM(B9:B12)",
    ),
    Rule(
        "FO03", INFO, "Fliken har levande formler.",
        "Tabellen är inklistrad som värden; summorna är kontrollerade mot raderna.",
        "Klistra in beloppen i mallens flik om summorna ska räknas om av sig själva.",
        "En flik där varje summa är ett inskrivet tal.", "En flik från mallen.",
    ),
    Rule(
        "FO04", INFO, "Infogade projektrader har formler för avvikelse.",
        "Raden är infogad i Excel, som inte kopierar formlerna.",
        "Kopiera avvikelsens formel från raden ovanför.",
        "En infogad rad Belysning utan formel i Avv. prognos/budget.", "Raden har =B17-C17.",
    ),
    Rule(
        "FO05", VARNING, "Belopp hämtas inte ur en annan arbetsbok.",
        "Formeln pekar på en annan bok, som mottagaren inte har.",
        "Kopiera cellen och klistra in den som värde.",
        "=[underlag.xlsx]Blad1!B4", "195144",
    ),
    Rule(
        "FO06", FEL, "Ingen formel räknar med sig själv.",
        "En inskriven formel läser en summa som cellen själv ingår i.",
        "Ersätt formeln med beloppet.",
        "=B13-B9 i en av raderna som B13 summerar.", "−80000",
    ),
)  # fmt: skip
