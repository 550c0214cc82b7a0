"""The log of a line, newest first: the one room that shows SIP codes."""

from domain.sip import Verdict
from handlers.kit.context import BotContext
from handlers.kit.paging import pager
from handlers.kit.routes import Room, on
from handlers.kit.screen import View, back, button, shortened
from handlers.rooms.owner import as_member_of
from handlers.rooms.phrases import hide
from handlers.rooms.ways import IncidentPlace, OpenIncident, OpenIncidentLines, OpenIncidentLog, OpenLine, OpenLog
from services.cards import LogItem, LogPage
from texts import Html, Texts, folded, joined
from texts.format import exact
from texts.verdicts import verdict_name

HEADERS, HEADER = 6, 90
"""How many lines of evidence a record shows, and their length."""


def view(page: LogPage, t: Texts, origin: OpenLog) -> View:
    """A page of the log, reached from the line."""
    line = OpenLine(origin.line_id, origin.at)
    turn = pager(t, page.page, page.pages, lambda n: OpenLog(origin.line_id, n, origin.at))
    return View(_text(page, t), [*turn, back(t, line, t.plain("line"))])


def incident_view(page: LogPage, t: Texts, origin: OpenIncidentLog) -> View:
    """A page of the log, reached from an incident; one asked for on an alert is a message of its own."""
    place = origin.place.next
    turn = pager(t, page.page, page.pages, lambda n: OpenIncidentLog(origin.incident_id, origin.line_id, n, place))
    if place is IncidentPlace.MENU:
        return View(_text(page, t), [*turn, back(t, OpenIncident(origin.incident_id), t.plain("incident"))])
    lines = button(t.plain("back"), OpenIncidentLines(origin.incident_id, 0, place))
    fresh = origin.place is IncidentPlace.ALERT
    return View(_text(page, t), [*turn, [lines, hide(t)]], menu=False, silent=True, fresh=fresh)


def _text(page: LogPage, t: Texts) -> Html:
    title = t("log-title", line=shortened(page.line_name))
    if not page.items:
        return joined([title, t("log-empty")])
    return joined([title, *(_record(item, page, t) for item in page.items)])


def _record(item: LogItem, page: LogPage, t: Texts) -> Html:
    failed = t.plain("lamp-unknown" if item.verdict is Verdict.UNKNOWN else "lamp-error")
    lamp = t.plain("lamp-ok") if item.verdict is Verdict.REGISTERED else failed
    verdict = verdict_name(item.verdict, t, item.detail)
    head = t("log-record", lamp=lamp, at=exact(item.at, page.zone, t), verdict=verdict)
    return joined([head, folded([_answer(item, t), *_evidence(item)])])


def _answer(item: LogItem, t: Texts) -> Html:
    answered = bool(item.code and item.source)  # a code without a source is the SIP stack's own word for silence
    said = shortened(f"{item.code} {item.reason}".strip(), 60) if answered else t.plain("log-no-answer")
    latency = t.plain("log-latency", n=round(item.latency_ms)) if answered else ""
    return t("log-answer", answer=" · ".join(part for part in (said, item.source, latency) if part))


def _evidence(item: LogItem) -> list[str]:
    """The headers that were kept, each in a line, so that six records fit one message; a detail is in the verdict."""
    lines = [line.strip() for line in item.evidence.splitlines() if line.strip() not in ("", item.detail)]
    return [shortened(line, HEADER) for line in lines[:HEADERS]]


async def open_log(context: BotContext, press: OpenLog) -> View:
    """A page of a line's log."""
    page = await context.services.lines.log(context.member, press.line_id, press.page, context.now)
    return view(page, context.texts, press)


async def open_incident_log(context: BotContext, press: OpenIncidentLog) -> View:
    """A page of the log of an incident's line, for a member of the incident's contract."""
    member, _ = await as_member_of(context, press.incident_id)
    page = await context.services.lines.log(member, press.line_id, press.page, context.now)
    return incident_view(page, context.texts, press)


ROOM: Room = (on(OpenLog, open_log), on(OpenIncidentLog, open_incident_log, groups=True))
