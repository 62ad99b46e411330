"""Arguments -> a command; the only error boundary; the exit codes.

Each command's module is imported when it is called, so that `--help` and completion stay quick.
"""

import gc
import importlib
import os
import sys
from collections.abc import Sequence
from types import MappingProxyType
from typing import NoReturn

import click

from transcheck import __version__
from transcheck.errors import UserError

OK, FINDINGS, USAGE, BUG, INTERRUPTED = 0, 1, 2, 3, 130

COMMANDS = MappingProxyType(
    {
        "lint": "Check translations against their source.",
        "fix": "Apply the fixes that are safe, or show them.",
        "status": "Show what is missing, untranslated, stale and done.",
        "new": "Start the translation of a chapter.",
        "sync": "Bring the source's changes into the comments of translations.",
        "glossary": "Look after the glossaries: check, list, test, mine, import, export.",
        "rule": "Show the documentation of a rule, or of all.",
        "config": "Show the configuration, or its JSON schema.",
        "init": "Write a configuration, a hook and a workflow for this project.",
        "completion": "Print the script that completes commands in your shell.",
    }
)
"""Every command with the line that `--help` shows of it; its module has the same name."""


class Commands(click.Group):
    """The commands, imported on demand."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        command: click.Command = importlib.import_module(f"transcheck.commands.{cmd_name}").command
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Suggest the command that was meant."""
        if args and args[0] not in COMMANDS and not args[0].startswith("-"):
            from difflib import get_close_matches

            near = get_close_matches(args[0], COMMANDS, n=1)
            raise click.UsageError(f"no command {args[0]!r}{f', did you mean {near[0]!r}?' if near else ''}", ctx)
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The list of commands without importing them."""
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))


@click.command(
    cls=Commands,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog="Exit codes: 0 clean, 1 findings, 2 wrong usage or configuration, 3 a bug of transcheck, 130 interrupted.",
)
@click.version_option(__version__, message="transcheck %(version)s")
def transcheck() -> None:
    """Check Markdown that is translated by hand against its source.

    \b
    Examples:
      transcheck lint docs/              every finding, with its place
      transcheck lint docs/es/intro.md   one file, the corpus around it is found
      transcheck fix --diff docs/        what safe fixes would change
      transcheck rule missing-section    what a rule means
    """


_SELDOM = 100_000
"""New objects before cycles are searched for: starting makes many that stay, and the usual 700 cost a tenth of it."""


def main(arguments: Sequence[str] | None = None) -> NoReturn:
    """Run the command line and leave with its exit code."""
    gc.set_threshold(_SELDOM)
    try:
        code = transcheck.main(args=arguments, prog_name="transcheck", standalone_mode=False)
        sys.stdout.flush()
    except UserError as error:
        code = _say(f"error: {error}", USAGE)
    except click.ClickException as error:
        error.show()
        code = USAGE
    except (click.Abort, KeyboardInterrupt):
        code = _say("interrupted", INTERRUPTED)
    except BrokenPipeError:
        code = _closed_pipe()
    except Exception as error:  # the boundary: whatever is left is our bug
        code = _bug(error)
    raise SystemExit(code if isinstance(code, int) else OK)


def _say(message: str, code: int) -> int:
    click.echo(f"transcheck: {message}", err=True)
    return code


def _closed_pipe() -> int:
    """The reader has gone (`transcheck lint | head`): not our trouble, and no trace for Python's own flush."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return OK


def _bug(error: Exception) -> int:
    """One line, the place where it happened, and how to report it; the trace on request."""
    where = "".join(f" at {note}" for note in getattr(error, "__notes__", [])[:1])
    if os.environ.get("TRANSCHECK_TRACEBACK"):
        import traceback

        traceback.print_exception(error)
    _say(f"internal error{where}: {type(error).__name__}: {error}", BUG)
    return _say("this is a bug; run again with TRANSCHECK_TRACEBACK=1 and report what it prints", BUG)
