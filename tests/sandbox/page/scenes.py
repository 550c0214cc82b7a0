"""A bot of thirty lines over HTTP, and the scenes it plays so that the page has something to show."""

import asyncio
import zlib
from dataclasses import dataclass
from typing import Any

import aiohttp

TOKEN = "7000000001:AAPageScenesOfTheSandboxAndNothingMore"
ADMINISTRATOR, MANAGER, ON_CALL, GROUP = 101, 102, 103, -1001000000184

PATIENCE = 10.0

Rows = list[list[dict[str, Any]]]


@dataclass
class SceneBot:
    """Calls methods of a Bot API server at ``base``."""

    http: aiohttp.ClientSession
    base: str
    token: str = TOKEN
    offset: int = 0

    async def call(self, method: str, **fields: Any) -> Any:
        """The result of a method; raises AssertionError with Telegram's words."""
        async with self.http.post(f"{self.base}/bot{self.token}/{method}", json=fields) as response:
            answer = await response.json()
        assert answer["ok"], f"{method}: {answer}"
        return answer["result"]

    async def say(self, chat: int, text: str, rows: Rows | None = None, **more: Any) -> int:
        """Send HTML; returns the message's id."""
        markup = {"reply_markup": {"inline_keyboard": rows}} if rows else {}
        sent = await self.call("sendMessage", chat_id=chat, text=text, parse_mode="HTML", **markup, **more)
        return int(sent["message_id"])

    async def edit(self, chat: int, message_id: int, text: str, rows: Rows | None = None) -> None:
        markup = {"reply_markup": {"inline_keyboard": rows}} if rows else {}
        where = {"chat_id": chat, "message_id": message_id}
        await self.call("editMessageText", **where, text=text, parse_mode="HTML", **markup)

    async def refused(self, method: str, **fields: Any) -> dict[str, Any]:
        """The whole answer of a method that must fail."""
        async with self.http.post(f"{self.base}/bot{self.token}/{method}", json=fields) as response:
            answer: dict[str, Any] = await response.json()
        assert not answer["ok"], answer
        return answer

    async def hear(self, text: str = "") -> dict[str, Any]:
        """The next update that holds a message of a person (with ``text``, when given); raises TimeoutError."""
        async with asyncio.timeout(PATIENCE):
            while True:
                for update in await self._updates():
                    said = update.get("message", {})
                    if said.get("from", {}).get("id") and (not text or said.get("text") == text):
                        return update

    async def answer(self, data: str, text: str, *, show_alert: bool = False) -> dict[str, Any]:
        """Wait for a press of the button with ``data`` and answer it; returns the query, or raises TimeoutError."""
        async with asyncio.timeout(PATIENCE):
            while True:
                for update in await self._updates():
                    query: dict[str, Any] = update.get("callback_query", {})
                    if query.get("data") == data:
                        where = {"callback_query_id": query["id"], "text": text, "show_alert": show_alert}
                        await self.call("answerCallbackQuery", **where)
                        return query

    async def _updates(self) -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = await self.call("getUpdates", offset=self.offset, timeout=5)
        self.offset = max([self.offset, *(update["update_id"] + 1 for update in found)])
        return found

    async def upload(self, method: str, chat: int, field: str, name: str, data: bytes, **more: str) -> int:
        form = aiohttp.FormData({"chat_id": str(chat), "parse_mode": "HTML"} | more, quote_fields=False)
        form.add_field(field, data, filename=name)
        async with self.http.post(f"{self.base}/bot{self.token}/{method}", data=form) as response:
            answer = await response.json()
        assert answer["ok"], f"{method}: {answer}"
        return int(answer["result"]["message_id"])


def tap(text: str, data: str, style: str = "") -> dict[str, Any]:
    return {"text": text, "callback_data": data} | ({"style": style} if style else {})


HOME = """🟠 <b>Ромашка</b> · договор 184/24
Линии: 22 из 24
Софт-фоны: 14 из 15
48 210 ₽ · хватит до пн 30 ноя
Дежурит Иванов до 08:00 ✓"""

HOME_KEYS: Rows = [
    [tap("Ошибки: 2", "errors", "danger")],
    [tap("Линии", "lines"), tap("Пользователи", "users")],
    [tap("Проекты", "projects"), tap("Реквизиты", "secrets")],
    [tap("Лицевой счёт", "account"), tap("Документы", "documents")],
    [tap("Дежурство", "duty"), tap("Ещё", "more")],
]

LINE = """🔴 <b>Волга-транк основной</b> · SIP-транк
Неверный пароль с пт 19:04
Стоят: «Опрос-Казань», 14 операторов
Узнайте новый пароль у провайдера:
8 800 555-01-10, договор 7731
<code>sip.volga.example</code> · 78435550101 · UDP
Проверено 19:16 · за 30 дней 99,2 %"""

LINE_KEYS: Rows = [
    [tap("Проверить", "check", "primary"), tap("Лог", "log")],
    [tap("Сменить пароль", "password")],
    [
        {"text": "8 800 555-01-10", "copy_text": {"text": "88005550110"}},
        {"text": "Кабинет", "url": "https://volga.example/cabinet"},
    ],
    [tap("Отключить", "off", "danger"), tap("‹ Линии", "lines")],
]

LOG = """<b>Лог · Волга-транк основной</b>
<pre><code class="language-sip">19:16:04 REGISTER 401 1,2 с
19:15:03 REGISTER 401 0,9 с
19:04:02 REGISTER 401 1,0 с
18:59:01 REGISTER 200 0,1 с</code></pre>
<blockquote expandable>Пароль не подошёл дважды с разницей в минуту, значит его сменили у провайдера.
Пока пароль старый, линия проверяется реже: провайдеры блокируют за частые ошибки входа.
Следующая проверка в 19:31.
Узнайте новый пароль по телефону 8 800 555-01-10, назовите договор 7731.
После смены пароля проверка пройдёт сразу.</blockquote>"""

ALERT = """🔴 <b>Не звонят 14 операторов</b>
«Опрос-Казань» · с пт 19:04, 12 мин
Волга-Телеком: не отвечает, 8 линий
Позвоните: 8 800 555-01-10, дог. 7731
Не принято. В 19:21 позвоню Иванову"""

ALERT_KEYS: Rows = [
    [tap("Принято", "ack", "success"), tap("Проверить", "check")],
    [tap("Позвать администратора", "call")],
    [tap("Лог", "log"), tap("Тишина 1 ч", "hush")],
]

STYLES = (
    "<b>жирный</b>, <i>курсив</i>, <u>подчёркнутый</u>, <s>зачёркнутый</s>, <code>код</code>, "
    '<a href="https://example.org/">ссылка</a>, @linekeeper, #линии, /help, <b><i>вложенный <u>всем</u></i></b>'
)
SECRET = """Реквизиты Орловой. Исчезнут через минуту.
Логин: <code>2014</code>
Пароль: <tg-spoiler>kV7-mRq2-xTd9</tg-spoiler>"""
COMMANDS = [
    ("start", "главное меню"),
    ("lines", "линии и их состояние"),
    ("errors", "что сейчас не работает"),
    ("help", "помощь и телефоны поддержки"),
]


async def play(bot: SceneBot) -> None:
    """Everything the page has to render, in four chats."""
    await bot.call("setMyCommands", commands=[{"command": name, "description": text} for name, text in COMMANDS])
    await play_private(bot)
    await play_group(bot)
    await bot.say(MANAGER, "<b>Ромашка</b> · договор 184/24\n48 210 ₽\nХватит до пн 30 ноября\n🟠 Линии: 22 из 24")


async def play_private(bot: SceneBot) -> None:
    await bot.say(ADMINISTRATOR, HOME, HOME_KEYS)
    await bot.say(ADMINISTRATOR, STYLES, disable_notification=True)
    await bot.say(ADMINISTRATOR, LOG)
    await bot.say(ADMINISTRATOR, SECRET, protect_content=True)
    await bot.upload(
        "sendDocument",
        ADMINISTRATOR,
        "document",
        "Счёт 1147.pdf",
        b"%PDF-1.4\n" + b" " * 48_000,
        caption="Счёт 1147 на 49 866,90 ₽",
    )
    await bot.upload("sendPhoto", ADMINISTRATOR, "photo", "chart.png", picture(), caption="Работа линий за 30 дней")
    card = await bot.say(ADMINISTRATOR, LINE, LINE_KEYS)
    await bot.edit(ADMINISTRATOR, card, LINE.replace("19:16 ·", "19:17 ·"), LINE_KEYS)


async def play_group(bot: SceneBot) -> None:
    alert = await bot.say(GROUP, ALERT, ALERT_KEYS)
    await bot.call("pinChatMessage", chat_id=GROUP, message_id=alert, disable_notification=True)
    await bot.say(GROUP, "🟢 Починено в 19:40 · простой 36 мин", reply_parameters={"message_id": alert})


def picture(width: int = 640, height: int = 360) -> bytes:
    """A PNG of bars, green for a day without faults and red as far as one failed; small and made without a library."""
    rows = b"".join(b"\x00" + b"".join(_pixel(x, y, width, height) for x in range(width)) for y in range(height))
    header = width.to_bytes(4, "big") + height.to_bytes(4, "big") + b"\x08\x02\x00\x00\x00"
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        _chunk(kind, data) for kind, data in ((b"IHDR", header), (b"IDAT", zlib.compress(rows)), (b"IEND", b""))
    )


def _pixel(x: int, y: int, width: int, height: int) -> bytes:
    day, across = divmod(x - 20, (width - 40) // 30)
    failed = {11: 90, 12: 160, 26: 60}.get(day, 0)
    if not (0 <= day < 30 and across > 3 and 30 <= y < height - 30):
        return b"\xf7\xf9\xfa"
    return b"\xe5\x44\x3c" if height - 30 - y < failed else b"\x35\xb2\x5b"


def _chunk(kind: bytes, data: bytes) -> bytes:
    return len(data).to_bytes(4, "big") + kind + data + zlib.crc32(kind + data).to_bytes(4, "big")
