"""Support in a contract: coming in, restoring an administrator's access, leaving. The journal tells of each."""

from dataclasses import dataclass

from handlers.commands import private_commands
from handlers.kit.banner import LeaveContract
from handlers.kit.context import BotContext
from handlers.kit.press import Press
from handlers.kit.routes import Room, on
from handlers.kit.screen import Style, View, button, home, shortened
from handlers.rooms import home as home_room
from handlers.rooms import invitations, support
from handlers.rooms.people_ways import OpenRestore
from handlers.rooms.support import EnterContract
from services.cards import MemberCard
from services.people_cards import Affected
from services.support_cards import Restored
from texts import Texts, joined


@dataclass(frozen=True)
class Restore(Press, prefix="restored"):
    """Make a link for a new administrator."""


def ask_view(member: MemberCard, t: Texts) -> View:
    """What will happen, before it does."""
    where = t("restore-where", name=shortened(member.contract_name), number=shortened(member.contract_number))
    sure = button(t.plain("restore-make"), Restore(), Style.PRIMARY)
    return View(joined([t("restore-title"), where, t("restore-means"), t("restore-check")]), [[sure], home(t)])


def made_view(restored: Restored, bot_link: str, t: Texts) -> View:
    """The link, shown once."""
    invitation = restored.invitation
    where = t("restore-where", name=shortened(invitation.contract_name), number=shortened(invitation.contract_number))
    told = t("restore-told", n=len(restored.told)) if restored.told else t("restore-told-nobody")
    text = joined([t("restore-made"), where, *invitations.link_lines(invitation, bot_link, t), told])
    return View(text, [*invitations.link_rows(invitation, bot_link, t), home(t)])


def letter(affected: Affected) -> View:
    """What the contract's administrators are told, each in his language."""
    name, number = shortened(affected.contract_name), shortened(affected.contract_number)
    t = Texts(affected.language)
    return View(t("letter-restored", name=name, number=number), menu=False)


async def enter(context: BotContext, press: EnterContract) -> View:
    """The contract's home, as its administrator sees it."""
    member = await context.services.support.enter(context.user.id, press.contract_id, context.now)
    context.set_commands(private_commands(member.role, context.texts))
    return await home_room.draw(context, member)


async def leave(context: BotContext, _: LeaveContract) -> View:
    """Back to the search."""
    await context.services.support.leave(context.user.id, context.now)
    return await support.draw(context)


async def open_restore(context: BotContext, _: OpenRestore) -> View:
    """The question."""
    await context.services.support.check_restoring(context.member)
    return ask_view(context.member, context.texts)


async def restore(context: BotContext, _: Restore) -> View:
    """The link; the administrators that are left hear of it."""
    restored = await context.services.support.restore(context.member, context.now)
    for affected in restored.told:
        context.tell(affected.telegram_id, letter(affected))
    return made_view(restored, context.bot_link, context.texts)


ROOM: Room = (
    on(EnterContract, enter, support=True),
    on(LeaveContract, leave, support=True),
    on(OpenRestore, open_restore),
    on(Restore, restore),
)
