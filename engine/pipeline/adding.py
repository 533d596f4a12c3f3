"""``flikar projektrad``: a project added to a flik of a workbook."""

from dataclasses import dataclass
from pathlib import Path

from engine.fill import FilledCell, FullBlockError, dependent_changes, new_project
from engine.findings import Finding
from engine.pipeline.carried_trail import known_book, parts_beside, write_with_trail
from engine.pipeline.making import exit_of
from engine.pipeline.opening import cell_named, open_book
from engine.pipeline.setup import Setup
from engine.rules import judged
from engine.writer.patch import patch_workbook


@dataclass(frozen=True, slots=True)
class AddedProject:
    """A project that was added.

    Attributes:
        target: the workbook that was written.
        block: the label of the row that owns the project's block.
        cell: of its name.
        trail: where the trail of the workbook was written; None where it has none.
    """

    target: str
    namnd: str | None
    year: int
    block: str
    cell: FilledCell
    findings: tuple[Finding, ...]
    trail: str | None = None

    @property
    def exit_code(self) -> int:
        """1 when something of severity *fel* was found."""
        return exit_of(self.findings)

    def as_json(self) -> dict[str, object]:
        """The JSON of the command."""
        return {
            "ut": self.target,
            "namnd": self.namnd,
            "ar": self.year,
            "kategori": self.block,
            "celler": [self.cell.as_json()],
            "spar": self.trail,
            "fynd": [finding.as_json() for finding in self.findings],
        }


def add_project(  # noqa: PLR0913 the options of the command
    setup: Setup, book: Path, address: str, name: str, *, year: int | None, target: Path | None
) -> AddedProject:
    """Write a new project on the first empty row of its block, into a copy of the workbook.

    Raises:
        FullBlockError: there is no such row.
        WrongCallError: no such flik, no block of projects there, or a name that the project cannot have.
        UnreadableError: the workbook cannot be read.
    """
    opened = open_book(book, setup, year=year)
    project = new_project(*cell_named(opened.data, address), name)
    if project.inserted is not None:
        raise FullBlockError(project.flik, project.block, project.inserted.row)
    written = target or book.with_name(f"{book.stem}-projektrad{book.suffix}")
    changes = [*project.changes, *dependent_changes(opened.data, [project.label])]
    content = patch_workbook(book.read_bytes(), changes)
    known = known_book(opened, book)
    parts = parts_beside(known, {(project.flik, str(project.label.cell))})
    trail, remarks = write_with_trail(parts, known, content, written)
    return AddedProject(
        target=str(written),
        namnd=opened.namnd.kod if opened.namnd else None,
        year=opened.data.year,
        block=project.block,
        cell=project.label,
        findings=judged((*opened.remarks, *project.findings, *remarks), setup.kommun, opened.namnd),
        trail=trail,
    )
