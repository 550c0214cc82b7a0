"""A contract with people, one carrier and lines, written straight into a database."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime

from bot.settings import load_settings
from domain.access import Role
from domain.sip import CheckMethod, LineType, Transport
from models import AlertChat, Carrier, Contract, Line, Member, Person
from models.database import open_database
from services.checks import PASSWORD_PURPOSE
from services.vault import Vault, new_secret_id
from tests.kit.program import KEY


async def write_contract(
    url: str,
    *,
    number: str = "184/24",
    name: str = "Ромашка",
    people: Mapping[int, Role],
    chats: Sequence[int] = (),
    host: str = "127.0.0.1",
    port: int,
    transport: Transport = Transport.UDP,
    lines: Mapping[str, str],
    carrier: str = "Волга-Телеком",
) -> int:
    """``people`` are Telegram ids, ``lines`` numbers with their passwords. The contract's id."""
    now = datetime.now(UTC)
    async with open_database(url, everywhere=False):
        contract = await Contract.create(number=number, name=name, timezone="Europe/Samara", created_at=now)
        for telegram_id, role in people.items():
            person, _ = await Person.get_or_create(
                {"name": f"Человек {telegram_id}", "language": "ru", "created_at": now}, telegram_id=telegram_id
            )
            await Member.create(contract=contract, person=person, role=role, created_at=now)
        for chat_id in chats:
            await AlertChat.create(contract=contract, chat_id=chat_id, title="Дежурные", bound_at=now)
        provider = await Carrier.create(
            contract=contract,
            name=carrier,
            host=host,
            port=port,
            transport=transport,
            support_phone="8 800 555-01-10",
            contract_number="7731",
        )
        await Line.bulk_create([_line(provider, number, password, now) for number, password in lines.items()])
        return int(contract.id)


def _line(carrier: Carrier, number: str, password: str, now: datetime) -> Line:
    keys = dict(load_settings(_env_file=None, secret_keys=KEY).keys)
    secret_id = new_secret_id()
    return Line(
        contract_id=carrier.contract_id,
        carrier=carrier,
        name=f"Линия {number}",
        type=LineType.PHONE,
        user=number,
        secret_id=secret_id,
        sealed_password=Vault(keys).seal(password, secret_id, PASSWORD_PURPOSE) if password else "",
        method=CheckMethod.REGISTER if password else CheckMethod.OPTIONS,
        created_at=now,
        state_since=now,
        next_check_at=now,
    )
