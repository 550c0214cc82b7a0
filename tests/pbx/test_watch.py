"""What the SIP server tells arrives in the rows that screens are drawn from."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from domain.health import HealthPolicy, LineState
from domain.sip import LineType, SipAccount
from domain.softphones import SoftphoneEvent, SoftphoneState
from models import Carrier, Line, Softphone, SoftphoneLog
from services.call_counters import calls_of
from services.gateway_presence import GatewayPresence
from services.passwords import ha1
from services.server_lines import ServerLines
from services.sip_accounts import PASSWORD_PURPOSE
from services.sip_watch import SipWatch
from services.softphone_reports import SoftphoneReports
from services.vault import Vault, new_secret_id
from telephony.realm import realm_of
from tests.kit.kamailio import Kamailio as CarrierRegistrar
from tests.kit.pbx import REALM, Pbx
from tests.pbx.carrier import Carrier as CarrierProgram
from tests.pbx.centre import PASSWORD, Centre, phone

pytestmark = pytest.mark.kamailio
VAULT = Vault({"k1": b"0" * 32})
POLICY = HealthPolicy(
    interval=timedelta(seconds=1),
    confirm_after=timedelta(seconds=0.1),
    login_confirm_after=timedelta(seconds=1),
    slowest=timedelta(seconds=2),
    fail_after=2,
    recover_after=1,
)


def now() -> datetime:
    return datetime.now(UTC)


async def nobody_answers(account: SipAccount) -> str:
    return ""


class Watched:
    """The watch, run round by round until something is so."""

    def __init__(self, pbx: Pbx) -> None:
        self.server = pbx.client()
        lines, gateways = ServerLines(VAULT, REALM, nobody_answers), GatewayPresence(POLICY, lambda: None, now)
        self.watch = SipWatch(self.server, SoftphoneReports(lambda: None), gateways, lines)

    async def until(self, true: Callable[[], Awaitable[bool]], within: float = 15) -> None:
        async with asyncio.timeout(within):
            await self.watch.run(now())
            while not await true():
                await asyncio.sleep(0.1)  # as the schedule does, only faster
                await self.watch.run(now())

    async def state(self, login: str, state: SoftphoneState, within: float = 5) -> Softphone:
        async def reached() -> bool:
            return await Softphone.filter(user__login=login, state=state).exists()

        await self.until(reached, within)
        return await Softphone.get(user__login=login)


@pytest.fixture
async def watched(pbx: Pbx) -> Watched:
    return Watched(pbx)


async def test_a_card_knows_within_five_seconds_that_a_softphone_came_and_went(pbx: Pbx, watched: Watched) -> None:
    async with watched.server, phone(pbx, "ivanov") as ivanov:
        await ivanov.registered()
        row = await watched.state("ivanov", SoftphoneState.ONLINE)
        assert (row.client, row.address.partition(":")[0]) == ("TestPhone 1.0 (ivanov)", "127.0.0.1")
        await ivanov.unregister()
        await watched.state("ivanov", SoftphoneState.OFFLINE)
    events = [record.event for record in await SoftphoneLog.all().order_by("id")]
    assert events == [SoftphoneEvent.REGISTERED, SoftphoneEvent.UNREGISTERED]


async def test_a_card_shows_a_wrong_password_within_five_seconds(pbx: Pbx, watched: Watched) -> None:
    async with watched.server, phone(pbx, "ivanov", "wrong") as ivanov:
        await ivanov.registered()
        await watched.state("ivanov", SoftphoneState.ERROR, within=5)
        record = await SoftphoneLog.get()
    assert record.event is SoftphoneEvent.WRONG_PASSWORD
    assert "REGISTER sip:" in record.evidence
    assert "response" not in record.evidence


async def test_after_a_restart_of_the_server_a_softphone_is_unknown_until_it_is_heard_of(
    pbx: Pbx, watched: Watched
) -> None:
    async with watched.server:
        async with phone(pbx, "ivanov") as ivanov:
            await ivanov.registered()
            await watched.state("ivanov", SoftphoneState.ONLINE)
        await pbx.restart()
        await watched.state("ivanov", SoftphoneState.UNKNOWN)
        async with phone(pbx, "ivanov") as ivanov:
            await ivanov.registered()
            await watched.state("ivanov", SoftphoneState.ONLINE)


async def test_a_server_that_is_away_already_when_the_bot_comes_makes_every_softphone_unknown(
    pbx: Pbx, centre: Centre
) -> None:
    user, started = centre.users["ivanov"], now()
    await Softphone.create(user=user, state=SoftphoneState.ONLINE, since=started, seen_at=started)
    await pbx.kill()
    lost = Watched(pbx)
    async with lost.server:
        for seconds in (0, 5, 10):
            await lost.watch.run(started + timedelta(seconds=seconds))
            assert lost.watch.away
            assert (await Softphone.get(user=user)).state is SoftphoneState.ONLINE
        await lost.watch.run(started + timedelta(seconds=15))
    assert (await Softphone.get(user=user)).state is SoftphoneState.UNKNOWN


async def test_a_binding_of_nobody_is_ended_even_where_the_bot_could_not_say_so_then(
    pbx: Pbx, watched: Watched, centre: Centre
) -> None:
    async def gone() -> bool:
        return await watched.server.locations() == ()

    async with watched.server, phone(pbx, "ivanov") as ivanov:
        await ivanov.registered()
        user = centre.users["ivanov"]
        user.login, user.sip_ha1 = None, ""
        await user.save()
        await watched.until(gone)


@pytest.mark.sipp
async def test_a_carriers_own_realm_is_learned_from_its_first_answer(
    pbx: Pbx, watched: Watched, centre: Centre, tmp_path: Path
) -> None:
    async def learned() -> bool:
        return await Line.filter(sip_realm="Asterisk PBX").exists()

    async with watched.server, phone(pbx, "ivanov", register=False) as ivanov:
        secret_id = new_secret_id()
        sealed = {"secret_id": secret_id, "sealed_password": VAULT.seal(PASSWORD, secret_id, PASSWORD_PURPOSE)}
        async with CarrierProgram(tmp_path, realm="Asterisk PBX") as carrier:
            line = await centre.line(centre.ours, carrier.port, realm="", **sealed)
            assert await ivanov.call("84951234567") == 503
            await watched.until(learned)
        await Carrier.filter(id=line.carrier_id).update(port=carrier.port)
        async with CarrierProgram(tmp_path, realm="Asterisk PBX", port=carrier.port) as carrier:
            assert await ivanov.call("84951234567") == 200, carrier.seen()
        await watched.watch.run(now())

        calls = await calls_of(line.id, now())
    assert (calls.day.calls, calls.day.failed) == (2, 1)


async def test_a_gateway_that_registers_to_us_works_while_it_is_there(
    pbx: Pbx, watched: Watched, centre: Centre
) -> None:
    line = await centre.line(
        centre.ours, 9, user="goip1", realm=REALM, registers_to_us=True, type=LineType.GATEWAY,
        through_server=False, state=LineState.UNKNOWN,
    )  # fmt: skip
    assert line.sip_ha1 == ha1("goip1", REALM, PASSWORD)
    secret_id = new_secret_id()
    sealed = VAULT.seal(PASSWORD, secret_id, PASSWORD_PURPOSE)
    await Line.filter(id=line.id).update(secret_id=secret_id, sealed_password=sealed)

    async def works() -> bool:
        return await Line.filter(id=line.id, state=LineState.OK).exists()

    async with watched.server, phone(pbx, "goip1") as gateway, phone(pbx, "ivanov", register=False) as ivanov:
        assert await gateway.registered() == 200
        await watched.until(works)
        assert await ivanov.call("84951234567") == 200
        assert "ivanov@" in await gateway.incoming()
    async with phone(pbx, "goip1", register=False) as gateway:
        assert await gateway.call("ivanov") == 403


async def test_a_line_sent_through_the_server_is_given_to_it_with_the_realm_of_its_carrier(
    pbx: Pbx, centre: Centre, tmp_path: Path
) -> None:
    async with CarrierRegistrar(tmp_path, {"4950001": PASSWORD}) as carrier, pbx.client() as server:
        secret_id = new_secret_id()
        sealed = {"secret_id": secret_id, "sealed_password": VAULT.seal(PASSWORD, secret_id, PASSWORD_PURPOSE)}
        line = await centre.line(centre.ours, carrier.port, realm="", **sealed)
        lines, gateways = ServerLines(VAULT, REALM, realm_of), GatewayPresence(POLICY, lambda: None, now)
        watch = SipWatch(server, SoftphoneReports(lambda: None), gateways, lines)
        await watch.run(now())
        row = await Line.get(id=line.id)
        assert (row.sip_realm, row.sip_ha1) == ("carrier.test", ha1("4950001", "carrier.test", PASSWORD))
        assert [each.line_id for each in await server.line_registrations()] == [line.id]
        await Line.filter(id=line.id).update(through_server=False)
        await watch.run(now() + timedelta(seconds=10))
        assert (await Line.get(id=line.id)).sip_ha1 == ""
        assert watch.away == ""
