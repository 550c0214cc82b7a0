"""What the provider's billing tells about money: each batch in one transaction, each record once, in any order."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import NamedTuple

from tortoise.transactions import in_transaction

from domain.ledger import LedgerOwner
from domain.money_warnings import WarningKind
from models import Account, Charge, Payment
from services.accounts import settle
from services.contract_push import record_contracts
from services.errors import BatchTooLargeError, LedgerOwnerError
from services.invoice_push import cover, record_invoices
from services.ledger_facts import ChargeFact, ContractFact, InvoiceFact, PaymentFact, StateFact, TermsFact
from services.ledger_rows import accounts_of, new_rows, one_of_each, touched
from services.ledger_words import WordT, check_words, take_words
from services.money_told import WarningFacts, Word, announce_all
from services.ports import Wake

LARGEST_BATCH = 1000
FRESH = timedelta(days=3)
"""An older payment is history that somebody brings up to date: nobody is told of it."""


class Pushed(NamedTuple):
    """How many records of a batch were new, and how many were there already and say the same.

    ``stale`` are terms and states that newer ones have overtaken; None for facts that do not grow old.
    """

    created: int
    known: int
    stale: int | None = None


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
        async with in_transaction() as connection:
            created = await record_contracts(connection, by_number, self._timezone, now)
        return Pushed(created, len(facts) - created)

    async def push_terms(self, facts: Sequence[TermsFact], now: datetime) -> Pushed:
        """Tariffs and terms; the latest hold. Raises ``LedgerConflictError`` and ``MomentAheadError``."""
        return await self._push_words(facts, now)

    async def push_states(self, facts: Sequence[StateFact], now: datetime) -> Pushed:
        """The provider's own stops; the latest holds. Raises ``LedgerConflictError`` and ``MomentAheadError``."""
        return await self._push_words(facts, now)

    async def _push_words(self, facts: Sequence[WordT], now: datetime) -> Pushed:
        _check_size(facts)
        check_words(facts, now)
        async with in_transaction():
            accounts = await accounts_of(facts, now)
            fresh, stale = take_words(facts, accounts)
            await settle(touched(accounts, fresh), now)
        return self._done(Pushed(len(fresh), len(facts) - len(fresh) - stale, stale))

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
        """Money asked for; a number that was requested here is adopted.

        Raises ``LedgerConflictError`` and ``NumberTakenError``.
        """
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
    told = [fact for fact in fresh if fact.amount > 0 and abs(now.date() - fact.day) <= FRESH]
    await announce_all([_paid(accounts[fact.contract], fact) for fact in told], now)
    return fresh


def _paid(account: Account, fact: PaymentFact) -> Word:
    return Word(account, WarningKind.PAID, fact.outside_id, replace(WarningFacts.of(account), amount=fact.amount))


def _check_size(facts: Sequence[object]) -> None:
    if len(facts) > LARGEST_BATCH:
        raise BatchTooLargeError(most=LARGEST_BATCH)
