"""The first registration of a softphone after its details were handed over: the receipt."""

from datetime import datetime

from domain.softphones import SoftphoneEvent, SoftphoneState
from domain.users import UserNoticeKind
from models import HandOver, Softphone, SoftphoneLog, User
from services.user_notices import administrators, owe


async def claimed(user: User, at: datetime) -> bool:
    """Write the receipt down, inside the caller's transaction, and owe it to who made the link; False: none is due.

    Only details that somebody has seen can be claimed; a softphone that was online all the time claims them when it
    registers again.
    """
    row = await HandOver.filter(user_id=user.id).order_by("-id").first()
    if row is None or row.used_at is None or row.registered_at is not None or at < row.used_at:
        return False
    if not await HandOver.filter(id=row.id, registered_at__isnull=True).update(registered_at=at):
        return False
    people = [row.made_by_id] if row.made_by_id else await administrators(user.contract_id)
    facts: dict[str, object] = {"user_id": user.id, "at": at.isoformat()}
    return await owe(user.contract_id, people, UserNoticeKind.RECEIPT, f"hand-over {row.id}", at, facts)


async def works(user: User) -> bool:
    """Whether the softphone has registered with the details of now: it is there, or was since they were made."""
    if await Softphone.filter(user_id=user.id, state=SoftphoneState.ONLINE).exists():
        return True
    since = SoftphoneLog.filter(user_id=user.id, event=SoftphoneEvent.REGISTERED)
    return user.password_at is not None and await since.filter(at__gte=user.password_at).exists()
