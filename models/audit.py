"""Who did what: the audit trail."""

from tortoise import fields
from tortoise.models import Model

from models.people import Contract, Person


class Audit(Model):
    """One change and its author. ``person`` None: the program itself or its command line (``actor`` says)."""

    id = fields.BigIntField(primary_key=True)
    contract: fields.ForeignKeyNullableRelation[Contract] = fields.ForeignKeyField(
        "models.Contract", null=True, on_delete=fields.SET_NULL, related_name="audit"
    )
    contract_id: int | None
    person: fields.ForeignKeyNullableRelation[Person] = fields.ForeignKeyField(
        "models.Person", null=True, on_delete=fields.SET_NULL, related_name="audit"
    )
    person_id: int | None
    actor = fields.CharField(64)
    action = fields.CharField(64)
    subject = fields.CharField(128, default="", db_default="")
    details = fields.TextField(default="")
    at = fields.DatetimeField()

    class Meta:
        table = "audit"
        indexes = (("contract_id", "id"), ("person_id",))
