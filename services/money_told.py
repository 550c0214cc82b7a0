"""Owes words about money: one warning for each thing, one notice of it for each person who is to be told."""

import json
from dataclasses import asdict, dataclass
from datetime import datetime

from domain import ledger
from domain.access import MONEY_ROLES
from domain.ledger import StateReason
from domain.money_warnings import WarningKind
from models import Account, Member, MoneyMute, MoneyNotice, MoneyWarning


@dataclass(frozen=True)
class WarningFacts:
    """What a message about money tells, as of the moment it was decided. Sums are kopecks, days and moments ISO text.

    ``end``, ``earliest`` and ``latest`` are days (empty: not foretold), ``pay_by`` and ``until`` moments.
    """

    balance: int
    to_pay: int
    reason: StateReason
    amount: int = 0
    days_left: int | None = None
    end: str = ""
    earliest: str = ""
    latest: str = ""
    pay_by: str = ""
    until: str = ""

    @classmethod
    def of(cls, account: Account) -> "WarningFacts":
        """The facts of an account."""
        return cls(account.balance, ledger.to_pay(account.balance, account.credit_limit), account.reason)

    @classmethod
    def read(cls, text: str) -> "WarningFacts":
        """The facts as a warning's row keeps them."""
        values = json.loads(text)
        return cls(**{**values, "reason": StateReason(values["reason"])})


async def announce(account: Account, kind: WarningKind, subject: str, facts: WarningFacts, now: datetime) -> bool:
    """Owe it to everybody who is told of the contract's money; False where this very thing was told before.

    The caller's transaction holds the contract's lock.
    """
    if await MoneyWarning.filter(contract_id=account.contract_id, kind=kind, subject=subject).exists():
        return False
    warning = await MoneyWarning.create(
        contract_id=account.contract_id, kind=kind, subject=subject, facts=json.dumps(asdict(facts)), created_at=now
    )
    people = await _told(account.contract_id)
    await MoneyNotice.bulk_create(
        [MoneyNotice(warning_id=warning.id, person_id=person, created_at=now, due_at=now) for person in people]
    )
    return True


async def _told(contract_id: int) -> list[int]:
    muted = await MoneyMute.filter(contract_id=contract_id).values_list("person_id", flat=True)
    members = Member.filter(contract_id=contract_id, role__in=sorted(MONEY_ROLES), person__blocked_at__isnull=True)
    people = await members.order_by("id").values_list("person_id", flat=True)
    silent = {int(str(person)) for person in muted}
    return [int(str(person)) for person in people if int(str(person)) not in silent]
