"""Who may log in to the projects service and work in which project: nothing but what the bot's API has told it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

Change = Mapping[str, Any]
"""One item of ``GET /projects/access-changes``."""


@dataclass
class Somebody:
    """A user. ``cabinet_login`` is an external observer's, who has no ``login``; ``projects`` are outside ids."""

    id: int
    contract: str
    login: str = ""
    cabinet_login: str = ""
    name: str = ""
    role: str = ""
    until: str = ""
    verifier: str = field(default="", repr=False)
    projects: set[str] = field(default_factory=set)


class Directory:
    """Changes are applied in their order; one that was applied already changes nothing."""

    def __init__(self) -> None:
        self.people: dict[int, Somebody] = {}
        self.cursor = 0

    def apply(self, change: Change) -> None:
        """Take one change in."""
        if change["id"] <= self.cursor:
            return
        self.cursor = change["id"]
        if change["kind"] == "removal":
            self.people.pop(change["user"], None)
        elif change["kind"] == "user":
            _describe(self.people.setdefault(change["user"], Somebody(change["user"], change["contract"])), change)
        elif (somebody := self.people.get(change["user"])) is not None:
            _change(somebody, change)

    def by_login(self, login: str) -> list[Somebody]:
        """Who logs in by it: one user of a login of ours; an external observer once for each contract he watches."""
        typed = login.strip().lower()
        return [each for each in self.people.values() if typed and typed in (each.login, each.cabinet_login)]


def _describe(somebody: Somebody, change: Change) -> None:
    somebody.login, somebody.cabinet_login = change["login"] or "", change["cabinet_login"] or ""
    somebody.name, somebody.role = change["name"], change["role"]
    somebody.until = change["until"] or ""


def _change(somebody: Somebody, change: Change) -> None:
    """Of somebody who is not there any more nothing is told that matters."""
    if change["kind"] == "role":
        somebody.role = change["role"]
    elif change["kind"] == "password" and change["verifier"]:
        somebody.verifier = change["verifier"]
    elif change["kind"] == "admission":
        (somebody.projects.add if change["admitted"] else somebody.projects.discard)(change["project"])
