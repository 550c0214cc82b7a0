"""The account of a contract under its lock, and what a change of money makes of its state."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from domain import ledger
from domain.ledger import AccountState
from domain.money_warnings import WarningKind
from models import Account, Contract, PromisedPayment, StateChange
from models.bulk import update_each
from services.money_told import WarningFacts, Word, announce_all

_SAVED = tuple(name for name in Account._meta.fields_db_projection if name not in {"id", "contract_id"})
_TURNS = {AccountState.SUSPENDED: WarningKind.SUSPENDED, AccountState.ACTIVE: WarningKind.RESUMED}


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

    ``accounts`` are locked and hold the new balance and terms; they are saved. A thousand of them take as many
    statements as one: SQLite's only write lock, which the bot's lease needs too, is held all the while.
    """
    rows = list(accounts)
    running = await _still_running(rows, now)
    before = {row.contract_id: (row.state, row.reason) for row in rows}
    for account in rows:
        _judge(account, promised=account.contract_id in running, now=now)
    await update_each(rows, _SAVED)
    await _write_down([row for row in rows if before[row.contract_id] != (row.state, row.reason)], now)
    await _tell([row for row in rows if before[row.contract_id][0] is not row.state], now)


def _judge(account: Account, *, promised: bool, now: datetime) -> None:
    new = ledger.standing(account.balance, account.credit_limit, promised=promised, held=account.held)
    account.review_at = now
    account.state_since = account.state_since if account.state is new.state else now
    account.state, account.reason = new.state, new.reason


async def _write_down(changed: Sequence[Account], now: datetime) -> None:
    facts = [(row.contract_id, row.state, row.reason, row.balance) for row in changed]
    await StateChange.bulk_create(
        [
            StateChange(contract_id=contract_id, state=state, reason=reason, balance=balance, at=now)
            for contract_id, state, reason, balance in facts
        ]
    )


async def _tell(turned: Sequence[Account], now: datetime) -> None:
    """Of services that stopped or came back. The newest change of a locked account is the one just written."""
    if not turned:
        return
    written = StateChange.filter(contract_id__in=[row.contract_id for row in turned], at=now).order_by("id")
    latest = {row.contract_id: row.id for row in await written}
    words = [Word(row, _TURNS[row.state], str(latest[row.contract_id]), WarningFacts.of(row)) for row in turned]
    await announce_all(words, now)


async def _still_running(accounts: Sequence[Account], now: datetime) -> set[int]:
    """Contracts whose promise goes on. A promise ends when the money is there (kept), or by the clock."""
    running = await _running([row.contract_id for row in accounts])
    by_contract = {row.contract_id: row for row in accounts}
    kept = {each for each in running if _has_money(by_contract[each])}
    late = {each for each, promise in running.items() if promise.until <= now} - kept
    for ended, in_time in ((kept, True), (late, False)):
        if ended:
            promises = PromisedPayment.filter(id__in=[running[each].id for each in ended])
            await promises.update(ended_at=now, kept=in_time)
    return running.keys() - kept - late


def _has_money(account: Account) -> bool:
    return ledger.to_pay(account.balance, account.credit_limit) == 0


async def _running(contract_ids: Sequence[int]) -> dict[int, PromisedPayment]:
    rows = await PromisedPayment.filter(contract_id__in=list(contract_ids), ended_at__isnull=True)
    return {row.contract_id: row for row in rows}


async def _by_contract(ids: Sequence[int]) -> dict[int, Account]:
    return {row.contract_id: row for row in await Account.filter(contract_id__in=list(ids)).order_by("contract_id")}
