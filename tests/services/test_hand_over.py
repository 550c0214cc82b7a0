"""Credentials: shown to administrators, handed over by a one-time link, claimed by a softphone, or replaced."""

import asyncio
import sqlite3
from datetime import datetime, timedelta

import pytest
from tortoise.context import TortoiseContext

from domain.softphones import SoftphoneEvent
from domain.users import PasswordOf, UserNoticeKind, UserRole
from models import Audit, HandOver, ProvisioningUrl, SoftphoneLog, User, UserNotice
from models.sql import is_postgres, update_returning
from services.centre import CentrePolicy
from services.errors import ForbiddenError, NotFoundError
from services.hand_over import LASTS, URL_LASTS
from services.hand_over_cards import HandedOver
from services.reveals import SHOWN
from services.softphone_cards import SipReport
from services.user_cards import HandOverStage
from services.user_errors import ExternalObserverError, HandOverGoneError, PageOnlyError
from services.user_facts import UserChange
from tests.services.centre_desk import PLACES, Desk, open_desk
from tests.services.house import House

SECOND = timedelta(seconds=1)


@pytest.fixture
async def desk(house: House) -> Desk:
    return await open_desk(house)


async def registered(desk: Desk, user: User) -> None:
    report = SipReport(
        user.contract_id, str(user.login), SoftphoneEvent.REGISTERED, desk.now, "Linphone", "192.0.2.7:5060"
    )
    await desk.centre.reports.record(report)


async def stage(desk: Desk, user: User) -> HandOverStage:
    card = (await desk.centre.users.card(desk.anna, user.id, desk.now)).hand_over
    assert card is not None
    return card.stage


async def test_details_are_shown_to_administrators_and_each_time_is_in_the_journal(desk: Desk) -> None:
    user = await desk.user()
    shown = await desk.centre.credentials.reveal(desk.anna, user.id, desk.now)
    assert (shown.projects_url, shown.login, shown.password) == (
        PLACES.projects_url,
        "10001",
        desk.secrets.password(user),
    )
    assert (shown.sip_server, shown.sip_login, shown.sip_password) == (
        "sip.example.org",
        "10001",
        desk.secrets.sip_password(user),
    )
    assert shown.password not in repr(shown)
    assert shown.sip_password not in repr(shown)
    await desk.centre.credentials.reveal(desk.anna, user.id, desk.now)
    assert await Audit.filter(action="reveal", subject=f"user {user.id}").count() == 2


async def test_an_observer_has_no_softphones_details(desk: Desk) -> None:
    user = await desk.user(role=UserRole.OBSERVER)
    shown = await desk.centre.credentials.reveal(desk.anna, user.id, desk.now)
    assert (shown.sip_server, shown.sip_login, shown.sip_password) == ("", "", "")


async def test_nobody_else_ever_sees_a_password(desk: Desk) -> None:
    user = await desk.user()
    for member in (desk.boris, desk.vera):
        for call in (
            desk.centre.credentials.reveal(member, user.id, desk.now),
            desk.centre.credentials.page(member, 0, desk.now),
            desk.centre.hand_over.make(member, user.id, desk.now),
            desk.centre.hand_over.revoke(member, user.id, desk.now),
        ):
            with pytest.raises(ForbiddenError):
                await call
    for call in (
        desk.centre.credentials.reveal(desk.gleb, user.id, desk.now),
        desk.centre.hand_over.make(desk.gleb, user.id, desk.now),
        desk.centre.hand_over.revoke(desk.gleb, user.id, desk.now),
    ):
        with pytest.raises(NotFoundError):
            await call


async def test_an_installation_may_keep_secrets_out_of_telegram(house: House) -> None:
    desk = await open_desk(house, CentrePolicy(PLACES, page_only=True))
    user = await desk.user()
    with pytest.raises(PageOnlyError):
        await desk.centre.credentials.reveal(desk.anna, user.id, desk.now)
    link = await desk.centre.hand_over.make(desk.anna, user.id, desk.now)
    assert link.page_only
    assert (await desk.centre.hand_over.look(link.token, desk.now)).page_only
    assert (await desk.centre.hand_over.take(link.token, desk.now)).credentials.password


async def test_the_list_names_people_with_details_of_ours_and_how_far_the_hand_over_came(desk: Desk) -> None:
    user = await desk.user("Анна Белова")
    await desk.user("Чужой", desk.gleb)
    guest = await User.create(
        contract=desk.contract, name="Гость", role=UserRole.EXTERNAL_OBSERVER, created_at=desk.now
    )
    await desk.centre.hand_over.make(desk.anna, user.id, desk.now)
    page = await desk.centre.credentials.page(desk.anna, 0, desk.now)
    assert [(item.name, item.hand_over and item.hand_over.stage) for item in page.items] == [
        ("Анна Белова", HandOverStage.SENT)
    ]
    assert (await desk.centre.credentials.page(desk.anna, 0, desk.now, "нет такой")).items == ()
    for call in (
        desk.centre.credentials.reveal(desk.anna, guest.id, desk.now),
        desk.centre.hand_over.make(desk.anna, guest.id, desk.now),
    ):
        with pytest.raises(ExternalObserverError):
            await call


async def test_looking_at_a_link_burns_nothing_and_a_press_shows_the_details_once(desk: Desk) -> None:
    user = await desk.user()
    link = await desk.centre.hand_over.make(desk.anna, user.id, desk.now)
    for _ in range(3):
        assert (await desk.centre.hand_over.look(link.token, desk.now)).name == user.name
    assert await stage(desk, user) is HandOverStage.OPENED
    over = await desk.centre.hand_over.take(link.token, desk.now)
    assert over.credentials.password == desk.secrets.password(user)
    assert await stage(desk, user) is HandOverStage.SEEN
    for call in (desk.centre.hand_over.take, desk.centre.hand_over.look):
        with pytest.raises(HandOverGoneError):
            await call(link.token, desk.now)


async def test_of_two_presses_at_once_one_sees_the_details(desk: Desk) -> None:
    link = await desk.centre.hand_over.make(desk.anna, (await desk.user()).id, desk.now)
    took = await asyncio.gather(
        *(desk.centre.hand_over.take(link.token, desk.now) for _ in range(5)), return_exceptions=True
    )
    assert [type(each) for each in took if isinstance(each, Exception)] == [HandOverGoneError] * 4


@pytest.mark.parametrize("token", ["", "x", "я", "A" * 12, "\0", "' or 1=1 --"])
async def test_a_guessed_link_reads_like_an_old_one(desk: Desk, token: str) -> None:
    for call in (desk.centre.hand_over.take, desk.centre.hand_over.look, desk.centre.hand_over.provision):
        with pytest.raises(HandOverGoneError):
            await call(token, desk.now)


async def test_a_new_link_ends_the_one_before_and_a_day_ends_them_all(desk: Desk) -> None:
    user = await desk.user()
    first = await desk.centre.hand_over.make(desk.anna, user.id, desk.now)
    second = await desk.centre.hand_over.make(desk.anna, user.id, desk.now)
    with pytest.raises(HandOverGoneError):
        await desk.centre.hand_over.take(first.token, desk.now)
    with pytest.raises(HandOverGoneError):
        await desk.centre.hand_over.take(second.token, desk.now + LASTS)
    await desk.centre.hand_over.look(second.token, desk.now + LASTS - SECOND)
    assert await desk.centre.hand_over.revoke(desk.anna, user.id, desk.now)
    assert not await desk.centre.hand_over.revoke(desk.anna, user.id, desk.now)
    with pytest.raises(HandOverGoneError):
        await desk.centre.hand_over.take(second.token, desk.now)


async def test_a_softphone_fetches_its_settings_for_ten_minutes_after_the_press(desk: Desk) -> None:
    user = await desk.user()
    link = await desk.centre.hand_over.make(desk.anna, user.id, desk.now)
    over = await desk.centre.hand_over.take(link.token, desk.now)
    for _ in range(2):
        fetched = await desk.centre.hand_over.provision(over.url_token, desk.now + URL_LASTS - SECOND)
        assert fetched.sip_password == desk.secrets.sip_password(user)
    with pytest.raises(HandOverGoneError):
        await desk.centre.hand_over.provision(over.url_token, desk.now + URL_LASTS)
    assert over.url_token not in repr(over)


@pytest.mark.parametrize("means", ["new password", "new link", "withdrawn", "new login"])
async def test_whoever_took_the_old_details_fetches_no_newer_ones(desk: Desk, means: str) -> None:
    user, centre = await desk.user(), desk.centre
    over = await centre.hand_over.take((await centre.hand_over.make(desk.anna, user.id, desk.now)).token, desk.now)
    await centre.hand_over.provision(over.url_token, desk.now)
    if means == "new password":
        await centre.users.set_password(desk.anna, user.id, PasswordOf.BOTH, desk.now)
    elif means == "new link":
        await centre.hand_over.make(desk.anna, user.id, desk.now)
    elif means == "withdrawn":
        await centre.hand_over.revoke(desk.anna, user.id, desk.now)
    else:
        change = UserChange(user.name, "another77")
        await centre.users.change(desk.anna, user.id, change, user.version, desk.now)
    with pytest.raises(HandOverGoneError):
        await centre.hand_over.provision(over.url_token, desk.now)


async def test_a_card_says_that_what_was_taken_is_not_what_holds_now(desk: Desk) -> None:
    user = await desk.user()
    await desk.centre.hand_over.take((await desk.centre.hand_over.make(desk.anna, user.id, desk.now)).token, desk.now)
    assert await stage(desk, user) is HandOverStage.SEEN
    await desk.centre.users.set_password(desk.anna, user.id, PasswordOf.BOTH, desk.now + SECOND)
    assert await stage(desk, user) is HandOverStage.CHANGED
    await desk.centre.hand_over.make(desk.anna, user.id, desk.now + SECOND)
    assert await stage(desk, user) is HandOverStage.SENT


async def test_the_first_registration_is_the_receipt_and_is_told_to_who_made_the_link(desk: Desk) -> None:
    user = await desk.user()
    link = await desk.centre.hand_over.make(desk.anna, user.id, desk.now)
    await registered(desk, user)
    assert not await UserNotice.all().exists()
    await desk.centre.hand_over.take(link.token, desk.later(minutes=1))
    for _ in range(2):
        desk.later(minutes=1)
        await registered(desk, user)
    [notice] = await UserNotice.all()
    assert (notice.kind, notice.person_id) == (UserNoticeKind.RECEIPT, desk.anna.person_id)
    assert await stage(desk, user) is HandOverStage.REGISTERED
    assert (await HandOver.get(id=link.id)).registered_at == desk.now - timedelta(minutes=1)


async def test_details_that_nobody_took_are_replaced_at_the_end(desk: Desk) -> None:
    user = await desk.user()
    await desk.centre.hand_over.make(desk.anna, user.id, desk.now)
    assert await desk.centre.hand_over.replace_unclaimed(desk.later(hours=23)) == 0
    assert await desk.centre.hand_over.replace_unclaimed(desk.later(hours=1)) == 1
    assert await desk.centre.hand_over.replace_unclaimed(desk.now) == 0
    after = await User.get(id=user.id)
    assert desk.secrets.password(after) != desk.secrets.password(user)
    assert after.sip_ha1 != user.sip_ha1
    assert await stage(desk, user) is HandOverStage.REPLACED
    assert desk.server.dropped == ["10001"]
    assert (await desk.told())[-1] == ("password", user.id)
    assert [notice.kind for notice in await UserNotice.all()] == [UserNoticeKind.UNCLAIMED]


async def test_details_that_work_already_stay_and_the_card_says_that_they_do(desk: Desk) -> None:
    user = await desk.user()
    assert not (await desk.centre.hand_over.make(desk.anna, user.id, desk.now)).works
    await registered(desk, user)
    assert (await desk.centre.hand_over.make(desk.anna, user.id, desk.later(minutes=1))).works
    desk.later(hours=24)
    assert await stage(desk, user) is HandOverStage.EXPIRED
    await desk.centre.hand_over.replace_unclaimed(desk.later(seconds=30))
    assert await stage(desk, user) is HandOverStage.KEPT
    assert (await User.get(id=user.id)).sealed_password == user.sealed_password
    assert desk.server.dropped == []
    assert not await UserNotice.all().exists()


async def test_a_softphone_that_is_there_keeps_its_password_though_its_log_is_swept(desk: Desk) -> None:
    user = await desk.user()
    await registered(desk, user)
    await SoftphoneLog.all().delete()
    await desk.centre.hand_over.make(desk.anna, user.id, desk.now)
    await desk.centre.hand_over.replace_unclaimed(desk.later(hours=24))
    assert await stage(desk, user) is HandOverStage.KEPT
    assert (await User.get(id=user.id)).sip_ha1 == user.sip_ha1


async def test_a_link_that_a_person_ended_is_revoked_and_replaces_nothing(desk: Desk) -> None:
    user = await desk.user()
    await desk.centre.hand_over.make(desk.anna, user.id, desk.now)
    assert await desk.centre.hand_over.revoke(desk.anna, user.id, desk.later(hours=23))
    assert await desk.centre.hand_over.replace_unclaimed(desk.later(hours=2)) == 0
    assert await stage(desk, user) is HandOverStage.REVOKED
    assert (await User.get(id=user.id)).sealed_password == user.sealed_password


async def test_details_of_a_dismissed_user_are_replaced_when_he_comes_back(desk: Desk) -> None:
    user = await desk.user()
    await desk.centre.hand_over.make(desk.anna, user.id, desk.now)
    asked = await desk.centre.lists.ask_dismiss(desk.anna, user.id, desk.later(hours=24))
    gone = await desk.centre.lists.delete(desk.anna, asked.token, desk.now)
    assert await desk.centre.hand_over.replace_unclaimed(desk.later(minutes=1)) == 0
    await desk.centre.lists.undo(desk.anna, gone.undo_token, desk.now)
    assert await desk.centre.hand_over.replace_unclaimed(desk.later(minutes=1)) == 1
    assert await stage(desk, user) is HandOverStage.REPLACED


async def test_a_taken_link_keeps_the_details(desk: Desk) -> None:
    user = await desk.user()
    link = await desk.centre.hand_over.make(desk.anna, user.id, desk.now)
    await desk.centre.hand_over.take(link.token, desk.now)
    assert await desk.centre.hand_over.replace_unclaimed(desk.later(hours=25)) == 0
    assert (await User.get(id=user.id)).sealed_password == user.sealed_password
    assert not await ProvisioningUrl.all().exists()


async def test_a_message_with_a_secret_is_deleted_after_a_minute_whatever_happened(desk: Desk) -> None:
    reveals = desk.centre.reveals
    until = await reveals.keep(101, 7, desk.now)
    assert (until - desk.now, await reveals.next_at()) == (SHOWN, until)
    assert await reveals.due(desk.now) == ()
    (due,) = await reveals.due(desk.later(seconds=60))
    assert (due.chat_id, due.message_id) == (101, 7)
    assert await reveals.due(desk.now) == ()
    (again,) = await reveals.due(desk.later(seconds=2))
    await reveals.done(again.id)
    assert await reveals.next_at() is None


async def test_no_row_holds_a_plain_secret(desk: Desk, db: TortoiseContext) -> None:
    user = await desk.user()
    await desk.centre.users.set_password(desk.anna, user.id, PasswordOf.BOTH, desk.now)
    link = await desk.centre.hand_over.make(desk.anna, user.id, desk.now)
    over = await desk.centre.hand_over.take(link.token, desk.now)
    secrets = _secrets(over) | {link.token}
    written = await _everything(db, desk.now)
    assert "10001" in written
    assert not [secret for secret in secrets if secret in written]


def _secrets(over: HandedOver) -> set[str]:
    return {over.credentials.password, over.credentials.sip_password, over.url_token}


async def _everything(db: TortoiseContext, now: datetime) -> str:
    """All that the database holds, as text."""
    assert db.apps
    connection = db.db()
    if not is_postgres(connection):
        raw = connection._connection
        return "\n".join(await raw._execute(lambda: list(_dump(raw._conn))))
    tables = [model._meta.db_table for model in db.apps.get_models_iterable()]
    rows = [await update_returning(connection, f'SELECT * FROM "{table}"') for table in tables]
    return str(rows)


def _dump(connection: sqlite3.Connection) -> list[str]:
    return list(connection.iterdump())
