"""Uploads, getFile and download, sending again by file_id, albums, changing media."""

import struct
import zlib
from typing import Any

import aiohttp
import pytest

from tests.kit.telegram import BotClient, Telegram


def png(width: int = 2, height: int = 2) -> bytes:
    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    rows = zlib.compress(b"".join(b"\0" + b"\xff\0\0" * width for _ in range(height)))
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


def form(parts: dict[str, tuple[str, bytes]], **fields: Any) -> aiohttp.FormData:
    found = aiohttp.FormData(quote_fields=False)
    for name, value in fields.items():
        found.add_field(name, str(value))
    for name, (filename, data) in parts.items():
        found.add_field(name, data, filename=filename, content_type="application/octet-stream")
    return found


async def test_an_upload_is_fetched_and_sent_again(telegram: Telegram, bot: BotClient) -> None:
    body = form({"document": ("отчёт.pdf", b"%PDF")}, chat_id=4242, caption="<b>Счёт</b>", parse_mode="HTML")
    sent = (await bot.form("sendDocument", body)).result
    assert (sent["document"]["file_name"], sent["document"]["file_size"]) == ("отчёт.pdf", 4)
    assert sent["caption_entities"] == [{"type": "bold", "offset": 0, "length": 4}]
    file = (await bot.call("getFile", file_id=sent["document"]["file_id"])).result
    async with telegram.session.get(f"{telegram.url}/file/bot{bot.token}/{file['file_path']}") as response:
        assert await response.read() == b"%PDF"
    again = (await bot.call("sendDocument", chat_id=4242, document=sent["document"]["file_id"])).result
    assert again["document"]["file_unique_id"] == sent["document"]["file_unique_id"]


@pytest.mark.parametrize(
    ("method", "values", "description"),
    [
        ("sendDocument", {}, "Bad Request: there is no document in the request"),
        ("sendDocument", {"document": "x"}, "Bad Request: wrong file identifier/HTTP URL specified"),
        ("sendDocument", {"document": "https://example.com/a"}, "Bad Request: failed to get HTTP URL content"),
        ("sendPhoto", {"photo": "attach://none"}, "Bad Request: wrong file identifier/HTTP URL specified"),
        ("getFile", {"file_id": "x"}, "Bad Request: invalid file_id"),
        (
            "sendMediaGroup",
            {"media": []},
            "Bad Request: too few messages to send as an album: there must be 2-10 items",
        ),
    ],
)
async def test_files_that_are_not_there_are_refused(
    bot: BotClient, method: str, values: dict[str, Any], description: str
) -> None:
    assert (await bot.call(method, chat_id=4242, **values)).description == description


async def test_what_is_no_photo_is_refused(bot: BotClient) -> None:
    for data, description in (
        (b"text", "Bad Request: IMAGE_PROCESS_FAILED"),
        (b"", "Bad Request: file must be non-empty"),
        (png(9000, 1001), "Bad Request: PHOTO_INVALID_DIMENSIONS"),
        (png(21, 1), "Bad Request: PHOTO_INVALID_DIMENSIONS"),
    ):
        assert (await bot.form("sendPhoto", form({"photo": ("a.png", data)}, chat_id=4242))).description == description


async def test_a_caption_has_1024_characters(bot: BotClient) -> None:
    body = form({"photo": ("a.png", png())}, chat_id=4242, caption="я" * 1025)
    assert (await bot.form("sendPhoto", body)).description == "Bad Request: message caption is too long"
    body = form({"photo": ("a.png", png())}, chat_id=4242, caption="я" * 1024)
    assert len((await bot.form("sendPhoto", body)).result["caption"]) == 1024


async def test_a_file_is_not_sent_as_another_kind(bot: BotClient) -> None:
    sent = (await bot.form("sendDocument", form({"document": ("a", b"a")}, chat_id=4242))).result
    answer = await bot.call("sendPhoto", chat_id=4242, photo=sent["document"]["file_id"])
    assert answer.description == "Bad Request: can't use file of type Document as Photo"


async def test_media_and_captions_are_edited(bot: BotClient) -> None:
    sent = (await bot.form("sendPhoto", form({"photo": ("a.png", png())}, chat_id=4242, caption="a"))).result
    place = {"chat_id": 4242, "message_id": sent["message_id"]}
    assert (await bot.call("editMessageText", **place, text="x")).description == (
        "Bad Request: there is no text in the message to edit"
    )
    assert (await bot.call("editMessageCaption", **place, caption="b")).result["caption"] == "b"
    media = '{"type": "document", "media": "attach://new", "caption": "c"}'
    edited = (await bot.form("editMessageMedia", form({"new": ("b.txt", b"b")}, **place, media=media))).result
    assert (edited["document"]["file_name"], edited["caption"]) == ("b.txt", "c")
    same = {"type": "document", "media": edited["document"]["file_id"], "caption": "c"}
    assert "message is not modified" in (await bot.call("editMessageMedia", **place, media=same)).description
    wrong = {"type": "hologram", "media": "x"}
    assert "unsupported" in (await bot.call("editMessageMedia", **place, media=wrong)).description


async def test_an_album_shares_its_group(bot: BotClient) -> None:
    media = '[{"type": "photo", "media": "attach://a", "caption": "1"}, {"type": "photo", "media": "attach://b"}]'
    parts = {"a": ("a.png", png()), "b": ("b.png", png(3, 3))}
    sent = (await bot.form("sendMediaGroup", form(parts, chat_id=4242, media=media))).result
    assert len({message["media_group_id"] for message in sent}) == 1
    mixed = '[{"type": "photo", "media": "attach://a"}, {"type": "document", "media": "attach://b"}]'
    answer = await bot.form("sendMediaGroup", form(parts, chat_id=4242, media=mixed))
    assert answer.status == 400


@pytest.mark.parametrize("method", ["sendVideo", "sendAnimation", "sendAudio", "sendVoice", "sendVideoNote"])
async def test_other_kinds_of_files_are_sent(bot: BotClient, method: str) -> None:
    part = "video_note" if method == "sendVideoNote" else method.removeprefix("send").lower()
    sent = (await bot.form(method, form({part: ("a.bin", b"data")}, chat_id=4242, duration=3))).result
    assert sent[part]["file_size"] == 4
    assert sent[part]["duration"] == 3


async def test_a_document_of_a_person_reaches_the_bot(telegram: Telegram, bot: BotClient) -> None:
    phone = await telegram.person()
    await phone.send_document("письмо.txt", "0JvQvtCz0LjQvQ==")
    document = (await bot.updates())[-1]["message"]["document"]
    file = (await bot.call("getFile", file_id=document["file_id"])).result
    async with telegram.session.get(f"{telegram.url}/file/bot{bot.token}/{file['file_path']}") as response:
        assert (await response.read()).decode() == "Логин"
