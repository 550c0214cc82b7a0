"""Dangerous steps that wait for a yes, and steps that can be undone: used once, by their person, before they expire."""

import json
import secrets
from collections.abc import Sequence
from datetime import datetime, timedelta

from models import Confirmation
from services.cards import MemberCard
from services.errors import ConfirmationGoneError


async def offer(member: MemberCard, action: str, ids: Sequence[int], now: datetime, lasts: timedelta) -> str:
    """Keep a question or an undo; its token, 16 characters."""
    token = secrets.token_urlsafe(12)
    await Confirmation.create(
        contract_id=member.contract_id,
        person_id=member.person_id,
        action=action,
        token=token,
        ids=json.dumps(list(ids)),
        expires_at=now + lasts,
    )
    return token


async def latest(member: MemberCard, action: str, now: datetime) -> tuple[str, list[int]] | None:
    """Token and ids of the person's newest one that can be used still; None: there is none."""
    waiting = Confirmation.filter(contract_id=member.contract_id, person_id=member.person_id, action=action)
    row = await waiting.filter(used_at__isnull=True, expires_at__gt=now).order_by("-id").first()
    return (row.token, [int(number) for number in json.loads(row.ids)]) if row is not None else None


async def use(member: MemberCard, action: str, token: str, now: datetime) -> list[int]:
    """The ids it was kept with, inside the caller's transaction. Raises ``ConfirmationGoneError``."""
    if not token.isascii() or not token.isprintable():  # no token of ours, and PostgreSQL takes not every text
        raise ConfirmationGoneError
    own = Confirmation.filter(
        token=token, action=action, contract_id=member.contract_id, person_id=member.person_id, used_at__isnull=True
    )
    if not await own.filter(expires_at__gt=now).update(used_at=now):
        raise ConfirmationGoneError
    row = await Confirmation.get(token=token)
    return [int(number) for number in json.loads(row.ids)]
