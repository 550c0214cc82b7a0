"""All that exists: people, groups, bots, time. Everybody else is given the World."""

from collections import deque
from collections.abc import Callable
from typing import Any

from sandbox.telegram.clock import Clock
from sandbox.telegram.events import Events
from sandbox.telegram.faults import Faults
from sandbox.telegram.limits import Limits
from sandbox.telegram.state import Bot, Chat, Member, Message, Person

PERMISSIONS = (
    *("can_send_messages", "can_send_audios", "can_send_documents", "can_send_photos", "can_send_videos"),
    *("can_send_video_notes", "can_send_voice_notes", "can_send_polls", "can_send_other_messages"),
    *("can_add_web_page_previews", "can_react_to_messages", "can_edit_tag", "can_change_info", "can_invite_users"),
    *("can_pin_messages", "can_manage_topics"),
)


# Number 1 of a supergroup is its creation, and the General topic of a forum.
FIRST_MESSAGE = {"group": 1, "supergroup": 2}


class World:
    """State in memory only. ``users`` have pressed Start; in ``groups`` every user and every bot is a member."""

    def __init__(self, users: list[int], groups: list[int], limits: bool = False) -> None:
        self.first = (list(users), list(groups), limits)
        self.clock = Clock()
        self.events = Events()
        self.on_update: Callable[[Bot], None] = lambda _bot: None
        self.restart()

    def restart(self) -> None:
        """Back to the people and groups of the beginning; listeners stay."""
        users, groups, limits = self.first
        self.clock.offset = 0.0
        self.people: dict[int, Person] = {}
        self.unstarted: set[int] = set()
        self.groups: dict[int, Chat] = {}
        self.bots: dict[str, Bot] = {}
        self.last_bot: Bot | None = None
        self.calls: deque[dict[str, Any]] = deque(maxlen=2000)
        self.faults = Faults()
        self.limits = Limits(limits)
        self.callback_timeout = 30.0
        self.delete_within = 48 * 3600
        for user_id in users:
            self.people[user_id] = Person(user_id, f"User {user_id}", language_code="ru")
        for chat_id in groups:
            self.add_group(chat_id, "supergroup" if chat_id <= -1000000000000 else "group", f"Group {chat_id}")

    def add_group(self, chat_id: int, kind: str, title: str) -> Chat:
        chat = Chat(chat_id, kind, title, permissions=dict.fromkeys(PERMISSIONS, True), next_id=FIRST_MESSAGE[kind])
        for user_id in [*self.people, *(bot.id for bot in self.bots.values())]:
            chat.members[user_id] = Member(user_id)
        humans = [user_id for user_id in chat.members if user_id in self.people]
        if humans:
            chat.members[humans[0]].status = "creator"
        self.groups[chat_id] = chat
        return chat

    def bot(self, token: str) -> Bot:
        """The bot of a well-formed token: made at its first call, a member of every group there is."""
        if token not in self.bots:
            number = int(token.split(":")[0])
            self.bots[token] = Bot(number, "Sandbox", username=f"sandbox{number}_bot", is_bot=True, token=token)
            for chat in self.groups.values():
                chat.members.setdefault(number, Member(number))
        return self.bots[token]

    def account(self, user_id: int) -> Person | None:
        if user_id in self.people:
            return self.people[user_id]
        return next((bot for bot in self.bots.values() if bot.id == user_id), None)

    def dialog(self, bot: Bot, user_id: int) -> Chat:
        """The private chat of a bot with a person who exists (KeyError otherwise)."""
        if user_id not in bot.dialogs:
            self.people[user_id]
            started = user_id not in self.unstarted
            bot.dialogs[user_id] = Chat(user_id, "private", owner_bot=bot, started=started)
        return bot.dialogs[user_id]

    def next_message_id(self, chat: Chat) -> int:
        """Private chats of a bot share one row of numbers, as in Telegram; a group has its own."""
        owner: Bot | Chat = chat.owner_bot or chat
        if isinstance(owner, Bot):
            owner.next_message_id += 1
            return owner.next_message_id - 1
        owner.next_id += 1
        return owner.next_id - 1

    def audience(self, chat: Chat) -> set[int]:
        if chat.private:
            return {chat.id}
        return {member.user_id for member in chat.members.values() if member.inside}

    def bots_in(self, chat: Chat) -> list[Bot]:
        if chat.owner_bot is not None:
            return [chat.owner_bot]
        inside = self.audience(chat)
        return [bot for bot in self.bots.values() if bot.id in inside]

    def message(self, chat: Chat, message_id: int | None) -> Message | None:
        """A living message; None for a deleted or an unknown one."""
        found = chat.messages.get(message_id or 0)
        return None if found is None or found.deleted else found
