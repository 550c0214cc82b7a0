"""The page of a hand-over: fetched as often as anybody likes, pressed once."""

import asyncio
import base64
import configparser
import re
from dataclasses import replace
from urllib.parse import urlsplit
from xml.etree import ElementTree

import aiohttp
import pytest

from bot.pages import screens
from domain.users import UserRole
from models import Audit, HandOver
from services.page_views import LASTS as VIEW_LASTS
from services.provisioning import URL_LASTS
from tests.bot.pages.conftest import Site
from tests.handlers.credential_samples import credentials, handed
from tests.services.centre_desk import PLACES
from texts import Texts

LINPHONE = re.compile(r'href="linphone-config:([^"]+)"')
FILE = re.compile(r'download="microsip.ini" href="data:application/octet-stream;base64,([^"]+)"')


async def text(response: aiohttp.ClientResponse) -> str:
    assert response.content_type == "text/html"
    return await response.text()


async def test_looking_burns_nothing_and_shows_nothing(site: Site) -> None:
    link = await site.link()
    for method in ("GET", "HEAD", "GET", "OPTIONS", "PUT", "DELETE"):
        async with site.http.request(method, link.page_url) as response:
            said = await response.text()
            assert response.status == (200 if method in ("GET", "HEAD") else 405)
            assert not [secret for secret in site.passwords if secret in said]
    assert (await HandOver.get(id=link.id)).used_at is None
    async with site.http.post(link.page_url) as response:
        said = await text(response)
        assert all(secret in said for secret in site.passwords)


async def test_it_says_whose_details_wait_and_a_name_is_text(site: Site) -> None:
    async with site.http.get((await site.link()).page_url) as response:
        said = await text(response)
    assert "Иван &lt;b&gt;Петров&lt;/b&gt;, вас добавила компания Ромашка" in said
    assert "<b>" not in said


async def test_a_second_press_shows_nothing_and_says_what_to_do(site: Site) -> None:
    link = await site.link()
    async with site.http.post(link.page_url) as response:
        assert response.status == 200
    for method in ("POST", "GET"):
        async with site.http.request(method, link.page_url) as response:
            said = await text(response)
            assert response.status == 404
            assert "попросите новую ссылку у администратора" in said
            assert not [secret for secret in site.passwords if secret in said]


async def test_of_ten_presses_at_once_one_shows_the_details(site: Site) -> None:
    link = await site.link()

    async def press() -> bool:
        async with site.http.post(link.page_url) as response:
            return site.passwords[0] in await response.text()

    assert sorted(await asyncio.gather(*(press() for _ in range(10)))) == [False] * 9 + [True]
    assert await Audit.filter(action="take_over").count() == 1


@pytest.mark.parametrize(
    "change", [str.upper, lambda code: code.replace("-", ""), lambda code: code.replace("-", "%20")]
)
async def test_a_code_may_be_typed_in_any_case_with_hyphens_or_without(site: Site, change: object) -> None:
    link = await site.link()
    where, _, code = link.page_url.rpartition("/")
    assert re.fullmatch(r"[a-z2-9]{4}-[a-z2-9]{4}-[a-z2-9]{4}", code)
    assert callable(change)
    async with site.http.get(f"{where}/{change(code)}") as response:
        assert response.status == 200


@pytest.mark.parametrize(
    ("wanted", "language"),
    [
        ("", "ru"),
        ("en-GB,en;q=0.9,ru;q=0.5", "en"),
        ("de, ru;q=0.4, en;q=0.3", "ru"),
        ("en;q=0, de", "ru"),
        (";;q=x", "ru"),
    ],
)
async def test_it_speaks_the_browsers_language(site: Site, wanted: str, language: str) -> None:
    link = await site.link()
    async with site.http.get(link.page_url, headers={"Accept-Language": wanted}) as response:
        assert response.headers["Content-Language"] == language
        assert ("Show" if language == "en" else "Показать") in await text(response)


async def test_no_cache_index_frame_or_foreign_place_gets_anything(site: Site) -> None:
    link = await site.link()
    for method in ("GET", "POST", "GET"):
        async with site.http.request(method, link.page_url) as response:
            said, headers = await text(response), response.headers
        assert headers["Cache-Control"] == "no-store"
        assert headers["Referrer-Policy"] == "no-referrer"
        assert "noindex" in headers["X-Robots-Tag"]
        policy = headers["Content-Security-Policy"]
        assert policy.startswith("default-src 'none'; ")
        assert "frame-ancestors 'none'" in policy
        nonce = re.findall(r"'nonce-([^']+)'", policy)[0]
        assert said.count("<style") + said.count("<script") == said.count(f'nonce="{nonce}"')
        assert not re.findall(r'(?:src|srcset|action)="|href="(?!data:|linphone-config:|https://projects)', said)
        assert "Set-Cookie" not in headers


async def test_the_address_of_the_projects_is_a_link_that_keeps_the_page(site: Site) -> None:
    async with site.http.post((await site.link()).page_url) as response:
        said = await text(response)
    address = PLACES.projects_url
    assert f'<a href="{address}" target="_blank" rel="noreferrer">{address}</a>' in said


@pytest.mark.parametrize("address", ["javascript:alert(1)", "projects.example.org", "data:text/html,x"])
def test_an_address_of_no_web_is_text(address: str) -> None:
    said = screens.shown(replace(handed(), credentials=replace(credentials(), projects_url=address)), Texts("ru"))
    assert f"<code>{address}</code>" in said.body


def test_an_address_with_signs_of_html_is_escaped() -> None:
    details = replace(credentials(), projects_url='https://x.example/?a="><script>&b')
    said = screens.shown(replace(handed(), credentials=details), Texts("ru"))
    assert 'href="https://x.example/?a=&quot;&gt;&lt;script&gt;&amp;b"' in said.body


async def test_the_file_for_microsip_holds_the_account(site: Site) -> None:
    async with site.http.post((await site.link()).page_url) as response:
        [encoded] = FILE.findall(await text(response))
    rows = configparser.ConfigParser(interpolation=None)
    rows.read_string(base64.b64decode(encoded).decode("utf-16"))
    account = rows["Account1"]
    assert rows["Settings"]["accountId"] == "1"
    assert (account["server"], account["username"], account["password"]) == (
        "sip.example.org",
        "10001",
        site.passwords[1],
    )
    assert account["label"] == "Иван <b>Петров</b>"


async def test_a_softphone_fetches_its_settings_for_ten_minutes(site: Site) -> None:
    async with site.http.post((await site.link()).page_url) as response:
        [url] = LINPHONE.findall(await text(response))
    assert urlsplit(url).path.startswith("/p/")
    for _ in range(2):
        async with site.http.get(url) as response:
            assert (response.status, response.content_type) == (200, "application/xml")
            assert response.headers["Cache-Control"] == "no-store"
            document = ElementTree.fromstring(await response.read())
    entries = {
        f"{section.get('name')}/{entry.get('name')}": entry.text or "" for section in document for entry in section
    }
    assert entries["misc/config-uri"] == ""
    assert entries["auth_info_0/passwd"] == site.passwords[1]
    assert entries["proxy_0/reg_proxy"] == "<sip:sip.example.org;transport=udp>"
    site.desk.later(seconds=URL_LASTS.total_seconds())
    async with site.http.get(url) as response:
        assert (response.status, await response.read()) == (404, b"")


async def test_an_observer_gets_no_softphone(site: Site) -> None:
    site.user = await site.desk.user("Ольга", role=UserRole.OBSERVER)
    async with site.http.post((await site.link()).page_url) as response:
        said = await text(response)
    assert site.passwords[0] in said
    assert "microsip" not in said.lower()


async def test_guesses_are_held_up(site: Site) -> None:
    link = await site.link()
    statuses = []
    for number in range(12):
        async with site.http.get(f"{site.url}/h/aaaa-aaaa-{number:04}") as response:
            statuses.append(response.status)
    assert statuses == [404] * 10 + [429] * 2
    other = {"X-Forwarded-For": "203.0.113.9, 198.51.100.7"}
    async with site.http.get(link.page_url, headers=other) as response:
        assert response.status == 200
    async with site.http.post(link.page_url) as response:
        assert response.status == 429
    assert (await HandOver.get(id=link.id)).used_at is None


@pytest.mark.parametrize("code", ["%00", "я", "a" * 5000, "..%2f..", "' or 1=1--", "%ff"])
async def test_a_strange_address_is_answered_like_an_old_one(site: Site, code: str) -> None:
    for method in ("GET", "POST"):
        async with site.http.request(method, f"{site.url}/h/{code}") as response:
            assert response.status == 404
    async with site.http.get(f"{site.url}/p/{code}") as response:
        assert response.status == 404


async def test_an_administrator_looks_at_details_on_the_page_where_telegram_may_not_show_them(site: Site) -> None:
    desk = site.desk
    made = await desk.centre.page_views.make(desk.anna, site.user.id, desk.now)
    async with site.http.get(made.url) as response:
        said = await text(response)
        assert "Показать" in said
        assert "вас добавила" not in said
    async with site.http.post(made.url) as response:
        assert site.passwords[0] in await text(response)
    async with site.http.post(made.url) as response:
        assert response.status == 404
    assert await Audit.filter(action="reveal").count() == 1
    late = await desk.centre.page_views.make(desk.anna, site.user.id, desk.now)
    desk.later(seconds=VIEW_LASTS.total_seconds())
    async with site.http.post(late.url) as response:
        assert response.status == 404
    assert not await HandOver.all().exists()
