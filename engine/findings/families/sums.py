"""SU: sums, deviations and differences."""

from engine.findings.rule import FEL, INFO, Rule

RULES = (
    Rule(
        "SU01", FEL, "Summarader är summan av sina rader.",
        "Summan är inskriven eller inklistrad och en rad har ändrats efteråt.",
        "Skriv tillbaka mallens formel i cellen.",
        "Verksamhetens kostnader −1 048 000 över rader som ger −1 048 700.", "−1 048 700",
    ),
    Rule(
        "SU02", FEL, "Avvikelser och differenser är skillnaden mellan sina kolumner.",
        "Avvikelsen är räknad för hand eller åt fel håll.",
        "Skriv tillbaka mallens formel i cellen.",
        "Avvikelse 22 000 när prognosen är 217 796 och budgeten 195 144.", "Avvikelse 22 652",
    ),
    Rule(
        "SU03", INFO, "Avrundningsdifferenser är högst en halv enhet för varje term.",
        "Kronor ligger under ett belopp som visas i tusental.",
        "Inget behöver göras; den som vill kan låta raderna gå ihop genom att fylla fliken med flikar fyll.",
        "852 + 317 + 0 tryckt som 1 170.", "852 + 317 + 0 tryckt som 1 169.",
    ),
    Rule(
        "SU04", FEL, "En varavpost är högst den total den är en del av.",
        "Posten har fått ett belopp från en annan rad, eller totalen saknar ett projekt.",
        "Rätta varavposten, eller lägg till det projekt som fattas.",
        "- varav exploatering 900 under Totala inkomster 600.", "- varav exploatering 400 under samma total.",
    ),
)  # fmt: skip
