"""Incidents, the lines in them, and the notices owed for them."""

from typing import TYPE_CHECKING

from tortoise import fields
from tortoise.models import Model

from domain.alerts import NoticeKind, NoticeState
from domain.cause import Cause
from domain.sip import Verdict
from models.people import AlertChat, Contract, Person

if TYPE_CHECKING:
    from models.lines import Carrier, Line


class Incident(Model):
    """From a flip to error until recovery: one outage of one carrier, whatever the number of its lines."""

    id = fields.BigIntField(primary_key=True)
    contract: fields.ForeignKeyRelation[Contract] = fields.ForeignKeyField("models.Contract", related_name="incidents")
    contract_id: int
    carrier: "fields.ForeignKeyRelation[Carrier]" = fields.ForeignKeyField("models.Carrier", related_name="incidents")
    carrier_id: int
    cause = fields.CharEnumField(Cause, max_length=16)
    verdict = fields.CharEnumField(Verdict, max_length=32)
    opened_at = fields.DatetimeField()
    last_joined_at = fields.DatetimeField()
    closed_at = fields.DatetimeField(null=True)
    acknowledged_at = fields.DatetimeField(null=True)
    acknowledged_by: fields.ForeignKeyNullableRelation[Person] = fields.ForeignKeyField(
        "models.Person", null=True, on_delete=fields.SET_NULL, related_name="acknowledged"
    )
    acknowledged_by_id: int | None

    class Meta:
        table = "incident"
        indexes = (("carrier_id", "closed_at"), ("contract_id", "closed_at"), ("acknowledged_by_id",))


class IncidentLine(Model):
    """A line in an incident: since when it fails there, and when it recovered."""

    id = fields.BigIntField(primary_key=True)
    incident: fields.ForeignKeyRelation[Incident] = fields.ForeignKeyField("models.Incident", related_name="lines")
    incident_id: int
    line: "fields.ForeignKeyRelation[Line]" = fields.ForeignKeyField("models.Line", related_name="incidents")
    line_id: int
    verdict = fields.CharEnumField(Verdict, max_length=32)
    failed_at = fields.DatetimeField()
    recovered_at = fields.DatetimeField(null=True)

    class Meta:
        table = "incident_line"
        unique_together = (("incident", "line"),)
        indexes = (("line_id",),)


class Notice(Model):
    """One message owed to one chat. It is owed from ``due_at`` on; None: nothing is owed now.

    ``message_id`` None means nothing was sent yet, else an edit is owed. ``wanted`` counts the changes of
    the incident; a delivery that began before the last of them owes one more edit.
    """

    id = fields.BigIntField(primary_key=True)
    contract: fields.ForeignKeyRelation[Contract] = fields.ForeignKeyField("models.Contract", related_name="notices")
    contract_id: int
    incident: fields.ForeignKeyRelation[Incident] = fields.ForeignKeyField("models.Incident", related_name="notices")
    incident_id: int
    kind = fields.CharEnumField(NoticeKind, max_length=16)
    ordinal = fields.IntField(default=0, db_default=0)
    person: fields.ForeignKeyNullableRelation[Person] = fields.ForeignKeyField(
        "models.Person", null=True, related_name="notices"
    )
    person_id: int | None
    alert_chat: fields.ForeignKeyNullableRelation[AlertChat] = fields.ForeignKeyField(
        "models.AlertChat", null=True, on_delete=fields.SET_NULL, related_name="notices"
    )
    alert_chat_id: int | None
    chat_id = fields.BigIntField()
    thread_id = fields.BigIntField(default=0, db_default=0)
    state = fields.CharEnumField(NoticeState, max_length=16, default=NoticeState.PENDING, db_default="pending")
    wanted = fields.IntField(default=1, db_default=1)
    attempts = fields.IntField(default=0, db_default=0)
    message_id = fields.BigIntField(null=True)
    failure = fields.CharField(64, default="", db_default="")
    created_at = fields.DatetimeField()
    due_at = fields.DatetimeField(null=True)
    lease_until = fields.DatetimeField(null=True)
    sent_at = fields.DatetimeField(null=True)

    class Meta:
        table = "notice"
        unique_together = (("incident", "kind", "ordinal", "chat_id", "thread_id"),)
        indexes = (
            ("state", "due_at"),
            ("chat_id", "thread_id", "state"),
            ("contract_id",),
            ("person_id",),
            ("alert_chat_id",),
        )
