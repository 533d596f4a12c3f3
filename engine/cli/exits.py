"""One call from words to exit code; here every broken world becomes a message and a number."""

import sys
import tempfile
import traceback
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from typer import TyperException

from engine.cli import swedish
from engine.cli.app import NAME, build_app
from engine.cli.command import Application, Reply
from engine.cli.output import human_text, json_text, say, use_utf8, write_out
from engine.errors import EXIT_DONE, EXIT_INTERNAL, EXIT_WRONG_CALL, FlikarError

EXIT_INTERRUPTED = 130


def run(application: Application, args: Sequence[str] | None = None) -> int:
    """Carry out one call.

    Args:
        application: the catalogue of flikar, the demo municipality and more commands.
        args: the words after ``flikar``; None takes those of the process.

    Returns:
        The exit code of the contract, section 1; 130 when somebody interrupted.
    """
    use_utf8()
    words = sys.argv[1:] if args is None else list(args)
    try:
        return _call(application, args, words)
    except FlikarError as error:
        say(str(error))
        return error.exit_code
    except TyperException as fault:
        say(swedish.word_call_fault(fault), swedish.see_help(_path_of(fault)))
        return EXIT_WRONG_CALL
    except KeyboardInterrupt:
        say(swedish.INTERRUPTED)
        return EXIT_INTERRUPTED
    except Exception as error:  # noqa: BLE001 the last door: a bug is logged and told of, never shown raw
        return _internal_fault(error, words)


def _call(application: Application, args: Sequence[str] | None, words: Sequence[str]) -> int:
    given = None if args is None else list(words)
    answer = build_app(application).main(args=given, prog_name=NAME, standalone_mode=False)
    if isinstance(answer, Reply):
        _tell(answer)
        return answer.exit_code
    if answer == EXIT_INTERRUPTED:  # typer has caught the interruption and says so by this number
        raise KeyboardInterrupt
    return answer if isinstance(answer, int) else EXIT_DONE


def _tell(reply: Reply) -> None:
    """Write to stdout last and at once, so that a fault in telling leaves it empty."""
    text = json_text(reply.json) if reply.as_json else _text_of(reply)
    say(*reply.remarks)
    write_out(text)


def _text_of(reply: Reply) -> str:
    return human_text(reply.human(), sys.stdout) if reply.raw is None else reply.raw


def _path_of(fault: TyperException) -> str:
    return str(getattr(getattr(fault, "ctx", None), "command_path", NAME))


def _internal_fault(error: Exception, words: Sequence[str]) -> int:
    if "--debug" in words:
        say("".join(traceback.format_exception(error)))
    say(swedish.internal_fault(error, log_fault(error, f"{NAME} {words!r}")))
    return EXIT_INTERNAL


def log_fault(error: Exception, doing: str) -> str:
    """Write a bug's whole trace to a file of its own; returns where it lies."""
    trace = "".join(traceback.format_exception(error))
    with tempfile.NamedTemporaryFile(
        "w", prefix="flikar-", suffix=".log", delete=False, encoding="utf-8", errors="backslashreplace"
    ) as log:
        log.write(f"{datetime.now(UTC).isoformat()}\n{doing}\nPython {sys.version}\n\n{trace}")
    return str(Path(log.name))
