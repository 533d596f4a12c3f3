"""TE: the sign contract."""

from engine.findings.rule import FEL, VARNING, Rule

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
)  # fmt: skip
