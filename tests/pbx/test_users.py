"""Users of the bot on the SIP server: what the services do to them takes effect there at once."""

from datetime import UTC, datetime

import pytest

from bot.pbx import PbxServer
from domain.access import Role
from domain.users import PasswordOf, UserRole
from models import User
from services.cards import MemberCard
from services.members import MemberService
from services.user_facts import NewUser, Places, UserChange
from services.user_secrets import UserSecrets
from services.users import UserService
from services.vault import Vault
from telephony.kamailio import Kamailio
from tests.kit.caller import Caller
from tests.kit.pbx import REALM, Pbx
from tests.pbx.centre import Centre, phone

pytestmark = pytest.mark.kamailio
SECRETS = UserSecrets(Vault({"k1": b"0" * 32}), REALM)


def now() -> datetime:
    return datetime.now(UTC)


@pytest.fixture
async def anna(centre: Centre) -> MemberCard:
    """An administrator."""
    members = MemberService("Europe/Samara")
    token = await members.invite(centre.ours.number, Role.ADMINISTRATOR, now())
    return await members.redeem(token, 101, "Анна", "", "ru", now())


def users(server: Kamailio) -> UserService:
    return UserService(SECRETS, PbxServer(server), Places())


async def with_details(pbx: Pbx, user_id: int) -> Caller:
    """A softphone set up with what the administrator would hand over."""
    user = await User.get(id=user_id)
    return phone(pbx, str(user.login), SECRETS.sip_password(user))


async def test_two_operators_made_a_moment_ago_call_each_other(pbx: Pbx, anna: MemberCard) -> None:
    async with pbx.client() as server:
        service = users(server)
        first, second = [await service.add(anna, NewUser(name=name), now()) for name in ("Иван", "Пётр")]
        async with await with_details(pbx, first) as ivan, await with_details(pbx, second) as pyotr:
            assert (await ivan.registered(), await pyotr.registered()) == (200, 200)
            assert await ivan.call(pyotr.login) == 200
            await ivan.sound(packets=20)
            await pyotr.sound(packets=20)
            assert (await service.trouble(anna, second, now())).calling is True
            await ivan.hang_up()


async def test_a_new_password_ends_the_registration_and_the_old_one_is_refused(pbx: Pbx, anna: MemberCard) -> None:
    async with pbx.client() as server:
        service = users(server)
        user_id = await service.add(anna, NewUser(name="Иван"), now())
        old = await with_details(pbx, user_id)
        async with old:
            assert await old.registered() == 200
            await service.set_password(anna, user_id, PasswordOf.PHONE, now())
            assert await server.locations() == ()
        async with phone(pbx, old.login, old.password) as again:
            assert await again.registered() == 403
        async with await with_details(pbx, user_id) as new:
            assert await new.registered() == 200


async def test_a_role_without_a_softphone_takes_it_at_once(pbx: Pbx, anna: MemberCard) -> None:
    async with pbx.client() as server:
        service = users(server)
        user_id = await service.add(anna, NewUser(name="Иван"), now())
        operator = await with_details(pbx, user_id)
        async with operator:
            assert await operator.registered() == 200
            card = await service.card(anna, user_id, now())
            await service.change(anna, user_id, UserChange(role=UserRole.OBSERVER), card.version, now())
            assert await server.locations() == ()
        async with phone(pbx, operator.login, operator.password) as again:
            assert await again.registered() == 403
