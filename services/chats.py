"""Groups and topics that receive a contract's alerts."""

from datetime import datetime

from tortoise.transactions import in_transaction

from domain.access import Action
from domain.journal import Deed
from models import AlertChat
from services import access, audit, chat_moves, notices
from services.cards import BoundChat, MemberCard
from services.errors import ChatTakenError
from services.locks import lock_contract


class ChatService:
    """Binding of groups, and what Telegram tells of their fate."""

    async def bind(self, member: MemberCard, chat_id: int, thread_id: int, title: str, now: datetime) -> BoundChat:
        """Send the contract's alerts to a group or topic (``thread_id`` 0: none) from now on; idempotent.

        The cards of incidents that are open now are owed there as well.

        Raises ``ChatTakenError`` where another contract's alerts go there already.
        """
        access.require(member, Action.BIND_GROUP)
        async with in_transaction():
            await lock_contract(member.contract_id)
            defaults = {"contract_id": member.contract_id, "bound_by_id": member.person_id, "bound_at": now}
            chat, _ = await AlertChat.get_or_create(defaults, chat_id=chat_id, thread_id=thread_id)
            if chat.contract_id != member.contract_id:
                raise ChatTakenError
            chat.title, chat.failed_at, chat.failure = title, None, ""
            await chat.save(update_fields=["title", "failed_at", "failure"])
            await notices.owe_open_cards(chat.contract_id, notices.bound_chat(chat), now)
            await audit.by_member(member, Deed.BIND, f"chat {chat_id}/{thread_id}", now, title)
        return BoundChat(chat.chat_id, chat.thread_id, chat.title)

    async def unbind(self, member: MemberCard, chat_id: int, thread_id: int, now: datetime) -> bool:
        """Stop the alerts to a group or topic; False where the contract had none there."""
        access.require(member, Action.BIND_GROUP)
        async with in_transaction():
            await lock_contract(member.contract_id)
            own = AlertChat.filter(contract_id=member.contract_id, chat_id=chat_id, thread_id=thread_id)
            chat = await own.first()
            if chat is None:
                return False
            await notices.withdraw(chat.contract_id, notices.bound_chat(chat))
            await chat.delete()
            await audit.by_member(member, Deed.UNBIND, f"chat {chat_id}/{thread_id}", now, chat.title)
        return True

    async def language(self, chat_id: int, thread_id: int) -> str | None:
        """The language a bound group or topic is spoken to in: its binder's. None where nothing is bound."""
        chat = await AlertChat.get_or_none(chat_id=chat_id, thread_id=thread_id).select_related("bound_by")
        return chat.bound_by.language if chat is not None and chat.bound_by is not None else None

    async def migrated(self, old_chat_id: int, new_chat_id: int, now: datetime) -> None:
        """Telegram says that a group became a supergroup."""
        await chat_moves.chat_migrated(old_chat_id, new_chat_id, now)

    async def gone(self, chat_id: int, reason: str, now: datetime) -> None:
        """Telegram says that we were removed from a group. ``reason``: kicked."""
        await AlertChat.filter(chat_id=chat_id, failed_at__isnull=True).update(failed_at=now, failure=reason)

    async def back(self, chat_id: int, now: datetime) -> None:
        """We are in the group again: its binding works once more, and it is told of what is still open."""
        async with in_transaction():
            for chat in await AlertChat.filter(chat_id=chat_id, failed_at__isnull=False).order_by("contract_id", "id"):
                await lock_contract(chat.contract_id)
                if await AlertChat.filter(id=chat.id).update(failed_at=None, failure=""):
                    await notices.owe_open_cards(chat.contract_id, notices.bound_chat(chat), now)
