"""Names that are likely the same one, and what somebody has answered: nothing is joined without an answer."""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from engine.findings import Finding, make_finding
from engine.text import fold, likeness

_ENOUGH = 65
"""Per cent of the letters in common: Inventarier and Investeringar, Vårdarhjälpmedel and Vårdhjälpmedel."""
MISSPELT = 88
"""For a name among projects, which are named freely: Reinvesteringar is Reinvestering, Investeringar is not."""
_DEFINITE = {"projekt": "projektet", "rad": "raden", "flik": "fliken"}
_DIGITS = re.compile(r"\d+")


@dataclass(frozen=True, slots=True)
class Rename:
    """Two names that are likely one.

    Attributes:
        flik: the tab in which the old name stands; empty for a tab's own name.
        what: ``projekt``, ``rad`` or ``flik``.
        old: what stands in the workbook.
        new: what the table, or the other flik, says.
    """

    flik: str
    what: str
    old: str
    new: str

    @property
    def question(self) -> str:
        """Asked on a terminal."""
        start = f"{self.flik}: är" if self.flik else "Är"
        return f"{start} {_DEFINITE[self.what]} ”{self.new}” samma som ”{self.old}”?"


@dataclass(frozen=True, slots=True)
class Answers:
    """What has been said of names: pairs that are one, in either order, and pairs that are not."""

    same: frozenset[frozenset[str]] = frozenset()
    different: frozenset[frozenset[str]] = frozenset()

    @classmethod
    def of(cls, same: Iterable[tuple[str, str]] = (), different: Iterable[tuple[str, str]] = ()) -> "Answers":
        """From the names as people write them."""
        return cls(frozenset(map(_pair, same)), frozenset(map(_pair, different)))

    def told(self, rename: Rename, *, is_same: bool) -> "Answers":
        """These, and what has been said of one more pair."""
        pair = frozenset({_pair((rename.old, rename.new))})
        return replace(self, same=self.same | pair) if is_same else replace(self, different=self.different | pair)

    def joins(self, one: str, other: str) -> bool:
        """Whether somebody has said that the two names are one."""
        return _pair((one, other)) in self.same

    def knows(self, rename: Rename) -> bool:
        """Whether somebody has said anything of the two names."""
        return _pair((rename.old, rename.new)) in self.same | self.different

    def unused(self, names: Iterable[str]) -> frozenset[frozenset[str]]:
        """The pairs said to be one of which no name is among these."""
        known = set(map(fold, names))
        return frozenset(pair for pair in self.same if not pair & known)


NO_ANSWERS = Answers()


def answers_to(
    questions: Callable[[Answers], Iterable[Rename]],
    says_yes: Callable[[str], bool],
    given: Answers = NO_ANSWERS,
) -> Answers:
    """What somebody says of every likely pair; what they say of a flik may raise questions of its projects.

    Args:
        questions: what there is to ask, given what has been answered.
        says_yes: puts a question, and says whether the answer was yes.
        given: what has been answered already.
    """
    answers = given
    while asked := [rename for rename in questions(answers) if not answers.knows(rename)]:
        for rename in asked:
            if not answers.knows(rename):
                answers = answers.told(rename, is_same=says_yes(rename.question))
    return answers


def _pair(names: tuple[str, str]) -> frozenset[str]:
    return frozenset(map(fold, names))


def likely_pairs(old: Sequence[str], new: Sequence[str], *, enough: int = _ENOUGH) -> list[tuple[str, str]]:
    """The pairs of names, one old and one new, that are likely the same; the most alike first, no name twice.

    ``enough`` is how many per cent of their letters they must have in common.

    Names that differ in their numbers alone (Bil 1, Bil 2) are two.
    """
    scored = sorted(
        ((likeness(one, other), one, other) for one in old for other in new if not _differ_in_numbers(one, other)),
        key=lambda found: -found[0],
    )
    taken: set[str] = set()
    pairs = []
    for score, one, other in scored:
        if score >= enough and not {one, other} & taken:
            taken |= {one, other}
            pairs.append((one, other))
    return pairs


def _differ_in_numbers(one: str, other: str) -> bool:
    return fold(one) != fold(other) and _DIGITS.sub("#", fold(one)) == _DIGITS.sub("#", fold(other))


def rename_findings(renames: Iterable[Rename], answers: Answers) -> tuple[Finding, ...]:
    """ST10 for every likely rename that nobody has answered: the two are kept apart."""
    return tuple(
        make_finding(
            "ST10", f"”{rename.new}” liknar ”{rename.old}”; de räknas som två.", flik=rename.flik or None,
            row=rename.old, found=rename.new, expected=rename.old,
            remedy=f'Är de samma, kör igen med --samma "{rename.old}={rename.new}".',
        )
        for rename in renames
        if not answers.knows(rename)
    )  # fmt: skip


def unused_findings(answers: Answers, names: Iterable[str]) -> tuple[Finding, ...]:
    """ST11 for every pair said to be one of which neither name stands anywhere."""
    return tuple(
        make_finding(
            "ST11", f"Inget heter {' eller '.join(f'”{name}”' for name in sorted(pair))}; svaret är inte använt."
        )
        for pair in sorted(answers.unused(names), key=sorted)
    )
