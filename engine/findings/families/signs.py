"""TE: the sign contract."""

from engine.findings.rule import FEL, INFO, VARNING, Rule

RULES = (
    Rule(
        "TE01", FEL, "Kostnader anges med minus.",
        "Minustecknet har glömts.",
        "Sätt minus framför beloppet; är det en återbetalning, låt någon godkänna avvikelsen.",
        "Personalkostnader 717534", "Personalkostnader −717534",
    ),
    Rule(
        "TE02", VARNING, "Intäkter och kommunbidrag anges utan minus.",
        "Beloppet har huvudbokens tecken.",
        "Ta bort minustecknet om det inte är en rättelse.",
        "Verksamhetens intäkter −195144", "Verksamhetens intäkter 195144",
    ),
    Rule(
        "TE03", FEL, "Investeringar anges utan minus.",
        "Investeringen har fått driftens tecken.",
        "Ta bort minustecknet.",
        "Sängar −750", "Sängar 750",
    ),
    Rule(
        "TE04", INFO, "En kolumn har inte huvudbokens tecken.",
        "Kolumnen är inklistrad ur ekonomisystemet, där kostnader är plus och intäkter minus.",
        "Skriv −1 i en tom cell, kopiera den, markera kolumnens belopp och välj Klistra in special, Multiplicera.",
        "Intäkter −195 144 och alla kostnader utan minus.", "Intäkter 195 144 och alla kostnader med minus.",
    ),
)  # fmt: skip
