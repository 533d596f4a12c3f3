"""Writing a file so that it is there wholly or not at all."""

import os
import secrets
from collections.abc import Callable
from pathlib import Path
from typing import BinaryIO

from engine.errors import NotWrittenError, os_reason


def write_atomically(path: Path, content: bytes | Callable[[BinaryIO], None]) -> None:
    """Write ``path`` through a temporary file in the same folder; a failure leaves the earlier file as it was.

    Args:
        path: the file to make or replace.
        content: the bytes, or a function that writes them to the open file it is given.

    Raises:
        NotWrittenError: the folder or the file cannot be written.
    """
    if not path.name:
        raise NotWrittenError(path, "det är en mapp")
    temporary = path.with_name(f".{path.name}.{secrets.token_hex(6)}.tmp")
    try:
        _write_and_sync(temporary, content)
        temporary.replace(path)
    except OSError as error:
        raise NotWrittenError(path, os_reason(error)) from error
    finally:
        temporary.unlink(missing_ok=True)


def make_folder(path: Path) -> None:
    """Make a folder and those above it, if they are not there.

    Raises:
        NotWrittenError: it cannot be made.
    """
    try:
        path.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise NotWrittenError(path, os_reason(error)) from error


def _write_and_sync(path: Path, content: bytes | Callable[[BinaryIO], None]) -> None:
    with path.open("xb") as file:
        if isinstance(content, bytes):
            file.write(content)
        else:
            content(file)
        file.flush()
        os.fsync(file.fileno())
