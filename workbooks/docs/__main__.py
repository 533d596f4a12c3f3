"""``python -m workbooks.docs docs`` writes the generated pages, ``--bilder`` the pictures as well."""

import argparse
import sys
from pathlib import Path

from engine.files import write_atomically
from workbooks.docs import pages


def main(args: list[str] | None = None) -> None:
    """Write the pages into a folder and tell of each."""
    parser = argparse.ArgumentParser(prog="python -m workbooks.docs", description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--bilder", action="store_true", help="also the pictures; needs LibreOffice and poppler")
    given = parser.parse_args(args)
    for name, text in pages().items():
        write_atomically(given.folder / name, text.encode())
        sys.stdout.write(f"{given.folder / name}\n")
    if given.bilder:
        from workbooks.docs.pictures import make_pictures

        for path in make_pictures(given.folder / "bilder"):
            sys.stdout.write(f"{path}\n")


if __name__ == "__main__":
    main()
