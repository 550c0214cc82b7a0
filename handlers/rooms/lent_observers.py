"""Observers: whom others ask of this contract, so that its administrators agree by a button, refuse silently, or end
it early; and whom it has asked others for."""

from dataclasses import dataclass

from domain.access import Action
from domain.users import ObserverState, UserRole
from handlers.kit.context import BotContext
from handlers.kit.paging import pager
from handlers.kit.press import Press
from handlers.kit.routes import Room, on
from handlers.kit.screen import Button, Row, Style, View, back, button, shortened
from handlers.rooms.observer_ways import ConfirmLent, OpenLent, RefuseLent
from handlers.rooms.user_ways import AskObserver, OpenObservers, OpenUser, OpenUsers, UserPlace
from services.observer_cards import AskedObserver, LentObserver, ObserversPage
from services.user_cards import ObservationShown, UserFilter
from texts import Html, Texts, joined
from texts.format import day, short_day

_ALL = UserPlace(shown=UserFilter(role=UserRole.EXTERNAL_OBSERVER)).at
"""Back from the card of an observer leads to all of them."""


@dataclass(frozen=True)
class AskStopLent(Press, prefix="lentstop"):
    """End it now?"""

    observation_id: int
    page: int = 0


@dataclass(frozen=True)
class StopLent(Press, prefix="lentend"):
    """Yes, end it."""

    observation_id: int
    page: int = 0


def view(page: ObserversPage, t: Texts) -> View:
    """Those who wait for an answer of ours first, then those who wait for another's."""
    rows: list[Row] = [[_row(item, page, t)] for item in page.items]
    rows += pager(t, page.page, page.pages, OpenObservers)
    if Action.EDIT_USERS in page.may:
        rows.append([button(t.plain("lent-ask"), AskObserver())])
    login = t("lent-login", login=page.cabinet_login) if page.cabinet_login else t("lent-no-login")
    text = joined(
        [
            t("lent-title", contract=shortened(page.contract_name)),
            login,
            t("lent-waiting", n=page.waiting) if page.waiting else None,
            None if page.lent else t("lent-none"),
            t("lent-asked", n=page.asked) if page.asked else None,
            t("lent-means"),
        ]
    )
    return View(text, [*rows, back(t, OpenUsers(), t.plain("users"))])


def card_view(card: LentObserver, t: Texts, page: int, said: Html | None = None) -> View:
    """One of them: who asks, for which projects, until when."""
    waits = card.state is ObserverState.REQUESTED
    rows: list[Row] = [[button(t.plain("lent-stop"), AskStopLent(card.id, page), Style.DANGER)]]
    if waits:
        refuse = button(t.plain("lent-refuse"), RefuseLent(card.id, page))
        rows = [[button(t.plain("lent-confirm"), ConfirmLent(card.id, page), Style.SUCCESS), refuse]]
    text = joined([said, *_lines(card, t), t("lent-question") if waits else t("lent-runs")])
    return View(text, [*rows, back(t, OpenObservers(page), t.plain("lent"))])


def stop_view(card: LentObserver, t: Texts, page: int) -> View:
    """The question before an observation ends early."""
    text = joined([t("lent-stop-ask"), *_lines(card, t)])
    sure = button(t.plain("lent-stop"), StopLent(card.id, page), Style.DANGER)
    return View(text, [[sure, button(t.plain("cancel"), OpenLent(card.id, page))], back(t, OpenObservers(page))])


def _row(item: LentObserver | AskedObserver, page: ObserversPage, t: Texts) -> Button:
    """Of ours the row leads to the card of the user."""
    if isinstance(item, AskedObserver):
        return button(_asked(item, page, t), OpenUser(item.user_id, _ALL))
    name, until = shortened(item.contract_name, 16), short_day(item.until, t)
    waits = item.state is ObserverState.REQUESTED
    label = t.plain("lent-row-waits", name=name) if waits else t.plain("lent-row", name=name, until=until)
    return button(label, OpenLent(item.id, page.page))


def _asked(item: AskedObserver, page: ObserversPage, t: Texts) -> str:
    name = shortened(item.name, 16)
    if item.shown is ObservationShown.WAITING:
        since = short_day(item.requested_at.astimezone(page.zone).date(), t)
        return t.plain("asked-row-waiting", name=name, since=since)
    if item.shown is ObservationShown.CONFIRMED:
        return t.plain("asked-row", name=name, until=short_day(item.until, t))
    ended = item.shown is ObservationShown.ENDED
    return t.plain("asked-row-ended", name=name) if ended else t.plain("asked-row-unanswered", name=name)


def _lines(card: LentObserver, t: Texts) -> list[Html | None]:
    names = shortened(", ".join(f"«{name}»" for name in card.projects), 80)
    return [
        t("lent-who", name=shortened(card.contract_name, 40), number=shortened(card.contract_number, 20)),
        t("lent-projects", names=names) if card.projects else t("lent-no-projects"),
        t("observer-until", until=day(card.until, t)),
    ]


async def open_observers(context: BotContext, press: OpenObservers) -> View:
    """A page of the list."""
    page = await context.services.centre.lent.page(context.member, press.page, context.now)
    return view(page, context.texts)


async def open_lent(context: BotContext, press: OpenLent) -> View:
    """One of them, read afresh."""
    card = await context.services.centre.lent.card(context.member, press.observation_id, context.now)
    return card_view(card, context.texts, press.page)


async def confirm(context: BotContext, press: ConfirmLent) -> View:
    """He may watch from now on."""
    card = await context.services.centre.lent.confirm(context.member, press.observation_id, context.now)
    return card_view(card, context.texts, press.page, context.texts("lent-confirmed"))


async def refuse(context: BotContext, press: RefuseLent) -> View:
    """No, and nobody is told."""
    await context.services.centre.lent.refuse(context.member, press.observation_id, context.now)
    context.toast(context.texts.plain("lent-refused"))
    return await open_observers(context, OpenObservers(press.page))


async def ask_stop(context: BotContext, press: AskStopLent) -> View:
    """The question."""
    card = await context.services.centre.lent.card(context.member, press.observation_id, context.now)
    return stop_view(card, context.texts, press.page)


async def stop(context: BotContext, press: StopLent) -> View:
    """It ends now."""
    await context.services.centre.lent.stop(context.member, press.observation_id, context.now)
    context.toast(context.texts.plain("lent-stopped"))
    return await open_observers(context, OpenObservers(press.page))


ROOM: Room = (
    on(OpenObservers, open_observers),
    on(OpenLent, open_lent),
    on(ConfirmLent, confirm),
    on(RefuseLent, refuse),
    on(AskStopLent, ask_stop),
    on(StopLent, stop),
)
