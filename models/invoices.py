"""Invoices, their rows, and the counter that numbers them. Sums are kopecks."""

from tortoise import fields
from tortoise.models import Model

from domain.ledger import InvoiceState
from domain.vat import VatRate
from models.people import Contract, Person


class Invoice(Model):
    """Money asked for. ``outside_id`` None: requested here, numbered by our own counter.

    ``paid`` is the sum of the payments that name it. ``number_key`` is the number as statements are searched for it
    (``domain.statement_match.number_key``).
    """

    id = fields.BigIntField(primary_key=True)
    contract: fields.ForeignKeyRelation[Contract] = fields.ForeignKeyField("models.Contract", related_name="invoices")
    contract_id: int
    number = fields.CharField(64)
    number_key = fields.CharField(64)
    outside_id = fields.CharField(64, null=True)
    day = fields.DateField()
    due_on = fields.DateField(null=True)
    total = fields.BigIntField()
    paid = fields.BigIntField(default=0, db_default=0)
    state = fields.CharEnumField(InvoiceState, max_length=16, default=InvoiceState.UNPAID, db_default="unpaid")
    paid_at = fields.DatetimeField(null=True)
    requested_by: fields.ForeignKeyNullableRelation[Person] = fields.ForeignKeyField(
        "models.Person", null=True, on_delete=fields.SET_NULL, related_name="requested_invoices"
    )
    requested_by_id: int | None
    request_key = fields.CharField(64, null=True)
    recorded_at = fields.DatetimeField()

    class Meta:
        table = "invoice"
        unique_together = (("contract", "number"), ("contract", "outside_id"), ("contract", "request_key"))
        indexes = (
            ("contract_id", "day", "id"),
            ("contract_id", "state", "day", "id"),
            ("number_key",),
            ("requested_by_id",),
        )


class InvoiceRow(Model):
    """One row. ``quantity`` counts thousandths; the tax is inside ``amount``, at the rate of ``service_day``."""

    id = fields.BigIntField(primary_key=True)
    invoice: fields.ForeignKeyRelation[Invoice] = fields.ForeignKeyField("models.Invoice", related_name="rows")
    invoice_id: int
    place = fields.IntField()
    name = fields.CharField(255)
    unit = fields.CharField(16, default="", db_default="")
    quantity = fields.BigIntField(default=1000, db_default=1000)
    price = fields.BigIntField()
    amount = fields.BigIntField()
    vat = fields.CharEnumField(VatRate, max_length=8)
    service_day = fields.DateField()

    class Meta:
        table = "invoice_row"
        unique_together = (("invoice", "place"),)


class InvoiceNumber(Model):
    """The last number given in a series; raised in the transaction of the invoice, so that no number is lost."""

    series = fields.CharField(32, primary_key=True)
    given = fields.BigIntField()

    class Meta:
        table = "invoice_number"
