"""Which workbooks a call of ``konsolidera`` means: folders opened, what is no workbook told of."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from engine.data.consolidation import CONSOLIDATION_TEMPLATE
from engine.errors import UnreadableError, WrongCallError
from engine.reader import identity_of, read_raw

SUFFIXES = (".xlsx", ".xlsm")


@dataclass(frozen=True, slots=True)
class Sources:
    """The workbooks to read.

    Attributes:
        files: in the order of the call, a folder's by name; no file twice.
        passed_over: one Swedish sentence for each file that is not opened.
    """

    files: tuple[Path, ...]
    passed_over: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _PassedOver:
    """A file that is not opened, and why."""

    sentence: str


def find_workbooks(given: Sequence[Path], target: Path) -> Sources:
    """Open the folders of a call; subfolders, hidden files and Excel's lock files are left alone.

    An empty folder stays in the list, so that it is told of as something that cannot be read.

    Raises:
        WrongCallError: the target is one of the workbooks and not an earlier consolidation.
    """
    found: dict[object, Path | _PassedOver] = {}
    for source in given:
        for path, is_from_folder in _opened(source):
            found.setdefault(_identity(path), _judged(path, target, is_from_folder=is_from_folder))
    files = tuple(each for each in found.values() if isinstance(each, Path))
    passed_over = tuple(each.sentence for each in found.values() if isinstance(each, _PassedOver))
    return Sources(files, passed_over)


def _opened(source: Path) -> Iterator[tuple[Path, bool]]:
    """The source, or the files of the folder it is; a folder without workbooks stands for itself too."""
    inside = _files_of(source)
    for path in inside:
        yield path, True
    if not any(_is_workbook(path) for path in inside):
        yield source, False


def _files_of(source: Path) -> list[Path]:
    try:
        return sorted(each for each in source.iterdir() if each.is_file() and not each.name.startswith("."))
    except OSError:  # a file, a missing path or a closed folder: the reader says which
        return []


def _is_workbook(path: Path) -> bool:
    return path.suffix.lower() in SUFFIXES and not path.name.startswith("~$")


def _identity(path: Path) -> object:
    """What two spellings of one file have in common."""
    try:
        status = path.stat()
    except OSError:
        return path.absolute()
    return status.st_dev, status.st_ino


def _judged(path: Path, target: Path, *, is_from_folder: bool) -> Path | _PassedOver:
    """A workbook to read, or the reason to pass it over; only the target is passed over when it is named itself."""
    if is_from_folder and path.name.startswith("~$"):
        return _PassedOver(f"{path}: Excels låsfil för en öppen arbetsbok.")
    if is_from_folder and not _is_workbook(path):
        return _PassedOver(f"{path}: inte en arbetsbok (.xlsx eller .xlsm).")
    if _identity(path) == _identity(target):
        _require_earlier_result(path)
        return _PassedOver(f"{path}: resultatfilen själv, som skrivs om.")
    return path


def _require_earlier_result(path: Path) -> None:
    """A slip of the hand must not write over a nämnd's workbook."""
    try:
        template = identity_of(read_raw(path)).template
    except UnreadableError:
        template = None
    if template != CONSOLIDATION_TEMPLATE:
        raise WrongCallError(f"{path}: resultatet skulle skriva över en bok som ska läsas.", "Välj ett annat namn.")
