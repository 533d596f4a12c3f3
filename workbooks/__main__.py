"""The command ``flikar``: the engine's commands with our flikar and the demo municipality."""

import sys
from typing import TYPE_CHECKING

from engine.cli import Application, run
from engine.pipeline.garbage import collect_rarely
from workbooks.demo.command import DEMO
from workbooks.handbook import HANDBOK

if TYPE_CHECKING:
    from engine.model import Catalog
    from engine.organisation import Kommun


def main() -> int:
    """Carry out the call in ``sys.argv``; returns the exit code."""
    collect_rarely()
    return run(APPLICATION)


def _catalog(kommun: "Kommun") -> "Catalog":
    from workbooks.catalog import build_catalog

    return build_catalog(kommun)


def _demo_kommun() -> "Kommun":
    """The demo municipality, from the kommun.toml that is carried in the project."""
    from importlib.resources import files

    from engine.organisation import parse_kommun

    text = (files("workbooks.demo") / "kommun.toml").read_text(encoding="utf-8")
    return parse_kommun(text, "den inbyggda kommunen", inbyggd=True)


APPLICATION = Application(build_catalog=_catalog, built_in=_demo_kommun, extra=(HANDBOK, DEMO))
"""What ``flikar`` is made of; a command of ``workbooks`` is added under ``extra``."""

if __name__ == "__main__":
    sys.exit(main())
