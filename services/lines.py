"""What a member sees of the lines: home, list, one line, its log. Reads only."""

from dataclasses import replace
from datetime import datetime, timedelta

from tortoise.expressions import Case, When
from tortoise.functions import Count, Sum
from tortoise.queryset import QuerySet

from domain.access import Action, allowed, may
from domain.health import LineState
from domain.sip import Verdict
from domain.uptime import HOUR, share
from models import AlertChat, IncidentLine, Line, LineHour, LogRecord
from services import access
from services.call_counters import calls_of
from services.cards import (
    HistoryPage,
    HomeCard,
    Impact,
    LineBrief,
    LineCard,
    LineCounts,
    LineFilter,
    LinesPage,
    LogItem,
    LogPage,
    MemberCard,
)
from services.impact import impact
from services.incident_cards import open_briefs
from services.line_history import history_page
from texts.verdicts import own_limit

LINES_A_PAGE = 7
RECORDS_A_PAGE = 6
UPTIME_OVER = timedelta(days=30)
UPTIME_DAY = timedelta(hours=24)

WORST_FIRST = Case(
    When(state=LineState.ERROR.value, then="0"),
    When(state=LineState.UNKNOWN.value, then="1"),
    When(state=LineState.OK.value, then="2"),
    default="3",
)


class LineService:
    """Read side of the lines of the member's contract."""

    async def home(self, member: MemberCard, now: datetime) -> HomeCard:
        """The first screen: counts and every open incident."""
        access.require(member, Action.SEE_LINES)
        return HomeCard(
            contract_name=member.contract_name,
            contract_number=member.contract_number,
            role=member.role,
            lines=await counts(member.contract_id),
            incidents=await open_briefs(member.contract_id),
            now=now,
            zone=member.zone,
            silent_chats=await _silent_chats(member),
        )

    async def page(self, member: MemberCard, page: int, only_errors: bool) -> LinesPage:
        """A page of lines, failing ones first; a page past the end is the last one."""
        access.require(member, Action.SEE_LINES)
        there = await counts(member.contract_id)
        shown = there.error if only_errors else there.total
        pages = max(1, -(-shown // LINES_A_PAGE))
        page = min(max(page, 0), pages - 1)
        query = living(member.contract_id)
        if only_errors:
            query = query.filter(state=LineState.ERROR)
        rows = (
            await query.annotate(rank=WORST_FIRST)
            .order_by("rank", "name", "id")
            .offset(page * LINES_A_PAGE)
            .limit(LINES_A_PAGE)
        )
        chosen = LineFilter.ERRORS if only_errors else LineFilter.ALL
        items = tuple(map(brief, rows))
        return LinesPage(member.contract_name, items, page, pages, there, only_errors, filter=chosen, found=shown)

    async def card(self, member: MemberCard, line_id: int, now: datetime) -> LineCard:
        """One line; ``NotFoundError`` for a foreign one as for a missing one."""
        access.require(member, Action.SEE_LINES)
        line = await access.own_line(member, line_id)
        uptimes = await _uptime(line.id, now, UPTIME_OVER), await _uptime(line.id, now, UPTIME_DAY)
        card = _card(line, member, uptimes, await _open_incident(line.id), now)
        stopped = await impact([line.id]) if line.state is LineState.ERROR else Impact()
        return replace(card, blind=await _blind(line), calls=await calls_of(line.id, now), impact=stopped)

    async def log(self, member: MemberCard, line_id: int, page: int, now: datetime) -> LogPage:
        """A page of the line's log, newest first; a page past the end is the last one."""
        access.require(member, Action.SEE_LOG)
        line = await access.own_line(member, line_id)
        query = LogRecord.filter(line_id=line.id)
        pages = max(1, -(-await query.count() // RECORDS_A_PAGE))
        page = min(max(page, 0), pages - 1)
        rows = await query.order_by("-id").offset(page * RECORDS_A_PAGE).limit(RECORDS_A_PAGE)
        return LogPage(line.id, line.name, tuple(map(_item, rows)), page, pages, now, member.zone)

    async def history(self, member: MemberCard, line_id: int, page: int, now: datetime) -> HistoryPage:
        """A page of the line's changes of state, newest first; a page past the end is the last one."""
        access.require(member, Action.SEE_LOG)
        return await history_page(await access.own_line(member, line_id), page, now, member.zone)


def living(contract_id: int) -> QuerySet[Line]:
    """Lines of a contract that are not deleted."""
    return Line.filter(contract_id=contract_id, deleted_at__isnull=True)


def brief(line: Line) -> LineBrief:
    """One row of a list."""
    return LineBrief(line.id, line.name, line.type, line.state, line.verdict, line.state_since)


async def counts(contract_id: int) -> LineCounts:
    """How many lines of a contract are in each state."""
    rows = await living(contract_id).annotate(n=Count("id")).group_by("state").values("state", "n")
    return LineCounts(**{str(row["state"]): int(row["n"]) for row in rows})


async def _silent_chats(member: MemberCard) -> tuple[str, ...]:
    if not may(member.role, Action.BIND_GROUP):
        return ()
    failed = AlertChat.filter(contract_id=member.contract_id, failed_at__isnull=False)
    return tuple(chat.title or str(chat.chat_id) for chat in await failed.order_by("title", "id"))


async def _uptime(line_id: int, now: datetime, over: timedelta) -> float | None:
    """Over whole hours, the present one included: counters are no finer. Unwatched time counts neither way."""
    query = LineHour.filter(line_id=line_id, hour__gt=now - over - HOUR / 2)
    [sums] = await query.annotate(ok=Sum("ok_seconds"), error=Sum("error_seconds")).values("ok", "error")
    return share(sums["ok"] or 0, sums["error"] or 0)


async def _open_incident(line_id: int) -> int | None:
    row = await IncidentLine.filter(
        line_id=line_id, recovered_at__isnull=True, incident__closed_at__isnull=True
    ).first()
    return row.incident_id if row else None


def _card(
    line: Line,
    member: MemberCard,
    uptimes: tuple[float | None, float | None],
    incident_id: int | None,
    now: datetime,
) -> LineCard:
    return LineCard(
        id=line.id,
        name=line.name,
        type=line.type,
        state=line.state,
        verdict=line.verdict,
        since=line.state_since,
        carrier=line.carrier.name,
        support_phone=line.carrier.support_phone,
        carrier_contract=line.carrier.contract_number,
        host=line.carrier.host,
        port=line.carrier.port,
        user=line.user,
        transport=line.carrier.transport,
        method=line.method,
        checked_at=line.checked_at,
        next_check_at=line.next_check_at,
        suspected=line.suspected_at is not None,
        uptime=uptimes[0],
        uptime_day=uptimes[1],
        latency_ms=line.latency_ms,
        note=line.note,
        marking=line.marking,
        channels=line.channels,
        registers_to_us=line.registers_to_us,
        enabled=line.enabled,
        incident_id=incident_id,
        may=allowed(member.role),
        now=now,
        zone=member.zone,
    )


def _item(row: LogRecord) -> LogItem:
    detail = own_limit(row.evidence.splitlines())
    return LogItem(row.at, row.verdict, row.code, row.reason, row.source, row.latency_ms, row.evidence, detail)


async def _blind(line: Line) -> str | None:
    """See ``LineCard.blind``: a check that tells something sets ``checked_at``, another one is in the log alone."""
    last = await LogRecord.filter(line_id=line.id).order_by("-id").first()
    if last is None or last.verdict is not Verdict.UNKNOWN or (line.checked_at and last.at <= line.checked_at):
        return None
    return own_limit(last.evidence.splitlines())
