"""What the projects service is told about who may log in, in the order in which it was committed."""

from tortoise import fields
from tortoise.models import Model

from domain.users import AccessKind
from models.people import Contract


class AccessChange(Model):
    """One change; ``id`` is the cursor of the feed, given under a lock: a later number is never committed earlier.

    ``payload`` is JSON without secrets; a password is sealed under ``secret_id`` until it is acknowledged, then
    erased. ``user_id`` is a number, not a reference: the change outlives the user.
    """

    id = fields.BigIntField(primary_key=True, generated=False)
    contract: fields.ForeignKeyRelation[Contract] = fields.ForeignKeyField(
        "models.Contract", related_name="access_changes"
    )
    contract_id: int
    kind = fields.CharEnumField(AccessKind, max_length=16)
    user_id = fields.BigIntField()
    payload = fields.TextField(default="{}")
    secret_id = fields.CharField(64, default="", db_default="")
    sealed_password = fields.CharField(1024, default="", db_default="")
    at = fields.DatetimeField()
    acknowledged_at = fields.DatetimeField(null=True)

    class Meta:
        table = "access_change"
        indexes = (("contract_id",), ("user_id", "acknowledged_at"), ("acknowledged_at",))
