"""The form of a line between two messages: a row with what was answered, what it began from, and when it expires."""

import json
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from tortoise.transactions import in_transaction

from domain.line_fields import LineField, Value
from models import Draft, Line
from services.cards import MemberCard
from services.line_form_cards import FormGoneError
from services.sip_accounts import PASSWORD_PURPOSE
from services.vault import Vault, VaultError, new_secret_id

FORM = "line"
LASTS = timedelta(hours=1)

_NEVER = datetime.max.replace(tzinfo=UTC)

Fields = dict[LineField, Value]


@dataclass
class Form:
    """An opened draft. ``base`` is the line as it was when the form was opened, ``answers`` what was answered since.

    Of a password both hold only a sign: ``base`` the id of its secret, ``answers`` whether there is a new one.
    ``twin`` is the account that may be there twice, as the person decided; ``failed`` the verdict of a dry run of these
    very answers.
    """

    line_id: int | None
    step: LineField | None = None
    base: Fields = field(default_factory=dict)
    answers: Fields = field(default_factory=dict)
    unsure: list[LineField] = field(default_factory=list)
    only: LineField | None = None
    carrier_id: int | None = None
    twin: str = ""
    failed: str = ""
    secret_id: str = ""
    sealed_secret: str = field(default="", repr=False)
    expires_at: datetime = _NEVER
    stored: str = ""
    stored_secret_id: str = ""

    def value(self, name: LineField) -> Value:
        """What the field holds now, own answers first."""
        return self.answers.get(name, self.base.get(name))

    def seal(self, password: str, vault: Vault) -> None:
        """Keep a typed password; "" forgets it."""
        self.secret_id = new_secret_id() if password else ""
        self.sealed_secret = vault.seal(password, self.secret_id, PASSWORD_PURPOSE) if password else ""
        self.answers[LineField.PASSWORD] = bool(password)

    def holds(self, text: str, vault: Vault) -> bool:
        """Whether the typed password that is kept is ``text``; False too where it cannot be opened any more."""
        if not self.sealed_secret:
            return False
        try:
            return vault.open(self.sealed_secret, self.secret_id, PASSWORD_PURPOSE) == text
        except VaultError:
            return False

    @property
    def changed(self) -> frozenset[LineField]:
        """Answers that differ from what the line had; a new password always does."""
        return frozenset(
            name
            for name, value in self.answers.items()
            if (name is LineField.PASSWORD and value) or (self.base.get(name) or None) != (value or None)
        )


def snapshot(line: Line) -> Fields:
    """The fields of a line that was read with its carrier; of the password the id of its secret."""
    return {
        LineField.NAME: line.name,
        LineField.NOTE: line.note,
        LineField.TYPE: line.type.value,
        LineField.USER: line.user,
        LineField.AUTH_USER: line.auth_user,
        LineField.PASSWORD: line.secret_id,
        LineField.HOST: line.carrier.host,
        LineField.PORT: line.carrier.port,
        LineField.TRANSPORT: line.carrier.transport.value,
        LineField.PROXY: line.proxy,
        LineField.METHOD: line.method.value,
        LineField.FULL_REGISTRATION: line.full_registration,
        LineField.CHANNELS: line.channels,
        LineField.MARKING: line.marking,
        LineField.REGISTERS_TO_US: line.registers_to_us,
        LineField.CARRIER: line.carrier.name,
        LineField.SUPPORT_PHONE: line.carrier.support_phone,
        LineField.CARRIER_CONTRACT: line.carrier.contract_number,
    }


async def start(member: MemberCard, form: Form, now: datetime) -> None:
    """Keep a new form in the place of whatever the person was filling in."""
    async with in_transaction():
        await Draft.filter(person_id=member.person_id).delete()
        form.expires_at = now + LASTS
        row = Draft(contract_id=member.contract_id, person_id=member.person_id, form=FORM, subject_id=form.line_id)
        await row.update_from_dict(_columns(form)).save()
        form.stored, form.stored_secret_id = row.answers, row.secret_id


async def read(member: MemberCard, now: datetime) -> Form | None:
    """The person's form in this contract; an expired one is deleted with the secret in it."""
    row = await Draft.get_or_none(person_id=member.person_id, contract_id=member.contract_id, form=FORM)
    if row is not None and row.expires_at <= now:
        await Draft.filter(id=row.id, expires_at__lte=now).delete()
        return None
    return opened(row) if row is not None else None


async def needed(member: MemberCard, now: datetime) -> Form:
    """The form, where there must be one. Raises ``FormGoneError``."""
    form = await read(member, now)
    if form is None:
        raise FormGoneError
    return form


async def keep(member: MemberCard, form: Form, now: datetime) -> None:
    """Store an answer; the form lasts an hour from it. Raises ``FormGoneError`` where it was left meanwhile."""
    form.expires_at = now + LASTS
    columns = _columns(form)
    if not await _same(member, form).update(**columns):
        raise FormGoneError
    form.stored, form.stored_secret_id = str(columns["answers"]), form.secret_id


async def finish(member: MemberCard, form: Form) -> bool:
    """Delete the form as it was read; False where another tap did so, or answered something, meanwhile."""
    return bool(await _same(member, form).delete())


async def drop(member: MemberCard) -> None:
    """Leave the form; nothing of it is kept."""
    await Draft.filter(person_id=member.person_id, form=FORM).delete()


def _same(member: MemberCard, form: Form):  # type: ignore[no-untyped-def]  # a QuerySet's type is Tortoise's own
    return Draft.filter(person_id=member.person_id, contract_id=member.contract_id, form=FORM, answers=form.stored)


def _columns(form: Form) -> dict[str, object]:
    about = {
        "base": form.base,
        "answers": form.answers,
        "unsure": form.unsure,
        "only": form.only,
        "carrier_id": form.carrier_id,
        "twin": form.twin,
        "failed": form.failed,
    }
    return {
        "step": form.step or "",
        "answers": json.dumps(about, ensure_ascii=False),
        "secret_id": form.secret_id,
        "sealed_secret": form.sealed_secret,
        "expires_at": form.expires_at,
    }


def opened(row: Draft) -> Form:
    """The form that a row holds."""
    about = json.loads(row.answers)
    return Form(
        line_id=row.subject_id,
        step=LineField(row.step) if row.step else None,
        base=_fields(about["base"]),
        answers=_fields(about["answers"]),
        unsure=[LineField(name) for name in about["unsure"]],
        only=LineField(about["only"]) if about["only"] else None,
        carrier_id=about["carrier_id"],
        twin=about.get("twin", ""),
        failed=about.get("failed", ""),
        secret_id=row.secret_id,
        sealed_secret=row.sealed_secret,
        expires_at=row.expires_at,
        stored=row.answers,
        stored_secret_id=row.secret_id,
    )


def _fields(values: dict[str, Value]) -> Fields:
    return {LineField(name): value for name, value in values.items()}
