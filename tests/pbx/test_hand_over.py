"""The whole way of a hand-over: link, press, settings fetched by Linphone, its registration, the receipt."""

import re
from datetime import UTC, datetime, timedelta
from pathlib import Path

import aiohttp
import pytest
from prometheus_client import CollectorRegistry

from bot.pages.hand_over import HandOverPages
from bot.web import serving, web_application
from domain.access import Role
from domain.softphones import SoftphoneState
from domain.users import UserNoticeKind
from models import HandOver, ProvisioningUrl, Softphone, User, UserNotice
from services.cards import MemberCard
from services.centre import CentrePolicy, CentreServices, centre_services
from services.members import MemberService
from services.ports import NoSipServer
from services.user_facts import NewUser, Places
from tests.kit.linphone import Linphone
from tests.kit.pbx import REALM, Pbx
from tests.kit.ports import free_port
from tests.pbx.centre import Centre
from tests.pbx.test_watch import VAULT, Watched, now

pytestmark = [pytest.mark.kamailio, pytest.mark.linphone]
ADDRESS = re.compile(r'href="linphone-config:([^"]+)"')
ANNA = 101


async def administrator() -> MemberCard:
    members = MemberService("Europe/Samara")
    token = await members.invite("184/24", Role.ADMINISTRATOR, now())
    return await members.redeem(token, ANNA, "Анна", "", "ru", now())


def services(pbx: Pbx, url: str) -> CentreServices:
    policy = CentrePolicy(Places("", f"127.0.0.1:{pbx.port}"), REALM, page=url)
    return centre_services(VAULT, policy, NoSipServer(), lambda: None)


async def pressed(url: str) -> str:
    """The address of the settings, from the page after the press."""
    async with aiohttp.ClientSession() as http, http.post(url) as response:
        return str(ADDRESS.findall(await response.text())[0])


async def ends(user: User, softphone: Watched) -> None:
    """The phone is there no more."""

    async def gone() -> bool:
        return not await Softphone.filter(user_id=user.id, state=SoftphoneState.ONLINE).exists()

    await softphone.until(gone)


async def test_linphone_sets_itself_up_once_registers_and_that_is_the_receipt(
    pbx: Pbx, centre: Centre, tmp_path: Path
) -> None:
    del centre
    port = free_port()
    url = f"http://127.0.0.1:{port}"
    desk, anna = services(pbx, url), await administrator()
    ivan = await User.get(id=await desk.users.add(anna, NewUser("Иван «Ваня» Петров"), now()))
    link = await desk.hand_over.make(anna, ivan.id, now())
    fetched: list[datetime] = []

    def clock() -> datetime:
        fetched.append(now())
        return fetched[-1]

    pages = web_application({}, CollectorRegistry(), pages=HandOverPages(desk, "ru", clock).routes())
    linphone, watched = Linphone(tmp_path / "linphone"), Watched(pbx)
    async with serving(pages, "127.0.0.1", port), watched.server:
        address = await pressed(link.page_url)
        fetched.clear()
        async with linphone.started(fetching=address):
            await watched.state(str(ivan.login), SoftphoneState.ONLINE, within=30)
            assert len(fetched) == 1
        [notice] = await UserNotice.filter(kind=UserNoticeKind.RECEIPT)
        assert notice.person_id == anna.person_id
        assert (await HandOver.get(id=link.id)).registered_at is not None
        assert [row for row in linphone.settings.splitlines() if row.startswith("config-uri")] == []

        await ends(ivan, watched)
        async with linphone.started():
            await watched.state(str(ivan.login), SoftphoneState.ONLINE, within=30)
        assert len(fetched) == 1, "the second start fetches nothing"

        await ends(ivan, watched)
        await ProvisioningUrl.all().update(expires_at=datetime.now(UTC) - timedelta(seconds=1))
        async with linphone.started(fetching=address):
            await watched.state(str(ivan.login), SoftphoneState.ONLINE, within=30)
        assert len(fetched) == 2, "an address that is over takes nothing away"
        assert await UserNotice.filter(kind=UserNoticeKind.RECEIPT).count() == 1
