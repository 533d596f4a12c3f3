"""AV from 13: occasion against occasion, year, decision, ledger, report and clock."""

from engine.findings.rule import FEL, INFO, VARNING, Rule

RULES = (
    Rule(
        "AV13", VARNING, "Periodbudgeten för kommunbidrag är årets kommunbidrag, en tolftedel i månaden.",
        "Kommunbidragets budget är periodiserad på ett annat sätt i ekonomisystemet.",
        "Skriv 8/12 av det beslutade kommunbidraget i periodbudgeten.",
        "Budget jan–aug 560 000 när beslutet är 853 556.", "569 037",
        {"tolerans_tkr": 1},
    ),
    Rule(
        "AV14", VARNING, "Investeringarnas budget är kommunfullmäktiges beslut.",
        "Ett projekt saknas eller har en annan budget, eller så har beslutet ändrats under året.",
        "Rätta projektens budget, eller för in budgetändringen i kommun.toml.",
        "Totala utgifter 5 400 när beslutet är 5 300.", "5 300",
    ),
    Rule(
        "AV15", INFO, "Investeringarna ryms i sin budget.",
        "Ett projekt har blivit dyrare, eller så saknas ett beslut om mer pengar.",
        "Kommentera överskridandet, eller begär budgetändring.",
        "Prognos 5 900 mot budget 5 300.", "Prognos 5 300",
    ),
    Rule(
        "AV16", VARNING, "Boken lämnas i tid.",
        "Boken lämnas efter tillfällets sista dag i kalendern.",
        "Kontakta kommunledningskontoret innan boken lämnas.",
        "Inlämnad 2022-09-14 när sista dag är 2022-09-13 kl. 12.00.", "Inlämnad 2022-09-13 kl. 11.30.",
    ),
    Rule(
        "AV17", VARNING, "Budgetkolumnen är densamma som vid förra tillfället.",
        "Budgeten har fördelats om mellan raderna utan beslut, eller så är en äldre version inklistrad.",
        "Använd den beslutade budgeten, eller för in budgetändringen i kommun.toml.",
        "Personalkostnader −717 534 i mars och −712 000 i april.", "−717 534 vid båda tillfällena.",
    ),
    Rule(
        "AV18", VARNING, "Föregående års utfall är det som lämnades förra året.",
        "Kolumnen har fått ett preliminärt utfall, eller en annan periods.",
        "Hämta det nämndbeslutade utfallet ur förra årets bok.",
        "Delårsbokslut 2021 −470 112 när förra årets bok säger −469 800.", "−469 800",
    ),
    Rule(
        "AV19", VARNING, "Föregående prognos är den som senast lämnades.",
        "Kolumnen har fyllts i för hand, eller så är den från ett tidigare tillfälle.",
        "Skriv den prognos som lämnades vid förra tillfället, eller rulla boken med flikar rulla.",
        "Föregående prognos −724 434 när april lämnades med −724 465.", "−724 465",
    ),
    Rule(
        "AV20", VARNING, "RR är den rensade huvudbokens belopp.",
        "Beloppet är ändrat för hand, eller så är interninterna poster kvar i det.",
        "Fyll fliken med flikar fyll --huvudbok, eller rätta bokföringen.",
        "Delårsbokslut −482 976 när huvudboken ger −480 100.", "−480 100",
        {"tolerans_tkr": 1},
    ),
    Rule(
        "AV21", VARNING, "Rapportens tabeller är flikarnas.",
        "Fliken har ändrats sedan tabellen klistrades in i rapporten.",
        "Uppdatera rapporten med flikar rapport, eller klistra in tabellen igen.",
        "Prognos 217 000 i rapporten, 217 796 i fliken.", "217 796 på båda ställena.",
    ),
    Rule(
        "AV22", VARNING, "Försättsbladets belopp är flikarnas.",
        "Formeln på försättsbladet har skrivits över med ett tal.",
        "Skriv tillbaka formeln som hämtar beloppet ur fliken.",
        "5 300 på försättsbladet, 5 400 i fliken.", "Formeln hämtar 5 400 ur fliken.",
    ),
    Rule(
        "AV23", INFO, "Ett förbättrat resultat kan ge utvecklingsmedel.",
        "Resultatet är så mycket bättre än förra årets att en del av förbättringen kan avsättas.",
        "Räkna bort pandemins effekter och begär avsättningen i årsbokslutet.",
        "Bokslut 2022 är 3 000 och bokslut 2021 är 1 000, och ingen avsättning begärs.",
        "1 000, hälften av förbättringen, begärs som utvecklingsmedel.",
    ),
    Rule(
        "AV24", FEL, "Utfallet bredvid periodbudgeten är resultaträkningens.",
        "Delårets resultaträkning har ändrats utan att fliken med periodbudget följde med, eller tvärtom.",
        "Skriv samma utfall i båda flikarna, eller fyll dem med flikar fyll --huvudbok.",
        "Personalkostnader −482 000 i 8 period skattefin delår, −482 976 i 8 RR skattefin övriga delår.",
        "−482 976 i båda flikarna.",
        {"tolerans_tkr": 1},
    ),
    Rule(
        "AV33", VARNING, "Två förvaltningars kommuninterna poster tar ut varandra.",
        "Den ena sidan är inte bokförd, har ett annat belopp eller står på en annan motpart.",
        "Kontakta den andra förvaltningens ekonom; bokför den sida som saknas, eller rätta motparten.",
        "VOF har 8 333,00 kr mot SOF, SOF har −8 000,00 kr mot VOF.", "8 333,00 kr och −8 333,00 kr.",
    ),
)  # fmt: skip
