"""ST: is it the right book, with its flikar, rows and columns."""

from engine.findings.rule import FEL, INFO, VARNING, Rule

RULES = (
    Rule(
        "ST01", FEL, "Tillfällets flikar finns i boken.",
        "En flik har tagits bort, eller så är boken en annan än den som ska lämnas.",
        "Kopiera in fliken från årets mall eller skapa en ny bok med flikar mall.",
        "Delårsboken saknar 8 inv skattefin övriga delår.", "Alla tre flikarna för delåret finns.",
    ),
    Rule(
        "ST02", FEL, "Boken har minst en flik som känns igen.",
        "Boken är inte en uppföljningsbok, eller så har både fliknamn och radrubriker bytts.",
        "Kontrollera att det är rätt fil; annars utgå från årets mall.",
        "En bok med bara Blad1 utan tabell.", "En bok med fliken 8 RR skattefin övriga delår.",
    ),
    Rule(
        "ST03", FEL, "Bok, flik och rubriker gäller rätt tillfälle, år och nämnd.",
        "Förra årets bok eller en annan nämnds flik har återanvänts.",
        "Rätta cellen Tillfälle, rubrikens år eller nämnden, eller hämta rätt flik.",
        "Rubriken Budget 2021 i 2022 års bok.", "Rubriken Budget 2022 i 2022 års bok.",
    ),
    Rule(
        "ST04", FEL, "Flikens rader och kolumner finns.",
        "En rad eller kolumn har tagits bort eller fått ett annat namn.",
        "Återställ raden eller kolumnen med mallens namn.",
        "Raden Lokalhyror heter Hyror.", "Raden heter Lokalhyror.",
    ),
    Rule(
        "ST05", FEL, "Tabellen har bara rader som hör dit.",
        "En egen rad har infogats bland de fasta raderna.",
        "Flytta beloppet till en av mallens rader och ta bort raden.",
        "En rad Konsulter mellan Köp av tjänster och Övriga kostnader.", "Konsulterna ingår i Köp av tjänster.",
    ),
    Rule(
        "ST06", VARNING, "Varje tabell finns i en enda flik.",
        "Fliken har kopierats inom boken.",
        "Ta bort den flik som inte ska lämnas.",
        "8 RR skattefin övriga delår (2) bredvid originalet.", "En enda RR-flik för delåret.",
    ),
    Rule(
        "ST07", INFO, "Projekt i fliken finns i tabellen som fyller den.",
        "Tabellen gäller andra projekt, eller så har ett projekt bytt namn.",
        "Ta bort projektet i fliken om det inte ska vara kvar.",
        "Vårdarhjälpmedel i fliken, Vårdhjälpmedel i tabellen.", "Samma projekt på båda ställena.",
    ),
    Rule(
        "ST08", VARNING, "Fjolårets utfall finns i årets flik.",
        "Ett projekt har bytt namn eller är avslutat, eller så saknar fjolårets bok utfallet.",
        "Skriv fjolårets belopp på rätt projekt, eller infoga en rad för det avslutade projektet.",
        "Vårdarhjälpmedel i fjolårets bok, Vårdhjälpmedel i årets.", "Samma projekt i båda böckerna.",
    ),
    Rule(
        "ST09", VARNING, "Boken är gjord med årets mall.",
        "Boken är gjord med en annan version av mallen än den som gäller nu.",
        "Gör en ny bok med flikar mall och för över beloppen, eller kontrollera att raderna är de rätta.",
        "flikar_version 0 när mallen är version 1.", "flikar_version 1 när mallen är version 1.",
    ),
    Rule(
        "ST10", INFO, "Ett projekt, en rad eller en flik heter likadant varje gång.",
        "Namnet har skrivits på två sätt; ingen har sagt om det är samma sak.",
        'Kör igen med --samma "GAMMALT=NYTT" om de är samma, annars är allt som det ska.',
        "Vårdarhjälpmedel i fliken, Vårdhjälpmedel i tabellen.", "Vårdhjälpmedel på båda ställena.",
    ),
    Rule(
        "ST11", VARNING, "De namn som sägs vara samma finns.",
        "Ett namn efter --samma är felskrivet, eller så är det redan bytt.",
        "Rätta namnet, eller ta bort valet.",
        '--samma "Vårdarhjälpm=Vårdhjälpm" när inget projekt heter så.', '--samma "Vårdarhjälpmedel=Vårdhjälpmedel"',
    ),
    Rule(
        "ST12", INFO, "Flikar som lämnas är synliga.",
        "Fliken har dolts, kanske för ett annat tillfälle.",
        "Högerklicka på en flik, välj Ta fram och markera fliken.",
        "8 inv skattefin övriga delår är dold i delårsboken.", "Delårets tre flikar syns.",
    ),
    Rule(
        "ST13", VARNING, "Rader och kolumner med belopp är synliga.",
        "En rad eller kolumn har dolts, så att tabellen inte går ihop på papper.",
        "Markera raderna eller kolumnerna omkring, högerklicka och välj Ta fram.",
        "Lokalhyror −93 004 på en dold rad.", "Alla kontogrupper syns.",
    ),
    Rule(
        "ST14", VARNING, "Beloppsceller är inte sammanfogade.",
        "Celler har sammanfogats; bara den första behåller sitt belopp.",
        "Markera cellerna, välj Sammanfoga igen så att det släpper, och skriv beloppen i var sin cell.",
        "B9:B10 sammanfogade till en cell.", "B9 och B10 var för sig.",
    ),
    Rule(
        "ST15", INFO, "Raderna står i mallens ordning.",
        "Rader har flyttats; beloppen läses ändå efter radernas namn.",
        "Flytta tillbaka raden med Klipp ut och Infoga urklippta celler.",
        "Lokalhyror före Personalkostnader.", "Personalkostnader före Lokalhyror.",
    ),
    Rule(
        "ST16", VARNING, "Ett projekt står en gång i sin kategori.",
        "Projektet har fyllts i två gånger, eller så har två projekt fått samma namn.",
        "Slå ihop raderna, eller ge det ena projektet ett eget namn.",
        "Sängar på två rader under Reinvestering.", "Sängar på en rad.",
    ),
    Rule(
        "ST17", INFO, "Projekt med belopp har ett namn.",
        "Beloppet är ifyllt utan att projektet har fått ett namn i kolumn A.",
        "Skriv projektets namn i kolumn A.",
        "750 på en rad utan namn.", "Sängar 750",
    ),
    Rule(
        "ST18", VARNING, "Kategorins sista tomma rad är tom.",
        "Ett belopp står på den tunna tomma raden, så att rader som infogas under den hamnar utanför summan.",
        "Infoga en rad ovanför den tunna tomma raden och flytta beloppet dit.",
        "Ett projekt på raden närmast ovanför Anpassningsinvestering.", "Den raden är tom.",
    ),
    Rule(
        "ST19", INFO, "Boken bär mallens alla dolda namn.",
        "Namn har tagits bort i Namnhanteraren, eller så är fliken flyttad till en annan bok.",
        "Utgå från en bok som är gjord med flikar mall, så vet den själv vilket år och vilken nämnd den gäller.",
        "flikar_namnd finns men flikar_ar saknas.", "flikar_mall, flikar_version, flikar_namnd och flikar_ar finns.",
    ),
    Rule(
        "ST20", INFO, "Mallens flikar är skyddade.",
        "Skyddet är borttaget, så att formler kan skrivas över av misstag.",
        "Välj Granska, Skydda blad; lösenord behövs inte.",
        "8 RR skattefin övriga delår utan skydd.", "Fliken är skyddad och cellerna med ram går att fylla i.",
    ),
    Rule(
        "ST21", VARNING, "Kolumnerna som tillfället kräver är ifyllda.",
        "En kolumn har blivit kvar att fylla i.",
        "Fyll i kolumnen; vilka som krävs står under [ifyllnad] i kommun.toml.",
        "Prognos helår 2022 är tom i delåret.", "Budget, prognos och båda utfallen är ifyllda.",
    ),
    Rule(
        "ST22", FEL, "Varje rubrik står över sin egen kolumn.",
        "Två rubriker har bytt plats, så att formlerna räknar med kolumnerna tvärtom.",
        "Låt de två rubrikerna byta plats.",
        "Budget 2022 över prognosen och Prognos helår 2022 över budgeten.",
        "Budget 2022 över budgeten och Prognos helår 2022 över prognosen.",
    ),
    Rule(
        "ST23", FEL, "Resultaträkningen har det som ska lämnas.",
        "Fliken är inte ifylld, eller så saknar årsbokslutet sitt utfall.",
        "Fyll fliken, till exempel med flikar fyll --huvudbok; vilka kolumner som krävs står under [ifyllnad].",
        "Bokslut 2022 är tom på varje rad när årsbokslutet lämnas.",
        "Varje rad har sitt utfall, 0 där inget är bokfört.",
    ),
    Rule(
        "ST24", VARNING, "Nämnden som boken anger är en av kommunens.",
        "Namnet i cellen Nämnd är felskrivet, eller så är boken en annan kommuns.",
        "Skriv nämndens namn som det står i kommun.toml i cellen Nämnd.",
        "Vård och omsorgsnämnd", "Vård- och omsorgsnämnden",
    ),
)  # fmt: skip
