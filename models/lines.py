"""Carriers, outgoing lines and what their checks have shown."""

from tortoise import fields
from tortoise.models import Model

from domain.health import LineState
from domain.sip import CheckMethod, LineType, Transport, Verdict
from models.incidents import Incident
from models.people import Contract


class Carrier(Model):
    """Whose registrar (host, port, transport) lines share, and how to reach its support."""

    id = fields.BigIntField(primary_key=True)
    contract: fields.ForeignKeyRelation[Contract] = fields.ForeignKeyField("models.Contract", related_name="carriers")
    contract_id: int
    name = fields.CharField(128)
    host = fields.CharField(253)
    port = fields.IntField(default=5060, db_default=5060)
    transport = fields.CharEnumField(Transport, max_length=8, default=Transport.UDP, db_default="udp")
    support_phone = fields.CharField(64, default="", db_default="")
    contract_number = fields.CharField(64, default="", db_default="")

    class Meta:
        table = "carrier"
        unique_together = (("contract", "host", "port", "transport", "name"),)


class Line(Model):
    """One way to call out. The password is sealed under ``secret_id``; "" means none.

    ``through_server``: our SIP server places calls over it. It reads ``sip_ha1``, made with ``sip_realm``: the
    carrier's, or ours where the line registers to us; "" until the realm is known.
    """

    id = fields.BigIntField(primary_key=True)
    contract: fields.ForeignKeyRelation[Contract] = fields.ForeignKeyField("models.Contract", related_name="lines")
    contract_id: int
    carrier: fields.ForeignKeyRelation[Carrier] = fields.ForeignKeyField("models.Carrier", related_name="lines")
    carrier_id: int
    name = fields.CharField(128)
    note = fields.CharField(512, default="", db_default="")
    type = fields.CharEnumField(LineType, max_length=16)
    user = fields.CharField(128)
    auth_user = fields.CharField(128, default="", db_default="")
    secret_id = fields.CharField(64, default="", db_default="")
    sealed_password = fields.CharField(1024, default="", db_default="")
    proxy = fields.CharField(260, default="", db_default="")
    method = fields.CharEnumField(CheckMethod, max_length=16, default=CheckMethod.REGISTER, db_default="register")
    full_registration = fields.BooleanField(default=False, db_default=False)
    registers_to_us = fields.BooleanField(default=False, db_default=False)
    through_server = fields.BooleanField(default=False, db_default=False)
    sip_realm = fields.CharField(128, default="", db_default="")
    sip_ha1 = fields.CharField(32, default="", db_default="")
    channels = fields.IntField(null=True)
    marking = fields.CharField(128, default="", db_default="")
    enabled = fields.BooleanField(default=True, db_default=True)
    version = fields.IntField(default=0, db_default=0)
    deleted_at = fields.DatetimeField(null=True)
    created_at = fields.DatetimeField()

    state = fields.CharEnumField(LineState, max_length=16, default=LineState.UNKNOWN, db_default="unknown")
    state_since = fields.DatetimeField()
    verdict = fields.CharEnumField(Verdict, max_length=32, null=True)
    streak = fields.IntField(default=0, db_default=0)
    suspected_at = fields.DatetimeField(null=True)
    refusals = fields.IntField(default=0, db_default=0)
    checked_at = fields.DatetimeField(null=True)
    latency_ms = fields.FloatField(null=True)
    next_check_at = fields.DatetimeField()
    lease_until = fields.DatetimeField(null=True)
    lease_token = fields.CharField(32, default="", db_default="")

    class Meta:
        table = "line"
        indexes = (("contract_id",), ("carrier_id",), ("enabled", "next_check_at"))


class Flip(Model):
    """One confirmed change of a line's state; commits together with the state."""

    id = fields.BigIntField(primary_key=True)
    line: fields.ForeignKeyRelation[Line] = fields.ForeignKeyField("models.Line", related_name="flips")
    line_id: int
    incident: fields.ForeignKeyNullableRelation[Incident] = fields.ForeignKeyField(
        "models.Incident", null=True, on_delete=fields.SET_NULL, related_name="flips"
    )
    incident_id: int | None
    from_state = fields.CharEnumField(LineState, max_length=16)
    to_state = fields.CharEnumField(LineState, max_length=16)
    verdict = fields.CharEnumField(Verdict, max_length=32)
    at = fields.DatetimeField()

    class Meta:
        table = "flip"
        indexes = (("line_id", "id"), ("incident_id",))


class LogRecord(Model):
    """One check worth remembering: a failure, a change, or the first success after one."""

    id = fields.BigIntField(primary_key=True)
    line: fields.ForeignKeyRelation[Line] = fields.ForeignKeyField("models.Line", related_name="log")
    line_id: int
    at = fields.DatetimeField()
    verdict = fields.CharEnumField(Verdict, max_length=32)
    code = fields.IntField()
    reason = fields.CharField(255, default="", db_default="")
    source = fields.CharField(64, default="", db_default="")
    evidence = fields.TextField(default="")
    latency_ms = fields.FloatField()

    class Meta:
        table = "log_record"
        indexes = (("line_id", "id"), ("at",))


class LineHour(Model):
    """Counters of one line in one hour (``hour``: its first second, UTC). ``calls`` went out over our SIP server."""

    id = fields.BigIntField(primary_key=True)
    line: fields.ForeignKeyRelation[Line] = fields.ForeignKeyField("models.Line", related_name="hours")
    line_id: int
    hour = fields.DatetimeField()
    checks = fields.IntField(default=0, db_default=0)
    failures = fields.IntField(default=0, db_default=0)
    latency_sum_ms = fields.FloatField(default=0, db_default=0)
    ok_seconds = fields.IntField(default=0, db_default=0)
    error_seconds = fields.IntField(default=0, db_default=0)
    calls = fields.IntField(default=0, db_default=0)
    failed_calls = fields.IntField(default=0, db_default=0)

    class Meta:
        table = "line_hour"
        unique_together = (("line", "hour"),)
        indexes = (("hour",),)
