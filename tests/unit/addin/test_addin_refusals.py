"""Every button on a workbook that it can do nothing with: a sentence in Swedish, and nothing changed."""

from io import BytesIO
from pathlib import Path

import openpyxl
import pytest

from addin.macros import OPEN_ACTIONS, carry_out
from tests.support.open_book import FileBook

pytestmark = pytest.mark.usefixtures("computer")
OF_ANY_BOOK = {"handbok", "om", "ny_arbetsbok", "konsolidera_mapp", "regel_for_cellen"}
"""Buttons that do not read the workbook in front."""


def _foreign() -> bytes:
    book, file = openpyxl.Workbook(), BytesIO()
    book.active.append(["Inköpslista", 3])  # type: ignore[union-attr]
    book.save(file)
    return file.getvalue()


LEDGER = "konto;ansvar;motpart;period;belopp;typ\n5010;70100;;202203;1234567,50;utfall\n"
UNFIT = {"foreign": _foreign(), "damaged": _foreign()[:900], "no workbook": b"", "text": b"konto;belopp\n5010;1\n"}


@pytest.mark.parametrize("kind", UNFIT)
@pytest.mark.parametrize("tag", sorted(set(OPEN_ACTIONS) - OF_ANY_BOOK))
def test_a_button_refuses_what_it_cannot_work_on(tag: str, kind: str, tmp_path: Path) -> None:
    book = FileBook(UNFIT[kind], sheet="Sheet")
    book.folder, book.files = tmp_path, (tmp_path / "huvudbok.csv",)
    book.files[0].write_text(LEDGER, encoding="utf-8")
    book.answers = ["delar", "huvudbok"] if tag == "fyll_flik" else []
    before = sorted(tmp_path.rglob("*"))
    carry_out(tag, book)
    assert book.said, "the button says something"
    said = book.said[-1]
    assert said.rstrip().endswith((".", "?")), said
    assert not any(word in said for word in ("Traceback", "Error", "internt fel", str(tmp_path))), said
    assert (book.content, book.shown, book.can_undo) == (UNFIT[kind], [], 0)
    assert sorted(tmp_path.rglob("*")) == before
