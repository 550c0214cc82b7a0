"""The port of delivery: one notice into its chat, and the ways that can fail. ``bot/notifier.py`` implements it."""

from dataclasses import dataclass
from typing import Protocol

from domain.alerts import NoticeKind
from services.cards import IncidentCard


@dataclass(frozen=True)
class NoticeCard:
    """One message to send (``message_id`` None) or to edit. ``reply_to`` is the card a short reply belongs to.

    With ``others`` the message tells of several incidents that are over, ``unnamed`` is how many more there are.
    """

    id: int
    kind: NoticeKind
    chat_id: int
    thread_id: int
    language: str
    message_id: int | None
    reply_to: int | None
    incident: IncidentCard
    others: tuple[IncidentCard, ...] = ()
    unnamed: int = 0


class UndeliveredError(Exception):
    """The message did not get out now; try again after ``retry_after`` seconds (None: our own pace)."""

    def __init__(self, retry_after: float | None = None) -> None:
        super().__init__("undelivered")
        self.retry_after = retry_after


class ChatGoneError(Exception):
    """The chat takes no messages any more. ``reason``: blocked, kicked, not_found, no_rights, topic_gone."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class ChatMigratedError(Exception):
    """The group became a supergroup with another id."""

    def __init__(self, new_chat_id: int) -> None:
        super().__init__("migrated")
        self.new_chat_id = new_chat_id


class MessageGoneError(Exception):
    """The message to edit is not there any more: somebody deleted it, or it is too old."""


class RejectedError(Exception):
    """Telegram refuses this very message for good: a fault of ours, kept as the notice's failure."""


class Messenger(Protocol):
    """Puts one notice into its chat."""

    async def deliver(self, notice: NoticeCard) -> int:
        """Send or edit; the message's id. Raises the errors of this module."""
        ...
