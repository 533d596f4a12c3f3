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
    Rule(
        "TY03", FEL, "Beloppsceller innehåller inga datum.",
        "Excel har gjort om det som skrevs till ett datum, eller så är ett datum inklistrat.",
        "Välj talformatet Tal för cellen och skriv beloppet igen.",
        "2022-08-31, som Excel lagrar som 44804.", "−44804",
    ),
)  # fmt: skip
