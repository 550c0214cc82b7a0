"""``/start``: home for a member, the door for a stranger, and the way in by a one-time link."""

import re

from handlers.commands import private_commands
from handlers.gate import door
from handlers.kit.context import BotContext
from handlers.kit.routes import Room, command
from handlers.kit.screen import GoHome, View, shortened
from handlers.rooms import details, home, taking
from handlers.rooms.credentials_ways import OpenDetails
from services.cards import MemberCard
from texts import Texts, joined

# Of a length that no invitation's token has.
_OWN = re.compile(rf"{details.PERSON}([a-z0-9-]{{12,14}})")
_DETAILS = re.compile(rf"{details.DETAILS}([0-9]{{1,19}})")


def welcomed(view: View, member: MemberCard, t: Texts) -> View:
    """Home of somebody who has just come in, with a line that says as whom."""
    return View(joined([view.text, t("start-welcome", role=t.plain(f"role-{member.role}"))]), view.rows)


def joined_letter(member: MemberCard, t: Texts) -> View:
    """What whoever invited somebody is told when he has come."""
    name, contract = shortened(member.name, 64), shortened(member.contract_name)
    role, number = t.plain(f"role-{member.role}"), shortened(member.contract_number)
    return View(t("letter-joined", name=name, role=role, contract=contract, number=number), menu=False)


async def start(context: BotContext, token: str) -> View:
    """``/start`` draws home afresh; ``/start <token>`` redeems an invitation first, or opens what a link leads to."""
    if code := _OWN.fullmatch(token):
        return await taking.look(context, code[1])
    if (user := _DETAILS.fullmatch(token)) and context.visitor.member is not None:
        return await details.open_details(context, OpenDetails(int(user[1])))
    if token:
        return await _join(context, token)
    if context.role is None:
        return door(context.texts, context.support)
    context.set_commands(private_commands(context.role, context.texts))
    if context.visitor.support:
        await context.services.support.introduce(context.user.id, context.user.name, context.user.username)
    return await home.go_home(context, GoHome())


async def _join(context: BotContext, token: str) -> View:
    user = context.user
    member = await context.services.members.redeem(
        token, user.id, user.name, user.username, user.language_code, context.now
    )
    inviter = await context.services.members.inviter(token)
    if inviter is not None and inviter.telegram_id != user.id:
        context.tell(inviter.telegram_id, joined_letter(member, Texts(inviter.language)))
    t = Texts(member.language)
    context.set_commands(private_commands(member.role, t))
    return welcomed(await home.draw(context, member), member, t)


ROOM: Room = (command("start", start, strangers=True),)
