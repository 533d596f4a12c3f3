"""What every way of stripping says: öre per RR row, report sign, how many rows were removed, and its peak memory."""

import json
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

NAMND, OCCASION, YEAR, MONTH = "VON", "delar", 2022, 8
AMOUNT = r"^-?\d{1,13}([.,]\d{1,2})?$"
PERIOD = r"^\d{4}(0\d|1[0-3])$"


def told(answer: Mapping[str, Sequence[int]], removed: int) -> str:
    """One line; rows without any amount are left out."""
    rows = {label: list(amounts) for label, amounts in answer.items() if label and any(amounts)}
    return json.dumps([rows, removed], sort_keys=True, ensure_ascii=False)


def tell(stripped: Callable[..., str]) -> None:
    """Carry out the call in ``sys.argv``: the answer, then the most memory the process ever held in kB (Linux)."""
    answer = stripped(*sys.argv[1:])
    sys.stdout.write(f"{answer}\n{peak_kb()}\n")


def peak_kb() -> int:
    """The most memory this process ever held, in kB (Linux)."""
    status = Path("/proc/self/status").read_text(encoding="ascii")
    return int(next(line.split()[1] for line in status.splitlines() if line.startswith("VmHWM")))
