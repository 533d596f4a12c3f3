"""The catalogue of rules: a stable id, a severity, and the words that explain it.

Ids are two letters and two digits, never reused. The families and the fixed ids are those of the contract,
section 6; a finding always carries the id of the rule that made it.
"""

from dataclasses import dataclass

from engine.errors import UnknownNameError
from engine.findings.finding import Severity
from engine.text import nearest

FAMILIES = {
    "LA": "Läsning", "ST": "Struktur", "TY": "Typ", "TK": "Tusental", "TE": "Tecken", "SU": "Summor",
    "FO": "Formler", "IN": "Interninterna", "AV": "Avstämning",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule as people read it.

    Attributes:
        sentence: what must hold.
        cause: how it usually comes to be broken.
        remedy: what to do in Excel, one sentence.
        wrong, right: an example of each.
    """

    id: str
    severity: Severity
    sentence: str
    cause: str
    remedy: str
    wrong: str
    right: str

    @property
    def family(self) -> str:
        """The family's Swedish name."""
        return FAMILIES[self.id[:2]]


_FEL, _VARNING, _INFO = Severity.FEL, Severity.VARNING, Severity.INFO

CATALOGUE: tuple[Rule, ...] = (
    Rule(
        "LA01", _FEL, "Filen går att läsa som en arbetsbok.",
        "Filen är skadad, lösenordsskyddad eller något annat än en Excelbok.",
        "Öppna filen i Excel och spara den som .xlsx utan lösenord.",
        "En PDF som döpts om till bok.xlsx.", "En arbetsbok sparad som .xlsx.",
    ),
    Rule(
        "LA02", _INFO, "Formlerna har sparade värden.",
        "Boken är skriven av ett program som inte räknar; värdena räknas här i stället.",
        "Öppna boken i Excel och spara den, så sparas värdena.",
        "=SUM(B9:B12) utan sparat värde.", "=SUM(B9:B12) med det sparade värdet −1 048 700.",
    ),
    Rule(
        "LA03", _VARNING, "Formlernas sparade värden är aktuella.",
        "Ett belopp har ändrats utan att boken räknats om.",
        "Öppna boken i Excel, räkna om med F9 och spara.",
        "=SUM(B9:B12) med det sparade värdet −1 000 fast raderna ger −1 200.", "Det sparade värdet är −1 200.",
    ),
    Rule(
        "LA04", _INFO, "Boken är läst i sin helhet.",
        "Boken har något som inte hör till tabellerna, eller är öppen hos någon annan.",
        "Inget behöver göras om det som lästes är det som ska lämnas.",
        "En diagramflik, som hoppas över.", "Bara flikar med celler.",
    ),
    Rule(
        "ST01", _FEL, "Tillfällets flikar finns i boken.",
        "En flik har tagits bort, eller så är boken en annan än den som ska lämnas.",
        "Kopiera in fliken från årets mall eller skapa en ny bok med flikar mall.",
        "Delårsboken saknar 8 inv skattefin övriga delår.", "Alla tre flikarna för delåret finns.",
    ),
    Rule(
        "ST02", _FEL, "Boken har minst en flik som känns igen.",
        "Boken är inte en uppföljningsbok, eller så har både fliknamn och radrubriker bytts.",
        "Kontrollera att det är rätt fil; annars utgå från årets mall.",
        "En bok med bara Blad1 utan tabell.", "En bok med fliken 8 RR skattefin övriga delår.",
    ),
    Rule(
        "ST03", _FEL, "Bok, flik och rubriker gäller rätt tillfälle, år och nämnd.",
        "Förra årets bok eller en annan nämnds flik har återanvänts.",
        "Rätta cellen Tillfälle, rubrikens år eller nämnden, eller hämta rätt flik.",
        "Rubriken Budget 2021 i 2022 års bok.", "Rubriken Budget 2022 i 2022 års bok.",
    ),
    Rule(
        "ST04", _FEL, "Flikens rader och kolumner finns.",
        "En rad eller kolumn har tagits bort eller fått ett annat namn.",
        "Återställ raden eller kolumnen med mallens namn.",
        "Raden Lokalhyror heter Hyror.", "Raden heter Lokalhyror.",
    ),
    Rule(
        "ST05", _FEL, "Tabellen har bara rader som hör dit.",
        "En egen rad har infogats bland de fasta raderna.",
        "Flytta beloppet till en av mallens rader och ta bort raden.",
        "En rad Konsulter mellan Köp av tjänster och Övriga kostnader.", "Konsulterna ingår i Köp av tjänster.",
    ),
    Rule(
        "ST06", _VARNING, "Varje tabell finns i en enda flik.",
        "Fliken har kopierats inom boken.",
        "Ta bort den flik som inte ska lämnas.",
        "8 RR skattefin övriga delår (2) bredvid originalet.", "En enda RR-flik för delåret.",
    ),
    Rule(
        "ST07", _INFO, "Projekt i fliken finns i tabellen som fyller den.",
        "Tabellen gäller andra projekt, eller så har ett projekt bytt namn.",
        "Ta bort projektet i fliken om det inte ska vara kvar.",
        "Vårdarhjälpmedel i fliken, Vårdhjälpmedel i tabellen.", "Samma projekt på båda ställena.",
    ),
    Rule(
        "ST08", _VARNING, "Fjolårets utfall finns i årets flik.",
        "Ett projekt har bytt namn eller är avslutat, eller så saknar fjolårets bok utfallet.",
        "Skriv fjolårets belopp på rätt projekt, eller infoga en rad för det avslutade projektet.",
        "Vårdarhjälpmedel i fjolårets bok, Vårdhjälpmedel i årets.", "Samma projekt i båda böckerna.",
    ),
    Rule(
        "ST09", _VARNING, "Boken är gjord med årets mall.",
        "Boken är gjord med en annan version av mallen än den som gäller nu.",
        "Gör en ny bok med flikar mall och för över beloppen, eller kontrollera att raderna är de rätta.",
        "flikar_version 0 när mallen är version 1.", "flikar_version 1 när mallen är version 1.",
    ),
    Rule(
        "TY01", _FEL, "Beloppsceller innehåller tal.",
        "Beloppet är inklistrat som text, ofta med mellanslag eller ett typografiskt minus.",
        "Skriv beloppet som ett tal, utan mellanslag och enhet.",
        "”195 144” som text.", "195144 som tal.",
    ),
    Rule(
        "TY02", _FEL, "Beloppsceller innehåller inga felvärden.",
        "En formel pekar på en cell som tagits bort eller på text.",
        "Rätta formeln eller skriv beloppet.",
        "#REF!", "−717534",
    ),
    Rule(
        "TK01", _VARNING, "Belopp anges i hela tusental kronor.",
        "Kronor ligger under och visas bara som tusental.",
        "Avrunda beloppet till hela tusental.",
        "195143,6", "195144",
    ),
    Rule(
        "TK02", _FEL, "Belopp anges i tusental kronor, inte i kronor.",
        "Kolumnen är inklistrad i kronor.",
        "Dela kolumnens belopp med 1 000.",
        "Prognos 217 796 000 bredvid budget 195 144.", "Prognos 217 796 bredvid budget 195 144.",
    ),
    Rule(
        "TE01", _FEL, "Kostnader anges med minus.",
        "Minustecknet har glömts.",
        "Sätt minus framför beloppet; är det en återbetalning, låt någon godkänna avvikelsen.",
        "Personalkostnader 717534", "Personalkostnader −717534",
    ),
    Rule(
        "TE02", _VARNING, "Intäkter och kommunbidrag anges utan minus.",
        "Beloppet har huvudbokens tecken.",
        "Ta bort minustecknet om det inte är en rättelse.",
        "Verksamhetens intäkter −195144", "Verksamhetens intäkter 195144",
    ),
    Rule(
        "TE03", _FEL, "Investeringar anges utan minus.",
        "Investeringen har fått driftens tecken.",
        "Ta bort minustecknet.",
        "Sängar −750", "Sängar 750",
    ),
    Rule(
        "SU01", _FEL, "Summarader är summan av sina rader.",
        "Summan är inskriven eller inklistrad och en rad har ändrats efteråt.",
        "Skriv tillbaka mallens formel i cellen.",
        "Verksamhetens kostnader −1 048 000 över rader som ger −1 048 700.", "−1 048 700",
    ),
    Rule(
        "SU02", _FEL, "Avvikelser och differenser är skillnaden mellan sina kolumner.",
        "Avvikelsen är räknad för hand eller åt fel håll.",
        "Skriv tillbaka mallens formel i cellen.",
        "Avvikelse 22 000 när prognosen är 217 796 och budgeten 195 144.", "Avvikelse 22 652",
    ),
    Rule(
        "SU03", _INFO, "Avrundningsdifferenser är högst en halv enhet för varje term.",
        "Kronor ligger under ett belopp som visas i tusental.",
        "Inget behöver göras; den som vill kan låta raderna gå ihop genom att fylla fliken med flikar fyll.",
        "852 + 317 + 0 tryckt som 1 170.", "852 + 317 + 0 tryckt som 1 169.",
    ),
    Rule(
        "SU04", _FEL, "En varavpost är högst den total den är en del av.",
        "Posten har fått ett belopp från en annan rad, eller totalen saknar ett projekt.",
        "Rätta varavposten, eller lägg till det projekt som fattas.",
        "- varav exploatering 900 under Totala inkomster 600.", "- varav exploatering 400 under samma total.",
    ),
    Rule(
        "FO01", _VARNING, "Formelceller innehåller formler.",
        "Formeln har skrivits över med det värde den gav.",
        "Skriv tillbaka mallens formel, annars följer summan inte med nästa ändring.",
        "−1048700 i stället för =SUM(B9:B12).", "=SUM(B9:B12)",
    ),
    Rule(
        "FO02", _FEL, "Formlerna är mallens.",
        "Formeln har ändrats eller tappat en rad.",
        "Skriv tillbaka mallens formel i cellen.",
        "=SUM(B9:B11) som missar Övriga kostnader.", "=SUM(B9:B12)",
    ),
    Rule(
        "FO03", _INFO, "Fliken har levande formler.",
        "Tabellen är inklistrad som värden; summorna är kontrollerade mot raderna.",
        "Klistra in beloppen i mallens flik om summorna ska räknas om av sig själva.",
        "En flik där varje summa är ett inskrivet tal.", "En flik från mallen.",
    ),
    Rule(
        "FO04", _INFO, "Infogade projektrader har formler för avvikelse.",
        "Raden är infogad i Excel, som inte kopierar formlerna.",
        "Kopiera avvikelsens formel från raden ovanför.",
        "En infogad rad Belysning utan formel i Avv. prognos/budget.", "Raden har =B17-C17.",
    ),
    Rule(
        "IN01", _FEL, "Borttagna interninterna poster tar ut varandra.",
        "En sida av en intern transaktion saknas eller är bokförd på fel motpart, ansvar eller period.",
        "Leta upp raderna utan motsvarighet och rätta dem i ekonomisystemet.",
        "Interna intäkter −8 333,00 och interna kostnader 8 000,00.", "−8 333,00 och 8 333,00",
    ),
    Rule(
        "IN02", _VARNING, "Varje borttagen rad har en motsvarighet.",
        "Den andra sidan är inte bokförd, eller har en annan motpart.",
        "Bokför den andra sidan, eller rätta motparten.",
        "Konto 6132, motpart 120, 8 333,00 utan intäktsrad.", "6132 8 333,00 och 3153 −8 333,00.",
    ),
    Rule(
        "IN03", _FEL, "Varje konto hör till en kontogrupp, eller till en rad i nämndens egen flik.",
        "Kontot är nytt eller ligger utanför intervallen i kommun.toml.",
        "Lägg kontot i rätt grupp under [kontogrupper] i kommun.toml, eller på en rad under flikar.",
        "Konto 8050.", "Konto 5010, som hör till personalkostnader.",
    ),
    Rule(
        "IN04", _INFO, "Kolumner fylls bara när huvudboken har rader för dem.",
        "Huvudboken har inga rader av den typen för det året.",
        "Ta med de raderna i uttaget, eller fyll kolumnen från en tabell.",
        "Ingen rad av typen budget för 2022.", "Budgetrader för hela 2022.",
    ),
    Rule(
        "IN05", _INFO, "Det framgår varifrån kommunbidraget kommer.",
        "Kommunbidraget finns i huvudboken hos somliga nämnder och bara i beslutet hos andra.",
        "Inget behöver göras om källan är den rätta.",
        "Ett kommunbidrag utan källa.", "Kommunbidrag från [kommunbidrag] i kommun.toml, 8/12 av 853 556.",
    ),
    Rule(
        "IN06", _VARNING, "Varje motpart hör till kommunen, ett bolag eller någon extern.",
        "Motpartskoden ligger utanför intervallen i kommun.toml.",
        "Lägg koden under [motpartsslag] i kommun.toml.",
        "Motpart 0.", "Motpart 180.",
    ),
    Rule(
        "IN07", _INFO, "Förslag till prognos står bredvid kommentarerna och aldrig i prognosen.",
        "Huvudboken har utfall för perioden; förslagen räknas ur det, budgeten och förra årets säsong.",
        "Inget behöver göras; förslagen är till hjälp och lämnas inte in.",
        "Ett förslag inskrivet i kolumnen Prognos helår 2022.", "Förslaget står till höger om kommentaren.",
    ),
    Rule(
        "AV01", _FEL, "Kommunbidragets budget är kommunfullmäktiges beslut.",
        "Beslutet har ändrats under året, eller så är beloppet en annan nämnds.",
        "Skriv det beslutade beloppet, eller för in budgetändringen i kommun.toml.",
        "853 656 när beslutet är 853 556.", "853 556",
    ),
    Rule(
        "AV02", _VARNING, "Prognosen gäller tillfället.",
        "Fliken fylldes för ett nytt tillfälle medan prognosen från det förra står kvar.",
        "Fyll i den nya prognosen, eller bekräfta att den är oförändrad.",
        "Prognosen från mars i en flik för april.", "En prognos gjord per april.",
    ),
    Rule(
        "AV03", _VARNING, "Alla nämnder är med i konsolideringen, var och en en gång.",
        "En nämnds fil saknas i mappen.",
        "Begär in filen och konsolidera igen.",
        "Åtta filer för nio nämnder.", "En fil från varje nämnd.",
    ),
    Rule(
        "AV04", _FEL, "Varje nämnd lämnar en fil.",
        "Två filer hör till samma nämnd; ingen av dem räknas.",
        "Ta bort den fil som inte gäller och konsolidera igen.",
        "von.xlsx och von (1).xlsx i samma mapp.", "Bara von.xlsx.",
    ),
    Rule(
        "AV05", _FEL, "Tabellens belopp är flikens.",
        "Tabellen som fylldes i säger ett annat belopp än raderna eller huvudboken ger.",
        "Rätta beloppet i tabellen, eller raderna det räknas från.",
        "Totala utgifter 5 400 över projekt som ger 5 300.", "Totala utgifter 5 300.",
    ),
    Rule(
        "AV07", _VARNING, "Kommunbidraget går att hämta.",
        "Nämnden har inga rader på kommunbidragets konton och kommun.toml saknar beslutet.",
        "Lägg till beslutet under [kommunbidrag] i kommun.toml.",
        "[kommunbidrag] utan år 2021.", "2021 = { VON = 818729 }",
    ),
    Rule(
        "AV06", _INFO, "Kommuninterna poster elimineras i kommunens siffror.",
        "Konsolideringen summerar nämndernas flikar som de är.",
        "Läs summorna som brutto mellan nämnderna.",
        "En summa som läses som kommunens resultaträkning.", "En summa som läses som nämndernas tillsammans.",
    ),
    Rule(
        "AV08", _FEL, "Varje nämnds belopp ingår i kommunens summor.",
        "Ett belopp är text eller ett felvärde, en rad eller kolumn saknas, eller fliken har en annan enhet än tkr.",
        "Rätta nämndens fil (flikar kontrollera visar var) och konsolidera igen.",
        "Personalkostnader som text: summan saknar nämndens belopp.", "Alla nämnders belopp är tal.",
    ),
    Rule(
        "AV09", _VARNING, "Prognossäkerhetens belopp är de som lämnades.",
        "Fliken prognossäkerhet har fyllts i för hand med något annat än det som lämnades vid tillfället.",
        "Skriv det belopp som lämnades, eller rätta den flik det jämförs med.",
        "Delårsprognosen 1 200 när delåret lämnades med 1 500.", "1 500 på båda ställena.",
    ),
    Rule(
        "AV10", _VARNING, "Förra årets utfall är nämndbeslutat.",
        "Märket över kolumnen står kvar på preliminärt sedan förra årets utfall hämtades.",
        "Hämta det nämndbeslutade utfallet och välj nämndbeslutat i cellen över rubriken.",
        "preliminärt över Delårsbokslut 2021.", "nämndbeslutat över Delårsbokslut 2021.",
    ),
)  # fmt: skip

_BY_ID = {rule.id: rule for rule in CATALOGUE}


def rule_named(rule_id: str) -> Rule:
    """The rule with an id, in any case.

    Raises:
        UnknownNameError: no such rule; the message offers the nearest.
    """
    found = _BY_ID.get(rule_id.strip().upper())
    if found is None:
        raise UnknownNameError("Regeln", rule_id, nearest(rule_id, _BY_ID), _BY_ID)
    return found
