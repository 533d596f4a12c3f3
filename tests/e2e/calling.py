"""Calling flikar the way a stranger does: a process, its exit code, what it said and what it wrote."""

import hashlib
import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

REPOSITORY = Path(__file__).parents[2]
_ENVIRONMENT = {**os.environ, "NO_COLOR": "1", "PYTHONPATH": str(REPOSITORY)}

Json = Any
"""What json gives; a black-box test looks things up and compares, and a wrong shape fails it."""


@dataclass(frozen=True)
class Answer:
    """What one call gave."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Json:
        return json.loads(self.out)


def flikar(*words: object, cwd: Path) -> Answer:
    """Carry out ``flikar WORDS`` in a folder."""
    done = subprocess.run(
        [sys.executable, "-m", "workbooks", *map(str, words)],
        cwd=cwd, env=_ENVIRONMENT, capture_output=True, encoding="utf-8", check=False, timeout=120,
    )  # fmt: skip
    assert "Traceback" not in done.stderr, done.stderr
    return Answer(done.returncode, done.stdout, done.stderr)


def asked(*words: object, cwd: Path, code: int = 0) -> Json:
    """The JSON of a call that must end with the given exit code."""
    answer = flikar(*words, "--json", cwd=cwd)
    assert answer.code == code, f"exit {answer.code}, not {code}\n{answer.out}\n{answer.err}"
    return answer.json


def refused(*words: object, cwd: Path, code: int) -> str:
    """What a call says on stderr that must end with 2 or 4: nothing at all on stdout."""
    answer = flikar(*words, "--json", cwd=cwd)
    assert answer.code == code, answer.err
    assert answer.out == ""
    return answer.err


def digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def contents(folder: Path) -> dict[str, str]:
    """Every file of a folder with its digest: equal before and after when nothing was written."""
    return {str(path.relative_to(folder)): digest(path) for path in sorted(folder.rglob("*")) if path.is_file()}
