"""What a conversation remembers between two taps, so that a restart loses nothing: drafts, ticks, undo."""

from tortoise import fields
from tortoise.models import Model

from models.people import Contract, Person


class Draft(Model):
    """A form that a person is filling in; one at a time. ``answers`` is JSON without secrets.

    A typed secret is sealed under ``secret_id``. ``subject_id`` is the row that is being edited (None: a new one)
    and ``base_version`` its version when the form was opened.
    """

    id = fields.BigIntField(primary_key=True)
    contract: fields.ForeignKeyRelation[Contract] = fields.ForeignKeyField("models.Contract", related_name="drafts")
    contract_id: int
    person: fields.ForeignKeyRelation[Person] = fields.ForeignKeyField("models.Person", related_name="drafts")
    person_id: int
    form = fields.CharField(32)
    step = fields.CharField(32, default="", db_default="")
    answers = fields.TextField(default="{}")
    subject_id = fields.BigIntField(null=True)
    base_version = fields.IntField(default=0, db_default=0)
    secret_id = fields.CharField(64, default="", db_default="")
    sealed_secret = fields.CharField(1024, default="", db_default="")
    message_id = fields.BigIntField(null=True)
    expires_at = fields.DatetimeField()

    class Meta:
        table = "draft"
        unique_together = (("person",),)
        indexes = (("contract_id",), ("expires_at",))


class Selection(Model):
    """Ticks of one person in one list. ``ids`` is a JSON list of row ids; ``search`` is what he typed to filter it."""

    id = fields.BigIntField(primary_key=True)
    contract: fields.ForeignKeyRelation[Contract] = fields.ForeignKeyField("models.Contract", related_name="selections")
    contract_id: int
    person: fields.ForeignKeyRelation[Person] = fields.ForeignKeyField("models.Person", related_name="selections")
    person_id: int
    listing = fields.CharField(32)
    ids = fields.TextField(default="[]")
    search = fields.CharField(64, default="", db_default="")
    expires_at = fields.DatetimeField()

    class Meta:
        table = "selection"
        unique_together = (("person", "contract", "listing"),)
        indexes = (("contract_id",), ("expires_at",))


class Confirmation(Model):
    """A dangerous step that waits for a yes, or one that can be undone: used once, by its person, before it expires.

    ``token`` is random and short enough for a button; ``ids`` is a JSON list of row ids.
    """

    id = fields.BigIntField(primary_key=True)
    contract: fields.ForeignKeyRelation[Contract] = fields.ForeignKeyField(
        "models.Contract", related_name="confirmations"
    )
    contract_id: int
    person: fields.ForeignKeyRelation[Person] = fields.ForeignKeyField("models.Person", related_name="confirmations")
    person_id: int
    action = fields.CharField(32)
    token = fields.CharField(32, unique=True)
    ids = fields.TextField(default="[]")
    expires_at = fields.DatetimeField()
    used_at = fields.DatetimeField(null=True)

    class Meta:
        table = "confirmation"
        indexes = (("contract_id",), ("person_id",), ("expires_at",))
