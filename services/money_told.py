"""Owes words about money: one warning for each thing, one notice of it for each person who is to be told."""

import json
from collections.abc import Collection, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime

from domain import ledger
from domain.access import MONEY_ROLES
from domain.ledger import StateReason
from domain.money_warnings import WarningKind
from models import Account, Member, MoneyMute, MoneyNotice, MoneyWarning
from models.bulk import pieces


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


@dataclass(frozen=True)
class Word:
    """Something about an account that is to be told. ``subject`` makes it that very thing."""

    account: Account
    kind: WarningKind
    subject: str
    facts: WarningFacts

    @property
    def key(self) -> tuple[int, WarningKind, str]:
        """What is told once."""
        return self.account.contract_id, self.kind, self.subject


async def announce(account: Account, kind: WarningKind, subject: str, facts: WarningFacts, now: datetime) -> bool:
    """Owe it to everybody who is told of the contract's money; False where this very thing was told before.

    The caller's transaction holds the contract's lock.
    """
    return bool(await announce_all([Word(account, kind, subject, facts)], now))


async def announce_all(words: Sequence[Word], now: datetime) -> int:
    """The same of many things at once, in as many statements as of one; how many were not told before."""
    known = await _warnings(words)
    fresh = {word.key: word for word in words if word.key not in known}
    if not fresh:
        return 0
    rows = [
        MoneyWarning(contract_id=contract_id, kind=kind, subject=subject, facts=_text(word.facts), created_at=now)
        for (contract_id, kind, subject), word in fresh.items()
    ]
    await MoneyWarning.bulk_create(rows)
    ids = await _warnings(list(fresh.values()))
    people = await _told({contract_id for contract_id, _, _ in fresh})
    owed = [(ids[key], person) for key in fresh for person in people.get(key[0], ())]
    await MoneyNotice.bulk_create(
        [MoneyNotice(warning_id=warning, person_id=person, created_at=now, due_at=now) for warning, person in owed]
    )
    return len(fresh)


async def _warnings(words: Sequence[Word]) -> dict[tuple[int, WarningKind, str], int]:
    """Ids of those that are there, and of others like them."""
    found: dict[tuple[int, WarningKind, str], int] = {}
    for some in pieces(words):
        contracts, subjects = {word.account.contract_id for word in some}, {word.subject for word in some}
        there = MoneyWarning.filter(contract_id__in=sorted(contracts), kind__in=sorted({word.kind for word in some}))
        rows = await there.filter(subject__in=sorted(subjects))
        found.update({(row.contract_id, row.kind, row.subject): row.id for row in rows})
    return found


async def _told(contract_ids: Collection[int]) -> dict[int, list[int]]:
    """Who is told, by contract."""
    ids = sorted(contract_ids)
    silent = {(row.contract_id, row.person_id) for row in await MoneyMute.filter(contract_id__in=ids)}
    members = Member.filter(contract_id__in=ids, role__in=sorted(MONEY_ROLES), person__blocked_at__isnull=True)
    told: dict[int, list[int]] = {}
    for row in await members.order_by("id"):
        if (row.contract_id, row.person_id) not in silent:
            told.setdefault(row.contract_id, []).append(row.person_id)
    return told


def _text(facts: WarningFacts) -> str:
    return json.dumps(asdict(facts))
