"""The account of a contract: its terms and balance, and the facts the balance is proved from. Sums are kopecks."""

from tortoise import fields
from tortoise.models import Model

from domain.ledger import AccountState, ChargeKind, LedgerOwner, StateReason
from models.people import Contract, Person


class Account(Model):
    """The money of one contract; ``balance`` = its payments minus its charges, kept in their transactions.

    ``ledger`` None: as the installation has it. ``threshold`` None: likewise. ``held`` is what the provider's billing
    said last (at ``held_at``); ``terms_at`` is when the terms were true that it sent last; ``signed_on`` is the date of
    the contract; ``email`` is where its documents are sent (empty: not known). ``review_at`` is when the warnings are
    thought over next; ``warned_days`` and ``warned_low`` are what was told already.
    """

    id = fields.BigIntField(primary_key=True)
    contract: fields.ForeignKeyRelation[Contract] = fields.ForeignKeyField("models.Contract", related_name="accounts")
    contract_id: int
    ledger = fields.CharEnumField(LedgerOwner, max_length=16, null=True)
    balance = fields.BigIntField(default=0, db_default=0)
    credit_limit = fields.BigIntField(default=0, db_default=0)
    threshold = fields.BigIntField(null=True)
    signed_on = fields.DateField(null=True)
    tariff = fields.CharField(128, default="", db_default="")
    next_charge = fields.BigIntField(null=True)
    next_charge_on = fields.DateField(null=True)
    payer_inn = fields.CharField(12, default="", db_default="")
    payer_kpp = fields.CharField(9, default="", db_default="")
    payer_address = fields.CharField(255, default="", db_default="")
    email = fields.CharField(254, default="", db_default="")
    terms_at = fields.DatetimeField(null=True)
    state = fields.CharEnumField(AccountState, max_length=16, default=AccountState.ACTIVE, db_default="active")
    reason = fields.CharEnumField(StateReason, max_length=16, default=StateReason.COVERED, db_default="covered")
    state_since = fields.DatetimeField()
    held = fields.BooleanField(default=False, db_default=False)
    held_at = fields.DatetimeField(null=True)
    review_at = fields.DatetimeField()
    warned_days = fields.IntField(null=True)
    warned_low = fields.BooleanField(default=False, db_default=False)
    warned_at = fields.DatetimeField(null=True)

    class Meta:
        table = "account"
        unique_together = (("contract",),)
        indexes = (("review_at",),)


class Charge(Model):
    """Money spent; never changed: a mistake is taken back by a charge below zero. ``day`` is the day of service."""

    id = fields.BigIntField(primary_key=True)
    contract: fields.ForeignKeyRelation[Contract] = fields.ForeignKeyField("models.Contract", related_name="charges")
    contract_id: int
    outside_id = fields.CharField(64)
    kind = fields.CharEnumField(ChargeKind, max_length=16)
    day = fields.DateField()
    amount = fields.BigIntField()
    name = fields.CharField(255, default="", db_default="")
    recorded_at = fields.DatetimeField()

    class Meta:
        table = "charge"
        unique_together = (("contract", "outside_id"),)
        # Lists go by the first three; sums by day and the forecast find all they need in the index itself.
        indexes = (("contract_id", "day", "id", "kind", "amount"),)


class Payment(Model):
    """Money received; never changed: a refund is a payment below zero.

    ``invoice_number`` names the invoice it pays (empty: none); the invoice may become known later than the payment.
    """

    id = fields.BigIntField(primary_key=True)
    contract: fields.ForeignKeyRelation[Contract] = fields.ForeignKeyField("models.Contract", related_name="payments")
    contract_id: int
    outside_id = fields.CharField(64)
    day = fields.DateField()
    amount = fields.BigIntField()
    invoice_number = fields.CharField(64, default="", db_default="")
    payer = fields.CharField(255, default="", db_default="")
    purpose = fields.CharField(255, default="", db_default="")
    recorded_at = fields.DatetimeField()

    class Meta:
        table = "payment"
        unique_together = (("contract", "outside_id"),)
        indexes = (
            ("contract_id", "day", "id", "amount"),
            ("contract_id", "invoice_number"),
            ("contract_id", "recorded_at"),
        )


class StateChange(Model):
    """One change of an account's state or of its reason, with the balance of that moment."""

    id = fields.BigIntField(primary_key=True)
    contract: fields.ForeignKeyRelation[Contract] = fields.ForeignKeyField(
        "models.Contract", related_name="state_changes"
    )
    contract_id: int
    state = fields.CharEnumField(AccountState, max_length=16)
    reason = fields.CharEnumField(StateReason, max_length=16)
    balance = fields.BigIntField()
    at = fields.DatetimeField()

    class Meta:
        table = "state_change"
        indexes = (("contract_id", "id"),)


class PromisedPayment(Model):
    """A person's word that money will come: the service runs until ``until``. ``kept``: it came in time."""

    id = fields.BigIntField(primary_key=True)
    contract: fields.ForeignKeyRelation[Contract] = fields.ForeignKeyField("models.Contract", related_name="promises")
    contract_id: int
    person: fields.ForeignKeyNullableRelation[Person] = fields.ForeignKeyField(
        "models.Person", null=True, on_delete=fields.SET_NULL, related_name="promises"
    )
    person_id: int | None
    amount = fields.BigIntField()
    made_at = fields.DatetimeField()
    until = fields.DatetimeField()
    ended_at = fields.DatetimeField(null=True)
    kept = fields.BooleanField(default=False, db_default=False)

    class Meta:
        table = "promised_payment"
        indexes = (("contract_id", "ended_at"), ("person_id",), ("ended_at", "until"))


class IdempotencyKey(Model):
    """A request that a caller of the API may repeat: its fingerprint, and the answer it got."""

    id = fields.BigIntField(primary_key=True)
    caller = fields.CharField(64)
    key = fields.CharField(128)
    fingerprint = fields.CharField(64)
    status = fields.IntField(default=0, db_default=0)
    answer = fields.TextField(default="")
    created_at = fields.DatetimeField()

    class Meta:
        table = "idempotency_key"
        unique_together = (("caller", "key"),)
        indexes = (("created_at",),)
