"""What the composition root gives the conversation."""

from collections.abc import Callable, Coroutine
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Protocol

from handlers.errors import Reporter
from handlers.kit import arrivals
from handlers.kit.context import BotContext, Chat, Support, TgUser
from handlers.kit.open_screens import OpenScreens
from handlers.kit.routes import Routes
from handlers.kit.screen import View
from services.cards import Visitor
from services.catalogue import Services
from services.ports import Papers
from texts import Texts


class Background(Protocol):
    """Owner of follow-ups: the supervisor's ``spawn``."""

    def __call__(self, name: str, coroutine: Coroutine[Any, Any, object], /) -> None:
        """Run the coroutine to its end, or drop it when the program stops."""
        ...


@dataclass(frozen=True)
class House:
    """Everything a Dispatcher needs. ``language`` is spoken in groups; ``door`` is what a stranger sees.
    ``papers`` draws documents; ``screens`` are those that people have before them."""

    services: Services
    routes: Routes
    door: Callable[[Texts, Support], View]
    support: Support
    language: str
    background: Background
    report: Reporter
    papers: Papers
    clock: Callable[[], datetime] = arrivals.now
    screens: OpenScreens = field(default_factory=OpenScreens)

    def context(self, visitor: Visitor, user: TgUser, chat: Chat, texts: Texts, bot_link: str) -> BotContext:
        """What a room's function is given, as of now."""
        return BotContext(self.services, visitor, user, chat, texts, self.clock(), self.support, self.papers, bot_link)
