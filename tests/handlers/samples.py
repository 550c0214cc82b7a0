"""Cards of every kind for rendering: ordinary ones, and ones as nasty as the database lets them be."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from bot.papers import DrawnPapers
from domain.access import Role, allowed
from domain.cause import Cause
from domain.health import LineState
from domain.sip import CheckMethod, LineType, Transport, Verdict
from handlers.kit.context import Support
from services.cards import (
    HomeCard,
    IncidentBrief,
    IncidentCard,
    LineBrief,
    LineCard,
    LineCounts,
    LinesPage,
    LogItem,
    LogPage,
    MemberCard,
)
from tests.documents.cards import SELLER

PAPERS = DrawnPapers(SELLER, "(3412) 912-000")
ZONE = ZoneInfo("Europe/Samara")
NOW = datetime(2026, 11, 27, 15, 16, tzinfo=UTC)
SINCE = datetime(2026, 11, 27, 15, 4, tzinfo=UTC)
HUGE = 2**63 - 1
NASTY = ("<b>\"Опрос\" & 'Казань'</b> 🔴 " + "очень длинное имя " * 8)[:128]
SUPPORT = Support("abon@izhnet.ru", "(3412) 912-000", "https://stat.izhnet.ru")

MEMBER = MemberCard(1, 101, "Анна Соколова", "ru", 1, "184/24", "Ромашка", Role.ADMINISTRATOR, ZONE)
NASTY_MEMBER = MemberCard(HUGE, HUGE, NASTY, "ru", HUGE, "1" * 64, NASTY, Role.ON_CALL, ZONE)


def brief(number: int, state: LineState = LineState.ERROR, name: str = "") -> LineBrief:
    verdict = Verdict.WRONG_PASSWORD if state is LineState.ERROR else Verdict.REGISTERED
    return LineBrief(number, name or f"Волга-транк {number}", LineType.TRUNK, state, verdict, SINCE)


def line(state: LineState = LineState.ERROR, verdict: Verdict = Verdict.WRONG_PASSWORD) -> LineCard:
    return LineCard(
        id=7,
        name="МТС-транк",
        type=LineType.TRUNK,
        state=state,
        verdict=verdict,
        since=SINCE,
        carrier="Волга-Телеком",
        support_phone="88005550110",
        carrier_contract="7731",
        host="sip.example.ru",
        port=5060,
        user="74951234567",
        transport=Transport.UDP,
        method=CheckMethod.REGISTER,
        checked_at=NOW,
        next_check_at=NOW + timedelta(minutes=5),
        suspected=False,
        uptime=0.992,
        incident_id=3 if state is LineState.ERROR else None,
        may=allowed(Role.ADMINISTRATOR),
        now=NOW,
        zone=ZONE,
    )


def nasty_line(state: LineState, verdict: Verdict) -> LineCard:
    return replace(
        line(state, verdict),
        id=HUGE,
        name=NASTY,
        type=LineType.GATEWAY,
        carrier=NASTY,
        support_phone="<8 800>",
        carrier_contract="&" * 64,
        host="2001:db8::1",
        port=65535,
        user="&<" * 64,
        transport=Transport.TLS,
        method=CheckMethod.OPTIONS,
        suspected=True,
        uptime=None,
        incident_id=HUGE,
    )


def incident(n: int = 1, *, closed: bool = False, accepted: bool = False) -> IncidentCard:
    states = LineState.OK if closed else LineState.ERROR
    return IncidentCard(
        id=3,
        contract_name="Ромашка",
        carrier="Волга-Телеком",
        support_phone="88005550110",
        carrier_contract="7731",
        cause=Cause.LINE,
        verdict=Verdict.WRONG_PASSWORD,
        lines=tuple(brief(i, states) for i in range(1, n + 1)),
        lines_failing=0 if closed else n,
        lines_of_carrier=max(n, 14),
        opened_at=SINCE,
        closed_at=NOW if closed else None,
        acknowledged_at=SINCE + timedelta(minutes=6) if accepted else None,
        acknowledged_by="Сергей Иванов" if accepted else "",
        only_line_id=1 if n == 1 else None,
        now=NOW,
        zone=ZONE,
    )


def nasty_incident(n: int = 100, *, closed: bool = False) -> IncidentCard:
    card = incident(n, closed=closed, accepted=True)
    return replace(
        card,
        id=HUGE,
        contract_name=NASTY,
        carrier=NASTY,
        support_phone="<8 800>",
        carrier_contract="&" * 64,
        lines=tuple(replace(each, id=HUGE, name=NASTY) for each in card.lines),
        acknowledged_by=NASTY * 2,
        only_line_id=HUGE if n == 1 else None,
    )


def home(role: Role, incidents: int = 1, *, counts: LineCounts | None = None) -> HomeCard:
    briefs = tuple(
        IncidentBrief(i, "Волга-Телеком", Verdict.WRONG_PASSWORD, 14, SINCE, acknowledged=i % 2 == 0)
        for i in range(1, incidents + 1)
    )
    return HomeCard("Ромашка", "184/24", role, counts or LineCounts(ok=22, error=2), briefs, NOW, ZONE, ("Дежурные",))


def nasty_home(role: Role) -> HomeCard:
    briefs = tuple(IncidentBrief(HUGE, NASTY, Verdict.TLS, HUGE, SINCE, acknowledged=False) for _ in range(50))
    return HomeCard(NASTY, "9" * 64, role, LineCounts(HUGE, HUGE, HUGE, HUGE), briefs, NOW, ZONE)


def lines_page(*, only_errors: bool = False, total: int = 24) -> LinesPage:
    counts = LineCounts(ok=total - 4, error=2, unknown=1, off=1) if total else LineCounts()
    states = (LineState.ERROR, LineState.ERROR, LineState.UNKNOWN, *[LineState.OK] * 3, LineState.OFF)
    items = tuple(brief(i, state) for i, state in enumerate(states, 1)) if total else ()
    return LinesPage("Ромашка", items, 1, 4, counts, only_errors)


def nasty_lines_page() -> LinesPage:
    items = tuple(replace(brief(HUGE), name=NASTY) for _ in range(7))
    return LinesPage(NASTY, items, 2**50, 2**50, LineCounts(error=HUGE), only_errors=True)


def log_page(records: int = 6) -> LogPage:
    items = (
        LogItem(SINCE, Verdict.WRONG_PASSWORD, 401, "Unauthorized", "203.0.113.5", 45.4, "Server: Kamailio"),
        LogItem(SINCE, Verdict.CARRIER_DOWN, 0, "", "", 4000.0, ""),
        LogItem(SINCE, Verdict.REGISTERED, 200, "OK", "203.0.113.5", 31.0, ""),
    )
    return LogPage(7, "МТС-транк", (items * 2)[:records], 0, 3, NOW, ZONE)


def nasty_log_page() -> LogPage:
    items = (LogItem(SINCE, Verdict.REFUSED, 699, ("<&>" * 99)[:255], "2001:db8::1", 1e9, "<" * 9999),) * 6
    return LogPage(HUGE, NASTY, items, HUGE - 1, HUGE, NOW, ZONE)
