"""Who is let in by the small "Проекты КЦ", and what he sees there."""

from typing import Any

import pytest

from sandbox.projects.passwords import fits
from sandbox.projects.site import Site
from services.verifiers import verifier
from tests.sandbox.projects.conftest import Visitor

NOTHING = dict.fromkeys(
    ["login", "cabinet_login", "former_login", "name", "role", "until", "verifier", "project", "admitted"]
)


async def let(site: Site, user: int, role: str, *projects: str, **about: Any) -> None:
    """The changes that the API tells of a new user."""
    known = {**NOTHING, "contract": "184/24", "user": user, "login": f"1000{user}", "name": f"Человек {user}"}
    site_knows = {**known, "role": role, **about}
    changes = [{**site_knows, "kind": "user"}]
    if site_knows["login"]:
        changes.append({**known, "kind": "password", "verifier": await verifier(f"password-{user}", f"id {user}")})
    changes += [{**known, "kind": "admission", "project": each, "admitted": True} for each in projects]
    for change in changes:
        site.directory.apply({**change, "id": site.directory.cursor + 1})


async def test_an_operator_sees_his_projects_and_no_other(site: Site, visitor: Visitor) -> None:
    await let(site, 1, "operator", "kazan", "perm")
    status, page = await visitor.enter(" 10001 ", "password-1")
    assert status == 200
    assert "Оператор" in page
    assert [name in page for name in ("Опрос-Казань", "Опрос-Пермь", "Продажи-Самара", "Служба заботы")] == [
        True,
        True,
        False,
        False,
    ]
    assert page.count("Можно звонить") == 1
    assert "&lt;b&gt;Банк" in page


@pytest.mark.parametrize(
    ("login", "password"),
    [
        ("10001", "password-2"),
        ("10001", ""),
        ("10001", "Password-1"),
        ("10001", "password-1 "),
        ("", "password-1"),
        ("10002", "password-1"),
        ("vector", "vector-demo"),
        ("<script>", "x" * 10_000),
    ],
)
async def test_wrong_details_are_refused_in_one_word(site: Site, visitor: Visitor, login: str, password: str) -> None:
    await let(site, 1, "operator", "kazan")
    status, page = await visitor.enter(login, password)
    assert status == 403
    assert "Неверный логин или пароль" in page
    assert "Опрос-Казань" not in page + await visitor.look()
    assert "<script>" not in page


async def test_a_superuser_sees_who_calls_and_an_observer_does_not_call(site: Site, visitor: Visitor) -> None:
    await let(site, 1, "superuser", "kazan")
    await let(site, 2, "operator", "kazan")
    await let(site, 3, "observer", "kazan")
    _, page = await visitor.enter("10001", "password-1")
    assert "Звонят: 2" in page
    assert "Человек 2" in page
    await visitor.leave()
    assert "Войти" in await visitor.look()
    _, page = await visitor.enter("10003", "password-3")
    assert "Наблюдатель" in page
    assert "Можно звонить" not in page
    assert "Человек 2" not in page


async def test_an_external_observer_comes_with_his_login_and_password_of_the_cabinet(
    site: Site, visitor: Visitor
) -> None:
    about = {"login": None, "cabinet_login": "vector", "until": "2026-12-23"}
    await let(site, 1, "external_observer", "kazan", **about)
    await let(site, 2, "external_observer", "care", contract="200/25", **about)
    assert (await visitor.enter("vector", "password-1"))[0] == 403
    status, page = await visitor.enter("Vector", "vector-demo")
    assert status == 200
    assert page.count("Сторонний наблюдатель") == 2
    assert "до 23.12.2026" in page
    assert "Опрос-Казань" in page
    assert "Можно звонить" not in page


async def test_a_removal_another_password_and_an_exclusion_take_effect_at_once(site: Site, visitor: Visitor) -> None:
    await let(site, 1, "operator", "kazan")
    assert "Опрос-Казань" in (await visitor.enter("10001", "password-1"))[1]
    change = {**NOTHING, "contract": "184/24", "user": 1}
    site.directory.apply({**change, "id": 90, "kind": "admission", "project": "kazan", "admitted": False})
    assert "пока не допустили" in await visitor.look()
    site.directory.apply({**change, "id": 91, "kind": "password", "verifier": await verifier("new", "id")})
    assert "Войти" in await visitor.look()
    assert (await visitor.enter("10001", "password-1"))[0] == 403
    assert (await visitor.enter("10001", "new"))[0] == 200
    site.directory.apply({**change, "id": 92, "kind": "removal"})
    assert "Войти" in await visitor.look()
    assert (await visitor.enter("10001", "new"))[0] == 403


async def test_a_change_that_was_applied_changes_nothing_the_second_time(site: Site) -> None:
    await let(site, 1, "operator", "kazan")
    change = {**NOTHING, "contract": "184/24", "user": 1, "id": site.directory.cursor}
    site.directory.apply({**change, "kind": "removal"})
    assert 1 in site.directory.people


@pytest.mark.parametrize("text", ["", "x", "$scrypt$ln=14,r=8,p=1$$", "password"])
def test_nothing_fits_what_is_no_verifier(text: str) -> None:
    assert not fits("", text)
    assert not fits(text, text)
