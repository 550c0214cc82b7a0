"""Calls over one line: whether they go through our SIP server, how many the line failed, and the switch."""

from dataclasses import dataclass

from domain.access import Action
from domain.line_calls import CallShare
from handlers.kit.context import BotContext
from handlers.kit.press import Press
from handlers.kit.routes import Room, on
from handlers.kit.screen import Row, View, back, button, shortened
from handlers.rooms.phrases import calls_advice
from handlers.rooms.ways import OpenLine, OpenLineCalls
from services.line_cards import LineCallsCard
from texts import Html, Texts, joined
from texts.format import percent


@dataclass(frozen=True)
class RouteCalls(Press, prefix="route"):
    """The tap on "Through our server" or "Not through it"; ``at`` is the place in the list."""

    line_id: int
    on: bool
    at: int = 0


def view(card: LineCallsCard, t: Texts, origin: OpenLineCalls) -> View:
    """What calls say of the line; the switch for whoever may change lines."""
    rows = [t("calls-title", line=shortened(card.name)), _way(card, t)]
    if card.calls.day.calls:
        rows += [t("calls-hour", said=_share(card.calls.hour, t)), t("calls-day", said=_share(card.calls.day, t))]
    elif card.through_server or card.registers_to_us:
        rows.append(t("calls-none"))
    if card.calls.partly:
        rows.append(calls_advice(card.type, t))
    return View(
        joined(rows), [*_switch(card, t, origin), back(t, OpenLine(origin.line_id, origin.at), t.plain("line"))]
    )


def _way(card: LineCallsCard, t: Texts) -> Html:
    if not card.registers_to_us and not card.through_server:
        return t("calls-past")
    if not card.server:
        return t("calls-no-server")
    return t("calls-of-gateway") if card.registers_to_us else t("calls-through")


def _share(share: CallShare, t: Texts) -> Html:
    if not share.calls:
        return t("calls-share-none")
    if not share.failed:
        return t("calls-share-all", calls=share.calls)
    return t("calls-share", calls=share.calls, failed=share.failed, share=percent(share.share, t))


def _switch(card: LineCallsCard, t: Texts, origin: OpenLineCalls) -> list[Row]:
    if Action.EDIT_LINES not in card.may or card.registers_to_us:
        return []
    if not card.server and not card.through_server:
        return []
    word = t.plain("calls-switch-off") if card.through_server else t.plain("calls-switch-on")
    return [[button(word, RouteCalls(card.line_id, not card.through_server, origin.at))]]


async def open_calls(context: BotContext, press: OpenLineCalls) -> View:
    """The screen, read afresh."""
    card = await context.services.calls.card(context.member, press.line_id, context.now)
    return view(card, context.texts, press)


async def route_calls(context: BotContext, press: RouteCalls) -> View:
    """Let calls go through our server, or no more."""
    card = await context.services.calls.route(context.member, press.line_id, press.on, context.now)
    t = context.texts
    context.toast(t.plain("calls-switched-on") if press.on else t.plain("calls-switched-off"))
    return view(card, t, OpenLineCalls(press.line_id, press.at))


ROOM: Room = (on(OpenLineCalls, open_calls), on(RouteCalls, route_calls))
