"""Delivers words about users, each to one person in private, while they concern him."""

import json
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from domain.access import Action, may
from domain.users import ObserverState, UserNoticeKind
from models import Contract, Member, Observation, User, UserNotice
from services.private_delivery import PrivateDelivery

_WHILE = {
    UserNoticeKind.OBSERVER_ASKED: ObserverState.REQUESTED,
    UserNoticeKind.OBSERVER_ENDS: ObserverState.CONFIRMED,
    UserNoticeKind.LENT_ENDS: ObserverState.CONFIRMED,
}
"""These are worth telling while the observation stands so, with the last day that they name."""
_LENDING = {UserNoticeKind.OBSERVER_ASKED, UserNoticeKind.LENT_ENDS, UserNoticeKind.LENT_ENDED}
"""Words to the side that lends an observer."""


@dataclass(frozen=True)
class UserNoticeCard:
    """One word about a user. ``subject_id`` is the user, or, on the side that lends an observer, the observation.

    ``name`` is the user's; on the side that lends an observer, that of the contract which asks. ``at`` is the moment of
    the receipt, ``until`` the last day of the observation.
    """

    id: int
    telegram_id: int
    language: str
    kind: UserNoticeKind
    contract_id: int
    contract_name: str
    several: bool
    subject_id: int
    name: str
    at: datetime | None
    until: date | None
    now: datetime
    zone: ZoneInfo


class UserDelivery(PrivateDelivery[UserNotice, UserNoticeCard]):
    """Words about users."""

    table = UserNotice

    async def _read(self, notice_id: int) -> UserNotice | None:
        return await UserNotice.get_or_none(id=notice_id).select_related("contract", "person")

    async def _still_true(self, notice: UserNotice) -> bool:
        member = await Member.get_or_none(contract_id=notice.contract_id, person_id=notice.person_id)
        lends = notice.kind in _LENDING
        if member is None or not may(member.role, Action.LEND_OBSERVER if lends else Action.EDIT_USERS):
            return False
        facts = json.loads(notice.facts)
        if notice.kind in _WHILE:
            whose = {"id": facts["observation_id"]} if lends else {"user_id": facts["user_id"]}
            running = Observation.filter(**whose, state=_WHILE[notice.kind], user__deleted_at__isnull=True)
            return await (running.filter(until=facts["until"]) if "until" in facts else running).exists()
        return await User.filter(id=facts["user_id"], deleted_at__isnull=True).exists()

    async def _card(self, notice: UserNotice, now: datetime) -> UserNoticeCard:
        facts, contract = json.loads(notice.facts), notice.contract
        lends = notice.kind in _LENDING
        observation = await _observation(notice.kind, facts)
        subject_id = int(facts["observation_id"] if lends else facts["user_id"])
        return UserNoticeCard(
            id=notice.id,
            telegram_id=notice.person.telegram_id,
            language=notice.person.language,
            kind=notice.kind,
            contract_id=contract.id,
            contract_name=contract.name,
            several=await Member.filter(person_id=notice.person_id).count() > 1,
            subject_id=subject_id,
            name=await _asking(observation) if lends and observation else (await User.get(id=subject_id)).name,
            at=datetime.fromisoformat(facts["at"]) if "at" in facts else None,
            until=observation.until if observation else None,
            now=now,
            zone=ZoneInfo(contract.timezone),
        )


async def _observation(kind: UserNoticeKind, facts: dict[str, int]) -> Observation | None:
    if kind in _LENDING:
        return await Observation.get_or_none(id=facts["observation_id"]).select_related("user")
    return await Observation.get_or_none(user_id=facts["user_id"])


async def _asking(observation: Observation) -> str:
    contract = await Contract.get(id=observation.user.contract_id)
    return contract.name
