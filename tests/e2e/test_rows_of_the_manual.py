"""The manual's rows about lines and about who gets in (M5 to M8, M15), pressed in both languages.

One program serves a whole walk: the bot, its prober, a Kamailio and the sandbox are real.
"""

from typing import NamedTuple

import pytest

from domain.access import Role
from domain.language import Language
from models import Line, Person
from models.database import open_database
from tests.e2e.conftest import ADMINISTRATOR, MANAGER, STRANGER, Product
from tests.kit.phone import Phone
from texts import Texts

pytestmark = pytest.mark.kamailio

THREE = {"100": "right-100", "101": "right-101", "102": "right-102"}
in_three_lines = pytest.mark.parametrize("product", [THREE], indirect=True, ids=["three lines"])
in_both_languages = pytest.mark.parametrize("language", Language)


class Walk(NamedTuple):
    """An administrator walks through the bot in his language; ``t`` has the words he must see and press."""

    product: Product
    phone: Phone
    t: Texts

    async def press(self, key: str, **values: str | int) -> str | None:
        """Press the button with this wording; the toast."""
        return await self.phone.press(self.t.plain(key, **values), timeout=10)

    async def sees(self, key: str, **values: str | int) -> str:
        """Wait for a message with this wording; its whole text."""
        return (await self.phone.sees(self.t.plain(key, **values), timeout=20)).text

    async def lines(self) -> None:
        """The list of lines, drawn afresh."""
        await self.phone.send("/lines")
        await self.phone.sees_button(self.t.plain("lines-add"), timeout=10)

    def row(self, number: str, state: str = "ok", word: str = "word-ok") -> str:
        """What the list says of a line."""
        lamp = self.t.plain(f"lamp-{state}")
        return self.t.plain("lines-row", lamp=lamp, name=f"Линия {number}", word=self.t.plain(word))

    async def card(self, number: str, state: str = "ok", type_: str = "phone") -> str:
        """The text of a line's card, when it comes."""
        values = {"name": f"Линия {number}", "type": self.t.plain(f"type-{type_}")}
        return await self.sees("line-title", lamp=self.t.plain(f"lamp-{state}"), **values)


async def walk(product: Product, language: Language) -> Walk:
    async with open_database(product.url, everywhere=False):
        await Person.all().update(language=language.value)
    for person in product.telegram.world.people.values():
        person.language_code = language.value
    return Walk(product, await product.telegram.person(ADMINISTRATOR), Texts(language))


async def stored(product: Product) -> list[str]:
    async with open_database(product.url, everywhere=False):
        rows = await Line.filter(deleted_at__isnull=True).order_by("name")
    return [row.name for row in rows]


async def m5_lists_lines_with_type_state_and_server(at: Walk) -> None:
    await at.phone.send("/start")
    await at.press("home-to-lines")
    await at.sees("lines-working", ok=3, total=3)
    await at.phone.press(at.row("100"))
    card = await at.card("100")
    assert f"127.0.0.1:{at.product.registrar.port}" in card
    await at.phone.press(f"‹ {at.t.plain('lines')}")
    await at.press("lines-find")
    await at.sees("find-ask")
    await at.phone.send("102")
    assert "102" in await at.sees("lines-found", search="102", n=1)
    await at.press("lines-show-all")
    await at.press("lines-check-all")
    await at.sees("check-all-summary", n=3)


async def m6_adds_a_line_and_keeps_its_details_by_a_dry_run(at: Walk) -> None:
    await at.product.registrar.set_password("103", "right-103")
    await at.lines()
    await at.press("lines-add")
    await at.sees("form-letter-hint")
    server = f"127.0.0.1:{at.product.registrar.port}"
    login, password, host = (at.t.plain(f"field-{name}").capitalize() for name in ("user", "password", "host"))
    await at.phone.send(f"{login}: 103\n{password}: right-103\n{host}: {server}")
    await at.phone.press(at.t.plain("choice-type-trunk"), timeout=10)
    await at.sees("ask-name")
    await at.phone.send("Линия 103")
    await at.phone.press("Волга-Телеком", timeout=10)
    await at.sees("form-review")
    await at.press("save")
    await at.sees("form-saved")
    await at.card("103", type_="trunk")


async def m6_a_wrong_password_is_not_saved(at: Walk) -> None:
    await at.press("change-password")
    await at.sees("form-password", name="Линия 103")
    await at.phone.send("not-the-one")
    await at.sees("form-failed", verdict=at.t.plain("verdict-wrong-password"))
    await at.phone.sees_no("not-the-one")
    await at.press("cancel")
    await at.press("edit")
    await at.press("more-fields")
    await at.phone.press(at.t.plain("field-note").capitalize(), timeout=10)
    await at.sees("ask-note")
    await at.phone.send("записка")
    await at.sees("form-review")
    await at.press("save")
    await at.sees("form-saved")
    assert await at.press("switch-off") == at.t.plain("switched-off")
    assert await at.press("switch-on") == at.t.plain("switched-on")


async def m7_ticks_lines_and_deletes_them_together(at: Walk) -> None:
    await at.lines()
    await at.press("lines-pick")
    for number in THREE:
        await at.phone.press(at.t.plain("tick-off", label=at.row(number)), timeout=10)
        await at.phone.sees_button(at.t.plain("tick-on", label=at.row(number)))
    await at.press("tick-delete", n=3)
    asked = await at.sees("delete-ask", n=3)
    assert all(f"Линия {number}" in asked for number in THREE)
    await at.press("delete")
    await at.sees("delete-done", n=3)
    assert await stored(at.product) == ["Линия 103"]
    assert await at.press("undo") == at.t.plain("undone", n=3)
    assert len(await stored(at.product)) == 4


async def m8_opens_the_log_of_a_line_that_fails(at: Walk) -> None:
    await at.product.registrar.set_password("101", "changed-101")
    await at.phone.sees(at.t.plain("verdict-wrong-password"), timeout=30)
    await at.phone.send("/errors")
    await at.phone.press(at.row("101", "error", "short-wrong-password"), timeout=10)
    assert at.t.plain("advice-wrong-password") in await at.card("101", "error")
    await at.phone.press(at.t.plain("log"), timeout=10)
    log = await at.sees("log-title", line="Линия 101")
    assert at.t.plain("verdict-wrong-password") in log
    assert "403 Forbidden" in log
    line = at.t.plain("line")
    await at.phone.press(f"‹ {line}", timeout=10)
    await at.card("101", "error")


@in_three_lines
@in_both_languages
async def test_lines_are_listed_added_deleted_and_their_log_is_read(product: Product, language: Language) -> None:
    await product.program.all_lines("ok")
    at = await walk(product, language)
    await m5_lists_lines_with_type_state_and_server(at)
    await m6_adds_a_line_and_keeps_its_details_by_a_dry_run(at)
    await m6_a_wrong_password_is_not_saved(at)
    await product.program.all_lines("ok")
    await m7_ticks_lines_and_deletes_them_together(at)
    await product.program.all_lines("ok")
    await m8_opens_the_log_of_a_line_that_fails(at)


@in_both_languages
async def test_only_the_invited_get_in_and_support_is_at_hand(product: Product, language: Language) -> None:
    at = await walk(product, language)
    stranger = Walk(product, await product.telegram.person(STRANGER), at.t)
    for text in ("/start", "/lines"):
        await stranger.phone.send(text)
        door = await stranger.sees("door")
        assert "abon@izhnet.ru" in door
        assert "912-000" in door
    await stranger.phone.send("/start no-such-invitation-0000000000000")
    await stranger.sees("error-invite-invalid")
    await at.phone.send("/help")
    assert "stat.izhnet.ru" in await at.sees("help-title")
    await at.press("home")
    await at.press("people")
    await at.sees("people-count", n=3)
    await at.press("people-invite")
    role = at.t.plain(f"role-{Role.ON_CALL}")
    await at.phone.press(role[0].upper() + role[1:])
    link = (await at.phone.sees("?start=")).text
    await stranger.phone.send("/start " + link.split("?start=")[1].split()[0])
    await stranger.sees("start-welcome", role=role)
    assert stranger.t.plain("people") not in stranger.phone.buttons()


@in_both_languages
async def test_a_member_who_is_removed_is_a_stranger_at_once(product: Product, language: Language) -> None:
    at = await walk(product, language)
    marina = Walk(product, await product.telegram.person(MANAGER), at.t)
    await marina.phone.send("/start")
    await marina.phone.sees_button(at.t.plain("home-to-lines"), timeout=10)
    menu = marina.phone.menu().id
    await at.phone.send("/start")
    await at.press("people")
    await at.phone.press(f"Человек {MANAGER}", timeout=10)
    await at.press("person-change-role")
    await at.phone.press(at.t.plain("role-on_call")[0].upper() + at.t.plain("role-on_call")[1:], timeout=10)
    await marina.phone.sees_no_buttons_on(menu, timeout=10)
    await at.press("person-remove")
    await at.sees("remove-means")
    await at.press("person-remove")
    await marina.phone.send("/lines")
    await marina.sees("door")
    await at.phone.send("/start")
    await at.press("journal")
    await at.sees("audit-remove_member", what=f"Человек {MANAGER}")
