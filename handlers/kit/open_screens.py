"""The screens people have before them now: of each private chat the last one, if what it shows changes by itself.

They are kept in this process alone: a bot that has just begun knows of none, and redraws each after its next tap.
"""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from handlers.kit.context import BotContext, Chat, TgUser
from handlers.kit.screen import View
from handlers.kit.show import Spot

LASTS = timedelta(minutes=15)
"""Whoever has not touched his screen for so long is looking elsewhere."""
PAUSE = timedelta(seconds=2)
"""Between two drawings of one screen: nobody reads faster, and Telegram slows a chat that is edited faster."""
LOOK_EVERY = timedelta(seconds=10)
"""So often a screen is read afresh though nobody told of a change: another bot may have made it."""


@dataclass(frozen=True)
class Again:
    """How a screen of a contract is drawn anew. ``draw`` reads and changes nothing; None: it stays as it is."""

    contract_id: int
    draw: Callable[[BotContext], Awaitable[View | None]]


def lasting(context: BotContext, view: View, draw: Callable[[BotContext], Awaitable[View | None]]) -> View:
    """``view``, drawn anew by ``draw`` while it is open: the same screen of the same facts, news on it included."""
    return replace(view, again=Again(context.member.contract_id, draw))


@dataclass(eq=False)
class OpenScreen:
    """A screen that somebody has before him, as it was drawn at ``drawn_at``.

    ``touched_at``: when he drew or tapped it; ``looked_at``: when it was last compared with what is true;
    ``changed``: something it may show has changed since; ``busy``: it is being compared now.
    """

    user: TgUser
    chat: Chat
    spot: Spot
    again: Again
    shown: View
    touched_at: datetime
    drawn_at: datetime
    looked_at: datetime
    changed: bool = False
    busy: bool = False

    def due(self, now: datetime) -> bool:
        """Whether it is time to compare it."""
        if self.busy or now - self.drawn_at < PAUSE:
            return False
        return self.changed or now - self.looked_at >= LOOK_EVERY


class OpenScreens:
    """At most one of each chat. Whoever changes a chat's screen does so in the chat's turn (``bot/updates.py``)."""

    def __init__(self) -> None:
        self._screens: dict[int, OpenScreen] = {}

    def drawn(self, context: BotContext, spot: Spot, view: View) -> None:
        """The person has ``view`` before him."""
        if view.again is not None and view.menu and context.chat.private:
            now = context.now
            self._screens[context.chat.id] = OpenScreen(
                context.user, context.chat, spot, view.again, view, touched_at=now, drawn_at=now, looked_at=now
            )

    def redrawn(self, screen: OpenScreen, view: View, now: datetime) -> None:
        """We have drawn ``view`` on it."""
        screen.shown, screen.drawn_at = view, now
        screen.again = view.again or screen.again

    def touched(self, chat_id: int, now: datetime) -> None:
        """The person tapped, and his screen stayed as it was."""
        if screen := self._screens.get(chat_id):
            screen.touched_at = now

    def leave(self, chat_id: int, message_id: int | None = None) -> None:
        """The person goes on to something else; with ``message_id``: that message shows his screen no more."""
        screen = self._screens.get(chat_id)
        if screen is not None and message_id in (None, screen.spot.message_id):
            self.close(screen)

    def changed(self, contract_id: int | None) -> None:
        """Something of this contract has changed; None: of any. ``services.ports.Changed``."""
        for screen in self._screens.values():
            screen.changed = screen.changed or contract_id in (screen.again.contract_id, None)

    def due(self, now: datetime, limit: int) -> list[OpenScreen]:
        """Up to ``limit`` screens to compare now, those of a known change first, then those not looked at for longest;
        they are busy from now on."""
        for screen in [each for each in self._screens.values() if now - each.touched_at > LASTS]:
            self.close(screen)
        waiting = [each for each in self._screens.values() if each.due(now)]
        due = sorted(waiting, key=lambda each: (not each.changed, each.looked_at))
        for screen in due[:limit]:
            screen.busy, screen.changed, screen.looked_at = True, False, now
        return due[:limit]

    def is_open(self, screen: OpenScreen) -> bool:
        """Whether the person has not gone elsewhere meanwhile."""
        return self._screens.get(screen.chat.id) is screen

    def close(self, screen: OpenScreen) -> None:
        """Draw it no more."""
        if self.is_open(screen):
            del self._screens[screen.chat.id]

    def clear(self) -> None:
        """Forget all: another bot may have drawn on them since."""
        self._screens.clear()
