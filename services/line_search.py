"""Whether a person is about to type words to find lines by: from his tap on "find", for some minutes."""

from datetime import datetime

from services.awaited import LASTS, Awaited
from services.cards import MemberCard

__all__ = ["LASTS", "LineSearch"]

_WORDS = ""
"""Lines are found by words of any kind: nothing else has to be known."""


class LineSearch:
    """A wait like any other: a question that is asked after it ends it."""

    def __init__(self) -> None:
        self._awaited = Awaited()

    async def expect(self, member: MemberCard, now: datetime) -> None:
        """From now on what he types is words to find; each call prolongs the wait."""
        await self._awaited.expect(member, _WORDS, now)

    async def expects(self, member: MemberCard, now: datetime) -> bool:
        """Whether the wait goes on."""
        return await self._awaited.what(member, now) == _WORDS

    async def stop(self, member: MemberCard) -> None:
        """What he types is for something else now; harmless where nothing was awaited."""
        await self._awaited.stop(member)
