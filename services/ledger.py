"""What the provider's billing tells about money: each batch in one transaction, each record once, in any order."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import NamedTuple, Protocol, TypeVar

from tortoise.transactions import in_transaction

from domain.ledger import LedgerOwner
from domain.money_warnings import WarningKind
from models import Account, Charge, Contract, Payment
from services.accounts import locked, settle
from services.errors import BatchTooLargeError, LedgerConflictError, LedgerOwnerError, UnknownContractError
from services.invoice_push import cover, record_invoices
from services.ledger_facts import ChargeFact, ContractFact, InvoiceFact, PaymentFact, StateFact, TermsFact
from services.money_told import WarningFacts, announce
from services.ports import Wake

LARGEST_BATCH = 1000
FRESH = timedelta(days=3)
"""An older payment is history that somebody brings up to date: nobody is told of it."""


class Pushed(NamedTuple):
    """How many records of a batch were new, and how many were there already and say the same."""

    created: int
    known: int


class _Named(Protocol):
    @property
    def contract(self) -> str: ...


_Fact = TypeVar("_Fact", ChargeFact, PaymentFact)


class LedgerService:
    """Pushes. All methods raise ``UnknownContractError`` and ``BatchTooLargeError``; a refused batch changes nothing.

    ``owner`` is the installation's source of payments; a contract's own terms may name the other one.
    """

    def __init__(self, owner: LedgerOwner, timezone: str, wake: Wake) -> None:
        self._owner, self._timezone, self._wake = owner, timezone, wake

    async def push_contracts(self, facts: Sequence[ContractFact], now: datetime) -> Pushed:
        """Make contracts that are missing, rename those that are there."""
        _check_size(facts)
        created = 0
        async with in_transaction():
            for fact in sorted(facts, key=lambda each: each.contract):
                about = {"name": fact.name, "client": fact.client or fact.name}
                new = {**about, "timezone": fact.timezone or self._timezone, "created_at": now}
                row, is_new = await Contract.get_or_create(new, number=fact.contract)
                await Contract.filter(id=row.id).update(**about)
                created += is_new
        return Pushed(created, len(facts) - created)

    async def push_terms(self, facts: Sequence[TermsFact], now: datetime) -> Pushed:
        """Tariffs and terms; older ones than those known change nothing."""
        _check_size(facts)
        async with in_transaction():
            accounts = await _accounts(facts, now)
            fresh = [fact for fact in facts if _set_terms(accounts[fact.contract], fact)]
            await settle(_of(accounts, fresh), now)
        return self._done(Pushed(len(fresh), len(facts) - len(fresh)))

    async def push_states(self, facts: Sequence[StateFact], now: datetime) -> Pushed:
        """The provider's own stops; older words than those known change nothing."""
        _check_size(facts)
        async with in_transaction():
            accounts = await _accounts(facts, now)
            fresh = [fact for fact in facts if _hold(accounts[fact.contract], fact)]
            await settle(_of(accounts, fresh), now)
        return self._done(Pushed(len(fresh), len(facts) - len(fresh)))

    async def push_charges(self, facts: Sequence[ChargeFact], now: datetime) -> Pushed:
        """Money spent. Raises ``LedgerConflictError`` for an outside id that is known and says something else."""
        _check_size(facts)
        async with in_transaction():
            accounts = await _accounts(facts, now)
            rows = await _new_rows(Charge, facts, accounts, now)
            for fact in rows:
                accounts[fact.contract].balance -= fact.amount
            await settle(_of(accounts, rows), now)
        return self._done(Pushed(len(rows), len(facts) - len(rows)))

    async def push_payments(self, facts: Sequence[PaymentFact], now: datetime) -> Pushed:
        """Money received. Raises ``LedgerOwnerError`` where bank statements tell it, ``LedgerConflictError``."""
        _check_size(facts)
        async with in_transaction():
            accounts = await _accounts(facts, now)
            for fact in facts:
                if (accounts[fact.contract].ledger or self._owner) is not LedgerOwner.BILLING:
                    raise LedgerOwnerError(contract=fact.contract)
            fresh = await credit(facts, accounts, now)
        return self._done(Pushed(len(fresh), len(facts) - len(fresh)))

    async def push_invoices(self, facts: Sequence[InvoiceFact], now: datetime) -> Pushed:
        """Money asked for; a number that was requested here is adopted. Raises ``LedgerConflictError``."""
        _check_size(facts)
        async with in_transaction():
            accounts = await _accounts(facts, now)
            created = await record_invoices(facts, {number: row.contract_id for number, row in accounts.items()}, now)
        return Pushed(created, len(facts) - created)

    def _done(self, pushed: Pushed) -> Pushed:
        if pushed.created:
            self._wake()
        return pushed


async def credit(facts: Sequence[PaymentFact], accounts: Mapping[str, Account], now: datetime) -> list[PaymentFact]:
    """Payments into locked accounts, with all that follows: balance, invoices, state, word of it. Those that were new.

    Whose payments these may be is the caller's business.
    """
    fresh = await _new_rows(Payment, facts, accounts, now)
    for fact in fresh:
        accounts[fact.contract].balance += fact.amount
    named = {(accounts[fact.contract].contract_id, fact.invoice) for fact in fresh if fact.invoice}
    await cover(named, now)
    changed = _of(accounts, fresh)
    await settle(changed, now)
    for fact in fresh:
        if fact.amount > 0 and abs(now.date() - fact.day) <= FRESH:
            account = accounts[fact.contract]
            told = replace(WarningFacts.of(account), amount=fact.amount)
            await announce(account, WarningKind.PAID, fact.outside_id, told, now)
    return fresh


async def _new_rows(
    model: type[Charge] | type[Payment], facts: Sequence[_Fact], accounts: Mapping[str, Account], now: datetime
) -> list[_Fact]:
    """Write those that are not there yet; which ones these are."""
    keyed = _by_key(facts, lambda fact: accounts[fact.contract].contract_id)
    ids = {contract_id for contract_id, _ in keyed}
    there = model.filter(contract_id__in=sorted(ids), outside_id__in=[outside for _, outside in keyed])
    known = {(row.contract_id, row.outside_id): row for row in await there}
    for key, fact in keyed.items():
        if key in known and any(getattr(known[key], name) != value for name, value in fact.values().items()):
            raise LedgerConflictError(contract=fact.contract, outside_id=fact.outside_id)
    fresh = {key: fact for key, fact in keyed.items() if key not in known}
    rows = [
        model(contract_id=contract_id, outside_id=outside, recorded_at=now, **fact.values())
        for (contract_id, outside), fact in fresh.items()
    ]
    await model.bulk_create(rows, batch_size=500)  # type: ignore[arg-type]  # a list of the very model
    return list(fresh.values())


def _by_key(facts: Sequence[_Fact], contract_id: Callable[[_Fact], int]) -> dict[tuple[int, str], _Fact]:
    """One of each; two in one batch that contradict each other are a conflict too."""
    keyed: dict[tuple[int, str], _Fact] = {}
    for fact in facts:
        if keyed.setdefault((contract_id(fact), fact.outside_id), fact) != fact:
            raise LedgerConflictError(contract=fact.contract, outside_id=fact.outside_id)
    return keyed


async def _accounts(facts: Iterable[_Named], now: datetime) -> dict[str, Account]:
    """Locked accounts by the contract's number."""
    numbers = sorted({fact.contract for fact in facts})
    contracts = {row.number: row.id for row in await Contract.filter(number__in=numbers)}
    for number in numbers:
        if number not in contracts:
            raise UnknownContractError(contract=number)
    rows = await locked(contracts.values(), now)
    return {number: rows[contract_id] for number, contract_id in contracts.items()}


def _of(accounts: Mapping[str, Account], facts: Iterable[_Named]) -> list[Account]:
    return [accounts[number] for number in sorted({fact.contract for fact in facts})]


def _check_size(facts: Sequence[object]) -> None:
    if len(facts) > LARGEST_BATCH:
        raise BatchTooLargeError(most=LARGEST_BATCH)


def _set_terms(account: Account, fact: TermsFact) -> bool:
    if account.terms_at is not None and fact.at <= account.terms_at:
        return False
    account.update_from_dict({**fact.values(), "terms_at": fact.at})
    return True


def _hold(account: Account, fact: StateFact) -> bool:
    if account.held_at is not None and fact.at <= account.held_at:
        return False
    account.held, account.held_at = fact.suspended, fact.at
    return True
