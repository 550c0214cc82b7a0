"""Softphones: what the SIP server reports becomes a state, a log and advice."""

from dataclasses import replace
from datetime import timedelta

import pytest

from domain.softphones import SoftphoneEvent, SoftphoneState
from domain.users import PasswordOf, UserRole
from models import Softphone, SoftphoneLog, User
from services.errors import NotFoundError
from services.softphone_cards import SipBinding, SipReport, SoftphoneAdvice
from services.softphone_reports import SoftphoneReports
from services.user_cards import SoftphoneCard, UserFilter
from services.user_facts import UserChange
from tests.services.centre_desk import Desk, open_desk
from tests.services.house import House

PHONE, THIEF = "192.0.2.7:5060", "203.0.113.9:5060"


@pytest.fixture
async def desk(house: House) -> Desk:
    return await open_desk(house)


async def said(desk: Desk, user: User, event: SoftphoneEvent, address: str = PHONE, **about: str) -> bool:
    return await desk.centre.reports.record(
        SipReport(user.contract_id, str(user.login), event, desk.now, "Linphone/5", address, **about)
    )


async def phone(desk: Desk, user: User) -> SoftphoneCard:
    card = (await desk.centre.users.card(desk.anna, user.id, desk.now)).softphone
    assert card is not None
    return card


async def test_a_registration_shows_client_address_and_since_when(desk: Desk) -> None:
    user = await desk.user()
    await said(desk, user, SoftphoneEvent.REGISTERED)
    assert await phone(desk, user) == SoftphoneCard(SoftphoneState.ONLINE, desk.now, "Linphone/5", PHONE)
    since = desk.now
    desk.later(minutes=5)
    await said(desk, user, SoftphoneEvent.REGISTERED)
    assert (await phone(desk, user)).since == since
    assert await SoftphoneLog.all().count() == 1
    await said(desk, user, SoftphoneEvent.UNREGISTERED)
    assert (await phone(desk, user)).state is SoftphoneState.OFFLINE


async def test_a_wrong_password_shows_on_the_card_with_its_reason(desk: Desk) -> None:
    user = await desk.user()
    await said(desk, user, SoftphoneEvent.WRONG_PASSWORD, reason="401 Unauthorized", evidence="REGISTER sip:x")
    card = await phone(desk, user)
    assert (card.state, card.reason) == (SoftphoneState.ERROR, "401 Unauthorized")
    log = await desk.centre.softphones.log(desk.boris, user.id, 0, desk.now)
    assert (log.advice, log.items[0].evidence) == (SoftphoneAdvice.PASSWORD, "REGISTER sip:x")
    await said(desk, user, SoftphoneEvent.REGISTERED)
    assert (await phone(desk, user)).reason == ""


async def test_a_softphone_that_tries_again_and_again_fills_no_log(desk: Desk) -> None:
    user = await desk.user()
    for port in range(20):
        await said(desk, user, SoftphoneEvent.WRONG_PASSWORD, f"192.0.2.7:{port}")
    assert await SoftphoneLog.all().count() == 1
    desk.later(minutes=2)
    await said(desk, user, SoftphoneEvent.WRONG_PASSWORD)
    assert await SoftphoneLog.all().count() == 2


async def test_screens_are_told_of_news_alone(desk: Desk) -> None:
    told: list[int | None] = []
    desk.centre = replace(desk.centre, reports=SoftphoneReports(lambda: None, told.append))
    user = await desk.user()
    for event in (SoftphoneEvent.WRONG_PASSWORD, SoftphoneEvent.REGISTERED):
        await said(desk, user, event)
        await said(desk, user, event)
    assert told == [user.contract_id] * 2
    await desk.centre.reports.restarted(desk.now)
    assert told[-1] is None


async def test_a_strangers_wrong_password_does_not_show_the_working_softphone_as_broken(desk: Desk) -> None:
    user = await desk.user()
    await said(desk, user, SoftphoneEvent.REGISTERED)
    await said(desk, user, SoftphoneEvent.WRONG_PASSWORD, THIEF)
    assert (await phone(desk, user)).state is SoftphoneState.ONLINE
    log = await desk.centre.softphones.log(desk.anna, user.id, 0, desk.now)
    assert [item.address for item in log.items] == [THIEF, PHONE]
    await said(desk, user, SoftphoneEvent.WRONG_PASSWORD, "192.0.2.7:49152")
    assert (await phone(desk, user)).state is SoftphoneState.ERROR


async def test_an_unknown_login_a_foreign_one_and_an_observers_are_nobodys(desk: Desk) -> None:
    user = await desk.user()
    observer = await desk.user(role=UserRole.OBSERVER)
    report = SipReport(desk.other.id, str(user.login), SoftphoneEvent.REGISTERED, desk.now)
    assert not await desk.centre.reports.record(report)
    assert not await said(desk, observer, SoftphoneEvent.REGISTERED)
    for login in ("nobody", "x\0y", "я" * 500):
        report = SipReport(None, login, SoftphoneEvent.WRONG_PASSWORD, desk.now)
        assert not await desk.centre.reports.record(report)
    assert not await Softphone.all().exists()
    assert await desk.centre.reports.record(
        SipReport(None, str(user.login), SoftphoneEvent.WRONG_PASSWORD, desk.now, "a\0b", "x" * 500, "ж" * 999)
    )


async def test_what_is_registered_now_is_the_truth(desk: Desk) -> None:
    stays, left, came = [await desk.user(name) for name in ("Остался", "Ушёл", "Пришёл")]
    gone = SipBinding(desk.contract.id, "99999", "Linphone", PHONE)
    for user in (stays, left):
        await said(desk, user, SoftphoneEvent.REGISTERED)
    there = [SipBinding(desk.contract.id, str(user.login), "Linphone", PHONE) for user in (stays, came)]
    assert await desk.centre.reports.snapshot([*there, gone], desk.later(seconds=30)) == (gone,)
    assert [(await phone(desk, user)).state for user in (stays, left, came)] == [
        SoftphoneState.ONLINE,
        SoftphoneState.OFFLINE,
        SoftphoneState.ONLINE,
    ]
    last = await SoftphoneLog.filter(user_id=left.id).order_by("-id").first()
    assert last is not None
    assert last.event is SoftphoneEvent.EXPIRED


async def test_after_the_servers_restart_softphones_are_unknown_until_they_are_heard_of(desk: Desk) -> None:
    first, second = await desk.user("Первый"), await desk.user("Второй")
    for user in (first, second):
        await said(desk, user, SoftphoneEvent.REGISTERED)
    await desk.centre.reports.restarted(desk.later(minutes=1))
    assert {(await phone(desk, user)).state for user in (first, second)} == {SoftphoneState.UNKNOWN}
    await said(desk, first, SoftphoneEvent.REGISTERED)
    ready = await desk.centre.softphones.ready(desk.vera, 0, desk.now)
    assert ready.counts[SoftphoneState.ONLINE] == ready.counts[SoftphoneState.UNKNOWN] == 1
    assert [item.name for item in ready.items] == ["Первый", "Второй"]


async def test_a_softphone_that_never_registered_is_not_ready_and_not_unknown(desk: Desk) -> None:
    new, wrong, was = await desk.user("Новый"), await desk.user("Ошибся"), await desk.user("Был")
    await said(desk, was, SoftphoneEvent.REGISTERED)
    await said(desk, wrong, SoftphoneEvent.WRONG_PASSWORD)
    assert (await phone(desk, wrong)).state is SoftphoneState.ERROR
    await desk.centre.reports.restarted(desk.now)
    assert await phone(desk, new) == await phone(desk, wrong) == SoftphoneCard(SoftphoneState.NEVER, None)
    counts = await desk.centre.softphones.counts(desk.anna)
    assert {state: n for state, n in counts.items() if n} == {SoftphoneState.NEVER: 2, SoftphoneState.UNKNOWN: 1}
    for state, names in ((SoftphoneState.NEVER, ["Новый", "Ошибся"]), (SoftphoneState.UNKNOWN, ["Был"])):
        page = await desk.centre.lists.page(desk.anna, 0, UserFilter(softphone=state), desk.now)
        assert [(item.name, item.softphone) for item in page.items] == [(name, state) for name in names]
    await desk.centre.reports.snapshot([], desk.later(minutes=6))
    assert (await phone(desk, was)).state is SoftphoneState.OFFLINE
    assert (await phone(desk, wrong)).state is SoftphoneState.NEVER


async def test_a_new_password_ends_what_was_said_of_the_old_one(desk: Desk) -> None:
    wrong, online, new = await desk.user("Ошибся"), await desk.user("Работает"), await desk.user("Новый")
    await said(desk, online, SoftphoneEvent.REGISTERED)
    for user in (wrong, online):
        await said(desk, user, SoftphoneEvent.WRONG_PASSWORD)
    desk.later(minutes=1)
    for user in (wrong, online, new):
        await desk.centre.users.set_password(desk.anna, user.id, PasswordOf.PHONE, desk.now)
    assert await phone(desk, wrong) == SoftphoneCard(SoftphoneState.NEVER, None, reason="new_password")
    there = await phone(desk, online)
    assert (there.state, there.since, there.reason) == (SoftphoneState.OFFLINE, desk.now, "new_password")
    assert await phone(desk, new) == SoftphoneCard(SoftphoneState.NEVER, None)
    log = await desk.centre.softphones.log(desk.anna, online.id, 0, desk.now)
    assert log.advice is SoftphoneAdvice.NEW_DETAILS
    await said(desk, online, SoftphoneEvent.EXPIRED)
    assert (await phone(desk, online)).reason == "new_password"
    await said(desk, online, SoftphoneEvent.WRONG_PASSWORD)
    assert (await phone(desk, online)).state is SoftphoneState.ERROR
    await said(desk, wrong, SoftphoneEvent.REGISTERED)
    assert (await phone(desk, wrong)).reason == ""


async def test_a_new_login_does_so_too_and_a_password_for_the_projects_service_does_not(desk: Desk) -> None:
    user = await desk.user()
    await said(desk, user, SoftphoneEvent.REGISTERED)
    await desk.centre.users.set_password(desk.anna, user.id, PasswordOf.ACCESS, desk.now)
    card = await desk.centre.users.card(desk.anna, user.id, desk.now)
    assert (await phone(desk, user)).state is SoftphoneState.ONLINE
    await desk.centre.users.change(desk.anna, user.id, UserChange(login="777"), card.version, desk.now)
    there = await phone(desk, user)
    assert (there.state, there.reason) == (SoftphoneState.OFFLINE, "new_login")


async def test_who_was_deleted_by_mistake_is_offline_and_not_new(desk: Desk) -> None:
    user = await desk.user()
    await said(desk, user, SoftphoneEvent.REGISTERED)
    ask = await desk.centre.lists.ask_dismiss(desk.anna, user.id, desk.now)
    await desk.centre.lists.delete(desk.anna, ask.token, desk.now)
    await desk.centre.lists.bring_back(desk.anna, user.id, desk.now)
    assert (await phone(desk, user)).state is SoftphoneState.OFFLINE
    await said(desk, user, SoftphoneEvent.REGISTERED)
    assert (await phone(desk, user)).state is SoftphoneState.ONLINE


async def test_who_is_ready_lists_those_with_a_softphone_who_are_online_first(desk: Desk) -> None:
    online, offline, broken = [await desk.user(name) for name in ("А", "Б", "В")]
    await desk.user("Наблюдатель", role=UserRole.OBSERVER)
    await desk.user("Чужой", desk.gleb)
    await said(desk, online, SoftphoneEvent.REGISTERED)
    await said(desk, offline, SoftphoneEvent.UNREGISTERED)
    await said(desk, broken, SoftphoneEvent.ERROR)
    await desk.user("Г")
    page = await desk.centre.softphones.ready(desk.anna, 0, desk.now)
    assert [item.name for item in page.items] == ["А", "В", "Б", "Г"]
    assert page.total == sum(page.counts.values()) == 4


async def test_over_pages_come_online_error_offline_never_and_unknown_each_by_name(desk: Desk) -> None:
    states = [SoftphoneState.ONLINE, SoftphoneState.ERROR, SoftphoneState.OFFLINE, None, SoftphoneState.UNKNOWN]
    expected = [f"{letter} {place}" for place in range(len(states)) for letter in "АБВГ"]
    for name in sorted(expected, reverse=True):
        user, state = await desk.user(name), states[int(name[-1])]
        if state is not None:
            await Softphone.create(user=user, state=state, address=PHONE, since=desk.now, seen_at=desk.now)
    pages = [await desk.centre.softphones.ready(desk.anna, number, desk.now) for number in range(3)]
    assert [item.name for page in pages for item in page.items] == expected
    assert [page.pages for page in pages] == [3, 3, 3]


async def test_an_empty_or_old_log_asks_to_check_settings_and_internet(desk: Desk) -> None:
    user = await desk.user()

    async def advice() -> SoftphoneAdvice:
        return (await desk.centre.softphones.log(desk.anna, user.id, 0, desk.now)).advice

    assert await advice() is SoftphoneAdvice.EMPTY_LOG
    await said(desk, user, SoftphoneEvent.REGISTERED)
    desk.later(hours=5)
    assert await advice() is SoftphoneAdvice.NONE
    await said(desk, user, SoftphoneEvent.EXPIRED)
    assert await advice() is SoftphoneAdvice.NONE
    desk.later(hours=1)
    assert await advice() is SoftphoneAdvice.OLD_LOG


async def test_a_log_of_a_foreign_user_or_one_without_a_softphone_is_not_there(desk: Desk) -> None:
    user, observer = await desk.user(), await desk.user(role=UserRole.OBSERVER)
    for member, number in ((desk.gleb, user.id), (desk.anna, observer.id), (desk.anna, 1 << 70)):
        with pytest.raises(NotFoundError):
            await desk.centre.softphones.log(member, number, 0, desk.now)


async def test_a_log_has_pages_the_newest_first(desk: Desk) -> None:
    user = await desk.user()
    for n in range(9):
        event = SoftphoneEvent.EXPIRED if n % 2 else SoftphoneEvent.REGISTERED
        desk.later(minutes=2)
        await said(desk, user, event)
    pages = [await desk.centre.softphones.log(desk.anna, user.id, page, desk.now) for page in (0, 1, 9)]
    assert [(page.page, page.pages, len(page.items)) for page in pages] == [(0, 2, 6), (1, 2, 3), (1, 2, 3)]
    assert pages[0].items[0].at - pages[1].items[-1].at == timedelta(minutes=16)
