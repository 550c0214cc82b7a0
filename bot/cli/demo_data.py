"""The sandbox's sample as rows: contracts, their people, the group's binding, carriers and lines."""

from datetime import datetime, timedelta

from domain.access import Role
from models import AlertChat, Carrier, Contract, Line, Member, Person
from sandbox import sample
from sandbox.carriers import World
from services.checks import PASSWORD_PURPOSE
from services.vault import Vault, new_secret_id

SPREAD = timedelta(seconds=5)
"""The first checks are spread over this time."""


async def write_sample(world: World, vault: Vault, timezone: str, now: datetime) -> None:
    """Fill an empty database; ``world`` tells on which ports the carriers listen."""
    for contract in sample.CONTRACTS:
        row = await Contract.create(
            number=contract.number, name=contract.name, client=contract.client, timezone=timezone, created_at=now
        )
        await _write_people(row, contract.key, now)
        await _write_groups(row, contract.key, now)
        await _write_lines(row, contract.key, world, vault, now)


async def _write_people(contract: Contract, key: str, now: datetime) -> None:
    for human in (human for human in sample.PEOPLE if human.contract == key):
        person = await Person.create(
            telegram_id=human.telegram_id, name=human.name, username=human.username, language="ru", created_at=now
        )
        await Member.create(contract=contract, person=person, role=Role(human.role.value), created_at=now)


async def _write_groups(contract: Contract, key: str, now: datetime) -> None:
    for group in (group for group in sample.GROUPS if group.contract == key):
        await AlertChat.create(contract=contract, chat_id=group.telegram_id, title=group.title, bound_at=now)


async def _write_lines(contract: Contract, key: str, world: World, vault: Vault, now: datetime) -> None:
    mine = [line for line in sample.LINES if line.contract == key]
    carriers = {each.key: await _write_carrier(contract, key, each, world) for each in sample.CARRIERS}
    step = SPREAD / max(1, len(mine))
    await Line.bulk_create(
        [_line(carriers[line.carrier], line, vault, now, now + step * place) for place, line in enumerate(mine)]
    )


async def _write_carrier(contract: Contract, key: str, carrier: sample.SampleCarrier, world: World) -> Carrier:
    there = world.carrier(carrier.key)
    return await Carrier.create(
        contract=contract,
        name=carrier.name,
        host=there.host,
        port=there.port,
        support_phone=carrier.support_phone,
        contract_number=carrier.contract_numbers.get(key, ""),
    )


def _line(carrier: Carrier, line: sample.SampleLine, vault: Vault, now: datetime, first_check: datetime) -> Line:
    secret_id = new_secret_id()
    return Line(
        contract_id=carrier.contract_id,
        carrier=carrier,
        name=line.name,
        type=line.kind,
        user=line.number,
        secret_id=secret_id,
        sealed_password=vault.seal(line.password, secret_id, PASSWORD_PURPOSE) if line.password else "",
        method=line.method,
        created_at=now,
        state_since=now,
        next_check_at=first_check,
    )
