"""The people of a call centre, and the observers that another contract lends."""

from tortoise import fields
from tortoise.models import Model

from domain.alerts import NoticeState
from domain.users import ObserverState, UserNoticeKind, UserRole
from models.people import Contract, Person


class User(Model):
    """A person of the call centre. Passwords are sealed under their secret ids; "" means none.

    ``login`` is kept without case, and NULL once it is free for somebody else: ``former_login`` tells it then. An
    external observer has none of ours: ``Observation`` keeps his. ``sip_ha1`` is MD5(login:sip_realm:password), which
    the SIP server must read (RFC 2617, section 3.2.2.2); "" where the role has no softphone.
    """

    id = fields.BigIntField(primary_key=True)
    contract: fields.ForeignKeyRelation[Contract] = fields.ForeignKeyField("models.Contract", related_name="users")
    contract_id: int
    name = fields.CharField(128)
    role = fields.CharEnumField(UserRole, max_length=32)
    login = fields.CharField(32, null=True, unique=True)
    former_login = fields.CharField(32, default="", db_default="")
    secret_id = fields.CharField(64, default="", db_default="")
    sealed_password = fields.CharField(1024, default="", db_default="")
    sip_secret_id = fields.CharField(64, default="", db_default="")
    sealed_sip_password = fields.CharField(1024, default="", db_default="")
    sip_realm = fields.CharField(128, default="", db_default="")
    sip_ha1 = fields.CharField(32, default="", db_default="")
    version = fields.IntField(default=0, db_default=0)
    created_at = fields.DatetimeField()
    password_at = fields.DatetimeField(null=True)
    deleted_at = fields.DatetimeField(null=True)
    erased_at = fields.DatetimeField(null=True)

    class Meta:
        table = "centre_user"
        indexes = (("contract_id", "deleted_at"), ("deleted_at",))


class Observation(Model):
    """The request that somebody of another contract observes, named by that contract's login in the cabinet.

    ``guest`` is his contract from the moment it has confirmed; before, only the typed login is kept, whether it exists
    or not. ``until`` is the last day.
    """

    id = fields.BigIntField(primary_key=True)
    user: fields.ForeignKeyRelation[User] = fields.ForeignKeyField("models.User", related_name="observations")
    user_id: int
    cabinet_login = fields.CharField(64)
    guest: fields.ForeignKeyNullableRelation[Contract] = fields.ForeignKeyField(
        "models.Contract", null=True, on_delete=fields.SET_NULL, related_name="lent_observers"
    )
    guest_id: int | None
    state = fields.CharEnumField(ObserverState, max_length=16, default=ObserverState.REQUESTED, db_default="requested")
    until = fields.DateField()
    requested_at = fields.DatetimeField()
    decided_at = fields.DatetimeField(null=True)
    decided_by: fields.ForeignKeyNullableRelation[Person] = fields.ForeignKeyField(
        "models.Person", null=True, on_delete=fields.SET_NULL, related_name="decided_observations"
    )
    decided_by_id: int | None
    warned_at = fields.DatetimeField(null=True)

    class Meta:
        table = "observation"
        unique_together = (("user",),)
        indexes = (("cabinet_login", "state"), ("state", "until"), ("guest_id",), ("decided_by_id",))


class UserNotice(Model):
    """One message about users owed to one person in private; sent once. ``subject`` makes it that very thing.

    ``facts`` is JSON with what the message says, without secrets. Leased like a ``Notice``.
    """

    id = fields.BigIntField(primary_key=True)
    contract: fields.ForeignKeyRelation[Contract] = fields.ForeignKeyField(
        "models.Contract", related_name="user_notices"
    )
    contract_id: int
    person: fields.ForeignKeyRelation[Person] = fields.ForeignKeyField("models.Person", related_name="user_notices")
    person_id: int
    kind = fields.CharEnumField(UserNoticeKind, max_length=32)
    subject = fields.CharField(64)
    facts = fields.TextField(default="{}")
    state = fields.CharEnumField(NoticeState, max_length=16, default=NoticeState.PENDING, db_default="pending")
    attempts = fields.IntField(default=0, db_default=0)
    message_id = fields.BigIntField(null=True)
    failure = fields.CharField(64, default="", db_default="")
    created_at = fields.DatetimeField()
    due_at = fields.DatetimeField(null=True)
    lease_until = fields.DatetimeField(null=True)
    sent_at = fields.DatetimeField(null=True)

    class Meta:
        table = "user_notice"
        unique_together = (("contract", "person", "kind", "subject"),)
        indexes = (("due_at",), ("person_id", "state"))
