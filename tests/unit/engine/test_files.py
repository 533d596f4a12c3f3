"""A file is written wholly or not at all."""

from pathlib import Path
from typing import BinaryIO

import pytest

from engine.errors import NotWrittenError
from engine.files import write_atomically


def test_writes_bytes_and_replaces_what_was_there(tmp_path: Path) -> None:
    path = tmp_path / "fil.txt"
    write_atomically(path, b"ett")
    write_atomically(path, _write_two)
    assert path.read_bytes() == b"tv\xc3\xa5"
    assert list(tmp_path.iterdir()) == [path]


def _write_two(file: BinaryIO) -> None:
    file.write("två".encode())


def test_a_failure_leaves_the_earlier_file_and_no_rubbish(tmp_path: Path) -> None:
    path = tmp_path / "fil.txt"
    path.write_bytes(b"ett")

    def fail(file: BinaryIO) -> None:
        file.write(b"halv")
        raise OSError(28, "disken är full")

    with pytest.raises(NotWrittenError, match="disken är full"):
        write_atomically(path, fail)
    assert path.read_bytes() == b"ett"
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize("place", ["borta/fil.txt", "."])
def test_a_place_that_cannot_be_written_is_named(tmp_path: Path, place: str) -> None:
    with pytest.raises(NotWrittenError, match="kunde inte skrivas"):
        write_atomically(tmp_path / place, b"")
