"""Whether a person is about to type words to find lines by: from his tap on "find", for some minutes."""

from datetime import datetime, timedelta

from models import Selection
from services.cards import MemberCard

LASTS = timedelta(minutes=10)
_LISTING = "lines-awaiting"


class LineSearch:
    """The wait is a row, so that a restart does not lose it."""

    async def expect(self, member: MemberCard, now: datetime) -> None:
        """From now on what he types is words to find; each call prolongs the wait."""
        await Selection.update_or_create(
            {"expires_at": now + LASTS},
            person_id=member.person_id,
            contract_id=member.contract_id,
            listing=_LISTING,
        )

    async def expects(self, member: MemberCard, now: datetime) -> bool:
        """Whether the wait goes on."""
        waiting = Selection.filter(
            person_id=member.person_id, contract_id=member.contract_id, listing=_LISTING, expires_at__gt=now
        )
        return await waiting.exists()

    async def stop(self, member: MemberCard) -> None:
        """What he types is for something else now; harmless where nothing was awaited."""
        await Selection.filter(person_id=member.person_id, contract_id=member.contract_id, listing=_LISTING).delete()
