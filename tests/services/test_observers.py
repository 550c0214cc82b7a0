"""External observers: asked for by a cabinet login, confirmed by their own contract, and ended on their last day."""

import logging
from datetime import date, timedelta

import pytest

from domain.access import Role
from domain.users import ObserverState, UserNoticeKind, UserRole
from models import AccessChange, Audit, Contract, Member, Observation, Person, User, UserNotice
from services.errors import ForbiddenError, NotFoundError
from services.observer_cards import NewObserver
from services.observers import LONGEST, MOST_WAITING
from services.user_cards import ObservationCard, ObservationShown, UserCard
from services.user_errors import ObserverAskedError, ObserversWaitingError, UserFieldError
from services.user_reading import ANSWER_WITHIN
from tests.services.centre_desk import Desk, open_desk
from tests.services.house import House

TODAY = date(2026, 3, 2)
WEEK = timedelta(days=7)


@pytest.fixture
async def desk(house: House) -> Desk:
    desk = await open_desk(house)
    await Contract.filter(id=desk.other.id).update(cabinet_login="lutik")
    await Contract.filter(id=desk.contract.id).update(cabinet_login="romashka")
    return desk


async def ask(desk: Desk, login: str = "Lutik", until: date = TODAY + WEEK, *projects: int) -> int:
    return await desk.centre.observers.ask(desk.anna, NewObserver(login, until, "", projects), desk.now)


async def card(desk: Desk, user_id: int) -> UserCard:
    return await desk.centre.users.card(desk.anna, user_id, desk.now)


async def shown(desk: Desk, user_id: int) -> ObservationCard:
    found = (await card(desk, user_id)).observation
    assert found is not None
    return found


async def confirmed(desk: Desk, *projects: int) -> tuple[int, int]:
    """Ids of the user and of the observation."""
    user_id = await ask(desk, "lutik", TODAY + WEEK, *projects)
    observation = (await shown(desk, user_id)).id
    await desk.centre.lent.confirm(desk.gleb, observation, desk.now)
    return user_id, observation


async def kinds(desk: Desk) -> list[tuple[UserNoticeKind, int]]:
    return [(row.kind, row.person_id) for row in await UserNotice.all().order_by("id")]


async def test_an_observer_is_asked_for_by_his_login_and_gets_no_password(desk: Desk) -> None:
    project = await desk.project()
    user_id = await ask(desk, " LUTIK ", TODAY + WEEK, project.id)
    user = await User.get(id=user_id)
    assert (user.role, user.login, user.sealed_password, user.sip_ha1) == (
        UserRole.EXTERNAL_OBSERVER,
        None,
        "",
        "",
    )
    seen = await card(desk, user_id)
    assert (seen.name, seen.login, seen.softphone, seen.projects) == ("lutik", "lutik", None, ("Опрос",))
    assert (await shown(desk, user_id)).shown is ObservationShown.WAITING
    assert await desk.told() == []


async def test_his_administrators_are_asked_and_confirm_by_a_button(desk: Desk) -> None:
    project = await desk.project()
    user_id = await ask(desk, "lutik", TODAY + WEEK, project.id)
    await desk.centre.review.run(desk.now)
    await desk.centre.review.run(desk.now)
    assert await kinds(desk) == [(UserNoticeKind.OBSERVER_ASKED, desk.gleb.person_id)]
    page = await desk.centre.lent.page(desk.gleb, 0, desk.now)
    [item] = page.of_others
    assert (page.waiting, page.cabinet_login) == (1, "lutik")
    assert (item.contract_name, item.projects, item.until) == ("Ромашка", ("Опрос",), TODAY + WEEK)
    await desk.centre.lent.confirm(desk.gleb, item.id, desk.now)
    assert (await shown(desk, user_id)).shown is ObservationShown.CONFIRMED
    assert [kind for kind, _ in await desk.told()] == ["user", "admission"]
    assert all('"cabinet_login": "lutik"' in change.payload for change in await AccessChange.all())
    assert (await kinds(desk))[-1] == (UserNoticeKind.OBSERVER_CONFIRMED, desk.anna.person_id)
    with pytest.raises(NotFoundError):
        await desk.centre.lent.refuse(desk.gleb, item.id, desk.now)


async def test_a_refused_an_unanswered_and_an_unknown_login_look_the_same(desk: Desk) -> None:
    refused, unknown = await ask(desk, "lutik"), await ask(desk, "nobody")
    await desk.centre.lent.refuse(desk.gleb, (await shown(desk, refused)).id, desk.now)
    await desk.centre.review.run(desk.now)

    async def looks(user_id: int) -> object:
        seen = await card(desk, user_id)
        told = await UserNotice.filter(contract_id=desk.contract.id).count()
        untold = seen.untold_since
        return (await shown(desk, user_id)).shown, untold, told, seen.projects, seen.version

    assert await looks(refused) == await looks(unknown)
    for login in ("lutik", "nobody"):
        with pytest.raises(ObserverAskedError):
            await ask(desk, login)
    deeds = Audit.filter(contract_id=desk.contract.id, subject__in=[f"user {refused}", f"user {unknown}"])
    assert {row.action for row in await deeds} == {"ask_observer"}
    desk.later(days=ANSWER_WITHIN.days)
    assert await looks(refused) == await looks(unknown)
    assert (await shown(desk, refused)).shown is ObservationShown.UNANSWERED
    for user_id in (refused, unknown):
        again = await desk.centre.observers.ask_again(desk.anna, user_id, TODAY + 3 * WEEK, desk.now)
        assert again.observation is not None
        assert again.observation.shown is ObservationShown.WAITING


@pytest.mark.parametrize(
    "whose", ["refused", "answered by nobody", "user", "foreign user", "managed", "blocked", "deserted"]
)
async def test_of_any_login_the_answer_is_that_of_one_that_does_not_exist(
    desk: Desk, whose: str, caplog: pytest.LogCaptureFixture
) -> None:
    """Words, what is kept, and how often the database is asked: a login of nobody gives the same."""
    login = await known_login(desk, whose)
    caplog.set_level(logging.DEBUG, "tortoise.db_client")

    async def answers(asked: str) -> list[object]:
        caplog.clear()
        user_id = await ask(desk, asked)
        done: list[object] = [len(caplog.records)]
        if whose == "refused" and asked == login:
            await desk.centre.lent.refuse(desk.gleb, (await shown(desk, user_id)).id, desk.now)
        await desk.centre.review.run(desk.now)
        caplog.clear()
        with pytest.raises(ObserverAskedError) as again:
            await ask(desk, asked)
        done += [len(caplog.records), again.value.values]
        for _ in range(2):
            caplog.clear()
            seen = await card(desk, user_id)
            done += [
                len(caplog.records),
                (await shown(desk, user_id)).shown,
                seen.untold_since,
                seen.version,
                seen.projects,
            ]
            desk.later(days=ANSWER_WITHIN.days)
        desk.later(days=-2 * ANSWER_WITHIN.days)
        done += [await UserNotice.filter(contract_id=desk.contract.id).count(), await desk.told()]
        deeds = Audit.filter(contract_id=desk.contract.id, subject=f"user {user_id}")
        return [*done, [(row.action, row.details) for row in await deeds]]

    told = await answers(login)
    assert told == await answers("nobody")
    assert told[0]  # statements are counted


async def known_login(desk: Desk, whose: str) -> str:
    """A login that means something to us."""
    if whose in {"user", "foreign user"}:
        user = await desk.user("Кто-то", desk.anna if whose == "user" else desk.gleb)
        await AccessChange.all().delete()
        return str(user.login)
    if whose == "managed":
        await Member.filter(contract_id=desk.other.id).update(role=Role.MANAGER)
    elif whose == "blocked":
        await Person.filter(id=desk.gleb.person_id).update(blocked_at=desk.now)
    elif whose == "deserted":
        await Member.filter(contract_id=desk.other.id).delete()
    return "lutik"


async def test_a_late_answer_is_none(desk: Desk) -> None:
    observation = (await shown(desk, await ask(desk))).id
    desk.later(days=ANSWER_WITHIN.days)
    for call in (
        desk.centre.lent.confirm(desk.gleb, observation, desk.now),
        desk.centre.lent.card(desk.gleb, observation, desk.now),
    ):
        with pytest.raises(NotFoundError):
            await call
    assert (await desk.centre.lent.page(desk.gleb, 0, desk.now)).items == ()


async def test_nobody_but_the_administrators_of_that_login_may_answer(desk: Desk) -> None:
    observation = (await shown(desk, await ask(desk))).id
    with pytest.raises(NotFoundError):
        await desk.centre.lent.confirm(desk.anna, observation, desk.now)
    manager = await desk.house.join(desk.other, 202, Role.MANAGER)
    lent = desk.centre.lent
    for call in (
        lent.confirm(manager, observation, desk.now),
        lent.refuse(manager, observation, desk.now),
        lent.stop(manager, observation, desk.now),
        lent.page(manager, 0, desk.now),
        lent.card(manager, observation, desk.now),
        desk.centre.observers.ask(desk.vera, NewObserver("lutik", TODAY), desk.now),
    ):
        with pytest.raises(ForbiddenError):
            await call


@pytest.mark.parametrize(
    ("login", "until", "fault"),
    [
        ("", TODAY + WEEK, "cabinet_login-syntax"),
        ("не логин", TODAY + WEEK, "cabinet_login-syntax"),
        ("romashka", TODAY + WEEK, "cabinet_login-own"),
        ("lutik", TODAY - timedelta(days=1), "until-past"),
        ("lutik", TODAY + timedelta(days=LONGEST + 1), "until-far"),
        ("lutik", None, "until-past"),
    ],
)
async def test_what_cannot_stand_is_refused(desk: Desk, login: str, until: date | None, fault: str) -> None:
    with pytest.raises(UserFieldError) as refused:
        await desk.centre.observers.ask(desk.anna, NewObserver(login, until), desk.now)
    assert refused.value.values["fault"] == fault
    assert not await User.all().exists()


async def test_a_foreign_project_is_not_there_and_nothing_is_asked(desk: Desk) -> None:
    foreign = await desk.project("Чужой", desk.other)
    with pytest.raises(NotFoundError):
        await ask(desk, "lutik", TODAY + WEEK, foreign.id)
    assert not await User.all().exists()


async def test_a_contract_cannot_bother_others_without_end(desk: Desk) -> None:
    for number in range(MOST_WAITING):
        await ask(desk, f"client{number}")
    with pytest.raises(ObserversWaitingError):
        await ask(desk, "one-more")


async def test_the_day_before_the_end_is_told_once_and_the_end_takes_the_access(desk: Desk) -> None:
    user_id, _ = await confirmed(desk)
    desk.later(days=5)
    assert await desk.centre.review.run(desk.now) == 0
    desk.later(days=1)
    assert (await desk.centre.review.run(desk.now), await desk.centre.review.run(desk.now)) == (1, 0)
    both = [(UserNoticeKind.OBSERVER_ENDS, desk.anna.person_id), (UserNoticeKind.LENT_ENDS, desk.gleb.person_id)]
    assert (await kinds(desk))[-2:] == both
    desk.later(days=1)
    assert await desk.centre.review.run(desk.now) == 0
    desk.later(days=1)
    assert (await desk.centre.review.run(desk.now), await desk.centre.review.run(desk.now)) == (1, 0)
    assert (await shown(desk, user_id)).shown is ObservationShown.ENDED
    assert (await desk.told())[-1] == ("removal", user_id)
    both = [(UserNoticeKind.OBSERVER_ENDED, desk.anna.person_id), (UserNoticeKind.LENT_ENDED, desk.gleb.person_id)]
    assert (await kinds(desk))[-2:] == both


async def test_a_prolonged_observation_is_warned_of_again(desk: Desk) -> None:
    user_id, _ = await confirmed(desk)
    desk.later(days=6)
    await desk.centre.review.run(desk.now)
    await desk.centre.observers.prolong(desk.anna, user_id, TODAY + 2 * WEEK, desk.now)
    desk.later(days=2)
    assert await desk.centre.review.run(desk.now) == 0
    desk.later(days=5)
    assert await desk.centre.review.run(desk.now) == 1


async def test_his_own_contract_may_end_it(desk: Desk) -> None:
    user_id, observation = await confirmed(desk)
    await desk.centre.lent.stop(desk.gleb, observation, desk.now)
    assert (await Observation.get(id=observation)).state is ObserverState.ENDED
    assert (await desk.told())[-1] == ("removal", user_id)
    with pytest.raises(NotFoundError):
        await desk.centre.lent.stop(desk.gleb, observation, desk.now)
    with pytest.raises(NotFoundError):
        await desk.centre.observers.prolong(desk.anna, user_id, TODAY + WEEK, desk.now)


async def test_ticks_of_an_observer_are_told_when_he_is_confirmed(desk: Desk) -> None:
    project, later = await desk.project(), await desk.project("Позже")
    user_id = await ask(desk)
    await desk.centre.admissions.admit(desk.anna, project.id, [user_id], True, desk.now)
    assert await desk.told() == []
    await desk.centre.lent.confirm(desk.gleb, (await shown(desk, user_id)).id, desk.now)
    await desk.centre.admissions.admit(desk.anna, later.id, [user_id], True, desk.now)
    assert [kind for kind, _ in await desk.told()] == ["user", "admission", "admission"]


async def test_a_dismissed_observer_is_removed_and_asks_nobody_any_more(desk: Desk) -> None:
    user_id, observation = await confirmed(desk)
    question = await desk.centre.lists.ask_dismiss(desk.anna, user_id, desk.now)
    await desk.centre.lists.delete(desk.anna, question.token, desk.now)
    assert (await desk.told())[-1] == ("removal", user_id)
    assert (await desk.centre.lent.page(desk.gleb, 0, desk.now)).items == ()
    with pytest.raises(NotFoundError):
        await desk.centre.lent.stop(desk.gleb, observation, desk.now)
