"""``python -m tests.mutations [FIL]``: plant everything and write the table, by default ``docs/traffsakerhet.md``."""

import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.mutations.published import clean_calls
from tests.mutations.running import Sound, plant_all, table

SEED = 2022
_PAGE = """<!-- Skapad av python -m tests.mutations; ändra inte för hand. -->

# Träffsäkerhet

Varje vardagsskada planteras en gång i varje ifylld flik av de {books} böckerna med demons tabeller, i en cell som
fröet {seed} väljer, och boken kontrolleras: ensam, eller med det som kolumnen *kontrollera med* säger (april månads
bok, förra årets bok och rapporten; hela kommunens huvudbok; alla nämnders böcker när de lämnas in). Det som gäller
hela filen, huvudboken eller inlämningen planteras en gång i varje nämnd. En skada är *hittad* när dess regel
anmärker. En *falsk* anmärkning är ett fel eller en varning av en annan regel. De oskadade böckerna ger {sound} fel
eller varningar, hur de än kontrolleras.

{table}
"""


def main() -> int:
    """Write the page; 1 when something was missed or said falsely."""
    target = Path(sys.argv[1]) if len(sys.argv) > 1 else Path("docs/traffsakerhet.md")
    with TemporaryDirectory() as folder:
        calls = [Sound(call) for call in clean_calls(Path(folder))]
        planted = list(plant_all(calls, seed=SEED))
    wrong = [each for each in planted if not each.is_found or each.false]
    for sound in calls:
        for finding in sound.false:
            where = f"{sound.call.namnd} {sound.call.kind}"
            sys.stderr.write(f"oskadad ({where}): {finding.rule} {finding.place}: {finding.message}\n")
    for each in wrong:
        said = " · ".join(each.false) or "missad"
        sys.stderr.write(f"{each.fault.name} ({each.namnd}, {each.flik}): {said}\n")
    namnder = {sound.call.namnd for sound in calls}
    false = sum(len(sound.false) for sound in calls)
    page = _PAGE.format(books=len(namnder), seed=SEED, sound=false, table=table(planted))
    target.write_text(page, encoding="utf-8")
    return int(bool(wrong))


if __name__ == "__main__":
    sys.exit(main())
