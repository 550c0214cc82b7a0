"""What a person is about to type: for what, from his tap on for some minutes. One thing at a time."""

import json
from datetime import datetime, timedelta

from models import Selection
from services.cards import MemberCard

LASTS = timedelta(minutes=10)
_LISTING = "lines-awaiting"


class Awaited:
    """The wait is a row, so that a restart does not lose it; a new one replaces the one before.

    ``what`` (≤64 characters) is a word of the room that waits, with what it needs to go on.
    """

    async def expect(self, member: MemberCard, what: str, now: datetime, answer: str = "") -> None:
        """From now on what he types is for ``what``; each call prolongs the wait.

        ``answer`` is one that is shown already and waits for a yes.
        """
        await Selection.update_or_create(
            {"search": what, "expires_at": now + LASTS, "ids": json.dumps([answer] if answer else [])},
            person_id=member.person_id,
            contract_id=member.contract_id,
            listing=_LISTING,
        )

    async def what(self, member: MemberCard, now: datetime) -> str | None:
        """What the next words are for; None: nothing is awaited."""
        waiting = await self._waiting(member, now)
        return waiting.search if waiting else None

    async def answer(self, member: MemberCard, what: str, now: datetime) -> str:
        """The answer to ``what`` that waits for a yes; "" where there is none."""
        waiting = await self._waiting(member, now)
        answers = json.loads(waiting.ids) if waiting and waiting.search == what else []
        return str(answers[0]) if answers else ""

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

    async def _waiting(self, member: MemberCard, now: datetime) -> Selection | None:
        return await Selection.get_or_none(
            person_id=member.person_id, contract_id=member.contract_id, listing=_LISTING, expires_at__gt=now
        )
