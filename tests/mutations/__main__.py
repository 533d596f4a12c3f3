"""``python -m tests.mutations [FIL]``: plant everything and write the table, by default ``docs/traffsakerhet.md``."""

import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.mutations.published import published_books
from tests.mutations.running import plant_all, table

SEED = 2022
_PAGE = """<!-- Skapad av python -m tests.mutations; ändra inte för hand. -->

# Träffsäkerhet

Varje vardagsskada planteras en gång i varje ifylld flik av de {books} böckerna med demons tabeller, i en cell som
fröet {seed} väljer, och boken kontrolleras. En skada är *hittad* när dess regel anmärker. En *falsk* anmärkning är
ett fel eller en varning av en annan regel. De oskadade böckerna ger {sound} fel eller varningar.

{table}
"""


def main() -> int:
    """Write the page; 1 when something was missed or said falsely."""
    target = Path(sys.argv[1]) if len(sys.argv) > 1 else Path("docs/traffsakerhet.md")
    with TemporaryDirectory() as folder:
        books = list(published_books(Path(folder)))
        planted = list(plant_all(books, Path(folder), seed=SEED))
    wrong = [each for each in planted if not each.is_found or each.false]
    for each in wrong:
        said = " · ".join(each.false) or "missad"
        print(f"{each.fault.name} ({each.namnd}, {each.flik}): {said}", file=sys.stderr)  # noqa: T201 a report
    sound = sum(book.false for book in books)
    target.write_text(_PAGE.format(books=len(books), seed=SEED, sound=sound, table=table(planted)), encoding="utf-8")
    return int(bool(wrong))


if __name__ == "__main__":
    sys.exit(main())
