"""From the bot to a login elsewhere: what the services deliver over the API really logs in at "Проекты КЦ"."""

import aiohttp
import pytest
from tortoise.context import TortoiseContext

from domain.users import PasswordOf, UserRole
from models import Project, User
from sandbox.projects.caller import ProjectsCaller, RefusedError
from sandbox.projects.site import Site
from services.centre import CentrePolicy, centre_services
from services.user_facts import NewUser
from services.user_secrets import UserSecrets
from services.vault import Vault
from tests.api.desk import BILLING, PROJECTS, open_desk
from tests.api.test_projects import administrator
from tests.sandbox.projects.conftest import Visitor
from tests.services.centre_desk import Server


async def test_a_delivered_login_and_password_log_in_until_they_are_changed(
    db: TortoiseContext, site: Site, visitor: Visitor
) -> None:
    vault = Vault({"k1": b"k" * 32})
    centre = centre_services(vault, CentrePolicy(realm="here"), Server(), lambda: None)
    async with open_desk(centre=centre) as desk, aiohttp.ClientSession() as http:
        for number in ("184/24", "200/25"):
            await desk.client(number)
        caller = ProjectsCaller(site, desk.url, PROJECTS, http)
        await caller.look()
        anna = await administrator(desk)
        kazan = await Project.get(outside_id="kazan")
        user_id = await centre.users.add(anna, NewUser("Пётр Ильин", UserRole.OPERATOR), desk.clock())
        await centre.admissions.admit(anna, kazan.id, [user_id], True, desk.clock())
        assert (await centre.users.card(anna, user_id, desk.clock())).untold_since == desk.clock()
        await caller.look()
        card = await centre.users.card(anna, user_id, desk.clock())
        assert card.untold_since is None
        first = await _password(vault, user_id)
        assert "Опрос-Казань" in (await visitor.enter(card.login, first))[1]
        await centre.users.set_password(anna, user_id, PasswordOf.ACCESS, desk.clock())
        await caller.look()
        assert (await visitor.enter(card.login, first))[0] == 403
        assert (await visitor.enter(card.login, await _password(vault, user_id)))[0] == 200
        ask = await centre.lists.ask_dismiss(anna, user_id, desk.clock())
        await centre.lists.delete(anna, ask.token, desk.clock())
        await caller.look()
        assert "Войти" in await visitor.look()


async def test_another_callers_token_is_told_as_a_refusal(db_sqlite: TortoiseContext, site: Site) -> None:
    async with open_desk() as desk, aiohttp.ClientSession() as http:
        with pytest.raises(RefusedError, match="403"):
            await ProjectsCaller(site, desk.url, BILLING, http).look()


async def _password(vault: Vault, user_id: int) -> str:
    return UserSecrets(vault, "here").password(await User.get(id=user_id))
