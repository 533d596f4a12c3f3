"""Check formulas in Excel's English syntax, read token by token before any library sees them.

Only names of amounts, numbers, TRUE and FALSE, operators and the functions below are let through, so that what is
evaluated later cannot reach a file, a cell or memory, and so that a formula that is wrong is refused with its remedy.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from engine.formula import Kind, Token, tokens
from engine.owncheck.names import CellName, RefusedFormulaError, read_name

_ANY = 30
FUNCTIONS = {
    "ABS": (1, 1), "AND": (1, _ANY), "AVERAGE": (1, _ANY), "IF": (2, 3), "IFERROR": (2, 2), "INT": (1, 1),
    "MAX": (1, _ANY), "MIN": (1, _ANY), "NOT": (1, 1), "OR": (1, _ANY), "ROUND": (2, 2), "ROUNDDOWN": (2, 2),
    "ROUNDUP": (2, 2), "SIGN": (1, 1), "SUM": (1, _ANY),
}  # fmt: skip
"""The functions a check may use, with the fewest and the most arguments."""

_SWEDISH = {
    "SUMMA": "SUM", "OM": "IF", "OCH": "AND", "ELLER": "OR", "ICKE": "NOT", "EJ": "NOT", "AVRUNDA": "ROUND",
    "AVRUNDA.UPPÅT": "ROUNDUP", "AVRUNDA.NEDÅT": "ROUNDDOWN", "MEDEL": "AVERAGE", "TECKEN": "SIGN",
    "HELTAL": "INT", "OMFEL": "IFERROR", "SANT": "TRUE", "FALSKT": "FALSE",
}  # fmt: skip
_TRUTHS = ("TRUE", "FALSE")
_LONGEST = 2000
_DEEPEST = 32
_BINARY = ("<=", ">=", "<>", "<", ">", "=", "+", "-", "*", "/", "^")
_COMPARISONS = ("<=", ">=", "<>", "<", ">", "=")


@dataclass(frozen=True, slots=True)
class OwnFormula:
    """A formula that has been let through.

    Attributes:
        text: as it was written.
        names: the amounts it asks for, each once, in the order they first stand.
        plain: the formula with ``BELOPP_0``, ``BELOPP_1`` … for the names, which is what is evaluated.
    """

    text: str
    names: tuple[CellName, ...]
    plain: str


def placeholder(index: int) -> str:
    """What stands for the name with this index."""
    return f"BELOPP_{index}"


@lru_cache(maxsize=256)
def read_formula(text: str) -> OwnFormula:
    """A formula of ``kontroller``.

    Raises:
        RefusedFormulaError: anything that is not ours, with what to write instead.
    """
    bare = text.strip().removeprefix("=")
    if len(bare) > _LONGEST:
        raise RefusedFormulaError(f"formeln är {len(bare)} tecken lång", f"Högst {_LONGEST} tecken får plats.")
    reading = _Reading(tuple(_joined(tokens(bare))))
    reading.expression(0)
    if reading.has_more:
        raise _unexpected(reading.current)
    if not reading.compares:
        raise RefusedFormulaError(
            "formeln säger inte vad som ska gälla",
            "Skriv en jämförelse, till exempel RR.Årets_resultat.Prognos >= 0.",
        )
    names = tuple(dict.fromkeys(reading.names))
    index = {name: place for place, name in enumerate(names)}
    plain = "".join(placeholder(index[part]) if isinstance(part, CellName) else part for part in reading.parts)
    return OwnFormula(text, names, plain)


def _joined(found: Iterable[Token]) -> Iterator[Token]:
    """Tokens with ``<=``, ``>=`` and ``<>`` in one piece."""
    held: Token | None = None
    for token in found:
        if held is not None and held.text + token.text in ("<=", ">=", "<>"):
            yield Token(Kind.OPERATOR, held.text + token.text)
            held = None
            continue
        if held is not None:
            yield held
        held = token if token.text in {"<", ">"} else None
        if held is None:
            yield token
    if held is not None:
        yield held


class _Reading:
    """One pass over the tokens by Excel's grammar; ``parts`` is the formula as it is to be evaluated."""

    def __init__(self, found: Sequence[Token]) -> None:
        self._tokens = found
        self._at = 0
        self.parts: list[str | CellName] = []
        self.names: list[CellName] = []
        self.compares = False

    @property
    def has_more(self) -> bool:
        return self._at < len(self._tokens)

    @property
    def current(self) -> Token:
        return self._tokens[self._at]

    def expression(self, depth: int) -> None:
        """Operands with operators between them."""
        if depth > _DEEPEST:
            raise RefusedFormulaError("för många parenteser i varandra", f"Högst {_DEEPEST} nivåer får plats.")
        self._operand(depth)
        compared = False
        while self.has_more and self.current.text in _BINARY:
            if self.current.text in _COMPARISONS:
                if compared:
                    raise RefusedFormulaError("två jämförelser i rad", "Skriv AND(a < b, b < c).")
                compared = self.compares = True
            self._take()
            self._operand(depth)

    def _operand(self, depth: int) -> None:
        while self.has_more and self.current.text in {"+", "-"}:
            self._take()
        if not self.has_more:
            raise RefusedFormulaError("formeln slutar mitt i", "Skriv det som fattas sist i formeln.")
        match self.current.kind:
            case Kind.NUMBER:
                self._take()
            case Kind.NAME:
                self._name()
            case Kind.FUNCTION:
                self._function(depth)
            case Kind.OPERATOR if self.current.text == "(":
                self._take()
                self.expression(depth + 1)
                self._close()
            case _:
                raise _unexpected(self.current)
        while self.has_more and self.current.text == "%":
            self._take()

    def _name(self) -> None:
        text = self.current.text
        if text.upper() in _TRUTHS:
            self.compares = True
            self._take()
            return
        if text.upper() in _SWEDISH:
            raise RefusedFormulaError(f"”{text}” är svenska", f"Skriv {_SWEDISH[text.upper()]}.")
        name = read_name(text)
        self.names.append(name)
        self.parts.append(name)
        self._at += 1

    def _function(self, depth: int) -> None:
        name = self.current.text.removesuffix("(").upper()
        if name in _SWEDISH:
            raise RefusedFormulaError(f"funktionen ”{name}” är svenska", f"Skriv {_SWEDISH[name]}.")
        if name not in FUNCTIONS:
            raise RefusedFormulaError(
                f"funktionen ”{name}” får inte användas", f"De som går är {', '.join(FUNCTIONS)}."
            )
        self.compares |= name in {"AND", "OR", "NOT"}
        self._take()
        count = 0 if self.has_more and self.current.text == ")" else self._arguments(depth)
        self._close()
        fewest, most = FUNCTIONS[name]
        if not fewest <= count <= most:
            raise RefusedFormulaError(
                f"{name} har {count} argument", "Kontrollera kommatecknen; decimaler skrivs med punkt: 1.1."
            )

    def _arguments(self, depth: int) -> int:
        self.expression(depth + 1)
        count = 1
        while self.has_more and self.current.text == ",":
            self._take()
            self.expression(depth + 1)
            count += 1
        return count

    def _close(self) -> None:
        if not self.has_more:
            raise RefusedFormulaError("en parentes är inte stängd", "Skriv ) där den fattas.")
        if self.current.text != ")":
            raise _unexpected(self.current)
        self._take()

    def _take(self) -> None:
        self.parts.append(self.current.text.upper())
        self._at += 1


def _unexpected(token: Token) -> RefusedFormulaError:
    """What stands where it cannot stand, or may not stand at all."""
    match token:
        case Token(text=";"):
            return RefusedFormulaError("”;” är svenska", "Skriv komma mellan argumenten: AND(a, b).")
        case Token(text=","):
            return RefusedFormulaError("”,” står utanför en funktion", "Decimaler skrivs med punkt: 1.1.")
        case Token(kind=Kind.CELL | Kind.RANGE) | Token(text="!" | "[" | "]" | ":"):
            place = f"{token.sheet}!{token.text}" if token.sheet else token.text
            return RefusedFormulaError(
                f"”{place}” pekar på celler", "Skriv beloppets namn: RR.Personalkostnader.Prognos."
            )
        case Token(kind=Kind.TEXT):
            return RefusedFormulaError(f"texten {token.text} får inte användas", "Jämför belopp med belopp.")
        case _:
            return RefusedFormulaError(f"”{token.text}” står fel", "Kontrollera formeln i Excel.")
