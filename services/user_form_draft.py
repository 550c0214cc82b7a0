"""The form of a user between two messages: a row with what was answered, what it began from, and when it expires."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from tortoise.queryset import QuerySet
from tortoise.transactions import in_transaction

from domain.user_fields import UserField
from models import Draft, User
from services.cards import MemberCard
from services.user_secrets import UserSecrets

FORM = "user"
LASTS = timedelta(hours=1)
READY, TYPED = "ready", "typed"
"""What the answer about a password holds: that a ready one is wanted, or that one was typed."""

_PURPOSE = "typed user password"
_NEVER = datetime.max.replace(tzinfo=UTC)


@dataclass
class Form:
    """An opened draft. ``base`` is the user as he was when it was opened, ``answers`` what was answered since.

    ``offered`` is a login that nobody had then; ``external``: his name alone is ours to change.
    """

    user_id: int | None
    version: int = 0
    step: UserField | None = None
    base: dict[UserField, str] = field(default_factory=dict)
    answers: dict[UserField, str] = field(default_factory=dict)
    offered: str = ""
    external: bool = False
    secret_id: str = ""
    sealed: str = field(default="", repr=False)
    expires_at: datetime = _NEVER
    stored: str = ""
    stored_secret_id: str = ""

    def value(self, name: UserField) -> str:
        """What the field holds now, own answers first."""
        return self.answers.get(name, self.base.get(name, ""))

    @property
    def changed(self) -> frozenset[UserField]:
        """Answers that differ from what the user had."""
        return frozenset(name for name, value in self.answers.items() if value != self.base.get(name, ""))

    def seal(self, password: str, secrets: UserSecrets) -> None:
        """Keep a typed password; "" stands for a ready one, and forgets what was typed."""
        self.secret_id, self.sealed = secrets.resealed(password, _PURPOSE) if password else ("", "")
        self.answers[UserField.PASSWORD] = TYPED if password else READY

    def password(self, secrets: UserSecrets) -> str:
        """The typed password; "" for a ready one. Raises ``VaultError``."""
        return secrets.opened(self.sealed, self.secret_id, _PURPOSE)


def snapshot(user: User) -> dict[UserField, str]:
    """The fields of a user as they are."""
    return {UserField.NAME: user.name, UserField.ROLE: user.role.value, UserField.LOGIN: user.login or ""}


async def start(member: MemberCard, form: Form, now: datetime) -> None:
    """Keep a form in the place of whatever the person was filling in."""
    async with in_transaction():
        await Draft.filter(person_id=member.person_id).delete()
        form.expires_at = now + LASTS
        row = Draft(contract_id=member.contract_id, person_id=member.person_id, form=FORM, subject_id=form.user_id)
        await row.update_from_dict(_columns(form)).save()
        form.stored, form.stored_secret_id = row.answers, row.secret_id


async def read(member: MemberCard, now: datetime) -> Form | None:
    """The person's form in this contract; an expired one is deleted with the secret in it."""
    row = await Draft.get_or_none(person_id=member.person_id, contract_id=member.contract_id, form=FORM)
    if row is not None and row.expires_at <= now:
        await Draft.filter(id=row.id, expires_at__lte=now).delete()
        return None
    return opened(row) if row is not None else None


async def keep(member: MemberCard, form: Form, now: datetime) -> bool:
    """Store an answer; the form lasts an hour from it. False where another tap changed or left it meanwhile."""
    form.expires_at = now + LASTS
    columns = _columns(form)
    if not await _same(member, form).update(**columns):
        return False
    form.stored, form.stored_secret_id = str(columns["answers"]), form.secret_id
    return True


async def finish(member: MemberCard, form: Form) -> bool:
    """Delete the form as it was read; False where another tap did so, or answered something, meanwhile."""
    return bool(await _same(member, form).delete())


async def drop(member: MemberCard) -> bool:
    """Leave the form; nothing of it is kept. Whether there was one."""
    return bool(await Draft.filter(person_id=member.person_id, form=FORM).delete())


def _same(member: MemberCard, form: Form) -> QuerySet[Draft]:
    mine = Draft.filter(person_id=member.person_id, contract_id=member.contract_id, form=FORM)
    return mine.filter(answers=form.stored, secret_id=form.stored_secret_id)


def _columns(form: Form) -> dict[str, object]:
    about = {
        "base": form.base,
        "answers": form.answers,
        "offered": form.offered,
        "external": form.external,
    }
    return {
        "step": form.step or "",
        "answers": json.dumps(about, ensure_ascii=False),
        "base_version": form.version,
        "secret_id": form.secret_id,
        "sealed_secret": form.sealed,
        "expires_at": form.expires_at,
    }


def opened(row: Draft) -> Form:
    """The form that a row holds."""
    about = json.loads(row.answers)
    return Form(
        user_id=row.subject_id,
        version=row.base_version,
        step=UserField(row.step) if row.step else None,
        base=_fields(about["base"]),
        answers=_fields(about["answers"]),
        offered=about["offered"],
        external=about["external"],
        secret_id=row.secret_id,
        sealed=row.sealed_secret,
        expires_at=row.expires_at,
        stored=row.answers,
        stored_secret_id=row.secret_id,
    )


def _fields(values: Mapping[str, str]) -> dict[UserField, str]:
    return {UserField(name): value for name, value in values.items()}
