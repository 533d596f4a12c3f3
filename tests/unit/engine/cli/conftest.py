"""The command line in this process and as a process of its own, in a folder of its own."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest

from engine.cli import run
from workbooks.__main__ import APPLICATION

REPOSITORY = Path(__file__).parents[4]


class Answer(NamedTuple):
    """What a call gave."""

    code: int
    out: str
    err: str


Flikar = Callable[..., Answer]


@pytest.fixture
def flikar(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Flikar:
    """Call the command in this process, in an empty folder."""
    monkeypatch.chdir(tmp_path)

    def call(*args: str) -> Answer:
        capsys.readouterr()
        code = run(APPLICATION, args)
        said = capsys.readouterr()
        return Answer(code, said.out, said.err)

    return call


@pytest.fixture
def process(tmp_path: Path) -> Callable[..., subprocess.CompletedProcess[bytes]]:
    """Call the command as a process of its own, in an empty folder; keywords are environment variables."""

    def call(*args: str, **environment: str) -> subprocess.CompletedProcess[bytes]:
        surroundings = {**os.environ, "PYTHONPATH": str(REPOSITORY), **environment}
        command = [sys.executable, "-m", "workbooks", *args]
        return subprocess.run(command, cwd=tmp_path, env=surroundings, capture_output=True, check=False)

    return call
