"""``kontrollera --kopia``: a copy of each workbook with its findings on a flik of their own."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from engine.errors import WrongCallError
from engine.files import make_folder, write_atomically
from engine.findings import Finding, FoundValue, Severity, json_value, make_finding
from engine.findings.wording import count_words
from engine.layout.control import CONTROL_MARK, CONTROL_SHEET
from engine.pipeline.checked import CheckedFile, CheckOutcome
from engine.pipeline.comparing_findings import Since
from engine.pipeline.read_words import clean_sentence
from engine.writer.patch import (
    Link,
    NewSheet,
    NotPatchableError,
    SheetColumn,
    SheetContent,
    SheetValue,
    with_sheet,
)

_COLUMNS = (
    SheetColumn("Allvar", 11), SheetColumn("Regel", 8), SheetColumn("Plats", 38), SheetColumn("Rad", 28),
    SheetColumn("Kolumn", 12), SheetColumn("Funnet", 18), SheetColumn("Väntat", 18), SheetColumn("Anmärkning", 70),
    SheetColumn("Åtgärd", 60),
)  # fmt: skip
_MARK_COLUMN = SheetColumn("Sedan sist", 11)


@dataclass(frozen=True, slots=True)
class Copy:
    """A copy that was written."""

    path: str
    copy: str

    def as_json(self) -> dict[str, object]:
        """An entry of the key ``kopior``."""
        return {"fil": self.path, "kopia": self.copy}


def targets_in(folder: Path, paths: Sequence[str]) -> tuple[Path, ...]:
    """Where the workbooks' copies go: their own names in the folder, a number added where two are alike.

    Raises:
        WrongCallError: a copy would be written over one of the workbooks.
    """
    taken: set[str] = set()
    targets = []
    for path in map(Path, paths):
        numbers = range(1, len(paths) + 1)
        names = (path.name if number == 1 else f"{path.stem}-{number}{path.suffix}" for number in numbers)
        name = next(name for name in names if name.casefold() not in taken)
        taken.add(name.casefold())
        targets.append(folder / name)
    originals = {Path(path).resolve() for path in paths}
    clash = next((target for target in targets if target.resolve() in originals), None)
    if clash is not None:
        raise WrongCallError(f"{clash}: kopian skulle skriva över boken själv.", "Välj en annan mapp.")
    return tuple(targets)


def write_copies(
    outcome: CheckOutcome, folder: Path, since: Since | None = None
) -> tuple[tuple[Copy, ...], CheckOutcome]:
    """Write a copy of every workbook that could be read; the workbooks themselves are not touched.

    A workbook that cannot have one more flik without harm is told of (AV28) and not copied.

    Returns:
        The copies, and the outcome with what there is to say of them.

    Raises:
        NotWrittenError: a copy cannot be written.
    """
    targets = targets_in(folder, [file.path for file in outcome.files])
    make_folder(folder)
    copies: list[Copy] = []
    files: list[CheckedFile] = []
    marks = since.marks if since else [()] * len(outcome.files)
    for file, target, own in zip(outcome.files, targets, marks, strict=True):
        files.append(file)
        if not file.is_readable:
            continue
        sheet = NewSheet(CONTROL_SHEET, CONTROL_MARK, _content(file, own))
        try:
            content = with_sheet(Path(file.path).read_bytes(), sheet)
        except NotPatchableError as refusal:
            files[-1] = replace(file, findings=(*file.findings, _not_copied(refusal)))
            continue
        write_atomically(target, content)
        copies.append(Copy(file.path, str(target)))
    return tuple(copies), CheckOutcome(tuple(files))


def _not_copied(refusal: NotPatchableError) -> Finding:
    return make_finding("AV28", f"Ingen kopia är gjord. {refusal.message}", remedy=refusal.remedy or None)


def _content(file: CheckedFile, marks: Sequence[str]) -> SheetContent:
    read = file.read
    occasion = " ".join(part for part in (file.occasion, str(file.year or "")) if part)
    notes = (
        f"{Path(file.path).name}{f', {occasion}' if occasion else ''}: {count_words(file.findings)}.",
        f"Läst: {read.flikar} flikar; {read.fel_celler} felvärden, {read.utan_cache} formler utan sparat värde.",
        "Fliken skrivs om vid nästa kontroll; ändra inget här." if file.findings else clean_sentence(file),
    )
    columns = (*((_MARK_COLUMN,) if marks else ()), *_COLUMNS)
    return SheetContent(CONTROL_SHEET, notes, columns, tuple(_rows(file, marks)))


def _rows(file: CheckedFile, marks: Sequence[str]) -> Iterator[tuple[SheetValue, ...]]:
    order = list(Severity)
    by_weight = sorted(enumerate(file.findings), key=lambda each: order.index(each[1].severity))
    for place, finding in by_weight:
        yield (*((marks[place],) if marks else ()), *_row(finding))


def _row(finding: Finding) -> tuple[SheetValue, ...]:
    place = Link(finding.place, finding.flik, finding.cell or "A1") if finding.flik else None
    return (
        finding.severity.value, finding.rule, place, finding.row, finding.column, _shown(finding.found),
        _shown(finding.expected), finding.message, finding.remedy,
    )  # fmt: skip


def _shown(value: FoundValue) -> SheetValue:
    return json_value(value)
