"""The history of the account: what each day cost and brought, and the single charges of a day."""

from dataclasses import dataclass
from datetime import date

from domain.ledger import ChargeKind
from handlers.kit.context import BotContext
from handlers.kit.paging import steps
from handlers.kit.press import Press
from handlers.kit.routes import Room, on
from handlers.kit.screen import Row, View, back, button, shortened
from handlers.rooms.money_ways import OpenAccount, OpenDays
from services.errors import NotFoundError
from services.keyset import Place, Stretch
from services.money_cards import ChargeItem, DayItem, HistoryStretch
from texts import Html, Texts, joined
from texts.format import day, money, short_day

_DAYS = range(date.min.toordinal(), date.max.toordinal() + 1)


@dataclass(frozen=True)
class OpenCharges(Press, prefix="charges"):
    """The charges of a day (its ordinal), from a place on; ``at`` is the history's place to come back to."""

    day: int
    at: int = 0
    id: int = 0
    newer: bool = False


def view(card: HistoryStretch, number: str, t: Texts, at: int = 0) -> View:
    """Days with money in them, the newest first; each leads to its charges."""
    title = t("days-title", number=shortened(number, 24))
    rows: list[Row] = [[button(_day(item, t), OpenCharges(item.day.toordinal(), at))] for item in card.items]
    newer = OpenDays(-card.newer.toordinal()) if card.newer else None
    older = OpenDays(card.older.toordinal()) if card.older else None
    said = t("days-hint") if rows else t("days-empty")
    return View(joined([title, said]), [*rows, *steps(t, newer, older), back(t, OpenAccount(), t.plain("account"))])


def charges_view(found: Stretch[ChargeItem], origin: OpenCharges, t: Texts) -> View:
    """The charges of one day."""
    when = date.fromordinal(origin.day)
    rows = [_charge(item, t) for item in found.items] or [t("charges-empty")]
    newer, older = (_at(place, origin) for place in (found.newer, found.older))
    last = back(t, OpenDays(origin.at), t.plain("account-history"))
    return View(joined([t("charges-title", day=day(when, t)), *rows]), [*steps(t, newer, older), last])


def _day(item: DayItem, t: Texts) -> str:
    sums = [money(-item.charged, t)] if item.charged else []
    came = money(item.paid, t)
    sums += [came if item.paid < 0 else f"+{came}"] if item.paid else []
    return t.plain("days-row", day=short_day(item.day, t), sums=" · ".join(sums) or money(0, t))


def _charge(item: ChargeItem, t: Texts) -> Html:
    charged: ChargeKind = item.kind
    name = shortened(item.name) if item.name else t.plain(f"charge-{charged}")
    return t("charges-row", name=name, amount=money(item.amount, t))


def _at(place: Place | None, origin: OpenCharges) -> OpenCharges | None:
    return OpenCharges(origin.day, origin.at, place.id, place.newer) if place else None


async def open_days(context: BotContext, press: OpenDays) -> View:
    """The days before or after the one asked for."""
    before = date.fromordinal(press.at) if press.at in _DAYS else None
    after = date.fromordinal(-press.at) if -press.at in _DAYS else None
    found = await context.services.money.account.history(context.member, before, after)
    return view(found, context.member.contract_number, context.texts, press.at)


async def open_charges(context: BotContext, press: OpenCharges) -> View:
    """The charges of the day asked for."""
    if press.day not in _DAYS:
        raise NotFoundError
    place = Place(press.day, press.id, press.newer) if press.id or press.newer else None
    found = await context.services.money.account.charges(context.member, date.fromordinal(press.day), place)
    return charges_view(found, press, context.texts)


ROOM: Room = (on(OpenDays, open_days), on(OpenCharges, open_charges))
