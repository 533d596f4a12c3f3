"""What every way of stripping says: öre per RR row with report sign, and how many rows were removed."""

import json
from collections.abc import Mapping, Sequence

NAMND, OCCASION, YEAR, MONTH = "VON", "delar", 2022, 8
AMOUNT = r"^-?\d{1,13}([.,]\d{1,2})?$"
PERIOD = r"^\d{4}(0\d|1[0-3])$"


def told(answer: Mapping[str, Sequence[int]], removed: int) -> str:
    """One line; rows without any amount are left out."""
    rows = {label: list(amounts) for label, amounts in answer.items() if label and any(amounts)}
    return json.dumps([rows, removed], sort_keys=True, ensure_ascii=False)
