"""What a person is about to type: for what, from his tap on for some minutes. One thing at a time."""

from datetime import datetime, timedelta

from models import Selection
from services.cards import MemberCard

LASTS = timedelta(minutes=10)
_LISTING = "lines-awaiting"


class Awaited:
    """The wait is a row, so that a restart does not lose it; a new one replaces the one before.

    ``what`` (≤64 characters) is a word of the room that waits, with what it needs to go on.
    """

    async def expect(self, member: MemberCard, what: str, now: datetime) -> None:
        """From now on what he types is for ``what``; each call prolongs the wait."""
        await Selection.update_or_create(
            {"search": what, "expires_at": now + LASTS},
            person_id=member.person_id,
            contract_id=member.contract_id,
            listing=_LISTING,
        )

    async def what(self, member: MemberCard, now: datetime) -> str | None:
        """What the next words are for; None: nothing is awaited."""
        waiting = await Selection.get_or_none(
            person_id=member.person_id, contract_id=member.contract_id, listing=_LISTING, expires_at__gt=now
        )
        return waiting.search if waiting else None

    async def stop(self, member: MemberCard) -> None:
        """Nothing is awaited any more; harmless where nothing was."""
        await Selection.filter(person_id=member.person_id, contract_id=member.contract_id, listing=_LISTING).delete()

    async def left(self, member: MemberCard, now: datetime) -> None:
        """The person went on to another screen at ``now``: only what was asked there, at that very moment, stays."""
        await Selection.filter(
            person_id=member.person_id,
            contract_id=member.contract_id,
            listing=_LISTING,
            expires_at__lt=now + LASTS,
        ).delete()
