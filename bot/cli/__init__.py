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

COMMANDS = {
    "run": "run the bot (long polling, or a webhook when WEBHOOK_URL is set)",
    "sandbox": "a Telegram of your own, carriers that break by a click and sample data, all on this machine",
    "migrate": "bring the database up to date",
    "backup": "write every row of the database to a file, while the bot runs",
    "restore": "bring a backup back into the database, all of it or nothing",
    "invite": "print a one-time link that lets a person into a contract",
    "support": "say who is the provider's own staff: finds any contract, restores access, changes nothing else",
    "cabinet": "set the cabinet login of a contract's administrator",
    "rights": "print who may do what, as a table in Markdown",
    "recount": "prove every balance and invoice from charges and payments; name what differs",
    "statement": "read a bank statement, list the payments that wait for a decision, take it",
    "pbx": "run the SIP server that softphones register at (Kamailio), configured from the settings",
    "probe": "check one SIP account and print the verdict",
    "doctor": "look at the settings, the database, Telegram and the prober; say what to mend",
}
INTERRUPTED = 130


class CommandFailed(Exception):  # noqa: N818 -- read as a sentence: raise CommandFailed(...)
    """A fault that was to be expected. Its text is one sentence for the person at the terminal."""


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command and return its exit status. Misuse exits with 2 by way of argparse."""
    words = list(sys.argv[1:] if argv is None else argv)
    parser = _parser(words)
    arguments = parser.parse_args(words)
    if "run" not in arguments:
        parser.error("the command comes first, its options after it")
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
    for name, line in COMMANDS.items():
        if name in words[:1]:
            importlib.import_module(f"bot.cli.{name}").add(subparsers)
        else:
            subparsers.add_parser(name, help=line)
    return parser


def _version() -> str:
    try:
        return version("linekeeper")
    except PackageNotFoundError:  # run from a checkout that is not installed
        return "0.1.0"
