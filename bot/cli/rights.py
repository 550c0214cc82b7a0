"""``python -m bot rights``: the table role × action, as Markdown. ``docs/rights.md`` is its output."""

import argparse

from bot.cli import COMMANDS, Subparsers
from domain.access import RIGHTS, Action, Role

HEAD = """# Rights

Who may do what in a contract. The table itself is [domain/access.py](../domain/access.py); services ask it at every \
step, screens offer the buttons that it grants. What it does not grant is denied. This page is printed by \
`python -m bot rights`.
"""
TAIL = """
`support` has its rights in a contract that it has entered, and every entering, leaving and restoring is in that \
contract's journal. No invitation makes a person support: `python -m bot support` does.
"""


def add(subparsers: Subparsers) -> None:
    """Declare the command."""
    subparsers.add_parser("rights", help=COMMANDS["rights"]).set_defaults(run=run)


def run(_: argparse.Namespace) -> int:
    """Print the page on standard output."""
    print(page(), end="")
    return 0


def page() -> str:
    """The whole page."""
    roles = list(Role)
    head = ["| Action | " + " | ".join(f"`{role}`" for role in roles) + " |", "|---" + "|:-:" * len(roles) + "|"]
    rows = [_row(action, roles) for action in Action]
    return "\n".join([HEAD, *head, *rows, TAIL])


def _row(action: Action, roles: list[Role]) -> str:
    marks = ("✓" if role in RIGHTS.get(action, ()) else "" for role in roles)
    return f"| `{action}` | " + " | ".join(marks) + " |"
