"""One line: its state, why, what to do about it, a check at a person's wish, and what an administrator may change."""

from dataclasses import dataclass

from domain.access import Action
from domain.health import LineState
from handlers.kit.context import BotContext
from handlers.kit.open_screens import lasting
from handlers.kit.press import Press
from handlers.kit.routes import Room, on
from handlers.kit.screen import Button, Row, Style, View, back, button
from handlers.rooms import line_words as words
from handlers.rooms.project_ways import OpenLineProjects
from handlers.rooms.ways import (
    AskDeleteLine,
    EditLine,
    OpenHistory,
    OpenIncident,
    OpenLine,
    OpenLineCalls,
    OpenLines,
    OpenLog,
)
from services.errors import ForbiddenError
from services.line_cards import LineCard
from texts import Html, Texts


@dataclass(frozen=True)
class CheckLine(Press, prefix="check"):
    """The tap on "Check": probe the line now; ``at`` is the place in the list."""

    line_id: int
    at: int = 0


@dataclass(frozen=True)
class SwitchLine(Press, prefix="switch"):
    """The tap on "Switch off" or "Switch on"; ``at`` is the place in the list."""

    line_id: int
    on: bool
    at: int = 0


def view(card: LineCard, t: Texts, origin: OpenLine, *, checking: bool = False, said: Html | None = None) -> View:
    """The card of a line. ``origin`` leads back to the list; ``checking``: a probe is under way; ``said``: news."""
    progress = t("line-checking") if checking else said
    last = back(t, OpenLines(origin.at), t.plain("lines"))
    rows = [*_looking(card, t, origin), *_changing(card, t, origin), last]
    return View(words.text(card, t, progress), rows, service=True)


def _looking(card: LineCard, t: Texts, origin: OpenLine) -> list[Row]:
    first: list[Button] = []
    if Action.CHECK_LINE in card.may and words.probed(card):
        first.append(button(t.plain("check"), CheckLine(card.id, origin.at), Style.PRIMARY))
    if card.incident_id:
        first.append(button(t.plain("incident"), OpenIncident(card.incident_id)))
    second: list[Button] = []
    if Action.SEE_LOG in card.may:
        second.append(button(t.plain("log"), OpenLog(card.id, 0, origin.at)))
        second.append(button(t.plain("history"), OpenHistory(card.id, 0, origin.at)))
    third = [
        button(t.plain("calls"), OpenLineCalls(card.id, origin.at)),
        button(t.plain("projects"), OpenLineProjects(card.id, 0, origin.at)),
    ]
    return [first, second, third]


def _changing(card: LineCard, t: Texts, origin: OpenLine) -> list[Row]:
    if Action.EDIT_LINES not in card.may:
        return []
    off = card.state is LineState.OFF
    switch = button(t.plain("switch-on" if off else "switch-off"), SwitchLine(card.id, off, origin.at))
    edit = button(t.plain("edit"), EditLine(card.id))
    password = button(t.plain("change-password"), EditLine(card.id, password=True))
    delete = button(t.plain("delete"), AskDeleteLine(card.id, origin.at))
    return [[edit, password], [switch, delete]] if words.has_login(card) else [[edit, switch], [delete]]


async def open_line(context: BotContext, press: OpenLine, said: Html | None = None) -> View:
    """The card, read afresh."""
    card = await context.services.lines.card(context.member, press.line_id, context.now)
    return drawn(card, context, press, said)


def drawn(card: LineCard, context: BotContext, origin: OpenLine, said: Html | None = None) -> View:
    """The card, which follows the line while it is open."""
    there = view(card, context.texts, origin, said=said)
    return lasting(context, there, lambda later: open_line(later, origin, said))


async def check_line(context: BotContext, press: CheckLine) -> View:
    """Say at once that the check has begun; draw the card again when it ends."""
    card = await context.services.lines.card(context.member, press.line_id, context.now)
    if Action.CHECK_LINE not in card.may:
        raise ForbiddenError
    origin = OpenLine(press.line_id, press.at)
    context.toast(context.texts.plain("checking"))
    context.later(lambda: _checked(context, origin))
    return view(card, context.texts, origin, checking=True)


async def switch_line(context: BotContext, press: SwitchLine) -> View:
    """Stop watching the line, or begin again."""
    t = context.texts
    card = await context.services.lists.switch(context.member, press.line_id, press.on, context.now)
    context.toast(t.plain("switched-on") if press.on else t.plain("switched-off"))
    return drawn(card, context, OpenLine(press.line_id, press.at))


async def _checked(context: BotContext, origin: OpenLine) -> View:
    card = await context.services.checks.check_now(context.member, origin.line_id, context.now)
    return drawn(card, context, origin)


ROOM: Room = (on(OpenLine, open_line), on(CheckLine, check_line), on(SwitchLine, switch_line))
