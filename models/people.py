"""Contracts, the Telegram people in them, and the doors by which they come in."""

from tortoise import fields
from tortoise.models import Model

from domain.access import Role


class Contract(Model):
    """The tenant: a client company of the provider. Every other row belongs to one."""

    id = fields.BigIntField(primary_key=True)
    number = fields.CharField(64, unique=True)
    name = fields.CharField(128)
    client = fields.CharField(255, default="", db_default="")
    timezone = fields.CharField(64)
    cabinet_login = fields.CharField(64, null=True, unique=True)
    created_at = fields.DatetimeField()

    class Meta:
        table = "contract"


class Person(Model):
    """A Telegram person, known by Telegram's number. ``menu_message_id`` is the one live menu message."""

    id = fields.BigIntField(primary_key=True)
    telegram_id = fields.BigIntField(unique=True)
    name = fields.CharField(255)
    username = fields.CharField(64, default="", db_default="")
    language = fields.CharField(8)
    menu_message_id = fields.BigIntField(null=True)
    current_contract: fields.ForeignKeyNullableRelation[Contract] = fields.ForeignKeyField(
        "models.Contract", null=True, on_delete=fields.SET_NULL, related_name="visitors"
    )
    current_contract_id: int | None
    blocked_at = fields.DatetimeField(null=True)
    is_support = fields.BooleanField(default=False, db_default=False)
    created_at = fields.DatetimeField()

    class Meta:
        table = "person"
        indexes = (("current_contract_id",),)


class Member(Model):
    """A person in a contract, with a role."""

    id = fields.BigIntField(primary_key=True)
    contract: fields.ForeignKeyRelation[Contract] = fields.ForeignKeyField("models.Contract", related_name="members")
    contract_id: int
    person: fields.ForeignKeyRelation[Person] = fields.ForeignKeyField("models.Person", related_name="memberships")
    person_id: int
    role = fields.CharEnumField(Role, max_length=16)
    created_at = fields.DatetimeField()

    class Meta:
        table = "member"
        unique_together = (("contract", "person"),)
        indexes = (("person_id",),)


class Invite(Model):
    """A one-time link into a contract; only the hash of its token is kept."""

    id = fields.BigIntField(primary_key=True)
    contract: fields.ForeignKeyRelation[Contract] = fields.ForeignKeyField("models.Contract", related_name="invites")
    contract_id: int
    role = fields.CharEnumField(Role, max_length=16)
    token_hash = fields.CharField(64, unique=True)
    created_at = fields.DatetimeField()
    expires_at = fields.DatetimeField()
    note = fields.CharField(128, default="", db_default="")
    revoked_at = fields.DatetimeField(null=True)
    created_by: fields.ForeignKeyNullableRelation[Person] = fields.ForeignKeyField(
        "models.Person", null=True, on_delete=fields.SET_NULL, related_name="invited"
    )
    created_by_id: int | None
    used_at = fields.DatetimeField(null=True)
    used_by: fields.ForeignKeyNullableRelation[Person] = fields.ForeignKeyField(
        "models.Person", null=True, on_delete=fields.SET_NULL, related_name="invites"
    )
    used_by_id: int | None

    class Meta:
        table = "invite"
        indexes = (("contract_id",), ("used_by_id",), ("created_by_id",))


class AlertChat(Model):
    """A group, or one topic of it (``thread_id``, 0: none), that receives a contract's alerts."""

    id = fields.BigIntField(primary_key=True)
    contract: fields.ForeignKeyRelation[Contract] = fields.ForeignKeyField("models.Contract", related_name="chats")
    contract_id: int
    chat_id = fields.BigIntField()
    thread_id = fields.BigIntField(default=0, db_default=0)
    title = fields.CharField(255, default="", db_default="")
    bound_by: fields.ForeignKeyNullableRelation[Person] = fields.ForeignKeyField(
        "models.Person", null=True, on_delete=fields.SET_NULL, related_name="bound_chats"
    )
    bound_by_id: int | None
    bound_at = fields.DatetimeField()
    failed_at = fields.DatetimeField(null=True)
    failure = fields.CharField(64, default="", db_default="")

    class Meta:
        table = "alert_chat"
        unique_together = (("chat_id", "thread_id"),)
        indexes = (("contract_id",), ("bound_by_id",))
