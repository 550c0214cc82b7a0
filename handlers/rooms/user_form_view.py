"""The screens of a user's form: a question, and the review of everything answered."""

from collections.abc import Sequence
from dataclasses import dataclass

from domain.user_fields import UserField
from domain.users import OWN_ROLES
from handlers.kit.asking import form
from handlers.kit.press import Press
from handlers.kit.screen import Row, Style, View, button, pairs, shortened
from handlers.rooms.user_ways import AskObserver
from handlers.rooms.user_words import role_name
from services.user_form_cards import UserDraft
from texts import Html, Texts


@dataclass(frozen=True)
class ReviewUser(Press, prefix="reviewuser"):
    """The form as a whole, with a button for each field."""


@dataclass(frozen=True)
class AskUserField(Press, prefix="askuser"):
    """The tap on a field of the form: answer it anew."""

    field: UserField


@dataclass(frozen=True)
class ChooseUserField(Press, prefix="chooseuser"):
    """The tap on an answer: a role, the login that is offered, or "" for a ready password."""

    field: UserField
    value: str


@dataclass(frozen=True)
class SaveUser(Press, prefix="saveuser"):
    """Save the form."""


@dataclass(frozen=True)
class CancelUserForm(Press, prefix="canceluser"):
    """Leave the form; nothing is saved."""


def asking(draft: UserDraft, t: Texts, said: Sequence[Html | None] = ()) -> View:
    """The question of ``draft.step``; ``said`` stands above it."""
    if draft.step is None:
        return review(draft, t, said)
    return framed(draft, [*said, *_question(draft, draft.step, t)], [*_answers(draft, t), *_leave(draft, t)], t)


def review(draft: UserDraft, t: Texts, said: Sequence[Html | None] = ()) -> View:
    """Everything is answered: save it, or change a field. A softphone that comes or goes is told before."""
    changes = pairs([button(_label(field, t), AskUserField(field)) for field in draft.fields])
    save: list[Row] = [[button(t.plain("save"), SaveUser(), Style.PRIMARY)]] if draft.changed else []
    return framed(draft, [*said, effect(draft, t), t("user-form-review")], [*save, *changes], t)


def effect(draft: UserDraft, t: Texts) -> Html | None:
    """What saving does to the softphone; None: nothing."""
    if draft.gains_softphone:
        return t("user-form-gains", login=draft.login) if draft.login else t("user-form-gains-some")
    if draft.loses_softphone:
        return t("user-form-loses")
    return t("user-form-renumbers", login=draft.login) if draft.renumbered else None


def framed(draft: UserDraft, said: Sequence[Html | None], rows: Sequence[Row], t: Texts) -> View:
    """A screen of the form: the draft, what is said, answers, and the way out."""
    return form(t, [_title(draft, t), *_rows(draft, t)], said, rows, CancelUserForm())


def _title(draft: UserDraft, t: Texts) -> Html:
    return t("user-form-new") if draft.user_id is None else t("user-form-edit")


def _rows(draft: UserDraft, t: Texts) -> list[Html | None]:
    password = t("user-form-password-typed") if draft.typed_password else t("user-form-password-ready")
    return [
        t("user-form-name", name=shortened(draft.name, 48)) if draft.name else None,
        t("user-form-role", role=role_name(draft.role, t)) if draft.role else None,
        t("user-form-login", login=draft.login) if draft.login else None,
        password if draft.password else None,
    ]


def _question(draft: UserDraft, field: UserField, t: Texts) -> list[Html | None]:
    if field is UserField.NAME:
        return [t("user-ask-name")]
    if field is UserField.ROLE:
        return [t("user-ask-role"), t("user-ask-role-means")]
    if field is UserField.LOGIN:
        return [t("user-ask-login"), t("user-ask-login-offer", login=draft.offered) if draft.offered else None]
    return [t("user-ask-password")]


def _answers(draft: UserDraft, t: Texts) -> list[Row]:
    if draft.step is UserField.ROLE:
        others = [user_role for user_role in OWN_ROLES if draft.user_id is None or user_role is not draft.role]
        chosen = [ChooseUserField(UserField.ROLE, user_role.value) for user_role in others]
        names = [t.plain(f"user-role-{user_role}") for user_role in others]
        rows = [button(name, press) for name, press in zip(names, chosen, strict=True)]
        other = [button(t.plain("user-role-external_observer"), AskObserver(named=True))]
        return pairs([*rows, *other] if draft.user_id is None else rows)
    if draft.step is UserField.LOGIN and draft.offered:
        return [[button(draft.offered, ChooseUserField(UserField.LOGIN, draft.offered), Style.PRIMARY)]]
    if draft.step is UserField.PASSWORD:
        ready = button(t.plain("user-form-ready"), ChooseUserField(UserField.PASSWORD, ""), Style.PRIMARY)
        return [[ready]]
    return []


def _leave(draft: UserDraft, t: Texts) -> list[Row]:
    """Back to the whole form from a field that is answered anew."""
    complete = bool(draft.name and (draft.role or draft.fields == (UserField.NAME,)))
    again = draft.user_id is not None or (complete and bool(draft.login) and draft.password)
    return [[button(t.plain("all-fields"), ReviewUser())]] if again else []


def _label(field: UserField, t: Texts) -> str:
    user_field = field
    return t.plain(f"user-field-{user_field}")
