"""The page of pictures: every flik of every occasion as it is printed."""

from workbooks.docs.pictures import PRINTED

_TITLES = {
    "budget": "Nämndens budget", "mars": "Månadsuppföljning mars", "april": "Fördjupad månadsuppföljning april",
    "delar": "Delårsbokslut", "arsbokslut": "Årsbokslut",
}  # fmt: skip
_INTRODUCTION = """\
# Bilder

Så ser årets arbetsbok ut på papper vid varje tillfälle. Boken är demons för vård- och omsorgsnämnden: fylld, med
utkast till kommentarer, rullad från tillfälle till tillfälle och utskriven av LibreOffice på A4 liggande. Budgeten,
mars resultaträkning och investeringarna i april och delåret är publicerade siffror; övriga är påhittade.
Bilderna görs om med `python -m workbooks.docs docs --bilder`.
"""


def gallery_page() -> str:
    """The text of ``bilder.md``."""
    parts = [_INTRODUCTION]
    for occasion, title in _TITLES.items():
        parts.append(f"\n## {title}\n")
        own = [flik for flik in PRINTED if flik.occasion == occasion]
        parts += [f"\n### {flik.sheet}\n\n![{flik.alt}](bilder/{flik.name})\n" for flik in own]
    return "".join(parts)
