"""The question before a dangerous step: its token is used once, by the same person in the same contract, in time."""

import json
import secrets
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import NamedTuple

from models import Confirmation
from services.cards import MemberCard
from services.errors import ConfirmationError

LASTS = timedelta(minutes=5)
_TOKEN_BYTES = 12


class Asked(NamedTuple):
    """A question that waits: 16 characters of A-Z a-z 0-9 _ - for a button, and until when."""

    token: str
    expires_at: datetime
    minutes: int


async def ask(member: MemberCard, action: str, ids: Sequence[int], now: datetime, lasts: timedelta = LASTS) -> Asked:
    """Write down what is asked: ``action`` (≤32 characters) over rows ``ids``."""
    token, expires_at = secrets.token_urlsafe(_TOKEN_BYTES), now + lasts
    await Confirmation.create(
        contract_id=member.contract_id,
        person_id=member.person_id,
        action=action,
        token=token,
        ids=json.dumps(list(ids)),
        expires_at=expires_at,
    )
    return Asked(token, expires_at, int(lasts.total_seconds() // 60))


async def claim(member: MemberCard, action: str, token: str, now: datetime) -> tuple[int, ...]:
    """The rows that were asked about; the token is used up with the caller's transaction. Else ConfirmationError."""
    waiting = Confirmation.filter(
        token=token,
        action=action,
        contract_id=member.contract_id,
        person_id=member.person_id,
        used_at__isnull=True,
        expires_at__gt=now,
    )
    if not await waiting.update(used_at=now):
        raise ConfirmationError
    return tuple(json.loads((await Confirmation.get(token=token)).ids))
