"""Users and their softphones in words that several rooms share: a row of a list, the lines of a card."""

from datetime import datetime

from domain.access import Action
from domain.softphones import SoftphoneReason, SoftphoneState
from domain.users import UserRole
from handlers.kit.screen import shortened
from handlers.rooms import observer_words
from handlers.rooms.phrases import sentence
from services.softphone_cards import ReadyPage
from services.user_cards import (
    HandOverCard,
    ObservationShown,
    SoftphoneCard,
    TroubleCard,
    UserBrief,
    UserCard,
    UsersPage,
)
from texts import Html, Texts, joined
from texts.format import moment, short_day

_ROW = 30
"""Characters of name, login and word together that a phone shows in one row, beside a lamp and a box to tick."""
_LOGIN = 12
_KNOWN_REASONS = {*SoftphoneReason}
"""Other words of the SIP server are not for people."""


def role_name(user_role: UserRole, t: Texts) -> str:
    """A role in the middle of a sentence."""
    return t.plain(f"user-role-{user_role}").lower()


def row(user: UserBrief, t: Texts, at: UsersPage | ReadyPage) -> str:
    """One user as a row of a list: his softphone's state first, his role where he has none, or since when he is gone.

    ``at`` tells the moment and the zone.
    """
    if user.deleted_at is not None:
        return _gone(user, user.deleted_at, t, at)
    if user.observation is not None and user.observation.shown is not ObservationShown.CONFIRMED:
        return observer_words.row(user.name, user.observation, t, at)
    phone_state, user_role = user.softphone, user.role
    word = t.plain(f"user-word-{user_role}" if phone_state is None else f"phone-word-{phone_state}")
    login = shortened(user.login, _LOGIN)
    name = shortened(user.name, max(_ROW - len(login) - len(word), 8))
    if phone_state is None:
        return t.plain("users-row-plain", name=name, login=login, word=word)
    return t.plain("users-row", lamp=t.plain(f"phone-lamp-{phone_state}"), name=name, login=login, word=word)


def _gone(user: UserBrief, deleted_at: datetime, t: Texts, at: UsersPage | ReadyPage) -> str:
    local = deleted_at.astimezone(at.zone).date()
    today = local == at.now.astimezone(at.zone).date()
    when = moment(deleted_at, at.now, at.zone, t) if today else short_day(local, t)
    word = t.plain("users-gone", at=when)
    return t.plain("users-row-gone", name=shortened(user.name, max(_ROW - len(word), 8)), word=word)


def card(user: UserCard, t: Texts, *, served: bool, said: Html | None = None) -> Html:
    """The card: who he is, news of him, his softphone, his projects, how far his details have come."""
    title = t("user-title", name=shortened(user.name, 40), role=role_name(user.role, t))
    if user.erased:
        return joined([t("user-erased")])
    if user.deleted_at is not None:
        gone = t("user-dismissed", at=moment(user.deleted_at, user.now, user.zone, t, weekday=True))
        return joined([title, _login(user, t), gone, *_undo(user, t)])
    return joined(
        [
            title,
            said,
            _login(user, t),
            *(softphone(user.softphone, user, t, served=served) if user.softphone else _without(user, t)),
            _projects(user, t),
            hand_over(user, user.hand_over, t) if user.hand_over else None,
            _told(user, t),
        ]
    )


def _undo(user: UserCard, t: Texts) -> list[Html]:
    """Until when an administrator can bring him back, and how many more with him."""
    if user.undo is None or Action.EDIT_USERS not in user.may:
        return []
    others = user.undo.together - 1
    until = t("undo-until", until=moment(user.undo.until, user.now, user.zone, t))
    return [*([t("user-dismissed-with", n=others)] if others else []), until]


def softphone(phone: SoftphoneCard, at: UserCard | TroubleCard, t: Texts, *, served: bool) -> list[Html | None]:
    """The state since when, and from where, or why not; ``at`` tells the moment and the zone."""
    if not served:
        return [t("user-phone-unserved")]
    phone_state = phone.state
    lamp, word = t.plain(f"phone-lamp-{phone_state}"), t.plain(f"phone-word-{phone_state}")
    if phone.since is None:
        return [t("user-phone", lamp=lamp, word=word), where(phone, t)]
    since = moment(phone.since, at.now, at.zone, t, weekday=True)
    return [t("user-phone-since", lamp=lamp, word=word, since=since), where(phone, t)]


def where(phone: SoftphoneCard, t: Texts) -> Html | None:
    """Which program at which address; of one that is away the reason in words, where there is one."""
    if phone.state is SoftphoneState.ERROR or (phone.reason and phone.state is not SoftphoneState.ONLINE):
        return t("user-phone-where", where=sentence(reason(phone.reason or "wrong_password", t)))
    if phone.state is SoftphoneState.UNKNOWN and phone.since is not None:
        return t("phones-not-known")
    parts = [shortened(phone.client, 24), shortened(phone.address, 48)]
    if phone.state is not SoftphoneState.ONLINE or not any(parts):
        return None
    return t("user-phone-where", where=" · ".join(part for part in parts if part))


def reason(said: str, t: Texts) -> str:
    """Why the SIP server refused, in the middle of a sentence."""
    phone_reason = said if said in _KNOWN_REASONS else "other"
    return t.plain(f"phone-reason-{phone_reason}")


def hand_over(user: UserCard, card: HandOverCard, t: Texts) -> Html:
    """How far the latest link has come."""
    return t(f"user-handover-{card.stage}", at=moment(card.at, user.now, user.zone, t, weekday=True))


def _login(user: UserCard, t: Texts) -> Html:
    if user.observation is not None:
        return t("user-login-cabinet", login=user.login)
    return t("user-number" if user.dialable and user.softphone else "user-login", login=user.login)


def _without(user: UserCard, t: Texts) -> list[Html]:
    """In the place of a softphone: of an external observer how his request stands."""
    return observer_words.lines(user, user.observation, t) if user.observation else [t("user-phone-none")]


def _projects(user: UserCard, t: Texts) -> Html:
    if not user.projects:
        return t("user-projects-none")
    names = shortened(", ".join(f"«{name}»" for name in user.projects), 48)
    return t("user-projects", n=len(user.projects), names=names)


def _told(user: UserCard, t: Texts) -> Html | None:
    """Whether the projects service has taken over what was set here. Of an external observer: once he is confirmed."""
    if user.untold_since is not None:
        since = moment(user.untold_since, user.now, user.zone, t, weekday=True)
        return t("user-untold", since=since)
    asked = user.observation is not None and user.observation.shown is not ObservationShown.CONFIRMED
    return None if asked else t("user-told")
