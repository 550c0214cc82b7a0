"""The table of a room: which function a press, a command or a typed text leads to."""

from collections.abc import Awaitable, Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, TypeVar

from handlers.kit.asking import Typed
from handlers.kit.context import BotContext
from handlers.kit.press import Press
from handlers.kit.screen import View

P = TypeVar("P", bound=Press)
Outcome = Awaitable[View | None]


@dataclass(frozen=True)
class Route:
    """One press. ``groups``: works under a message of a group; ``strangers``: works for non-members;
    ``support``: works for the provider's staff outside any contract."""

    press: type[Press]
    function: Callable[[BotContext, Any], Outcome]
    groups: bool = False
    strangers: bool = False
    support: bool = False


@dataclass(frozen=True)
class Command:
    """One ``/name``; its function is given what follows the name."""

    name: str
    function: Callable[[BotContext, str], Outcome]
    groups: bool = False
    strangers: bool = False
    support: bool = False


@dataclass(frozen=True)
class Listener:
    """A room that may wait for what a person types in private; its function returns None when it does not."""

    function: Callable[[BotContext, Typed], Outcome]
    support: bool = False


Room = tuple[Route | Command | Listener, ...]


def on(
    press: type[P],
    function: Callable[[BotContext, P], Outcome],
    *,
    groups: bool = False,
    strangers: bool = False,
    support: bool = False,
) -> Route:
    """A press of a room. The function returns the screen to draw, or None to leave it as it is."""
    return Route(press, function, groups, strangers, support)


def command(
    name: str,
    function: Callable[[BotContext, str], Outcome],
    *,
    groups: bool = False,
    strangers: bool = False,
    support: bool = False,
) -> Command:
    """A command of a room. The function returns the screen to send, or None for silence."""
    return Command(name, function, groups, strangers, support)


def hears(function: Callable[[BotContext, Typed], Outcome], *, support: bool = False) -> Listener:
    """A room that waits for text. Rooms are asked in their order; the first that returns a screen has it.

    ``support``: it hears the provider's staff outside any contract, and nobody else.
    """
    return Listener(function, support)


@dataclass(frozen=True)
class Routes:
    """All rooms together. Raises ValueError when two rooms claim one press or one command."""

    presses: Mapping[type[Press], Route]
    commands: Mapping[str, Command]
    listeners: tuple[Listener, ...] = ()

    @classmethod
    def of(cls, rooms: Iterable[Room]) -> "Routes":
        """The tables of ``rooms`` as one."""
        entries = [entry for room in rooms for entry in room]
        presses = {entry.press: entry for entry in entries if isinstance(entry, Route)}
        commands = {entry.name: entry for entry in entries if isinstance(entry, Command)}
        listeners = tuple(entry for entry in entries if isinstance(entry, Listener))
        if len(presses) + len(commands) + len(listeners) != len(entries):
            raise ValueError("two rooms claim the same press or command")
        return cls(presses, commands, listeners)
