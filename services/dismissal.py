"""After the dismissal: what is kept of a user when it can no longer be undone, and what is wiped at request."""

from datetime import datetime

from tortoise.transactions import in_transaction

from domain.access import Action
from domain.journal import Deed
from models import (
    AccessChange,
    Admission,
    Audit,
    HandOver,
    Softphone,
    SoftphoneLog,
    User,
    UserNotice,
)
from services import access, audit, confirmations
from services.cards import MemberCard
from services.deletion import ASK_LASTS, UNDO_LASTS
from services.errors import ConfirmationGoneError
from services.provisioning import end_addresses
from services.user_cards import ErasureAsk
from services.user_errors import NotDismissedError
from services.user_secrets import NO_ACCESS, NO_SOFTPHONE

RETIRE_AT_ONCE = 500
_ERASE = Deed.ERASE_USER


class DismissalService:
    """Erases the personal data of somebody who was deleted."""

    async def ask_erase(self, member: MemberCard, user_id: int, now: datetime) -> ErasureAsk:
        """The question before it. Raises ``NotDismissedError`` for a user who is at work."""
        access.require(member, Action.EDIT_USERS)
        user = await access.own_user(member, user_id, dismissed=True)
        if user.deleted_at is None:
            raise NotDismissedError
        token = await confirmations.offer(member, _ERASE, [user.id], now, ASK_LASTS)
        return ErasureAsk(user.id, user.name, token, now + ASK_LASTS)

    async def erase(self, member: MemberCard, token: str, now: datetime) -> int:
        """Wipe name, login, log and links, and what the journal says of him; his id. It cannot be undone.

        Raises ``ConfirmationGoneError``, also for somebody who was brought back meanwhile.
        """
        access.require(member, Action.EDIT_USERS)
        async with in_transaction():
            ids = await confirmations.use(member, _ERASE, token, now)
            found = User.filter(id__in=ids, contract_id=member.contract_id, deleted_at__isnull=False)
            user = await found.select_for_update(no_key=True).first()
            if user is None or user.erased_at is not None:
                raise ConfirmationGoneError
            await _retire(user)
            await _wipe(user, now)
            await audit.by_member(member, _ERASE, f"user {user.id}", now)
        return int(user.id)


async def retire(now: datetime) -> int:
    """Free the logins of those who can no longer be brought back, and forget their passwords; how many.

    Called by a job; each in a transaction of its own.
    """
    late = User.filter(deleted_at__lte=now - UNDO_LASTS)
    with_login = await late.filter(login__isnull=False).limit(RETIRE_AT_ONCE).values_list("id", flat=True)
    admitted = Admission.filter(user__deleted_at__lte=now - UNDO_LASTS).limit(RETIRE_AT_ONCE)
    ids = {*with_login, *await admitted.values_list("user_id", flat=True)}
    for user_id in sorted(int(str(number)) for number in ids):
        async with in_transaction():
            row = await User.filter(id=user_id, deleted_at__isnull=False).select_for_update(no_key=True).first()
            if row is not None:
                await _retire(row)
    return len(ids)


async def _retire(user: User) -> None:
    await Admission.filter(user_id=user.id).delete()
    await Softphone.filter(user_id=user.id).delete()
    await end_addresses(user.id)
    kept = {"login": None, "former_login": user.login or user.former_login, **NO_ACCESS, **NO_SOFTPHONE}
    await user.update_from_dict(kept).save(update_fields=list(kept))


async def _wipe(user: User, now: datetime) -> None:
    """A change that the projects service has not taken yet keeps the login in it: the removal must reach it."""
    subject = f"user {user.id}"
    await User.filter(id=user.id).update(name="", former_login="", erased_at=now, version=user.version + 1)
    await SoftphoneLog.filter(user_id=user.id).delete()
    await HandOver.filter(user_id=user.id).delete()
    await UserNotice.filter(subject=subject).delete()
    await AccessChange.filter(user_id=user.id, acknowledged_at__isnull=False).update(payload="{}")
    await AccessChange.filter(user_id=user.id, acknowledged_at__isnull=True).exclude(kind="removal").delete()
    await Audit.filter(contract_id=user.contract_id, subject=subject).update(details="")
