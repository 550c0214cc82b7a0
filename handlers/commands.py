"""The commands that Telegram offers beside the message field, by role and language.

https://core.telegram.org/bots/api#setmycommands
"""

from domain.access import Action, Role, may
from texts import Texts

Commands = tuple[tuple[str, str], ...]
"""Pairs of a command's name and its description (≤256 characters)."""

_NEEDS = {
    "lines": Action.SEE_LINES,
    "errors": Action.SEE_LINES,
    "users": Action.SEE_USERS,
    "projects": Action.SEE_PROJECTS,
    "account": Action.SEE_MONEY,
    "invoices": Action.SEE_MONEY,
    "payments": Action.SEE_MONEY,
    "cancel": Action.EDIT_LINES,
}


def private_commands(role: Role | None, t: Texts) -> Commands:
    """Commands of a private chat; ``role`` None: of a stranger, the default for everybody."""
    if role is None:
        return (("start", t.plain("command-start")),)
    allowed = [name for name, action in _NEEDS.items() if may(role, action)]
    described = {
        "start": t.plain("command-start"),
        "lines": t.plain("command-lines"),
        "errors": t.plain("command-errors"),
        "users": t.plain("command-users"),
        "projects": t.plain("command-projects"),
        "account": t.plain("command-account"),
        "invoices": t.plain("command-invoices"),
        "payments": t.plain("command-payments"),
        "cancel": t.plain("command-cancel"),
        "help": t.plain("command-help"),
        "language": t.plain("command-language"),
    }
    return tuple((name, described[name]) for name in ("start", *allowed, "help", "language"))


def group_commands(t: Texts) -> Commands:
    """Commands of groups."""
    return (("bind", t.plain("command-bind")), ("unbind", t.plain("command-unbind")))
