"""Cards about lines for rendering: pages of the list, forms, questions, history; ordinary ones and nasty ones."""

from dataclasses import replace
from datetime import timedelta

from domain.access import Role, allowed
from domain.health import LineState
from domain.line_calls import LineCalls
from domain.line_fields import LineField
from domain.sip import CheckMethod, LineType, Transport, Verdict
from services.line_cards import FlipItem, HistoryPage, LineCallsCard, LineCard, LineFilter, LinesPage
from services.line_form_cards import CarrierBrief, Conflict, FieldChange, LineDraft, Trial
from services.line_list_cards import Deleted, DeletionAsk
from tests.handlers.samples import HUGE, NASTY, NOW, SINCE, ZONE, brief, line, lines_page, nasty_lines_page

LATER = NOW + timedelta(minutes=10)


def page(
    shown: LineFilter = LineFilter.ALL, role: Role = Role.ADMINISTRATOR, ticks: int = 0, **more: object
) -> LinesPage:
    listed = replace(lines_page(), filter=shown, may=allowed(role), ticked=frozenset(range(1, ticks + 1)))
    return replace(listed, **more)  # type: ignore[arg-type]  # the fields of a test's choice


def empty(role: Role = Role.ADMINISTRATOR) -> LinesPage:
    return replace(lines_page(total=0), may=allowed(role))


def nasty_page() -> LinesPage:
    ticks = frozenset(range(HUGE - 500, HUGE))
    common = {"search": NASTY, "found": HUGE, "ticked": ticks, "may": allowed(Role.ADMINISTRATOR)}
    return replace(nasty_lines_page(), **common)  # type: ignore[arg-type]  # as above


def calls(
    said: LineCalls, through: bool, gateway: bool, server: bool, role: Role = Role.ADMINISTRATOR
) -> LineCallsCard:
    """Calls over a line with a nasty name."""
    return LineCallsCard(
        HUGE, NASTY, LineType.GATEWAY if gateway else LineType.TRUNK, through, gateway, said, server, allowed(role)
    )


def rich_line(state: LineState, **more: object) -> LineCard:
    rich = {
        "uptime_day": 1.0,
        "latency_ms": 31.4,
        "note": "менеджер Ольга, звонить до 18:00",
        "marking": "Волга",
        "channels": 30,
        "suspected": True,
    }
    return replace(line(state), **(rich | more))  # type: ignore[arg-type]  # as above


def draft(**more: object) -> LineDraft:
    """A whole new line, nothing asked."""
    whole = LineDraft(
        type=LineType.TRUNK,
        name="Волга-транк",
        note="менеджер Ольга",
        user="74951234567",
        auth_user="",
        has_password=True,
        host="sip.volga.example",
        port=5060,
        transport=Transport.UDP,
        proxy="",
        method=CheckMethod.REGISTER,
        full_registration=False,
        channels=30,
        marking="",
        registers_to_us=False,
        carrier_name="Волга-Телеком",
        support_phone="88005550110",
        carrier_contract="7731",
        line_id=None,
        step=None,
        unsure=(),
        only=None,
        changed=frozenset({LineField.NAME, LineField.USER}),
        expires_at=LATER,
    )
    return replace(whole, **more)  # type: ignore[arg-type]  # as above


def new_draft() -> LineDraft:
    """A form that has just been opened."""
    return draft(
        type=None,
        name="",
        note="",
        user="",
        has_password=False,
        host="",
        port=None,
        transport=None,
        method=None,
        channels=None,
        carrier_name="",
        support_phone="",
        carrier_contract="",
        step=LineField.TYPE,
        changed=frozenset(),
    )


def nasty_draft(**more: object) -> LineDraft:
    worst = {
        "type": LineType.GATEWAY,
        "name": NASTY,
        "note": NASTY * 4,
        "user": "&<" * 64,
        "auth_user": "<" * 128,
        "host": "2001:db8::1",
        "port": 65535,
        "transport": Transport.TLS,
        "proxy": "a." * 126 + "&:65535",
        "method": CheckMethod.OPTIONS,
        "full_registration": True,
        "channels": 1000,
        "marking": NASTY,
        "carrier_name": NASTY,
        "support_phone": "&" * 64,
        "carrier_contract": "<" * 64,
        "unsure": tuple(LineField),
        "filled": tuple(LineField),
        "line_id": HUGE,
    }
    return draft(**(worst | more))


def carriers(n: int = 3) -> tuple[CarrierBrief, ...]:
    return tuple(CarrierBrief(i, f"Провайдер {i}", "sip.example.ru", 5060, Transport.UDP) for i in range(1, n + 1))


def nasty_carriers() -> tuple[CarrierBrief, ...]:
    return tuple(CarrierBrief(HUGE, NASTY, "a" * 253, 65535, Transport.TLS) for _ in range(200))


def trial(verdict: Verdict | None = Verdict.WRONG_PASSWORD, detail: str = "") -> Trial:
    common = {"code": 401, "reason": "Unauthorized", "source": "203.0.113.5", "latency_ms": 31.0}
    return Trial(ok=False, verdict=verdict, detail=detail, **common)  # type: ignore[arg-type]  # as above


def conflict() -> Conflict:
    changes = (
        FieldChange(LineField.PORT, 5061),
        FieldChange(LineField.TRANSPORT, "tls"),
        FieldChange(LineField.PASSWORD, None),
        FieldChange(LineField.FULL_REGISTRATION, True),
    )
    return Conflict(changes, by="Пётр Иванов")


def nasty_conflict() -> Conflict:
    return Conflict(tuple(FieldChange(field, NASTY) for field in LineField), by="")


def deletion(n: int = 3) -> DeletionAsk:
    return DeletionAsk("AAAAbbbbCCCCdddd", tuple(brief(i) for i in range(1, n + 1)), LATER)


def nasty_deletion() -> DeletionAsk:
    return DeletionAsk("-_" * 8, tuple(replace(brief(HUGE), name=NASTY) for _ in range(500)), LATER)


def deleted(n: int = 3) -> Deleted:
    return Deleted(tuple(f"Волга-транк {i}" for i in range(1, n + 1)), "AAAAbbbbCCCCdddd", LATER)


def history(flips: int = 4) -> HistoryPage:
    items = (
        FlipItem(SINCE, LineState.OK, LineState.ERROR, Verdict.WRONG_PASSWORD, None),
        FlipItem(SINCE - timedelta(days=2), LineState.OFF, LineState.OK, Verdict.REGISTERED, timedelta(days=2)),
        FlipItem(SINCE - timedelta(days=3), LineState.ERROR, LineState.OFF, Verdict.CARRIER_DOWN, timedelta(hours=20)),
        FlipItem(SINCE - timedelta(days=40), LineState.OK, LineState.UNKNOWN, Verdict.UNKNOWN, timedelta(seconds=3)),
    )
    return HistoryPage(7, "МТС-транк", items[:flips], 0, 3, NOW, ZONE)


def nasty_history() -> HistoryPage:
    return replace(history(), line_id=HUGE, line_name=NASTY, page=HUGE - 1, pages=HUGE)
