"""One call of a bot: who called what with which arguments."""

from dataclasses import dataclass, field
from typing import Any

from sandbox.telegram import spec
from sandbox.telegram.params import Upload
from sandbox.telegram.state import Bot, Chat
from sandbox.telegram.world import World


@dataclass
class Call:
    """``values`` are checked against the Bot API's description; ``files`` are uploads by part name."""

    world: World
    bot: Bot
    method: spec.Method
    values: dict[str, Any]
    files: dict[str, Upload] = field(default_factory=dict)

    def get(self, name: str) -> Any:
        return self.values.get(name)

    def flag(self, name: str) -> bool:
        return bool(self.values.get(name, False))

    def text(self, name: str) -> str:
        return str(self.values.get(name, ""))

    def number(self, name: str, default: int = 0) -> int:
        return int(self.values.get(name, default))


@dataclass(frozen=True)
class Place:
    """Where a message goes: a chat and perhaps a topic of it."""

    chat: Chat
    thread_id: int | None = None
