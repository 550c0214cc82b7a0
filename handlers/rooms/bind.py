"""``/bind`` and ``/unbind``: where a contract's alerts go besides the people on call."""

from handlers.kit.context import BotContext
from handlers.kit.routes import Room, command
from handlers.kit.screen import View, home, shortened
from services.cards import MemberCard
from texts import Html, Texts


def bound(member: MemberCard, t: Texts) -> View:
    """The group is told what will come here, and whose."""
    return _said(t("bind-done", name=shortened(member.contract_name), number=shortened(member.contract_number)))


def unbound(t: Texts, *, was_bound: bool) -> View:
    """The group is told that no more alerts come, or that none came."""
    return _said(t("bind-undone") if was_bound else t("bind-nothing"))


def only_in_groups(t: Texts) -> View:
    """Said in a private chat, where there is nothing to bind."""
    return View(t("bind-only-groups"), [home(t)])


async def bind(context: BotContext, _: str) -> View:
    """``/bind`` in a group or a topic; an administrator's command."""
    if context.chat.private:
        return only_in_groups(context.texts)
    chat = context.chat
    await context.services.chats.bind(context.member, chat.id, chat.thread_id, chat.title, context.now)
    return bound(context.member, Texts(context.member.language))


async def unbind(context: BotContext, _: str) -> View:
    """``/unbind`` in a group or a topic; an administrator's command."""
    if context.chat.private:
        return only_in_groups(context.texts)
    chat = context.chat
    done = await context.services.chats.unbind(context.member, chat.id, chat.thread_id, context.now)
    return unbound(context.texts, was_bound=done)


def _said(text: Html) -> View:
    return View(text, menu=False)


ROOM: Room = (command("bind", bind, groups=True), command("unbind", unbind, groups=True))
