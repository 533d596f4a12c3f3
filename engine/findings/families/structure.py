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
)  # fmt: skip
