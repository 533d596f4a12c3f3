"""TY: is each amount a number."""

from engine.findings.rule import FEL, Rule

RULES = (
    Rule(
        "TY01", FEL, "Beloppsceller innehåller tal.",
        "Beloppet är inklistrat som text, ofta med mellanslag eller ett typografiskt minus.",
        "Skriv beloppet som ett tal, utan mellanslag och enhet.",
        "”195 144” som text.", "195144 som tal.",
    ),
    Rule(
        "TY02", FEL, "Beloppsceller innehåller inga felvärden.",
        "En formel pekar på en cell som tagits bort eller på text.",
        "Rätta formeln eller skriv beloppet.",
        "#REF!", "−717534",
    ),
)  # fmt: skip
