"""The generated pages of ``docs/``, made from the declarations themselves so that they cannot say anything else."""

from collections.abc import Mapping

from workbooks.docs.commands import commands_page
from workbooks.docs.flikar import flikar_page
from workbooks.docs.gallery import gallery_page
from workbooks.docs.rules import rules_page

__all__ = ["pages"]


def pages() -> Mapping[str, str]:
    """The text of every generated page, by file name."""
    return {
        "regler.md": rules_page(), "flikar.md": flikar_page(), "kommandon.md": commands_page(),
        "bilder.md": gallery_page(),
    }  # fmt: skip
