"""Working folders of the invented municipality; what is costly to make is made once and copied."""

import shutil
from pathlib import Path

import pytest

from tests.e2e.calling import asked
from tests.e2e.town import DELAR, Row, as_csv, found_in, ledger


@pytest.fixture(scope="session")
def rows() -> list[Row]:
    return ledger()


@pytest.fixture(scope="session")
def _made(tmp_path_factory: pytest.TempPathFactory, rows: list[Row]) -> Path:
    """The year's empty workbooks in ``mall/``, those filled for delår in ``delar/``, and the ledger."""
    folder = found_in(tmp_path_factory.mktemp("ekkoping"))
    as_csv(rows, folder / "huvudbok.csv")
    asked("mall", "--alla", "-o", "mall", cwd=folder)
    (folder / "delar").mkdir()
    for code, flik in DELAR.items():
        prognos = folder / f"prognos-{code}.csv"
        prognos.write_text(PROGNOS, encoding="utf-8")
        asked(
            "fyll", f"mall/{code.lower()}-2023.xlsx", "--tillfalle", "delar", "--huvudbok", "huvudbok.csv",
            "--tabell", f"{flik}={prognos.name}", "-o", f"delar/{code.lower()}.xlsx", cwd=folder,
        )  # fmt: skip
    return folder


PROGNOS = """\
Belopp i tkr,Prognos helår 2023
Verksamhetens intäkter,20456
Personalkostnader,-9877
Lokalhyror,-4321
Köp av tjänster,-11002
Övriga kostnader,-3999
Kommunbidrag,12001
Finansnetto,-17
"""


@pytest.fixture
def folder(_made: Path, tmp_path: Path) -> Path:
    """A fresh copy of the working folder."""
    return Path(shutil.copytree(_made, tmp_path / "arbete"))
