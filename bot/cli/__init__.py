"""The command line ``python -m bot``: finds the command, runs it, turns expected faults into one sentence.

Exit status: 0 done, 1 the command failed or its answer is no, 2 misuse or unusable settings, 130 Ctrl-C.
A command is a module of this package with ``add(subparsers)``, whose parser sets the default ``run`` to a function
``run(arguments) -> int``. Only the module of the command that was asked for is imported: help stays fast, and a
``probe`` needs no database.
"""

import argparse
import importlib
import sys
from collections.abc import Sequence
from importlib.metadata import PackageNotFoundError, version
from typing import TypeAlias

from bot.settings import SettingsError

Subparsers: TypeAlias = "argparse._SubParsersAction[argparse.ArgumentParser]"

COMMANDS = ("run", "sandbox", "migrate", "invite", "probe", "doctor")
INTERRUPTED = 130


class CommandFailed(Exception):  # noqa: N818 -- read as a sentence: raise CommandFailed(...)
    """A fault that was to be expected. Its text is one sentence for the person at the terminal."""


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command and return its exit status. Misuse exits with 2 by way of argparse."""
    words = list(sys.argv[1:] if argv is None else argv)
    arguments = _parser(words).parse_args(words)
    try:
        return int(arguments.run(arguments))
    except SettingsError as error:
        print(error, file=sys.stderr)
        return 2
    except CommandFailed as error:
        print(error, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return INTERRUPTED


def _parser(words: Sequence[str]) -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m bot", description="Linekeeper: watches telephone lines and wakes the person on call."
    )
    parser.add_argument("--version", action="version", version=f"linekeeper {_version()}")
    subparsers = parser.add_subparsers(metavar="COMMAND", dest="command", required=True, title="commands")
    asked = [word for word in words[:1] if word in COMMANDS]
    for name in asked or COMMANDS:
        importlib.import_module(f"bot.cli.{name}").add(subparsers)
    return parser


def _version() -> str:
    try:
        return version("linekeeper")
    except PackageNotFoundError:  # run from a checkout that is not installed
        return "0.1.0"
