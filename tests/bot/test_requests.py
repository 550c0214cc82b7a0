"""The request on aiohttp, against a real HTTP server on a loopback port."""

import asyncio
import io
import re
import socket
from collections.abc import AsyncIterator

import pytest
from aiohttp import web
from telegram import Bot, InputFile
from telegram.error import BadRequest, ChatMigrated, Forbidden, InvalidToken, NetworkError, RetryAfter, TimedOut

from bot.limiter import seconds_of
from bot.requests import AiohttpRequest, Timeouts
from bot.uplink import Uplink, request_pair
from tests.bot.api import TOKEN, Api, api_server, never, reset

QUICK = Timeouts(read=0.3, write=0.3, connect=0.3, pool=0.3, media_write=0.3)


@pytest.fixture
async def api() -> AsyncIterator[Api]:
    async with api_server() as running:
        yield running


def make_bot(url: str, request: AiohttpRequest) -> Bot:
    return Bot(TOKEN, base_url=f"{url}/bot", request=request, get_updates_request=AiohttpRequest(timeouts=QUICK))


@pytest.fixture
async def bot(api: Api) -> AsyncIterator[Bot]:
    async with make_bot(api.url, AiohttpRequest(timeouts=QUICK)) as made:
        yield made


def refuse(status: int, description: str, **parameters: int) -> object:
    async def answer(_: web.Request) -> web.StreamResponse:
        body = {"ok": False, "error_code": status, "description": description, "parameters": parameters}
        return web.json_response(body, status=status)

    return answer


async def test_fields_arrive_as_they_were_written(api: Api, bot: Bot) -> None:
    await bot.set_my_name("Имя & <имя> \n 100%", language_code="ru")
    assert api.of("setMyName")[0].fields == {"name": "Имя & <имя> \n 100%", "language_code": "ru"}
    assert "python-telegram-bot" in api.calls[0].headers["User-Agent"]


async def test_a_file_arrives_with_its_name_in_russian(api: Api, bot: Bot) -> None:
    api.results["sendDocument"] = {"message_id": 1, "date": 1, "chat": {"id": 5, "type": "private"}}
    file = InputFile("данные\n".encode(), filename='счёт "за май".csv')
    await bot.send_document(5, file, caption="Счёт")
    (call,) = api.of("sendDocument")
    assert call.fields == {"chat_id": "5", "caption": "Счёт"}
    assert list(call.files.values()) == [('счёт "за май".csv', "text/csv", "данные\n".encode())]


async def test_an_open_file_is_sent_whole_when_it_is_sent_again(api: Api, bot: Bot) -> None:
    api.results["sendDocument"] = {"message_id": 1, "date": 1, "chat": {"id": 5, "type": "private"}}
    file = InputFile(io.BytesIO(b"0123456789"), filename="a.bin", read_file_handle=False)
    await bot.send_document(5, file)
    await bot.send_document(5, file)
    assert [next(iter(call.files.values()))[2] for call in api.of("sendDocument")] == [b"0123456789"] * 2


@pytest.mark.parametrize(
    ("status", "words", "parameters", "error"),
    [
        (400, "Bad Request: chat not found", {}, BadRequest),
        (403, "Forbidden: bot was blocked by the user", {}, Forbidden),
        (401, "Unauthorized", {}, InvalidToken),
        (400, "Bad Request: group chat was upgraded", {"migrate_to_chat_id": -1001}, ChatMigrated),
        (502, "Bad Gateway", {}, NetworkError),
    ],
)
async def test_refusals_become_the_errors_of_ptb(
    api: Api, bot: Bot, status: int, words: str, parameters: dict[str, int], error: type[Exception]
) -> None:
    api.answers["sendMessage"] = refuse(status, words, **parameters)  # type: ignore[assignment]  # an answer all the same
    with pytest.raises(error):
        await bot.send_message(5, "x")


async def test_retry_after_says_how_long(api: Api, bot: Bot) -> None:
    api.answers["sendMessage"] = refuse(429, "Too Many Requests", retry_after=7)  # type: ignore[assignment]  # as above
    with pytest.raises(RetryAfter) as caught:
        await bot.send_message(5, "x")
    assert seconds_of(caught.value) == 7


async def test_an_answer_that_is_no_json_is_a_network_error(api: Api, bot: Bot) -> None:
    async def page(_: web.Request) -> web.StreamResponse:
        return web.Response(text="<html>bad gateway</html>", status=502)

    api.answers["sendMessage"] = page
    with pytest.raises(NetworkError):
        await bot.send_message(5, "x")


async def test_silence_is_timed_out(api: Api, bot: Bot) -> None:
    api.answers["sendMessage"] = never
    with pytest.raises(TimedOut) as caught:
        await bot.send_message(5, "x")
    assert TOKEN not in repr(caught.value)


async def test_a_timeout_of_one_call_wins_over_the_default(api: Api, bot: Bot) -> None:
    async def slow(_: web.Request) -> web.StreamResponse:
        await asyncio.sleep(0.5)
        return web.json_response({"ok": True, "result": True})

    api.answers["setMyName"] = slow
    assert await bot.set_my_name("x", read_timeout=5)
    with pytest.raises(TimedOut):
        await bot.set_my_name("x", read_timeout=0.05)


async def test_a_long_answer_is_not_cut_while_it_flows(api: Api, bot: Bot) -> None:
    async def flow(request: web.Request) -> web.StreamResponse:
        response = web.StreamResponse()
        await response.prepare(request)
        for _ in range(12):
            await response.write(b"x")
            await asyncio.sleep(0.1)
        return response

    api.answers["file"] = flow
    assert await bot.request.retrieve(f"{api.url}/bot{TOKEN}/file") == b"x" * 12


async def test_a_server_that_does_not_read_the_body_is_timed_out() -> None:
    async def deaf(_: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await gate.wait()
        writer.close()

    gate = asyncio.Event()
    server = await asyncio.start_server(deaf, "127.0.0.1", 0, limit=1024)
    async with server, AiohttpRequest(timeouts=QUICK) as request:
        bot = make_bot(f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}", request)
        with pytest.raises(TimedOut):
            await bot.send_document(5, bytes(20_000_000))
        gate.set()


async def test_a_full_pool_says_that_nothing_was_sent(api: Api) -> None:
    api.answers["sendMessage"] = never
    async with make_bot(api.url, AiohttpRequest(pool_size=1, timeouts=Timeouts(read=2, pool=0.05))) as bot:
        first = asyncio.ensure_future(bot.send_message(5, "first"))
        await api.called("sendMessage")
        with pytest.raises(TimedOut, match="not sent"):
            await bot.send_message(5, "second")
        first.cancel()
        await asyncio.gather(first, return_exceptions=True)
        api.answers.clear()
        assert await bot.set_my_name("the cancelled call gave its place back")


async def test_a_message_is_not_sent_again_when_the_connection_is_reset(api: Api, bot: Bot) -> None:
    api.answers["sendMessage"] = reset
    with pytest.raises(NetworkError):
        await bot.send_message(5, "x")
    assert len(api.of("sendMessage")) == 1


async def test_what_changes_nothing_twice_is_sent_again_once(api: Api, bot: Bot) -> None:
    api.answers["answerCallbackQuery"] = reset
    with pytest.raises(NetworkError):
        await bot.answer_callback_query("1")
    assert len(api.of("answerCallbackQuery")) == 2


async def test_nobody_listening_is_a_network_error_without_the_token() -> None:
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        url = f"http://127.0.0.1:{unused.getsockname()[1]}"
    async with AiohttpRequest(timeouts=QUICK) as request:
        with pytest.raises(NetworkError) as caught:
            await make_bot(url, request).send_message(5, "x")
    assert TOKEN not in repr(caught.value)
    assert caught.value.__cause__ is None


@pytest.mark.parametrize("url", ["http://nobody.invalid", "http://[bad", "http://127.0.0.1:99999"])
async def test_no_address_however_bad_lets_the_token_out(url: str) -> None:
    async with AiohttpRequest(timeouts=QUICK) as request:
        with pytest.raises(NetworkError) as caught:
            await make_bot(url, request).send_message(5, "x")
    seen: BaseException | None = caught.value
    while seen is not None:
        assert not re.search(TOKEN, f"{seen!r} {seen}")
        seen = seen.__cause__


async def test_the_proxies_of_the_environment_are_ignored(api: Api, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:1")
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:1")
    async with make_bot(api.url, AiohttpRequest(timeouts=QUICK)) as bot:
        assert bot.username == "linekeeper_bot"


async def test_a_request_can_be_opened_again(api: Api) -> None:
    request = AiohttpRequest(timeouts=QUICK)
    for _ in range(2):
        async with make_bot(api.url, request) as bot:
            assert await bot.set_my_name("x")
    with pytest.raises(NetworkError, match="not initialized"):
        await bot.request.retrieve(api.url)


async def test_a_long_poll_leaves_the_connections_of_calls_alone(api: Api) -> None:
    api.answers["getUpdates"] = never
    calls, polling = request_pair(Uplink(), timeouts=QUICK, pool_size=1)
    async with Bot(TOKEN, base_url=f"{api.url}/bot", request=calls, get_updates_request=polling) as bot:
        poll = asyncio.ensure_future(bot.get_updates(timeout=5))
        await api.called("getUpdates")
        assert await bot.set_my_name("x")
        poll.cancel()
        await asyncio.gather(poll, return_exceptions=True)


async def test_many_calls_go_side_by_side(api: Api) -> None:
    arrived, everybody = [], asyncio.Event()

    async def meet(_: web.Request) -> web.StreamResponse:
        arrived.append(1)
        if len(arrived) == 50:
            everybody.set()
        await everybody.wait()
        return web.json_response({"ok": True, "result": True})

    api.answers["setMyName"] = meet
    async with make_bot(api.url, AiohttpRequest()) as bot:
        assert all(await asyncio.gather(*(bot.set_my_name(str(n)) for n in range(50))))
