"""Which process is the one active bot."""

from tortoise import fields
from tortoise.models import Model


class Leader(Model):
    """A lease on a role; there is one row a role ("bot"). A holder whose lease has run out is nobody."""

    role = fields.CharField(16, primary_key=True)
    holder = fields.CharField(64, default="", db_default="")
    held_until = fields.DatetimeField(null=True)

    class Meta:
        table = "leader"
