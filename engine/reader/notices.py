"""Oddities the reader can live with, gathered so that a thousand alike become one sentence."""

DDE = "dde"
BAD_DATE = "ogiltigt_datum"
LOST_MASTER = "delad_formel_saknas"
SKIPPED_TAB = "hoppad_flik"
OPEN_ELSEWHERE = "oppen_i_excel"

_SENTENCES = {
    DDE: "{place} har en formel som anropar ett annat program (DDE); den körs aldrig",
    BAD_DATE: "{place} har ett datum som inte finns; det läses som text",
    LOST_MASTER: "{place} hör till en delad formel vars text saknas; bara värdet läses",
    SKIPPED_TAB: "fliken ”{place}” är inget kalkylblad och läses inte",
    OPEN_ELSEWHERE: "arbetsboken verkar vara öppen i Excel (låsfilen {place} finns); osparade ändringar syns inte",
}


class Notices:
    """What was noticed, by rule id: the first place and the number of places."""

    def __init__(self) -> None:
        self._seen: dict[str, tuple[str, int]] = {}

    def add(self, rule: str, place: str) -> None:
        """Note one more place for ``rule``, a key of the sentences above."""
        first, count = self._seen.get(rule, (place, 0))
        self._seen[rule] = (first, count + 1)

    def as_notes(self) -> tuple[tuple[str, str], ...]:
        """(rule id, Swedish sentence) pairs, in the order first seen."""
        return tuple((rule, _sentence(rule, first, count)) for rule, (first, count) in self._seen.items())


def _sentence(rule: str, first: str, count: int) -> str:
    text = _SENTENCES[rule].format(place=first)
    more = f" (och {count - 1} till)" if count > 1 else ""
    return f"{text[0].upper()}{text[1:]}{more}."
