"""The way in and the way out: runs one command, and turns however it ended into an exit code and plain words.

0 fine, 1 findings, 2 could not run. No traceback reaches a user, unless PUTRIGHT_DEBUG asks for it.
"""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Sequence

import click

from putright.cli.codes import COULD_NOT_RUN, INTERRUPTED, PIPE_CLOSED
from putright.cli.commands import putright


def main(arguments: Sequence[str] | None = None) -> int:
    """Run `putright` with these arguments, by default those of the process; the exit code."""
    _settle_streams()
    try:
        code = _run(sys.argv[1:] if arguments is None else list(arguments))
        sys.stdout.flush()
    except BrokenPipeError:
        _leave_the_pipe()
        return PIPE_CLOSED
    except (KeyboardInterrupt, click.Abort):
        return INTERRUPTED
    return code


def _run(arguments: list[str]) -> int:
    form = "text"
    try:
        with putright.make_context("putright", arguments) as context:
            try:
                code = putright.invoke(context)
            finally:
                form = str(context.meta.get("format", form))
    except click.exceptions.Exit as ended:
        return ended.exit_code
    except click.UsageError as error:
        _explain_usage(error)
        return COULD_NOT_RUN
    except click.ClickException as error:
        _complain(error.format_message())
        return COULD_NOT_RUN
    except (BrokenPipeError, click.Abort):
        raise
    except Exception as error:  # the last resort for our own mistakes
        from putright.cli.endings import told

        return told(error, form)
    return int(code or 0)


def _complain(text: str) -> None:
    from putright.cli.printing import complain

    complain(text)


def _explain_usage(error: click.UsageError) -> None:
    if isinstance(error, click.exceptions.NoArgsIsHelpError):
        _complain(error.format_message())
        return
    if error.ctx is not None:
        _complain(error.ctx.get_usage())
        _complain(f"Try: {error.ctx.command_path} --help\n")
    _complain(f"Error: {error.format_message()}")


def _settle_streams() -> None:
    """Print what a terminal's alphabet lacks as an escape, rather than fail."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")


def _leave_the_pipe() -> None:
    """Python flushes standard output once more at its end; let it go nowhere."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, sys.stdout.fileno())
    os.close(nowhere)
