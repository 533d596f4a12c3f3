"""TK: whole thousands of kronor."""

from engine.findings.rule import FEL, VARNING, Rule

RULES = (
    Rule(
        "TK01", VARNING, "Belopp anges i hela tusental kronor.",
        "Kronor ligger under och visas bara som tusental.",
        "Avrunda beloppet till hela tusental.",
        "195143,6", "195144",
    ),
    Rule(
        "TK02", FEL, "Belopp anges i tusental kronor, inte i kronor.",
        "Kolumnen är inklistrad i kronor.",
        "Dela kolumnens belopp med 1 000.",
        "Prognos 217 796 000 bredvid budget 195 144.", "Prognos 217 796 bredvid budget 195 144.",
        {"faktor": 500},
    ),
    Rule(
        "TK03", VARNING, "Belopp anges i tusental kronor, inte i miljoner.",
        "Kolumnen är inklistrad i miljoner kronor.",
        "Multiplicera kolumnens belopp med 1 000.",
        "Prognos 218 bredvid budget 195 144, på varje rad.", "Prognos 217 796 bredvid budget 195 144.",
        {"faktor": 500},
    ),
)  # fmt: skip
