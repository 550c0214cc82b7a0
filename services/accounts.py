"""The account of a contract under its lock, and what a change of money makes of its state."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from domain import ledger
from domain.ledger import AccountState
from domain.money_warnings import WarningKind
from models import Account, Contract, PromisedPayment, StateChange
from services.money_told import WarningFacts, announce


async def read(contract_id: int, now: datetime) -> Account:
    """The account, without a lock; an unsaved one of zeros for a contract without money so far."""
    known = await Account.get_or_none(contract_id=contract_id)
    return known or Account(contract_id=contract_id, state_since=now, review_at=now)


async def locked(contract_ids: Iterable[int], now: datetime) -> dict[int, Account]:
    """The accounts of these contracts, made where missing, by contract.

    The caller's transaction holds the locks of the contracts (see ``services.locks``) from now on. Locks are taken in
    one order, so that two batches never wait for each other.
    """
    ids = sorted(set(contract_ids))
    await Contract.filter(id__in=ids).order_by("id").select_for_update(no_key=True).only("id")
    found = await _by_contract(ids)
    missing = [Account(contract_id=number, state_since=now, review_at=now) for number in ids if number not in found]
    if not missing:
        return found
    await Account.bulk_create(missing)
    return await _by_contract(ids)


async def settle(accounts: Iterable[Account], now: datetime) -> None:
    """Bring states in line with balances, limits and promises; write changes down and owe the word of them.

    ``accounts`` are locked and hold the new balance and terms; they are saved.
    """
    rows = list(accounts)
    running = await _running([row.contract_id for row in rows])
    for account in rows:
        promise = await _still_running(account, running.get(account.contract_id), now)
        await _settle(account, promised=promise is not None, now=now)
    columns = [name for name in Account._meta.db_fields if name not in {"id", "contract_id"}]
    await Account.bulk_update(rows, fields=columns, batch_size=500)


async def _settle(account: Account, *, promised: bool, now: datetime) -> None:
    new = ledger.standing(account.balance, account.credit_limit, promised=promised, held=account.held)
    account.review_at = now
    if (account.state, account.reason) == (new.state, new.reason):
        return
    turned = account.state is not new.state
    account.state, account.reason = new.state, new.reason
    account.state_since = now if turned else account.state_since
    change = await StateChange.create(
        contract_id=account.contract_id, state=new.state, reason=new.reason, balance=account.balance, at=now
    )
    if turned:
        kind = WarningKind.SUSPENDED if new.state is AccountState.SUSPENDED else WarningKind.RESUMED
        await announce(account, kind, str(change.id), WarningFacts.of(account), now)


async def _still_running(account: Account, promise: PromisedPayment | None, now: datetime) -> PromisedPayment | None:
    """A promise ends when the money is there (kept), or by the clock."""
    if promise is None:
        return None
    kept = ledger.to_pay(account.balance, account.credit_limit) == 0
    if not kept and promise.until > now:
        return promise
    await PromisedPayment.filter(id=promise.id).update(ended_at=now, kept=kept)
    return None


async def _running(contract_ids: Sequence[int]) -> dict[int, PromisedPayment]:
    rows = await PromisedPayment.filter(contract_id__in=list(contract_ids), ended_at__isnull=True)
    return {row.contract_id: row for row in rows}


async def _by_contract(ids: Sequence[int]) -> dict[int, Account]:
    return {row.contract_id: row for row in await Account.filter(contract_id__in=list(ids)).order_by("contract_id")}
