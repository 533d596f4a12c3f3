"""The kommun's own checks in a check of workbooks: asked of each, answered together, told of like any rule."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from engine.findings import Finding
from engine.owncheck import Asked, answers_to, is_consequence, own_finding, questions_of
from engine.pipeline.checked import CheckedFile
from engine.pipeline.opening import known_namnd
from engine.pipeline.setup import Setup
from engine.rules import BookScope, FlikScope, judged

if TYPE_CHECKING:
    from engine.periods import Occasion


def own_questions(setup: Setup, scope: BookScope) -> Iterator[Asked]:
    """The own checks of each occasion of a workbook that is checked."""
    by_occasion: dict[Occasion, list[FlikScope]] = {}
    for flik in scope.flikar:
        occasion = scope.occasion or flik.data.own_occasion
        if occasion is not None:
            by_occasion.setdefault(occasion, []).append(flik)
    for occasion, flikar in by_occasion.items():
        valued = [(flik.data, flik.values) for flik in flikar]
        yield from questions_of(setup.kommun.kontroller, setup.catalog, scope.book.verksamhet, occasion, valued)


def with_own_checks(setup: Setup, files: Sequence[CheckedFile]) -> tuple[CheckedFile, ...]:
    """The files with what the own checks find in them; all questions are answered in one go."""
    asked = [
        (place, question)
        for place, file in enumerate(files)
        for question in file.own_questions
        if not is_consequence(question, file.findings)
    ]
    answers = iter(answers_to([question for _, question in asked if not question.missing]))
    found: dict[int, list[Finding]] = {}
    for place, question in asked:
        finding = own_finding(question, None if question.missing else next(answers))
        if finding is not None:
            found.setdefault(place, []).append(finding)
    return tuple(_with_own(setup, file, found.get(place, ())) for place, file in enumerate(files))


def _with_own(setup: Setup, file: CheckedFile, found: Sequence[Finding]) -> CheckedFile:
    own = judged(found, setup.kommun, known_namnd(setup.kommun, file.namnd))
    return replace(file, findings=(*file.findings, *own), own_questions=())
