"""Which workbooks a call of ``konsolidera`` means: folders opened, what is no workbook told of."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from engine.data.consolidation import CONSOLIDATION_TEMPLATE
from engine.errors import UnreadableError, WrongCallError
from engine.findings import Finding, make_finding
from engine.ledger.trail import SUFFIX as TRAIL
from engine.pipeline.submission_folder import Contents, Sealed, contents_of, is_ours
from engine.reader import identity_of, read_raw

SUFFIXES = (".xlsx", ".xlsm")


@dataclass(frozen=True, slots=True)
class Sources:
    """The workbooks to read.

    Attributes:
        files: in the order of the call, a folder's by name; no file twice.
        passed_over: one Swedish sentence for each file that is not opened.
        sealed: the files among them that were filed with a receipt.
        findings: what there is to say of the receipts.
    """

    files: tuple[Path, ...]
    passed_over: tuple[str, ...]
    sealed: tuple[Sealed, ...] = ()
    findings: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True)
class _PassedOver:
    """A file that is not opened, and why."""

    sentence: str


def find_workbooks(given: Sequence[Path], target: Path, occasion: str, year: int) -> Sources:
    """Open the folders of a call; subfolders, hidden files and Excel's lock files are left alone.

    Of workbooks that were filed with a receipt a folder gives each nämnd's latest of the occasion and the year.
    An empty folder stays in the list, so that it is told of as something that cannot be read.

    Raises:
        WrongCallError: the target is one of the workbooks and not an earlier consolidation.
    """
    found: dict[object, Path | _PassedOver] = {}
    folders = {source: contents_of(source if source.is_dir() else source.parent) for source in given}
    for source in given:
        replaced = _replaced(folders[source], occasion, year)
        for path, is_from_folder in _opened(source):
            reason = replaced.get(path.name) if is_from_folder else None
            judged = reason or _judged(path, target, is_from_folder=is_from_folder)
            found.setdefault(_identity(path), judged)
    files = tuple(each for each in found.values() if isinstance(each, Path))
    passed_over = tuple(each.sentence for each in found.values() if isinstance(each, _PassedOver))
    sealed = tuple(each for contents in folders.values() for each in contents.sealed if each.copy in files)
    about_receipts = tuple(
        found for source, contents in folders.items() if source.is_dir() for found in contents.findings
    )
    return Sources(files, passed_over, sealed, (*about_receipts, *_changed_since(sealed)))


def _replaced(contents: Contents, occasion: str, year: int) -> dict[str, _PassedOver]:
    """The filed workbooks that are not to be read, by name: of other occasions, and those filed anew since."""
    told = {}
    for each in contents.sealed:
        last = contents.of(each.namnd, each.year, each.occasion)[-1]
        if (each.occasion, each.year) != (occasion, year):
            told[each.copy.name] = _PassedOver(f"{each.copy}: inlämnad för {each.occasion} {each.year}.")
        elif last.number != each.number:
            told[each.copy.name] = _PassedOver(f"{each.copy}: ersatt av inlämning {last.number}.")
    return told


def _changed_since(sealed: Sequence[Sealed]) -> Iterator[Finding]:
    """AV30 for each that is no longer what was filed."""
    for each in sealed:
        if not each.is_whole:
            text = f"{each.copy.name} är inte den bok som lämnades in: sha-256 är en annan än kvittots."
            yield make_finding("AV30", text, found=each.copy.name, expected=each.digest)


def _opened(source: Path) -> Iterator[tuple[Path, bool]]:
    """The source, or the files of the folder it is; a folder without workbooks stands for itself too."""
    inside = _files_of(source)
    for path in inside:
        yield path, True
    if not any(_is_workbook(path) for path in inside):
        yield source, False


def _files_of(source: Path) -> list[Path]:
    try:
        return sorted(each for each in source.iterdir() if not _is_beside(each.name) and each.is_file())
    except OSError:  # a file, a missing path or a closed folder: the reader says which
        return []


def _is_beside(name: str) -> bool:
    """Whether a file is hidden, or of ours beside a workbook: its trail, its receipt."""
    return name.startswith(".") or name.endswith(TRAIL) or is_ours(name)


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
