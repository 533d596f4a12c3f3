"""KO: is what must be commented commented, and do the words say what the figures say."""

from engine.findings.rule import INFO, VARNING, Rule

RULES = (
    Rule(
        "KO01", VARNING, "Större avvikelser är kommenterade.",
        "Raden avviker mer än gränsen storre_avvikelse i kommun.toml, och kommentaren är inte skriven.",
        "Skriv i kommentaren vad avvikelsen beror på.",
        "Personalkostnader avviker −6 931 utan kommentar.", "Kommentaren säger att sjuklönerna blev högre än väntat.",
    ),
    Rule(
        "KO02", VARNING, "Ett prognostiserat underskott har åtgärder.",
        "Prognosen är negativ och ingen kommentar nämner åtgärder.",
        "Beskriv åtgärderna i kommentaren till Årets resultat.",
        "Årets resultat −3 200 utan ett ord om åtgärder.", "Åtgärder: vakanser hålls, inköp senareläggs.",
    ),
    Rule(
        "KO03", VARNING, "Ett underskott per april har en åtgärdsplan.",
        "Prognosen är negativ i april och ingen kommentar nämner åtgärdsplanen.",
        "Hänvisa till nämndens åtgärdsplan i kommentaren till Årets resultat.",
        "Årets resultat −3 200 i april utan åtgärdsplan.", "Enligt åtgärdsplanen nås balans till november.",
    ),
    Rule(
        "KO04", VARNING, "Inga utkast är kvar.",
        "Kommentaren är ett utkast som ingen har läst igenom.",
        "Läs igenom kommentaren, skriv orsaken och ta bort ordet Utkast.",
        "Utkast: Personalkostnaderna prognostiseras avvika negativt med 6,9 mkr.",
        "Personalkostnaderna avviker negativt med 6,9 mkr, på grund av högre sjuklöner.",
    ),
    Rule(
        "KO05", INFO, "Kommentarer gäller tillfället.",
        "Kommentaren är kopierad från en tidigare rapport, med dess månad eller år.",
        "Skriv om kommentaren för det här tillfället.",
        "Prognosen per mars visar balans, i en flik för delår.", "Prognosen per augusti visar balans.",
    ),
    Rule(
        "KO06", VARNING, "En ändrad prognos har en ny kommentar.",
        "Kommentaren är densamma som förra gången, fast beloppet den förklarar har ändrats.",
        "Skriv om kommentaren efter det nya beloppet.",
        "Avvikelse −6 931 med samma kommentar som när den var −2 100.", "En kommentar som förklarar −6 931.",
    ),
    Rule(
        "KO07", VARNING, "Kommentarens riktning är beloppets.",
        "Orden säger bättre när beloppet säger sämre, eller tvärtom.",
        "Rätta kommentaren, eller beloppet om det är det som är fel.",
        "Avviker positivt vid avvikelsen −6 931.", "Avviker negativt vid avvikelsen −6 931.",
    ),
    Rule(
        "KO08", VARNING, "Ett resultat nära budget döljer inga större avvikelser.",
        "Stora avvikelser åt var sitt håll tar ut varandra i resultatet, och ingen av dem är kommenterad.",
        "Kommentera kontogrupperna var för sig, även om resultatet är enligt budget.",
        "Årets resultat avviker 0, intäkter +22 652 och köp av tjänster −11 144.",
        "Kontogrupperna avviker högst 300 var.",
    ),
    Rule(
        "KO09", VARNING, "Kommentarer har ingen mallens text kvar.",
        "Kommentaren har kvar en uppmaning inom hakparenteser eller en platshållare.",
        "Ersätt uppmaningen med det som ska stå där.",
        "[Beskriv orsaken.]", "Sjuklönerna blev högre än väntat.",
    ),
)  # fmt: skip
