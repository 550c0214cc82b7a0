"""Whatever comes in, the answer is a word of Telegram's: never a 500, never a result outside of the description."""

import asyncio
import json
from functools import cache
from typing import Any

import aiohttp
import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from sandbox.telegram import spec
from sandbox.telegram.methods import METHODS
from tests.kit.telegram import GROUP, TOKEN, running_telegram
from tests.sandbox.telegram.conftest import nonconforming

JUNK = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8) | st.sampled_from([4242, GROUP, "1"]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=6,
)
FIRM = {"chat_id": st.sampled_from([4242, GROUP, -555, 4243]), "from_chat_id": st.just(4242), "timeout": st.just(0)}
SHAPED: dict[str, st.SearchStrategy[Any]] = {
    "Integer": st.integers(-3, 5) | st.just(4242) | JUNK,
    "String": st.sampled_from(["x", "<b>", "html", "*"]) | st.text(max_size=9) | JUNK,
    "Boolean": st.booleans() | JUNK,
}


@cache
def shaped(name: str, depth: int = 0) -> st.SearchStrategy[Any]:
    """A value like the type, or junk: objects carry fields of their type."""
    if name.startswith("Array of ") and depth < 4:
        return st.lists(shaped(name.removeprefix("Array of "), depth + 1), max_size=3) | JUNK
    if name in SHAPED or name in {"Float", "True", "InputFile"} or depth >= 3:
        return SHAPED.get(name, JUNK)
    kind = spec.types()[name]
    if kind.subtypes:
        return st.one_of([shaped(sub, depth + 1) for sub in kind.subtypes[:6]])
    fields = {key: field_value(field, depth + 1) for key, field in kind.fields.items()}
    return st.fixed_dictionaries({}, optional=dict(list(fields.items())[:8])) | JUNK


def field_value(field: spec.Field, depth: int = 0) -> st.SearchStrategy[Any]:
    if field.enum:
        return st.sampled_from(field.enum) | JUNK
    if field.name in FIRM:
        return FIRM[field.name]
    return st.one_of([shaped(name, depth) for name in field.types])


@cache
def values(name: str) -> st.SearchStrategy[dict[str, Any]]:
    method = spec.methods()[name.lower()]
    fields = {name: field_value(field) for name, field in method.fields.items()}
    needed = {name: fields.pop(name) for name, field in method.fields.items() if field.required}
    return st.fixed_dictionaries(needed, optional=fields)


CALLS = st.sampled_from(sorted(set(METHODS) - {"setWebhook"})).flatmap(
    lambda name: st.tuples(st.just(name), values(name))
)


async def answers(calls: list[tuple[str, dict[str, Any]]]) -> None:
    async with running_telegram(groups=[GROUP, -555]) as telegram, aiohttp.ClientSession() as session:
        await telegram.control("bots", token=TOKEN)
        await telegram.control("topics", chat_id=GROUP, name="Тема")
        await telegram.control("members", chat_id=GROUP, user_id=int(TOKEN.split(":")[0]), status="administrator")
        await telegram.bot().sent("<b>Первое</b>", parse_mode="HTML")
        for method, body in calls:
            data = json.dumps(body).encode()
            head = {"Content-Type": "application/json"}
            async with session.post(f"{telegram.url}/bot{TOKEN}/{method}", data=data, headers=head) as response:
                assert response.status in {200, 400, 403, 404, 409}, (method, body, await response.text())
        assert nonconforming(telegram) == []


@settings(
    max_examples=40, deadline=None, phases=[Phase.explicit, Phase.generate], suppress_health_check=list(HealthCheck)
)
@given(st.lists(CALLS, min_size=5, max_size=20))
def test_no_call_breaks_the_server(calls: list[tuple[str, dict[str, Any]]]) -> None:
    asyncio.run(answers(calls))


CONTROLS = (
    "users",
    "chats",
    "topics",
    "members",
    "migrate",
    "block",
    "stop",
    "bots",
    "send",
    "press",
    "edit",
    "delete",
)
WISHES = st.dictionaries(
    st.sampled_from(
        [
            *("id", "user_id", "chat_id", "text", "label", "data", "message_id", "status", "rights", "members"),
            *("name", "type", "token", "photo", "contact", "reply_to", "emoji", "offset", "method", "share", "owner"),
            "error_code",
        ]
    ),
    st.sampled_from([4242, GROUP, -555, 1, "administrator", "x"]) | JUNK,
    max_size=5,
)


async def controls(wishes: list[tuple[str, dict[str, Any]]]) -> None:
    async with running_telegram() as telegram:
        await telegram.control("bots", token=TOKEN)
        for path, body in wishes:
            data = json.dumps({"timeout": 0.01} | body if path == "press" else body)
            async with telegram.session.post(f"{telegram.url}/control/{path}", data=data) as response:
                assert response.status in {200, 400, 404}, (path, body, await response.text())


@settings(
    max_examples=40, deadline=None, phases=[Phase.explicit, Phase.generate], suppress_health_check=list(HealthCheck)
)
@given(
    st.lists(
        st.tuples(st.sampled_from([*CONTROLS, "react", "faults", "limits", "clock", "settings"]), WISHES), max_size=30
    )
)
def test_no_wish_breaks_the_control_api(wishes: list[tuple[str, dict[str, Any]]]) -> None:
    asyncio.run(controls(wishes))


@pytest.mark.parametrize("body", [b"", b"[]", b"\xff", b"{", b'{"text": NaN}', b"[" * 5000, b'"x"'])
@pytest.mark.parametrize(
    "kind",
    ["application/json", "application/x-www-form-urlencoded", "multipart/form-data; boundary=a", "text/plain", "x"],
)
async def test_a_body_that_is_nothing_is_a_400(body: bytes, kind: str) -> None:
    async with running_telegram() as telegram:
        head = {"Content-Type": kind}
        url = f"{telegram.url}/bot{TOKEN}/sendMessage?chat_id=4242"
        async with telegram.session.post(url, data=body, headers=head) as response:
            assert (response.status, (await response.json())["ok"]) == (400, False)
