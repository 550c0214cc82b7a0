"""The list of lines: search, filters, ticks, deletion with undo, switching off and on, and a check of all of them."""

from collections.abc import AsyncIterator, Callable
from datetime import datetime
from itertools import groupby

from tortoise.queryset import QuerySet
from tortoise.transactions import in_transaction

from domain.access import Action, allowed
from domain.health import LineState
from domain.journal import Deed
from models import Line
from services import access, audit
from services.cards import LineBrief, LineCard, LineFilter, LinesPage, MemberCard
from services.checks import CheckService
from services.line_deletion import UNDO_LASTS, LineDeletion, undoable
from services.line_list_cards import ConfirmationGoneError, Deleted, DeletedTogether, DeletionAsk, Progress
from services.line_switch import switch_off, switch_on
from services.lines import LINES_A_PAGE, WORST_FIRST, LineService, brief, counts, living
from services.ports import Wake
from services.ticked_lists import TickedList, saying

AT_ONCE = 64
"""Checks of one "check all" under way together; the prober paces each registrar by itself."""

_STATES = {
    LineFilter.ERRORS: LineState.ERROR,
    LineFilter.UNKNOWN: LineState.UNKNOWN,
    LineFilter.OFF: LineState.OFF,
}


class LineListService(TickedList[Line]):
    """What a member does with many lines. ``clock`` gives the moment a check ended."""

    listing, see, edit = "lines", Action.SEE_LINES, Action.EDIT_LINES

    def __init__(self, checks: CheckService, wake: Wake, clock: Callable[[], datetime]) -> None:
        super().__init__()
        self._checks = checks
        self._wake = wake
        self._clock = clock
        self._lines = LineService()
        self._deletion = LineDeletion(wake)

    def _there(self, member: MemberCard) -> QuerySet[Line]:
        return living(member.contract_id)

    async def page(
        self,
        member: MemberCard,
        page: int,
        filter: LineFilter,  # noqa: A002 -- the word of the screen
        search: str = "",
        now: datetime | None = None,
    ) -> LinesPage:
        """A page of lines, failing ones first; a page past the end is the last one. ``search`` "": the kept one."""
        access.require(member, Action.SEE_LINES)
        ticks = await self._selections.read(member, now or self._clock())
        search = search.strip() or ticks.search
        query = await _matching(member, filter, search)
        found = await query.count()
        pages = max(1, -(-found // LINES_A_PAGE))
        page = min(max(page, 0), pages - 1)
        ordered = query.annotate(rank=WORST_FIRST).order_by("rank", "name", "id")
        rows = await ordered.offset(page * LINES_A_PAGE).limit(LINES_A_PAGE)
        return LinesPage(
            contract_name=member.contract_name,
            items=tuple(map(brief, rows)),
            page=page,
            pages=pages,
            counts=await counts(member.contract_id),
            only_errors=filter is LineFilter.ERRORS,
            filter=filter,
            search=search,
            found=found,
            ticked=frozenset(line.id for line in await self._ticked(member, ticks)),
            may=allowed(member.role),
            undoable=await undoable(member.contract_id, now or self._clock()).count(),
        )

    async def ticked(self, member: MemberCard, now: datetime) -> tuple[LineBrief, ...]:
        """Ticked lines that are there still, by name."""
        access.require(member, Action.EDIT_LINES)
        return tuple(map(brief, await self._ticked(member, await self._selections.read(member, now))))

    async def ask_delete(self, member: MemberCard, now: datetime, line_id: int | None = None) -> DeletionAsk:
        """Ask whether to delete the ticked lines, or one; ``NothingTickedError``, or ``NotFoundError`` for the one."""
        access.require(member, Action.EDIT_LINES)
        if line_id is not None:
            return await self._deletion.ask(member, [(await access.own_line(member, line_id)).id], now)
        return await self._deletion.ask(member, (await self._selections.read(member, now)).ids, now)

    async def delete(self, member: MemberCard, token: str, now: datetime, *, ticked: bool = True) -> Deleted:
        """Do it, once; ``ticked`` False leaves ticks and search as they are.

        Raises ``ConfirmationGoneError`` for a token that is used, expired or another person's.
        """
        gone = await self._deletion.delete(member, token, now)
        if ticked:
            await self._selections.forget(member)
        return gone

    async def undo(self, member: MemberCard, undo_token: str, now: datetime) -> tuple[str, ...]:
        """Take the deletion back, once; the names. Raises ``ConfirmationGoneError``."""
        return await self._deletion.undo(member, undo_token, now)

    async def deletions(self, member: MemberCard, now: datetime) -> tuple[DeletedTogether, ...]:
        """What can still be taken back, whoever deleted it, the latest first."""
        access.require(member, Action.EDIT_LINES)
        rows = await undoable(member.contract_id, now).order_by("-deleted_at", "name", "id")
        together = [list(lines) for _, lines in groupby(rows, key=lambda line: line.deleted_at)]
        return tuple(
            DeletedTogether(lines[0].id, tuple(line.name for line in lines), lines[0].deleted_at + UNDO_LASTS)
            for lines in together
            if lines[0].deleted_at is not None
        )

    async def bring_back(self, member: MemberCard, line_id: int, now: datetime) -> tuple[str, ...]:
        """Take the deletion of this line back, and of all deleted with it, within ten minutes; the names.

        Raises ``ConfirmationGoneError``, for a foreign line as well.
        """
        access.require(member, Action.EDIT_LINES)
        there = undoable(member.contract_id, now)
        line = await there.get_or_none(id=line_id) if 0 < line_id < 1 << 63 else None
        if line is None:
            raise ConfirmationGoneError
        ids = [row.id for row in await there.filter(deleted_at=line.deleted_at)]
        return await self._deletion.bring_back(member, ids, now)

    async def switch(self, member: MemberCard, line_id: int, on: bool, now: datetime) -> LineCard:
        """Watch a line no more, or again; idempotent. A failing line that is switched off leaves its incident."""
        access.require(member, Action.EDIT_LINES)
        line = await access.own_line(member, line_id)
        if line.enabled is not on:
            async with in_transaction():
                await (switch_on if on else switch_off)(line.id, now)
                deed = Deed.SWITCH_ON if on else Deed.SWITCH_OFF
                await audit.by_member(member, deed, f"line {line.id}", now, line.name)
            self._wake()
        return await self._lines.card(member, line_id, now)

    async def check_all(self, member: MemberCard, now: datetime) -> AsyncIterator[Progress]:
        """Check every line that is watched, many at once; one progress at the start and one after each line.

        Lines that were checked seconds ago are not bothered. Leaving the iteration cancels what is under way.
        """
        access.require(member, Action.CHECK_LINE)
        lines = await living(member.contract_id).filter(enabled=True, registers_to_us=False).select_related("carrier")
        async for progress in self._checks.check_lines(lines, now, AT_ONCE):
            yield progress


async def _matching(member: MemberCard, filter: LineFilter, search: str) -> QuerySet[Line]:  # noqa: A002 -- as above
    query = living(member.contract_id)
    if filter in _STATES:
        query = query.filter(state=_STATES[filter])
    if not search.split():
        return query
    rows = await query.values_list("id", "name", "user", "note", "carrier__name")
    return query.filter(id__in=saying(rows, search))
