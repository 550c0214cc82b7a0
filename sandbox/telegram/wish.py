"""A request to the control API: its body, and the people, chats and bots it names."""

from dataclasses import dataclass
from typing import Any

from sandbox.telegram.errors import ControlError
from sandbox.telegram.state import Bot, Chat, Message, Person
from sandbox.telegram.world import World

Json = dict[str, Any]


@dataclass(frozen=True)
class Wish:
    """A request to the control API with what every one of them needs: the world, the body or query, the bot meant."""

    world: World
    body: Json

    def has(self, name: str) -> bool:
        return self.body.get(name) is not None

    def number(self, name: str, default: int | None = None) -> int:
        value = self.body.get(name, default)
        try:
            return int(value)  # type: ignore[arg-type] # None and other things are refused right here
        except (TypeError, ValueError, OverflowError) as error:
            raise ControlError(f'"{name}" must be a whole number.') from error

    def text(self, name: str, default: str | None = None) -> str:
        value = self.body.get(name, default)
        if not isinstance(value, str):
            raise ControlError(f'"{name}" must be a text.')
        return value

    def real(self, name: str, default: float) -> float:
        value = self.body.get(name, default)
        try:
            found = float(value)
        except (TypeError, ValueError, OverflowError) as error:
            raise ControlError(f'"{name}" must be a number.') from error
        if not abs(found) < 1e11:
            raise ControlError(f'"{name}" must be a number of sensible size.')
        return found

    def flag(self, name: str, default: bool = False) -> bool:
        value = self.body.get(name, default)
        return value.lower() in {"1", "true", "yes"} if isinstance(value, str) else bool(value)

    def bot(self) -> Bot:
        """The bot named by token, id or username; else the last that called, else the first one known."""
        name = str(self.body.get("bot") or "")
        bots = list(self.world.bots.values())
        found = [bot for bot in bots if name in (bot.token, str(bot.id), bot.username)] if name else bots
        if not found:
            raise ControlError("There is no such bot." if name else "No bot has called yet.")
        return self.world.last_bot if not name and self.world.last_bot is not None else found[0]

    def person(self, name: str = "user_id") -> Person:
        user_id = self.number(name)
        if user_id not in self.world.people:
            raise ControlError(f"There is no person {user_id}. Make one with POST /control/users.")
        return self.world.people[user_id]

    def group(self) -> Chat:
        chat = self.world.groups.get(self.number("chat_id"))
        if chat is None:
            raise ControlError(f"There is no group {self.body['chat_id']}. Make one with POST /control/chats.")
        return chat

    def chat(self) -> Chat:
        """A group, or the private chat of ``chat_id`` (by default of ``user_id``) with the bot."""
        number = self.number("chat_id") if self.has("chat_id") else self.number("user_id")
        if number in self.world.groups:
            return self.world.groups[number]
        if number in self.world.people:
            return self.world.dialog(self.bot(), number)
        raise ControlError(f"There is no chat {number}.")

    def message(self, chat: Chat) -> Message:
        return self.message_named(chat, "message_id")

    def message_named(self, chat: Chat, name: str) -> Message:
        found = self.world.message(chat, self.number(name))
        if found is None:
            raise ControlError(f"There is no message {self.body[name]} in chat {chat.id}.")
        return found
