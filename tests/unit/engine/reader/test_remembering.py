"""A short text is understood once; a long one each time, so that it does not stay in the memory."""

import pytest

from engine.reader.remembering import remembered


@pytest.mark.parametrize(("length", "times"), [(50_000, 1), (50_001, 2)])
def test_what_is_short_is_understood_once(length: int, times: int) -> None:
    asked: list[str] = []

    @remembered(2)
    def understood(text: str, end: bytes) -> int:
        asked.append(text)
        return len(text) + len(end)

    text = "a" * (length - 1)
    assert [understood(text, b"."), understood(text, b".")] == [length, length]
    assert len(asked) == times
