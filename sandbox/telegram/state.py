"""What the sandbox remembers: people, bots, chats, messages, files. Plain data; the rules are in the other modules."""

import asyncio
from collections import deque
from dataclasses import dataclass, field
from typing import Any

Json = dict[str, Any]


@dataclass
class Person:
    """A user of Telegram, human or bot."""

    id: int
    first_name: str
    last_name: str = ""
    username: str = ""
    language_code: str = ""
    is_premium: bool = False
    is_bot: bool = False


@dataclass
class Member:
    """A user's place in a group. ``rights`` are those of an administrator, or what a restricted one may do."""

    user_id: int
    status: str = "member"
    rights: dict[str, bool] = field(default_factory=dict)
    until: int = 0
    custom_title: str = ""

    @property
    def inside(self) -> bool:
        return self.status in {"creator", "administrator", "member", "restricted"}


@dataclass
class Topic:
    id: int
    name: str
    icon_color: int = 7322096
    icon_custom_emoji_id: str = ""
    closed: bool = False
    hidden: bool = False


@dataclass
class Message:
    """``content`` holds the Bot API's fields of the message's matter: text and entities, photo and caption, …"""

    id: int
    chat: "Chat"
    sender_id: int
    date: int
    content: Json
    markup: Json | None = None
    thread_id: int | None = None
    reply_to: int | None = None
    extra: Json = field(default_factory=dict)
    silent: bool = False
    protected: bool = False
    service: bool = False
    edit_date: int = 0
    edits: int = 0
    deleted: bool = False
    reactions: dict[int, list[Json]] = field(default_factory=dict)


@dataclass
class Chat:
    """A private chat of one bot with one person, or a group that all share."""

    id: int
    type: str
    title: str = ""
    username: str = ""
    description: str = ""
    is_forum: bool = False
    owner_bot: "Bot | None" = None
    started: bool = True
    blocked: bool = False
    deleted: bool = False
    migrated_to: int | None = None
    members: dict[int, Member] = field(default_factory=dict)
    permissions: dict[str, bool] = field(default_factory=dict)
    topics: dict[int, Topic] = field(default_factory=dict)
    general: Topic = field(default_factory=lambda: Topic(1, "General"))
    messages: dict[int, Message] = field(default_factory=dict)
    pinned: list[int] = field(default_factory=list)
    next_id: int = 1

    @property
    def private(self) -> bool:
        return self.type == "private"


@dataclass
class Stored:
    """A file in the sandbox: what it is, its bytes, and the identifiers a bot knows it by."""

    kind: str
    data: bytes
    name: str
    mime_type: str
    path: str
    unique_id: str
    describe: Json = field(default_factory=dict)


@dataclass
class Callback:
    id: str
    user_id: int
    message: Message
    data: str
    created: float
    answer: "asyncio.Future[Json]"


@dataclass
class Webhook:
    url: str
    secret: str = ""
    max_connections: int = 40
    ip_address: str = ""
    certificate: bool = False
    last_error: str = ""
    last_error_date: int = 0


@dataclass
class Update:
    """``in_flight`` while a webhook request carries it; ``date`` is when it was queued."""

    id: int
    kind: str
    body: Json
    chat_id: int
    date: int
    in_flight: bool = False


@dataclass
class Bot(Person):
    token: str = ""
    can_read_all_group_messages: bool = False
    dialogs: dict[int, Chat] = field(default_factory=dict)
    next_message_id: int = 1
    updates: deque[Update] = field(default_factory=deque)
    next_update_id: int = 1
    allowed_updates: list[str] = field(default_factory=list)
    arrived: asyncio.Event = field(default_factory=asyncio.Event)
    poll: "asyncio.Future[str] | None" = None
    holding: asyncio.Event = field(default_factory=asyncio.Event)
    webhook: Webhook | None = None
    files: dict[str, Stored] = field(default_factory=dict)
    callbacks: dict[str, Callback] = field(default_factory=dict)
    commands: dict[tuple[str, str], list[Json]] = field(default_factory=dict)
    texts: dict[tuple[str, str], str] = field(default_factory=dict)
    menu_buttons: dict[int, Json] = field(default_factory=dict)
