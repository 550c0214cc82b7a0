"""Softphones as the SIP server sees them."""

from tortoise import fields
from tortoise.models import Model

from domain.softphones import SoftphoneEvent, SoftphoneState
from models.users import User


class Softphone(Model):
    """What is known of a user's softphone now; no row: it was never heard of.

    ``client`` is its User-Agent, ``address`` where it came from (host:port), ``reason`` what an error says.
    """

    id = fields.BigIntField(primary_key=True)
    user: fields.ForeignKeyRelation[User] = fields.ForeignKeyField("models.User", related_name="softphones")
    user_id: int
    state = fields.CharEnumField(SoftphoneState, max_length=16, default=SoftphoneState.UNKNOWN, db_default="unknown")
    since = fields.DatetimeField()
    client = fields.CharField(255, default="", db_default="")
    address = fields.CharField(64, default="", db_default="")
    reason = fields.CharField(255, default="", db_default="")
    seen_at = fields.DatetimeField()

    class Meta:
        table = "softphone"
        unique_together = (("user",),)
        indexes = (("state",),)


class SoftphoneLog(Model):
    """One event of a softphone. ``evidence`` is the SIP message it was seen in, without credentials."""

    id = fields.BigIntField(primary_key=True)
    user: fields.ForeignKeyRelation[User] = fields.ForeignKeyField("models.User", related_name="softphone_log")
    user_id: int
    at = fields.DatetimeField()
    event = fields.CharEnumField(SoftphoneEvent, max_length=16)
    client = fields.CharField(255, default="", db_default="")
    address = fields.CharField(64, default="", db_default="")
    reason = fields.CharField(255, default="", db_default="")
    evidence = fields.TextField(default="")

    class Meta:
        table = "softphone_log"
        indexes = (("user_id", "id"), ("at",))
