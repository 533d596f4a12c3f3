"""The worksheet functions on a computer that is set up for the demo municipality."""

from pathlib import Path

import pytest

KOMMUN = Path(__file__).parents[3] / "workbooks" / "demo" / "kommun.toml"


@pytest.fixture(autouse=True)
def demo_computer(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FLIKAR_KOMMUN", str(KOMMUN))
