"""Facts of a batch and the rows they are about: accounts under their locks, and records written once."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime
from typing import Protocol, TypeVar

from models import Account, Charge, Contract, Payment
from models.bulk import pieces
from services.accounts import locked
from services.errors import LedgerConflictError, UnknownContractError
from services.ledger_facts import ChargeFact, PaymentFact


class Named(Protocol):
    """About a contract."""

    @property
    def contract(self) -> str:
        """Its number."""


_Fact = TypeVar("_Fact", ChargeFact, PaymentFact)
_NamedT = TypeVar("_NamedT", bound=Named)
_Key = TypeVar("_Key", str, tuple[int, str], tuple[str, datetime])


async def accounts_of(facts: Iterable[Named], now: datetime) -> dict[str, Account]:
    """Locked accounts by the contract's number. Raises ``UnknownContractError``."""
    numbers = sorted({fact.contract for fact in facts})
    contracts = {row.number: row.id for row in await Contract.filter(number__in=numbers)}
    unknown = [(number, "") for number in numbers if number not in contracts]
    if unknown:
        raise UnknownContractError(unknown)
    rows = await locked(contracts.values(), now)
    return {number: rows[contract_id] for number, contract_id in contracts.items()}


async def new_rows(
    model: type[Charge] | type[Payment], facts: Sequence[_Fact], accounts: Mapping[str, Account], now: datetime
) -> list[_Fact]:
    """Write those that are not there yet; which ones these are. Raises ``LedgerConflictError``."""
    keyed = one_of_each(facts, lambda fact: (accounts[fact.contract].contract_id, fact.outside_id))
    known = await _known(model, sorted(keyed))
    conflicts = [_named(fact) for key, fact in keyed.items() if key in known and _differ(known[key], fact)]
    if conflicts:
        raise LedgerConflictError(conflicts)
    fresh = {key: fact for key, fact in keyed.items() if key not in known}
    rows = [
        model(contract_id=contract_id, outside_id=outside, recorded_at=now, **fact.values())
        for (contract_id, outside), fact in fresh.items()
    ]
    await model.bulk_create(rows, batch_size=500)  # type: ignore[arg-type]  # a list of the very model
    return list(fresh.values())


async def _known(
    model: type[Charge] | type[Payment], keys: Sequence[tuple[int, str]]
) -> dict[tuple[int, str], Charge | Payment]:
    found: dict[tuple[int, str], Charge | Payment] = {}
    for some in pieces(keys):
        contracts, outside_ids = {each for each, _ in some}, {each for _, each in some}
        there = model.filter(contract_id__in=sorted(contracts), outside_id__in=sorted(outside_ids))
        found.update({(row.contract_id, row.outside_id): row for row in await there})
    return found


def one_of_each(facts: Sequence[_NamedT], key: Callable[[_NamedT], _Key]) -> dict[_Key, _NamedT]:
    """By key. Raises ``LedgerConflictError`` for two in one batch that contradict."""
    keyed: dict[_Key, _NamedT] = {}
    conflicts = [_named(fact) for fact in facts if keyed.setdefault(key(fact), fact) != fact]
    if conflicts:
        raise LedgerConflictError(conflicts)
    return keyed


def touched(accounts: Mapping[str, Account], facts: Iterable[Named]) -> list[Account]:
    """The accounts of these facts."""
    return [accounts[number] for number in sorted({fact.contract for fact in facts})]


def _differ(row: Charge | Payment, fact: ChargeFact | PaymentFact) -> bool:
    return any(getattr(row, name) != value for name, value in fact.values().items())


def _named(fact: Named) -> tuple[str, str]:
    return fact.contract, str(getattr(fact, "outside_id", ""))
