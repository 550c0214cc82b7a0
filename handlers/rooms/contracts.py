"""The contracts a person is in: choosing the current one."""

from collections.abc import Sequence
from dataclasses import dataclass

from handlers.commands import private_commands
from handlers.kit.context import BotContext
from handlers.kit.press import Press
from handlers.kit.routes import Room, on
from handlers.kit.screen import Row, View, button, home, shortened
from handlers.rooms.home import draw
from handlers.rooms.ways import OpenContracts
from services.cards import MemberCard
from texts import Html, Texts, joined

MOST = 90
"""Telegram takes 100 buttons a keyboard."""


@dataclass(frozen=True)
class ChooseContract(Press, prefix="contract"):
    """Make this contract the current one."""

    contract_id: int


def view(member: MemberCard | None, contracts: Sequence[MemberCard], t: Texts) -> View:
    """One contract a row, with the person's role in it; ``member`` None: support, who is in none now."""
    rows: list[Row] = [[button(_label(card, t), ChooseContract(card.contract_id))] for card in contracts[:MOST]]
    return View(joined([t("contracts-title"), _now(member, t)]), [*rows, home(t)])


def _now(member: MemberCard | None, t: Texts) -> Html | None:
    if member is None:
        return None
    return t("contracts-now", name=shortened(member.contract_name), number=shortened(member.contract_number))


def _label(card: MemberCard, t: Texts) -> str:
    return t.plain("contracts-row", name=card.contract_name, role=t.plain(f"role-{card.role}"))


async def open_contracts(context: BotContext, _: OpenContracts) -> View:
    """The choice."""
    contracts = await context.services.members.contracts(context.user.id)
    return view(context.visitor.member, contracts, context.texts)


async def choose(context: BotContext, press: ChooseContract) -> View:
    """Switch, and show the home of that contract."""
    member = await context.services.members.switch(context.user.id, press.contract_id, context.now)
    context.set_commands(private_commands(member.role, context.texts))
    return await draw(context, member)


ROOM: Room = (on(OpenContracts, open_contracts, support=True), on(ChooseContract, choose, support=True))
