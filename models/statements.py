"""Bank statements that were read, and their payments: credited, or waiting for a person. Sums are kopecks."""

from tortoise import fields
from tortoise.models import Model

from domain.statement_match import RowState, WaitReason
from models.invoices import Invoice
from models.money import Payment
from models.people import Contract, Person


class StatementImport(Model):
    """One file, known by the digest of its bytes. ``person`` None: read from the command line."""

    id = fields.BigIntField(primary_key=True)
    digest = fields.CharField(64, unique=True)
    account = fields.CharField(32)
    since = fields.DateField()
    until = fields.DateField()
    person: fields.ForeignKeyNullableRelation[Person] = fields.ForeignKeyField(
        "models.Person", null=True, on_delete=fields.SET_NULL, related_name="statements"
    )
    person_id: int | None
    imported_at = fields.DatetimeField()

    class Meta:
        table = "statement_import"
        indexes = (("person_id",),)


class StatementRow(Model):
    """One payment of a statement. ``identity`` is what makes it the same one in another file.

    ``invoice`` is the invoice it was matched to, or might pay; ``contract`` the one it was credited to.
    """

    id = fields.BigIntField(primary_key=True)
    statement: fields.ForeignKeyRelation[StatementImport] = fields.ForeignKeyField(
        "models.StatementImport", related_name="rows"
    )
    statement_id: int
    identity = fields.CharField(64, unique=True)
    number = fields.CharField(32)
    day = fields.DateField()
    amount = fields.BigIntField()
    payer_inn = fields.CharField(12, default="", db_default="")
    payer = fields.CharField(255, default="", db_default="")
    purpose = fields.CharField(255, default="", db_default="")
    state = fields.CharEnumField(RowState, max_length=16)
    reason = fields.CharEnumField(WaitReason, max_length=16, null=True)
    contract: fields.ForeignKeyNullableRelation[Contract] = fields.ForeignKeyField(
        "models.Contract", null=True, related_name="statement_rows"
    )
    contract_id: int | None
    invoice: fields.ForeignKeyNullableRelation[Invoice] = fields.ForeignKeyField(
        "models.Invoice", null=True, related_name="statement_rows"
    )
    invoice_id: int | None
    payment: fields.ForeignKeyNullableRelation[Payment] = fields.ForeignKeyField(
        "models.Payment", null=True, related_name="statement_rows"
    )
    payment_id: int | None
    decided_by: fields.ForeignKeyNullableRelation[Person] = fields.ForeignKeyField(
        "models.Person", null=True, on_delete=fields.SET_NULL, related_name="decided_rows"
    )
    decided_by_id: int | None
    decided_at = fields.DatetimeField(null=True)

    class Meta:
        table = "statement_row"
        indexes = (
            ("state", "id"),
            ("statement_id",),
            ("contract_id",),
            ("invoice_id",),
            ("payment_id",),
            ("decided_by_id",),
        )
