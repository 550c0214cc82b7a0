"""Which lines calls go through, and what the calls say of them."""

from datetime import datetime

from tortoise.transactions import in_transaction

from domain.access import Action, allowed
from domain.journal import Deed
from models import Line
from services import access, audit
from services.call_counters import calls_of
from services.cards import MemberCard
from services.line_cards import LineCallsCard


class LineCallService:
    """``server``: there is a SIP server that calls can go through."""

    def __init__(self, *, server: bool = False) -> None:
        self._server = server

    async def card(self, member: MemberCard, line_id: int, now: datetime) -> LineCallsCard:
        """What calls say of a line; ``NotFoundError`` for a foreign one as for a missing one."""
        access.require(member, Action.SEE_LINES)
        line = await access.own_line(member, line_id)
        calls = await calls_of(line.id, now)
        marked = (line.through_server, line.registers_to_us)
        return LineCallsCard(line.id, line.name, line.type, *marked, calls, self._server, allowed(member.role))

    async def route(self, member: MemberCard, line_id: int, on: bool, now: datetime) -> LineCallsCard:
        """Let calls go through our server over this line, or no more; idempotent, and counts from the next call on."""
        access.require(member, Action.EDIT_LINES)
        line = await access.own_line(member, line_id)
        async with in_transaction():
            other = Line.filter(id=line.id, through_server=not on, registers_to_us=False)
            if await other.update(through_server=on):
                deed = Deed.ROUTE_ON if on else Deed.ROUTE_OFF
                await audit.by_member(member, deed, f"line {line.id}", now, line.name)
        return await self.card(member, line_id, now)
