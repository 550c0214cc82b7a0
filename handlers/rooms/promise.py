"""The promised payment: its terms, one confirmation that is used once, and the word that it is done."""

from dataclasses import dataclass

from handlers.kit.context import BotContext
from handlers.kit.press import Press
from handlers.kit.routes import Room, on
from handlers.kit.screen import Row, Style, View, back, button, home, shortened
from handlers.rooms.money_ways import OpenAccount, OpenPromise, OpenTopUp
from services.errors import PromiseRunningError
from services.money_cards import PromiseCard
from services.promised import PromiseTerms
from texts import Html, Texts, joined
from texts.format import moment, money


@dataclass(frozen=True)
class MakePromise(Press, prefix="promised"):
    """Yes, I promise; ``token`` is good once."""

    token: str


def view(terms: PromiseTerms, t: Texts) -> View:
    """The terms with the question, or why no promise can be made now."""
    title = t("promise-title", number=shortened(terms.contract_number, 24))
    last = back(t, OpenAccount(), t.plain("account"))
    if terms.refusal is None:
        sure: Row = [
            button(t.plain("promise-make"), MakePromise(terms.token), Style.PRIMARY),
            button(t.plain("cancel"), OpenAccount()),
        ]
        return View(joined([title, *_question(terms, t)]), [sure, last])
    return View(joined([title, *_refused(terms, t)]), [[button(t.plain("account-top-up"), OpenTopUp())], last])


def made_view(card: PromiseCard, terms: PromiseTerms, t: Texts) -> View:
    """It is accepted: until when, and what to pay by then."""
    until = moment(card.until, terms.now, terms.zone, t, weekday=True)
    pay = t("account-pay-until", sum=money(card.amount, t), until=until)
    row: Row = [button(t.plain("account-top-up"), OpenTopUp()), button(t.plain("account"), OpenAccount())]
    return View(joined([t("promise-made"), pay, t("promise-warned")]), [row, home(t)])


def _question(terms: PromiseTerms, t: Texts) -> list[Html]:
    until = moment(terms.until, terms.now, terms.zone, t, weekday=True)
    return [
        t("promise-missing", sum=money(terms.amount, t)),
        t("promise-until", until=until),
        t("promise-else"),
        t("promise-left", n=terms.left, total=terms.per_month),
    ]


def _refused(terms: PromiseTerms, t: Texts) -> list[Html]:
    if terms.refusal is None:
        return []
    if terms.running is None:
        return [t(f"error-{terms.refusal.key}")]
    until = moment(terms.running.until, terms.now, terms.zone, t, weekday=True)
    return [t(f"error-{terms.refusal.key}"), t("account-pay-until", sum=money(terms.amount, t), until=until)]


async def open_promise(context: BotContext, _: OpenPromise) -> View:
    """The terms, read afresh."""
    return view(await context.services.money.promised.terms(context.member, context.now), context.texts)


async def make_promise(context: BotContext, press: MakePromise) -> View:
    """It is made once; a second tap shows the one that runs."""
    promised, t = context.services.money.promised, context.texts
    try:
        card = await promised.promise(context.member, press.token, context.now)
    except PromiseRunningError as error:
        context.toast(t.plain(f"error-{error.key}"))
        return await open_promise(context, OpenPromise())
    context.toast(t.plain("promise-made"))
    return made_view(card, await promised.terms(context.member, context.now), t)


ROOM: Room = (on(OpenPromise, open_promise), on(MakePromise, make_promise))
