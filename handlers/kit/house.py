"""What the composition root gives the conversation."""

from collections.abc import Callable, Coroutine
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol

from handlers.errors import Reporter
from handlers.kit import arrivals
from handlers.kit.context import Support
from handlers.kit.routes import Routes
from handlers.kit.screen import View
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
    ``papers`` draws documents."""

    services: Services
    routes: Routes
    door: Callable[[Texts, Support], View]
    support: Support
    language: str
    background: Background
    report: Reporter
    papers: Papers
    clock: Callable[[], datetime] = arrivals.now
