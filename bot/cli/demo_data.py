"""The sandbox's sample in the words of the services, which write it as rows."""

from dataclasses import replace
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from bot.cli.demo_money import write_money
from domain.access import Role
from domain.sample import SeedCarrier, SeedChat, SeedContract, SeedLine, SeedMember
from sandbox import sample
from sandbox.carriers import World
from services.seed import seed
from services.support import SupportService
from services.vault import Vault

SPREAD = timedelta(seconds=5)
"""The first checks are spread over this time."""


async def write_sample(world: World, vault: Vault, timezone: str, now: datetime) -> None:
    """Fill the database, or bring it up to date; ``world`` tells on which ports the carriers listen."""
    contracts = [_contract(contract, world, timezone) for contract in sample.CONTRACTS]
    # Money first: the people come to an account that has a past, and nobody is told of it.
    await seed([replace(contract, members=(), chats=()) for contract in contracts], vault, now, SPREAD)
    await write_money(timezone, now, now.astimezone(ZoneInfo(timezone)).date())
    await seed(contracts, vault, now, SPREAD)
    for human in sample.PEOPLE:
        if human.role is sample.SampleRole.SUPPORT:
            await SupportService().appoint(human.telegram_id, human.name, now)


def _contract(contract: sample.SampleContract, world: World, timezone: str) -> SeedContract:
    key = contract.key
    return SeedContract(
        contract.number,
        contract.name,
        contract.client,
        timezone,
        members=tuple(_member(human) for human in sample.PEOPLE if human.contract == key),
        chats=tuple(SeedChat(group.telegram_id, group.title) for group in sample.GROUPS if group.contract == key),
        carriers=tuple(_carrier(carrier, key, world) for carrier in sample.CARRIERS if _lines(carrier, key)),
    )


def _member(human: sample.SamplePerson) -> SeedMember:
    return SeedMember(human.telegram_id, human.name, Role(human.role.value), human.username)


def _carrier(carrier: sample.SampleCarrier, key: str, world: World) -> SeedCarrier:
    there = world.carrier(carrier.key)
    return SeedCarrier(
        carrier.name,
        there.host,
        there.port,
        _lines(carrier, key),
        support_phone=carrier.support_phone,
        contract_number=carrier.contract_numbers.get(key, ""),
    )


def _lines(carrier: sample.SampleCarrier, key: str) -> tuple[SeedLine, ...]:
    mine = (line for line in sample.LINES if line.contract == key and line.carrier == carrier.key)
    return tuple(SeedLine(line.name, line.kind, line.number, line.password, line.method) for line in mine)
