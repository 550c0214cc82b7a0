"""What was told about money: one row for each thing, so that it is told once."""

from tortoise import fields
from tortoise.models import Model

from domain.alerts import NoticeState
from domain.money_warnings import WarningKind
from models.people import Contract, Person


class MoneyWarning(Model):
    """Something worth telling a contract's administrators and managers. ``subject`` makes it that very thing.

    ``facts`` is JSON with what the message says: a late message tells of the moment it was decided at.
    """

    id = fields.BigIntField(primary_key=True)
    contract: fields.ForeignKeyRelation[Contract] = fields.ForeignKeyField(
        "models.Contract", related_name="money_warnings"
    )
    contract_id: int
    kind = fields.CharEnumField(WarningKind, max_length=16)
    subject = fields.CharField(64)
    facts = fields.TextField(default="{}")
    created_at = fields.DatetimeField()

    class Meta:
        table = "money_warning"
        unique_together = (("contract", "kind", "subject"),)


class MoneyNotice(Model):
    """One message about money owed to one person in private; sent once, never edited. Leased like a ``Notice``."""

    id = fields.BigIntField(primary_key=True)
    warning: fields.ForeignKeyRelation[MoneyWarning] = fields.ForeignKeyField(
        "models.MoneyWarning", related_name="notices"
    )
    warning_id: int
    person: fields.ForeignKeyRelation[Person] = fields.ForeignKeyField("models.Person", related_name="money_notices")
    person_id: int
    state = fields.CharEnumField(NoticeState, max_length=16, default=NoticeState.PENDING, db_default="pending")
    attempts = fields.IntField(default=0, db_default=0)
    message_id = fields.BigIntField(null=True)
    failure = fields.CharField(64, default="", db_default="")
    created_at = fields.DatetimeField()
    due_at = fields.DatetimeField(null=True)
    lease_until = fields.DatetimeField(null=True)
    sent_at = fields.DatetimeField(null=True)

    class Meta:
        table = "money_notice"
        unique_together = (("warning", "person"),)
        indexes = (("due_at",), ("person_id", "state"))


class MoneyMute(Model):
    """A person who wants to hear nothing about a contract's money; without a row he is told."""

    id = fields.BigIntField(primary_key=True)
    contract: fields.ForeignKeyRelation[Contract] = fields.ForeignKeyField("models.Contract", related_name="mutes")
    contract_id: int
    person: fields.ForeignKeyRelation[Person] = fields.ForeignKeyField("models.Person", related_name="mutes")
    person_id: int

    class Meta:
        table = "money_mute"
        unique_together = (("contract", "person"),)
        indexes = (("person_id",),)
