"""General information: the contract, its tariff and state, how much of everything it has, and whom to call."""

from handlers.gate import contacts
from handlers.kit.context import BotContext, Support
from handlers.kit.routes import Room, on
from handlers.kit.screen import Button, View, button, home, pairs, shortened
from handlers.rooms.account_words import state
from handlers.rooms.money_ways import OpenAccount, OpenContract, OpenPapers
from handlers.rooms.phrases import sentence
from handlers.rooms.ways import OpenLines
from services.contract import ContractCard
from texts import Html, Texts, joined
from texts.format import exact_day, moment


def view(card: ContractCard, support: Support, t: Texts) -> View:
    """What every role may know; money is behind a button for those who may see it."""
    since = moment(card.state_since, card.now, card.zone, t, weekday=True)
    text = joined(
        [
            _title(card, t),
            t("contract-client", client=shortened(card.client or card.name, 64)),
            t("contract-tariff", tariff=shortened(card.tariff)) if card.tariff else None,
            state(card.reason, since, t),
            t("contract-numbers", numbers=sentence(" · ".join(_numbers(card, t)))),
            *contacts(t, support),
        ]
    )
    return View(text, [*pairs(_ways(card, t)), home(t)])


def _title(card: ContractCard, t: Texts) -> Html:
    number = shortened(card.number, 24)
    if card.signed_on is None:
        return t("contract-title", number=number)
    return t("contract-title-day", number=number, day=exact_day(card.signed_on, t))


def _numbers(card: ContractCard, t: Texts) -> list[str]:
    return [
        t.plain("contract-projects", n=card.projects),
        t.plain("contract-users", n=card.users),
        t.plain("contract-lines", n=card.lines),
    ]


def _ways(card: ContractCard, t: Texts) -> list[Button]:
    ways = [button(t.plain("home-to-lines"), OpenLines())]
    if card.sees_money:
        ways.append(button(t.plain("account"), OpenAccount()))
        ways.append(button(t.plain("account-papers"), OpenPapers()))
    return ways


async def open_contract(context: BotContext, _: OpenContract) -> View:
    """The contract, read afresh."""
    card = await context.services.contract.card(context.member, context.now)
    return view(card, context.support, context.texts)


ROOM: Room = (on(OpenContract, open_contract),)
