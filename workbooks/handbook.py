"""``flikar handbok``: the Swedish handbook as one page of HTML, which needs neither a network nor the repository.

The one source is ``docs/``; an installation carries a copy of it, which the build makes.
"""

import webbrowser
from collections.abc import Iterator
from importlib.metadata import version
from pathlib import Path

from engine.cli.command import Call, Command, Reply
from engine.cli.options import AnyTarget
from engine.errors import EXIT_DONE, UnreadableError, os_reason

CHAPTERS = (
    "handbok.md", "menyfliken.md", "funktioner.md", "regler.md", "flikar.md", "bilder.md", "kommandon.md",
    "traffsakerhet.md", "tillagg-it.md", "tillagg-checklista.md",
)  # fmt: skip
"""The pages that are for whoever uses flikar, in the order of the chapters."""
_INSTALLED = Path(__file__).with_name("pages")
_CHECKOUT = Path(__file__).parents[1] / "docs"


def handbook_html() -> str:
    """The handbook.

    Raises:
        UnreadableError: the installation lacks a page.
    """
    from engine.report.handbook_page import handbook_html as as_html

    folder = _INSTALLED if _INSTALLED.is_dir() else _CHECKOUT
    pictures = (path for kind in ("*.svg", "bilder/*.png") for path in sorted(folder.glob(kind)))
    return as_html(
        f"Handbok för flikar {version('flikar')}",
        {name: _read(folder / name).decode() for name in CHAPTERS},
        {path.relative_to(folder).as_posix(): _read(path) for path in pictures},
    )


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise UnreadableError(path, f"kunde inte läsas ({os_reason(error)}).", "Installera om flikar.") from error


def write_handbook(target: Path | None = None) -> Path:
    """Write the handbook, to the folder for what may be thrown away unless a file is given; returns where it lies.

    Raises:
        NotWrittenError: it cannot be written there.
        UnreadableError: the installation lacks a page.
    """
    from engine.files import make_folder, write_atomically
    from engine.ledger.group_cache import cache_folder

    path = target or cache_folder() / f"handbok-{version('flikar')}.html"
    if target is None:
        make_folder(path.parent)
    write_atomically(path, handbook_html().encode())
    return path


def shown_in_browser(path: Path) -> bool:
    """Open a page in whatever the computer shows such pages with; False when it has nothing."""
    return webbrowser.open(path.absolute().as_uri())


def run(call: Call, *, target: AnyTarget = None) -> Reply:  # noqa: ARG001 every command is given the call
    """Write the handbook, and open it unless it was to lie somewhere."""
    path = write_handbook(target)
    is_shown = target is None and shown_in_browser(path)
    answer = {"fil": str(path), "oppnad": is_shown}
    return Reply(EXIT_DONE, answer, human=lambda: _told(path, is_shown=is_shown))


def _told(path: Path, *, is_shown: bool) -> Iterator[str]:
    yield f"Handboken är öppnad i webbläsaren: {path}" if is_shown else f"Handboken ligger i {path}"


HANDBOK = Command(
    name="handbok",
    run=run,
    example="flikar handbok",
    summary="Öppnar handboken i webbläsaren, med regler, flikar och kommandon; inget nätverk behövs.",
    details="Med -o skrivs sidan till en fil i stället, till exempel för att läggas på intranätet.",
    is_of_kommun=False,
)
