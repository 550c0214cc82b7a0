"""A person whose alerts had stopped writes to the bot again."""

from domain.access import Role
from tests.handlers.desk import GROUP, SERGEY, Desk


async def test_alerts_begin_again_as_soon_as_the_person_writes_in_private(desk: Desk) -> None:
    sergey = await desk.join(SERGEY, Role.ON_CALL)
    await desk.services.members.blocked(SERGEY, desk.clock())
    await sergey.send("/help")
    await sergey.sees("Поддержка")
    assert not (await desk.services.members.identify(SERGEY, "ru")).blocked


async def test_a_tap_in_a_group_is_no_sign_that_the_person_takes_private_messages(desk: Desk) -> None:
    sergey = await desk.join(SERGEY, Role.ON_CALL)
    await desk.services.members.blocked(SERGEY, desk.clock())
    in_group = await sergey.in_chat(GROUP)
    await in_group.send("/bind")
    await in_group.sees("администратор")
    assert (await desk.services.members.identify(SERGEY, "ru")).blocked
