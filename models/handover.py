"""Credentials on their way to a person: one-time links, messages that show a secret, addresses for a softphone."""

from tortoise import fields
from tortoise.models import Model

from models.people import Contract, Person
from models.users import User


class HandOver(Model):
    """A one-time link by which a user gets his own details; only the hash of its token is kept.

    ``opened_at``: somebody looked at it; ``used_at``: somebody pressed and saw; ``registered_at``: the softphone
    registered, which is the receipt; ``rotated_at``: nobody came, so the details were replaced. ``revoked_at``:
    somebody ended it before ``expires_at``; from then on: nobody came, but the softphone works, so the details stay.
    """

    id = fields.BigIntField(primary_key=True)
    contract: fields.ForeignKeyRelation[Contract] = fields.ForeignKeyField("models.Contract", related_name="handovers")
    contract_id: int
    user: fields.ForeignKeyRelation[User] = fields.ForeignKeyField("models.User", related_name="handovers")
    user_id: int
    token_hash = fields.CharField(64, unique=True)
    made_at = fields.DatetimeField()
    made_by: fields.ForeignKeyNullableRelation[Person] = fields.ForeignKeyField(
        "models.Person", null=True, on_delete=fields.SET_NULL, related_name="handovers"
    )
    made_by_id: int | None
    expires_at = fields.DatetimeField()
    opened_at = fields.DatetimeField(null=True)
    used_at = fields.DatetimeField(null=True)
    registered_at = fields.DatetimeField(null=True)
    rotated_at = fields.DatetimeField(null=True)
    revoked_at = fields.DatetimeField(null=True)

    class Meta:
        table = "hand_over"
        indexes = (("user_id", "id"), ("contract_id",), ("made_by_id",), ("expires_at",))


class Reveal(Model):
    """A message that shows a secret and is to be deleted at ``delete_at``, also when the program restarts meanwhile."""

    id = fields.BigIntField(primary_key=True)
    chat_id = fields.BigIntField()
    message_id = fields.BigIntField()
    delete_at = fields.DatetimeField()
    attempts = fields.IntField(default=0, db_default=0)

    class Meta:
        table = "reveal"
        unique_together = (("chat_id", "message_id"),)
        indexes = (("delete_at",),)


class ProvisioningUrl(Model):
    """An address from which a softphone fetches its settings for some minutes; only the hash of its token is kept."""

    id = fields.BigIntField(primary_key=True)
    user: fields.ForeignKeyRelation[User] = fields.ForeignKeyField("models.User", related_name="provisioning_urls")
    user_id: int
    token_hash = fields.CharField(64, unique=True)
    expires_at = fields.DatetimeField()
    fetched_at = fields.DatetimeField(null=True)

    class Meta:
        table = "provisioning_url"
        indexes = (("user_id",), ("expires_at",))
