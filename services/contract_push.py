"""Contracts as the billing tells them: those that are missing are made, the others renamed."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from itertools import chain

from tortoise.backends.base.client import BaseDBAsyncClient

from models import Contract
from models.bulk import pieces, update_each
from models.sql import update_returning
from services.ledger_facts import ContractFact

_MAKE = """
INSERT INTO contract (number, name, client, timezone, created_at) VALUES {rows}
ON CONFLICT (number) DO NOTHING RETURNING number
"""


async def record_contracts(
    connection: BaseDBAsyncClient, facts: Mapping[str, ContractFact], timezone: str, now: datetime
) -> int:
    """By number, in the transaction; how many were missing. ``timezone`` is that of new ones that name none.

    Locks are taken in the order of ids, like everywhere else; those that are missing are made in the order of
    numbers, which nobody else waits for. One that somebody makes at this moment is waited for, and renamed.
    """
    there = await _locked(facts)
    made = await _make(connection, [facts[number] for number in sorted(facts.keys() - there.keys())], timezone, now)
    there = await _locked(facts) if len(there) < len(facts) else there
    changed = [row for row in there.values() if _rename(row, facts[row.number])]
    await update_each(changed, ("name", "client"))
    return made


async def _make(connection: BaseDBAsyncClient, facts: Sequence[ContractFact], timezone: str, now: datetime) -> int:
    made = 0
    for some in pieces(facts):
        sql = _MAKE.format(rows=", ".join(["(?, ?, ?, ?, ?)"] * len(some)))
        rows = [(each.contract, each.name, each.client or each.name, each.timezone or timezone, now) for each in some]
        made += len(await update_returning(connection, sql, list(chain.from_iterable(rows))))
    return made


async def _locked(facts: Mapping[str, ContractFact]) -> dict[str, Contract]:
    rows = await Contract.filter(number__in=sorted(facts)).order_by("id").select_for_update(no_key=True)
    return {row.number: row for row in rows}


def _rename(row: Contract, fact: ContractFact) -> bool:
    before = row.name, row.client
    row.name, row.client = fact.name, fact.client or fact.name
    return before != (row.name, row.client)
