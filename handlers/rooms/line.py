"""One line: its state, why, what to do about it, and a check at a person's wish."""

from dataclasses import dataclass

from domain.access import Action
from domain.health import LineState
from domain.sip import CheckMethod
from handlers.kit.context import BotContext
from handlers.kit.press import Press
from handlers.kit.routes import Room, on
from handlers.kit.screen import Button, Row, Style, View, back, button, shortened
from handlers.rooms.phrases import advice, sentence
from handlers.rooms.ways import OpenIncident, OpenLine, OpenLines, OpenLog
from services.cards import LineCard
from services.errors import ForbiddenError
from texts import Html, Texts, joined
from texts.format import moment, percent
from texts.verdicts import verdict_name


@dataclass(frozen=True)
class CheckLine(Press, prefix="check"):
    """The tap on "Check": probe the line now; ``at`` is the place in the list."""

    line_id: int
    at: int


def view(card: LineCard, t: Texts, origin: OpenLine, *, checking: bool = False) -> View:
    """The card of a line. ``origin`` leads back to the list; ``checking`` says that a probe is under way."""
    progress = t("line-checking") if checking else _suspicion(card, t)
    text = joined([_title(card, t), *_state(card, t), _where(card, t), _history(card, t), progress])
    return View(text, [*_actions(card, t, origin), back(t, OpenLines(origin.at), t.plain("lines"))])


def _title(card: LineCard, t: Texts) -> Html:
    return t(
        "line-title", lamp=t.plain(f"lamp-{card.state}"), name=shortened(card.name), type=t.plain(f"type-{card.type}")
    )


def _state(card: LineCard, t: Texts) -> list[Html]:
    since = moment(card.since, card.now, card.zone, t, weekday=True)
    if card.state is LineState.ERROR and card.verdict is not None:
        cause = sentence(verdict_name(card.verdict, t))
        return [t("line-since", state=cause, since=since), *advice(card.verdict, card, t)]
    if card.state is LineState.UNKNOWN:
        return [t("line-unchecked")]
    return [t("line-since", state=sentence(t.plain(f"word-{card.state}")), since=since)]


def _where(card: LineCard, t: Texts) -> Html:
    port = "" if card.port in (0, 5060) else f":{card.port}"
    host = f"[{card.host}]" if ":" in card.host else card.host
    parts = [f"{host}{port}", shortened(card.user), t.plain(f"transport-{card.transport}")]
    if card.method is CheckMethod.OPTIONS:
        parts.append(t.plain("method-options"))
    return t("line-where", where=" · ".join(part for part in parts if part))


def _history(card: LineCard, t: Texts) -> Html | None:
    checked = t.plain("line-checked", at=moment(card.checked_at, card.now, card.zone, t)) if card.checked_at else ""
    uptime = t.plain("line-uptime", share=percent(card.uptime, t)) if card.uptime is not None else ""
    parts = [part for part in (checked, uptime) if part]
    return t("line-history", history=sentence(" · ".join(parts))) if parts else None


def _suspicion(card: LineCard, t: Texts) -> Html | None:
    if not card.suspected:
        return None
    return t("line-maybe-recovered") if card.state is LineState.ERROR else t("line-maybe-failing")


def _actions(card: LineCard, t: Texts, origin: OpenLine) -> list[Row]:
    actions: list[Button] = []
    if Action.CHECK_LINE in card.may and card.state is not LineState.OFF:
        press = CheckLine(card.id, origin.at)
        actions.append(button(t.plain("check"), press, Style.PRIMARY))
    if Action.SEE_LOG in card.may:
        actions.append(button(t.plain("log"), OpenLog(card.id, 0, origin.at)))
    incident = [[button(t.plain("incident"), OpenIncident(card.incident_id))]] if card.incident_id else []
    return [actions, *incident]


async def open_line(context: BotContext, press: OpenLine) -> View:
    """The card, read afresh."""
    card = await context.services.lines.card(context.member, press.line_id, context.now)
    return view(card, context.texts, press)


async def check_line(context: BotContext, press: CheckLine) -> View:
    """Say at once that the check has begun; draw the card again when it ends."""
    card = await context.services.lines.card(context.member, press.line_id, context.now)
    if Action.CHECK_LINE not in card.may:
        raise ForbiddenError
    origin = OpenLine(press.line_id, press.at)
    context.toast(context.texts.plain("checking"))
    context.later(lambda: _checked(context, origin))
    return view(card, context.texts, origin, checking=True)


async def _checked(context: BotContext, origin: OpenLine) -> View:
    card = await context.services.checks.check_now(context.member, origin.line_id, context.now)
    return view(card, context.texts, origin)


ROOM: Room = (on(OpenLine, open_line), on(CheckLine, check_line))
