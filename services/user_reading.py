"""Rows of users as cards."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from domain.access import allowed
from domain.softphones import SoftphoneState, told
from domain.user_fields import dialable
from domain.users import ObserverState, has_softphone
from models import AccessChange, Admission, HandOver, Observation, Softphone, User
from services.cards import MemberCard
from services.deletion import UNDO_LASTS
from services.user_cards import (
    HandOverCard,
    HandOverStage,
    ObservationCard,
    ObservationShown,
    SoftphoneCard,
    UndoCard,
    UserBrief,
    UserCard,
)
from services.user_rows import undoable

ANSWER_WITHIN = timedelta(days=7)
"""So long a request to an external observer waits; then it is unanswered, whatever the reason."""


async def card_of(member: MemberCard, user: User, now: datetime) -> UserCard:
    """All that the user's room shows."""
    observation = await Observation.get_or_none(user_id=user.id)
    waiting = AccessChange.filter(user_id=user.id, acknowledged_at__isnull=True).order_by("id")
    untold = await waiting.first()
    admissions = Admission.filter(user_id=user.id).order_by("project__name", "id")
    return UserCard(
        id=user.id,
        contract_name=member.contract_name,
        name=user.name,
        login=shown_login(user, observation),
        role=user.role,
        dialable=dialable(user.login or user.former_login),
        softphone=await softphone_of(user),
        projects=tuple(str(name) for name in await admissions.values_list("project__name", flat=True)),
        observation=observation_card(observation, now) if observation else None,
        hand_over=await hand_over_of(user, now),
        untold_since=untold.at if untold else None,
        created_at=user.created_at,
        password_at=user.password_at,
        deleted_at=user.deleted_at,
        erased=user.erased_at is not None,
        version=user.version,
        may=allowed(member.role),
        now=now,
        zone=member.zone,
        undo=await _undo_of(user, now),
    )


async def briefs(users: Sequence[User], now: datetime, *, served: bool = True) -> tuple[UserBrief, ...]:
    """Rows of a list, in the same order. ``served``: there is a SIP server, without which no softphone works."""
    ids = [user.id for user in users]
    phones = {row.user_id: told(row.state, row.address) for row in await Softphone.filter(user_id__in=ids)}
    guests = {row.user_id: row for row in await Observation.filter(user_id__in=ids)}
    return tuple(
        UserBrief(
            user.id,
            user.name,
            shown_login(user, guests.get(user.id)),
            user.role,
            phones.get(user.id, SoftphoneState.NEVER) if served and has_softphone(user.role) else None,
            user.deleted_at,
            observation_card(guests[user.id], now) if user.id in guests else None,
        )
        for user in users
    )


async def _undo_of(user: User, now: datetime) -> UndoCard | None:
    if user.deleted_at is None or user.erased_at is not None or user.deleted_at <= now - UNDO_LASTS:
        return None
    together = await undoable(user.contract_id, now).filter(deleted_at=user.deleted_at).count()
    return UndoCard(user.deleted_at + UNDO_LASTS, together)


def shown_login(user: User, observation: Observation | None) -> str:
    """The login that a person would look for."""
    return observation.cabinet_login if observation else user.login or user.former_login


async def softphone_of(user: User) -> SoftphoneCard | None:
    """What is known of the user's softphone; None: his role brings none."""
    if not has_softphone(user.role):
        return None
    row = await Softphone.get_or_none(user_id=user.id)
    if row is None or told(row.state, row.address) is SoftphoneState.NEVER:
        return SoftphoneCard(SoftphoneState.NEVER, None, reason=row.reason if row else "")
    return SoftphoneCard(row.state, row.since, row.client, row.address, row.reason)


_TAKEN = (HandOverStage.SEEN, HandOverStage.REGISTERED)


async def hand_over_of(user: User, now: datetime) -> HandOverCard | None:
    """The latest hand-over; None: there was none."""
    row = await HandOver.filter(user_id=user.id).order_by("-id").first()
    if row is None:
        return None
    stage, at = _stage(row, now)
    if stage in _TAKEN and user.password_at and user.password_at > at:
        stage, at = HandOverStage.CHANGED, user.password_at
    return HandOverCard(stage, at, row.expires_at)


def _stage(row: HandOver, now: datetime) -> tuple[HandOverStage, datetime]:
    reached = (
        (HandOverStage.REGISTERED, row.registered_at),
        (HandOverStage.REPLACED, row.rotated_at),
        (HandOverStage.SEEN, row.used_at),
        (HandOverStage.KEPT, row.expires_at if row.revoked_at and row.revoked_at >= row.expires_at else None),
        (HandOverStage.REVOKED, row.revoked_at),
        (HandOverStage.EXPIRED, row.expires_at if row.expires_at <= now else None),
        (HandOverStage.OPENED, row.opened_at),
    )
    return next(((stage, at) for stage, at in reached if at is not None), (HandOverStage.SENT, row.made_at))


def observation_card(row: Observation, now: datetime) -> ObservationCard:
    """A request as the contract that made it sees it."""
    asked, shown = row.requested_at, _shown(row, now)
    return ObservationCard(row.id, shown, row.cabinet_login, row.until, asked, asked + ANSWER_WITHIN)


def _shown(row: Observation, now: datetime) -> ObservationShown:
    if row.state is ObserverState.CONFIRMED:
        return ObservationShown.CONFIRMED
    if row.state is ObserverState.ENDED:
        return ObservationShown.ENDED
    late = row.requested_at + ANSWER_WITHIN <= now
    return ObservationShown.UNANSWERED if late else ObservationShown.WAITING
