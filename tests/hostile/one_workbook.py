"""Reads one workbook as a process of its own: ``python one_workbook.py BOK`` prints one JSON object."""

import json
import resource
import sys
import time
from pathlib import Path

from engine.errors import FlikarError
from engine.reader import UnreadableWorkbookError, read_raw

ADDRESS_SPACE = 1_500_000_000
PROCESS_STATUS = Path("/proc/self/status")


def peak_kilobytes() -> int:
    """This process's own peak: ``ru_maxrss`` carries the starting process's over a fork, so it is the last resort."""
    if PROCESS_STATUS.exists():
        for line in PROCESS_STATUS.read_text(encoding="ascii").splitlines():
            if line.startswith("VmHWM:"):
                return int(line.split()[1])
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss


def main(path: str) -> None:
    resource.setrlimit(resource.RLIMIT_AS, (ADDRESS_SPACE, ADDRESS_SPACE))
    began = time.process_time()
    outcome: dict[str, object] = {"code": None, "notes": [], "cells": 0}
    try:
        book = read_raw(path)
        outcome |= {"notes": [rule for rule, _ in book.notes], "cells": sum(len(s.cells) for s in book.sheets)}
    except UnreadableWorkbookError as refusal:
        outcome |= {"code": refusal.code, "remedy": refusal.remedy}
    except FlikarError as refusal:
        outcome |= {"code": type(refusal).__name__, "remedy": refusal.remedy}
    peak = peak_kilobytes() // 1024
    print(json.dumps(outcome | {"seconds": time.process_time() - began, "peak_mb": peak}))  # noqa: T201 - its purpose


if __name__ == "__main__":
    main(sys.argv[1])
