"""What has been understood of a part once, kept for the next workbook that is made alike."""

from collections.abc import Callable
from functools import lru_cache, wraps
from typing import ParamSpec, TypeVar

_Parts = ParamSpec("_Parts")
_Answer = TypeVar("_Answer")
_LONGEST = 50_000
"""Characters or bytes; longer parts are rare, and would fill the memory."""


def remembered(most: int) -> Callable[[Callable[_Parts, _Answer]], Callable[_Parts, _Answer]]:
    """Keep the latest answers of a function of texts, which must be values that nobody changes.

    Args:
        most: so many answers; those to long texts are not kept.
    """

    def remember(understand: Callable[_Parts, _Answer]) -> Callable[_Parts, _Answer]:
        known = lru_cache(maxsize=most)(understand)

        @wraps(understand)
        def answer(*texts: _Parts.args, **named: _Parts.kwargs) -> _Answer:
            is_short = sum(map(len, texts)) <= _LONGEST  # type: ignore[arg-type]  # texts, as is said above
            return known(*texts, **named) if is_short else understand(*texts, **named)  # type: ignore[arg-type]

        return answer

    return remember
