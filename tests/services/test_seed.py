"""Sample data becomes rows, once, however often it is written."""

from dataclasses import replace
from datetime import timedelta

from domain.access import Role
from domain.health import LineState
from domain.sample import SeedCarrier, SeedChat, SeedContract, SeedLine, SeedMember
from domain.sip import CheckMethod, LineType
from models import AlertChat, Carrier, Contract, Line, Member, Person
from services.seed import seed
from services.vault import Vault
from tests.services.house import GROUP, NOON, House

TRUNK = SeedLine("Волга-транк", LineType.TRUNK, "78435550101", method=CheckMethod.OPTIONS)
PHONES = tuple(SeedLine(f"Опрос, {n}", LineType.PHONE, f"7843555011{n}", f"demo-{n}") for n in range(9))
VOLGA = SeedCarrier("Волга-Телеком", "127.0.0.1", 5071, (TRUNK, *PHONES), support_phone="8 800 555-01-10")
ROMASHKA = SeedContract(
    "184/24",
    "Ромашка",
    "ООО «Ромашка»",
    "Europe/Samara",
    members=(SeedMember(101, "Анна Соколова", Role.ADMINISTRATOR), SeedMember(103, "Сергей Иванов", Role.ON_CALL)),
    chats=(SeedChat(GROUP, "Дежурные"),),
    carriers=(VOLGA,),
)
EVERYTHING = (Contract, Person, Member, AlertChat, Carrier, Line)


async def counts() -> list[int]:
    return [await model.all().count() for model in EVERYTHING]


async def test_a_contract_is_written_with_all_it_has(house: House) -> None:
    await seed([ROMASHKA], house.vault, NOON)
    assert await counts() == [1, 2, 2, 1, 1, 10]
    member = (await house.members.identify(101, "ru")).member
    assert member is not None
    assert member.role is Role.ADMINISTRATOR
    assert (await house.lines.home(member, NOON)).lines.unknown == 10


async def test_writing_it_again_doubles_nothing_and_keeps_what_is_known_of_the_lines(house: House) -> None:
    await seed([ROMASHKA], house.vault, NOON)
    house.clock.later(300)
    await house.sweep()
    before = await Line.all().order_by("id").values()
    await seed([ROMASHKA], house.vault, house.clock.later(60))
    assert await counts() == [1, 2, 2, 1, 1, 10]
    assert await Line.all().order_by("id").values() == before
    assert {row["state"] for row in before} == {LineState.OK}


async def test_a_carrier_that_listens_elsewhere_now_is_brought_up_to_date(house: House) -> None:
    await seed([ROMASHKA], house.vault, NOON)
    await seed([replace(ROMASHKA, carriers=(replace(VOLGA, port=5099),))], house.vault, NOON)
    assert (await Carrier.get()).port == 5099


async def test_passwords_are_sealed_and_sealed_anew_when_they_or_the_keys_change(house: House) -> None:
    await seed([ROMASHKA], house.vault, NOON)
    await house.checks.claim_due(NOON, 0)
    house.clock.later(300)
    await house.sweep()
    assert sorted(account.password for account in house.registrar.asked) == ["", *(f"demo-{n}" for n in range(9))]
    assert "demo-1" not in repr(await Line.all().values()) + repr(ROMASHKA)
    changed = replace(VOLGA, lines=(TRUNK, replace(PHONES[0], password="новый")))
    other = Vault({"k2": b"2" * 32})
    await seed([replace(ROMASHKA, carriers=(changed,))], other, NOON)
    line = await Line.get(user=PHONES[0].user)
    assert other.open(line.sealed_password, line.secret_id, "line password") == "новый"


async def test_first_checks_are_spread_over_the_interval(house: House) -> None:
    await seed([ROMASHKA], house.vault, NOON, timedelta(seconds=100))
    due = [line.next_check_at - NOON for line in await Line.all().order_by("id")]
    assert due == [timedelta(seconds=10 * place) for place in range(10)]
