"""Writes sample data as rows. Again and again, if need be: what is there is brought up to date, nothing is doubled."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from tortoise.transactions import in_transaction

from domain.sample import SeedCarrier, SeedContract, SeedLine, SeedMember, first_check_at
from models import AlertChat, Carrier, Contract, Line, Member, Person
from services.sip_accounts import PASSWORD_PURPOSE
from services.vault import Vault, VaultError, new_secret_id

USUAL_INTERVAL = timedelta(minutes=5)


async def seed(
    contracts: Iterable[SeedContract], vault: Vault, now: datetime, interval: timedelta = USUAL_INTERVAL
) -> None:
    """Create or update every contract with its people, groups, carriers and lines, in one transaction.

    The state of a line that is there already stays as it is; first checks of new ones are spread over ``interval``.
    """
    async with in_transaction():
        for contract in contracts:
            await _contract(contract, vault, now, interval)


async def _contract(sample: SeedContract, vault: Vault, now: datetime, interval: timedelta) -> None:
    about = {"name": sample.name, "client": sample.client, "timezone": sample.timezone}
    row, _ = await Contract.get_or_create({**about, "created_at": now}, number=sample.number)
    await Contract.filter(id=row.id).update(**about)
    for member in sample.members:
        await _member(row.id, member, now)
    for chat in sample.chats:
        bound = {"contract_id": row.id, "title": chat.title, "bound_at": now}
        await AlertChat.get_or_create(bound, chat_id=chat.chat_id, thread_id=chat.thread_id)
    count = sum(len(carrier.lines) for carrier in sample.carriers)
    place = 0
    for carrier in sample.carriers:
        carrier_row = await _carrier(row.id, carrier)
        for line in carrier.lines:
            await _line(carrier_row, line, vault, now, first_check_at(now, interval, place, count))
            place += 1


async def _member(contract_id: int, member: SeedMember, now: datetime) -> None:
    known = {"name": member.name, "username": member.username}
    new = {**known, "language": member.language.value, "created_at": now}
    person, _ = await Person.get_or_create(new, telegram_id=member.telegram_id)
    await Person.filter(id=person.id).update(**known)
    await Member.get_or_create({"role": member.role, "created_at": now}, contract_id=contract_id, person_id=person.id)
    await Member.filter(contract_id=contract_id, person_id=person.id).update(role=member.role)


async def _carrier(contract_id: int, carrier: SeedCarrier) -> Carrier:
    """Known by its name: the port of a carrier of the sandbox is another one at each start."""
    about = {
        "host": carrier.host,
        "port": carrier.port,
        "transport": carrier.transport,
        "support_phone": carrier.support_phone,
        "contract_number": carrier.contract_number,
    }
    row, _ = await Carrier.get_or_create(about, contract_id=contract_id, name=carrier.name)
    await Carrier.filter(id=row.id).update(**about)
    return row


async def _line(carrier: Carrier, line: SeedLine, vault: Vault, now: datetime, first_check: datetime) -> None:
    row = await Line.get_or_none(carrier_id=carrier.id, user=line.user)
    about = {"name": line.name, "type": line.type, "method": line.method}
    if row is None:
        row = Line(carrier_id=carrier.id, contract_id=carrier.contract_id, user=line.user, created_at=now)
        times = {"state_since": now, "next_check_at": first_check}
        await row.update_from_dict({**about, **times, **_sealed(line.password, vault)}).save()
        return
    secret = {} if _opens_to(row, line.password, vault) else _sealed(line.password, vault)
    await Line.filter(id=row.id).update(**about, **secret)


def _opens_to(row: Line, password: str, vault: Vault) -> bool:
    try:
        return vault.open(row.sealed_password, row.secret_id, PASSWORD_PURPOSE) == password
    except VaultError:
        return False


def _sealed(password: str, vault: Vault) -> dict[str, str]:
    if not password:
        return {"secret_id": "", "sealed_password": ""}
    secret_id = new_secret_id()
    return {"secret_id": secret_id, "sealed_password": vault.seal(password, secret_id, PASSWORD_PURPOSE)}
