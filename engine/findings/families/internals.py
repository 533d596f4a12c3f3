"""IN: the ledger and its interninterna poster."""

from engine.findings.rule import FEL, INFO, VARNING, Rule

RULES = (
    Rule(
        "IN01", FEL, "Borttagna interninterna poster tar ut varandra.",
        "En sida av en intern transaktion saknas eller är bokförd på fel motpart, ansvar eller period.",
        "Leta upp raderna utan motsvarighet och rätta dem i ekonomisystemet.",
        "Interna intäkter −8 333,00 och interna kostnader 8 000,00.", "−8 333,00 och 8 333,00",
    ),
    Rule(
        "IN02", VARNING, "Varje borttagen rad har en motsvarighet.",
        "Den andra sidan är inte bokförd, eller har en annan motpart.",
        "Bokför den andra sidan, eller rätta motparten.",
        "Konto 6132, motpart 120, 8 333,00 utan intäktsrad.", "6132 8 333,00 och 3153 −8 333,00.",
    ),
    Rule(
        "IN03", FEL, "Varje konto hör till en kontogrupp, eller till en rad i nämndens egen flik.",
        "Kontot är nytt eller ligger utanför intervallen i kommun.toml.",
        "Lägg kontot i rätt grupp under [kontogrupper] i kommun.toml, eller på en rad under flikar.",
        "Konto 8050.", "Konto 5010, som hör till personalkostnader.",
    ),
    Rule(
        "IN04", INFO, "Kolumner fylls bara när huvudboken har rader för dem.",
        "Huvudboken har inga rader av den typen för det året.",
        "Ta med de raderna i uttaget, eller fyll kolumnen från en tabell.",
        "Ingen rad av typen budget för 2022.", "Budgetrader för hela 2022.",
    ),
    Rule(
        "IN05", INFO, "Det framgår varifrån kommunbidraget kommer.",
        "Kommunbidraget finns i huvudboken hos somliga nämnder och bara i beslutet hos andra.",
        "Inget behöver göras om källan är den rätta.",
        "Ett kommunbidrag utan källa.", "Kommunbidrag från [kommunbidrag] i kommun.toml, 8/12 av 853 556.",
    ),
    Rule(
        "IN06", VARNING, "Varje motpart hör till kommunen, ett bolag eller någon extern.",
        "Motpartskoden ligger utanför intervallen i kommun.toml.",
        "Lägg koden under [motpartsslag] i kommun.toml.",
        "Motpart 0.", "Motpart 180.",
    ),
    Rule(
        "IN07", INFO, "Förslag till prognos står bredvid kommentarerna och aldrig i prognosen.",
        "Huvudboken har utfall för perioden; förslagen räknas ur det, budgeten och förra årets säsong.",
        "Inget behöver göras; förslagen är till hjälp och lämnas inte in.",
        "Ett förslag inskrivet i kolumnen Prognos helår 2022.", "Förslaget står till höger om kommentaren.",
    ),
    Rule(
        "IN08", INFO, "En intern posts båda sidor står i samma period.",
        "Den ena sidan bokfördes eller budgeterades i en annan månad än den andra.",
        "Inget behöver göras för året; rätta perioden om månaderna ska gå att jämföra.",
        "6132 8 333,00 i 202203 och 3153 −8 333,00 i 202204.", "Båda i 202203.",
    ),
    Rule(
        "IN09", VARNING, "En intern posts båda sidor har samma belopp.",
        "Den ena sidan är felskriven eller rättad utan den andra.",
        "Rätta det ena beloppet i ekonomisystemet; skillnaden blir annars kvar.",
        "6132 8 000,00 och 3153 −8 333,00 på samma verifikation.", "6132 8 333,00 och 3153 −8 333,00.",
    ),
    Rule(
        "IN10", INFO, "Kolumnen som resultaträkningen delas upp på finns i huvudboken.",
        "Uttaget ur ekonomisystemet är gjort utan kolumnen, eller så heter den något annat.",
        "Ta med kolumnen i uttaget, eller ange dess rubrik under [huvudbok] kolumner i kommun.toml.",
        "Med --per projekt: en huvudbok utan kolumnen projekt.", "En huvudbok med kolumnen projekt.",
    ),
    Rule(
        "IN16", VARNING, "Ett ifyllt belopp är det som spåret säger.",
        "Beloppet har ändrats för hand, eller av något annat än fyll, sedan det fylldes.",
        "Behåll ändringen om den är avsedd; fyll annars om boken från huvudboken.",
        "Cellen E9 innehåller −2 100, spåret säger −2 000.", "Cellen och spåret säger båda −2 000.",
    ),
    Rule(
        "IN17", VARNING, "Spåret bredvid boken hör till boken och till siffrorna i den.",
        "Boken är ersatt eller fylld utan spår, eller så är spårets fil skadad.",
        "Fyll boken på nytt från huvudboken, så skrivs ett nytt spår.",
        "Ett spår för SN bredvid en bok för VON.", "Spåret som skrevs när boken fylldes.",
    ),
    Rule(
        "IN18", VARNING, "Huvudboken är densamma som när fliken fylldes.",
        "Något har bokförts, rättats eller tagits bort efter att fliken fylldes.",
        "Fyll fliken på nytt före inlämning, om ändringen ska vara med.",
        "Personalkostnader −2 000 när fliken fylldes, −2 085 nu.", "Samma belopp nu som då.",
    ),
    Rule(
        "IN19", VARNING, "Varje projekt med belopp på investeringskonton står i kommunens projektlista.",
        "Projektet är nytt, eller så saknar raden projekt.",
        "Lägg projektet under [investeringar] i kommun.toml, eller rätta raden i ekonomisystemet.",
        "Projekt 70009, 125 000,00 kr, utan post i listan.", "Projekt 70001, som är Sängar.",
    ),
    Rule(
        "IN20", INFO, "Investeringar ur huvudboken är förslag tills någon ber om dem.",
        "Huvudboken har belopp på kommunens investeringskonton.",
        "Lägg till --inv, så skrivs de i investeringsfliken.",
        "Ett projekt som skrivs i fliken utan att någon bett om det.", "Förslagen visas, och skrivs med --inv.",
    ),
)  # fmt: skip
