"""Messages that show a secret, and their end a minute later, whatever happens to the program meanwhile.

Send the message without the secret, ``keep`` it, and only then edit the secret in: so a kill at any moment leaves
nothing to read for longer.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from tortoise.expressions import F

from models import Reveal

SHOWN = timedelta(seconds=60)
MOST_TRIES = 100
AT_ONCE = 50


@dataclass(frozen=True)
class RevealDue:
    """A message that is to be deleted now."""

    id: int
    chat_id: int
    message_id: int


class RevealService:
    """Rows alone; who deletes messages is ``bot``."""

    async def keep(self, chat_id: int, message_id: int, now: datetime, until: datetime | None = None) -> datetime:
        """The message is to be gone in a minute from now, or at ``until``; when. Kept again, it lives on.

        Telegram deletes nothing that is older than 48 hours. https://core.telegram.org/bots/api#deletemessage
        """
        until = until or now + SHOWN
        await Reveal.update_or_create({"delete_at": until, "attempts": 0}, chat_id=chat_id, message_id=message_id)
        return until

    async def due(self, now: datetime) -> tuple[RevealDue, ...]:
        """Messages to delete now, the oldest first; each call counts as a try and puts the next one off."""
        rows = await Reveal.filter(delete_at__lte=now).order_by("delete_at", "id").limit(AT_ONCE)
        for row in rows:
            pause = timedelta(seconds=min(2**row.attempts, 600))
            await Reveal.filter(id=row.id).update(attempts=F("attempts") + 1, delete_at=now + pause)
        return tuple(RevealDue(row.id, row.chat_id, row.message_id) for row in rows)

    async def next_at(self) -> datetime | None:
        """When the next message is due; None: there is none."""
        row = await Reveal.all().order_by("delete_at").first()
        return row.delete_at if row else None

    async def done(self, reveal_id: int) -> None:
        """The message is gone, or Telegram says that it cannot be deleted any more."""
        await Reveal.filter(id=reveal_id).delete()

    async def forget_hopeless(self) -> int:
        """Messages that were tried too often; how many."""
        return await Reveal.filter(attempts__gt=MOST_TRIES).delete()
