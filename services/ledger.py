"""What the provider's billing tells about money: each batch in one transaction, each record once, in any order."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import NamedTuple

from tortoise.transactions import in_transaction

from domain.ledger import LedgerOwner
from domain.money_warnings import WarningKind
from models import Account, Charge, Contract, Payment
from services.accounts import settle
from services.errors import BatchTooLargeError, LedgerOwnerError
from services.invoice_push import cover, record_invoices
from services.ledger_facts import ChargeFact, ContractFact, InvoiceFact, PaymentFact, StateFact, TermsFact
from services.ledger_rows import accounts_of, new_rows, one_of_each, touched
from services.money_told import WarningFacts, announce
from services.ports import Wake

LARGEST_BATCH = 1000
FRESH = timedelta(days=3)
"""An older payment is history that somebody brings up to date: nobody is told of it."""


class Pushed(NamedTuple):
    """How many records of a batch were new, and how many were there already and say the same."""

    created: int
    known: int


class LedgerService:
    """Pushes. All methods raise ``UnknownContractError`` and ``BatchTooLargeError``; a refused batch changes nothing.

    ``owner`` is the installation's source of payments; a contract's own terms may name the other one.
    """

    def __init__(self, owner: LedgerOwner, timezone: str, wake: Wake) -> None:
        self._owner, self._timezone, self._wake = owner, timezone, wake

    async def push_contracts(self, facts: Sequence[ContractFact], now: datetime) -> Pushed:
        """Make contracts that are missing, rename the others. Raises ``LedgerConflictError`` for two names of one."""
        _check_size(facts)
        by_number = one_of_each(facts, lambda fact: fact.contract)
        created = 0
        async with in_transaction():
            # In the order of ids, like everybody else; those that are missing by number, which nobody else waits for.
            await Contract.filter(number__in=list(by_number)).order_by("id").select_for_update(no_key=True).only("id")
            for number, fact in sorted(by_number.items()):
                about = {"name": fact.name, "client": fact.client or fact.name}
                new = {**about, "timezone": fact.timezone or self._timezone, "created_at": now}
                row, is_new = await Contract.get_or_create(new, number=number)
                await Contract.filter(id=row.id).update(**about)
                created += is_new
        return Pushed(created, len(facts) - created)

    async def push_terms(self, facts: Sequence[TermsFact], now: datetime) -> Pushed:
        """Tariffs and terms; older ones than those known change nothing."""
        _check_size(facts)
        async with in_transaction():
            accounts = await accounts_of(facts, now)
            fresh = [fact for fact in facts if _set_terms(accounts[fact.contract], fact)]
            await settle(touched(accounts, fresh), now)
        return self._done(Pushed(len(fresh), len(facts) - len(fresh)))

    async def push_states(self, facts: Sequence[StateFact], now: datetime) -> Pushed:
        """The provider's own stops; older words than those known change nothing."""
        _check_size(facts)
        async with in_transaction():
            accounts = await accounts_of(facts, now)
            fresh = [fact for fact in facts if _hold(accounts[fact.contract], fact)]
            await settle(touched(accounts, fresh), now)
        return self._done(Pushed(len(fresh), len(facts) - len(fresh)))

    async def push_charges(self, facts: Sequence[ChargeFact], now: datetime) -> Pushed:
        """Money spent. Raises ``LedgerConflictError`` for an outside id that is known and says something else."""
        _check_size(facts)
        async with in_transaction():
            accounts = await accounts_of(facts, now)
            rows = await new_rows(Charge, facts, accounts, now)
            for fact in rows:
                accounts[fact.contract].balance -= fact.amount
            await settle(touched(accounts, rows), now)
        return self._done(Pushed(len(rows), len(facts) - len(rows)))

    async def push_payments(self, facts: Sequence[PaymentFact], now: datetime) -> Pushed:
        """Money received. Raises ``LedgerOwnerError`` where bank statements tell it, ``LedgerConflictError``."""
        _check_size(facts)
        async with in_transaction():
            accounts = await accounts_of(facts, now)
            for fact in facts:
                if (accounts[fact.contract].ledger or self._owner) is not LedgerOwner.BILLING:
                    raise LedgerOwnerError([(fact.contract, fact.outside_id)])
            fresh = await credit(facts, accounts, now)
        return self._done(Pushed(len(fresh), len(facts) - len(fresh)))

    async def push_invoices(self, facts: Sequence[InvoiceFact], now: datetime) -> Pushed:
        """Money asked for; a number that was requested here is adopted. Raises ``LedgerConflictError``."""
        _check_size(facts)
        async with in_transaction():
            accounts = await accounts_of(facts, now)
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
    fresh = await new_rows(Payment, facts, accounts, now)
    for fact in fresh:
        accounts[fact.contract].balance += fact.amount
    named = {(accounts[fact.contract].contract_id, fact.invoice) for fact in fresh if fact.invoice}
    await cover(named, now)
    changed = touched(accounts, fresh)
    await settle(changed, now)
    for fact in fresh:
        if fact.amount > 0 and abs(now.date() - fact.day) <= FRESH:
            account = accounts[fact.contract]
            told = replace(WarningFacts.of(account), amount=fact.amount)
            await announce(account, WarningKind.PAID, fact.outside_id, told, now)
    return fresh


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
