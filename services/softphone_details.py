"""What a change of its details means for a softphone: the registration ends, and what was said of the old ones too."""

from datetime import datetime

from domain.softphones import SoftphoneReason, SoftphoneState
from models import Softphone
from services import provisioning


async def replaced(user_id: int, reason: SoftphoneReason, now: datetime) -> None:
    """The details in the softphone are the old ones until it registers again; within the caller's transaction.

    Who has taken the old ones may not fetch those that replace them.
    """
    await provisioning.end_addresses(user_id)
    phone = Softphone.filter(user_id=user_id)
    ended = phone.filter(state__in=[SoftphoneState.ONLINE, SoftphoneState.ERROR])
    await ended.update(state=SoftphoneState.OFFLINE, since=now)
    await phone.filter(state=SoftphoneState.OFFLINE).update(reason=reason)
