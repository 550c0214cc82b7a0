"""A person with a phone: writes, presses, looks, waits. Talks to the sandbox over its control API alone."""

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

import aiohttp

Json = dict[str, Any]


class NotSeenError(AssertionError):
    """What was waited for did not come; the message shows what is on the screen."""


@dataclass(frozen=True)
class Shown:
    """A message as this person sees it. ``buttons`` are rows of labels."""

    id: int
    text: str
    buttons: list[list[str]]
    raw: Json = field(repr=False)

    @property
    def labels(self) -> list[str]:
        return [label for row in self.buttons for label in row]


def shown(seen: Json) -> Shown:
    message = seen["message"]
    keyboard = seen["keyboard"] or {}
    rows = keyboard.get("inline_keyboard") or keyboard.get("keyboard") or []
    text = message.get("text", message.get("caption", ""))
    return Shown(seen["message_id"], text, [[button["text"] for button in row] for row in rows], seen)


def file_name(message: Shown) -> str:
    """The name of the document in a message, or ""."""
    return str(message.raw["message"].get("document", {}).get("file_name", ""))


class Phone:
    """One person in one chat (at first the private one with the bot). ``in_chat`` gives him in another."""

    def __init__(
        self,
        session: aiohttp.ClientSession,
        url: str,
        user_id: int,
        chat_id: int | None = None,
        thread_id: int | None = None,
        bot: str | int | None = None,
    ) -> None:
        self.user_id = user_id
        self.chat_id = chat_id if chat_id is not None else user_id
        self._session, self._url = session, url
        self._thread_id, self._bot = thread_id, bot
        self._messages: dict[int, Json] = {}
        self._changed = asyncio.Event()
        self._listener: asyncio.Task[None] | None = None
        self._others: list[Phone] = []
        self.toasts: list[Json] = []

    async def in_chat(self, chat_id: int, thread_id: int | None = None) -> "Phone":
        """The same person looking at a group (or at one topic of it)."""
        phone = Phone(self._session, self._url, self.user_id, chat_id, thread_id, self._bot)
        await phone.switch_on()
        self._others.append(phone)
        return phone

    async def switch_on(self) -> None:
        """Listen first, then read what is there, so that nothing is missed between the two."""
        ready = asyncio.Event()
        self._listener = asyncio.create_task(self._listen(ready))
        await ready.wait()
        if self._bot is not None or self.chat_id < 0 or (await self._get("state"))["bots"]:
            for seen in await self._get("messages", limit=1000):
                self._messages.setdefault(seen["message_id"], seen)

    async def switch_off(self) -> None:
        for other in self._others:
            await other.switch_off()
        if self._listener is not None:
            self._listener.cancel()
            await asyncio.gather(self._listener, return_exceptions=True)

    # acting

    async def send(self, text: str, **more: Any) -> Shown:
        return shown(await self._post("send", text=text, **more))

    async def send_document(self, file_name: str, content: str, mime_type: str = "text/plain", **more: Any) -> Shown:
        """``content`` is base64."""
        document = {"file_name": file_name, "content": content, "mime_type": mime_type}
        return shown(await self._post("send", document=document, **more))

    async def press(self, label: str, timeout: float = 5, **more: Any) -> str | None:  # noqa: ASYNC109 - the answer's time
        """Press the button with this label (or the only one that begins so) on the newest keyboard that has it.

        Returns the toast's text, None for an empty one. Raises AssertionError when the bot does not answer in time.
        """
        pressed = await self.pressed(label, timeout, **more)
        assert pressed["kind"] != "callback" or pressed["answered"], f"no answer to «{label}» in {timeout} s"
        toast: str | None = pressed["text"]
        return toast

    async def pressed(self, label: str, timeout: float = 5, **more: Any) -> Json:  # noqa: ASYNC109 - the answer's time
        """All of the answer to a press: text, show_alert, url, copy_text, answered.

        A person presses what he sees: the button is waited for, because an answer comes before the new screen.
        """
        if "message_id" not in more:
            await self.sees_button(label, timeout)
        return dict(await self._post("press", label=label, timeout=timeout, **more))

    async def file(self, message: Shown) -> bytes:
        """The bytes of a document or a picture that came."""
        async with self._session.get(f"{self._url}{message.raw['file']}") as response:
            assert response.status == 200
            return await response.read()

    async def press_data(self, data: str, timeout: float = 5, **more: Any) -> Json:  # noqa: ASYNC109 - the answer's time
        return dict(await self._post("press", data=data, timeout=timeout, **more))

    async def block(self, blocked: bool = True) -> None:
        await self._post("block", blocked=blocked)

    async def commands(self) -> list[str]:
        return [one["command"] for one in await self._get("commands")]

    # looking

    def messages(self) -> list[Shown]:
        """Living messages of the chat, oldest first."""
        living = [seen for seen in self._messages.values() if not seen["deleted"] and self._here(seen)]
        return [shown(seen) for seen in sorted(living, key=lambda seen: seen["message_id"])]

    def menu(self) -> Shown:
        """The newest message with buttons, or the newest one of somebody else when none has any."""
        others = [message for message in self.messages() if message.raw["message"]["from"]["id"] != self.user_id]
        with_buttons = [message for message in others if message.raw["message"].get("reply_markup")]
        if not others:
            raise NotSeenError(f"nothing has come to chat {self.chat_id}")
        return (with_buttons or others)[-1]

    def screen(self) -> str:
        return self.menu().text

    def buttons(self) -> list[str]:
        return self.menu().labels

    async def sees(self, text: str, timeout: float = 5) -> Shown:  # noqa: ASYNC109 - how long a person looks
        """The newest message with this text in it, now or when it comes. Raises NotSeenError."""

        def newest() -> Shown | None:
            return next((message for message in reversed(self.messages()) if text in message.text), None)

        async with self._waiting(timeout, f"«{text}»"):
            while (found := newest()) is None:
                await self._next()
        return found

    async def gets_file(self, name: str, timeout: float = 10) -> Shown:  # noqa: ASYNC109 - how long a person waits
        """The newest document whose name begins so, now or when it comes. Raises NotSeenError."""

        def newest() -> Shown | None:
            return next((message for message in reversed(self.messages()) if file_name(message).startswith(name)), None)

        async with self._waiting(timeout, f"the file «{name}»"):
            while (found := newest()) is None:
                await self._next()
        return found

    async def sees_button(self, label: str, timeout: float = 5) -> None:  # noqa: ASYNC109 - how long a person looks
        """Wait until a living message has a button that begins with this label. Raises NotSeenError."""
        async with self._waiting(timeout, f"the button «{label}»"):
            while not any(each.startswith(label) for message in self.messages() for each in message.labels):
                await self._next()

    async def sees_button_with(self, words: str, timeout: float = 5) -> None:  # noqa: ASYNC109 - how long a person looks
        """Wait until a living message has a button with these words in it. Raises NotSeenError."""
        async with self._waiting(timeout, f"a button with «{words}»"):
            while not any(words in each for message in self.messages() for each in message.labels):
                await self._next()

    async def sees_no(self, text: str, timeout: float = 5) -> None:  # noqa: ASYNC109 - how long a person looks
        """Wait until no living message has this text."""
        async with self._waiting(timeout, f"the end of «{text}»"):
            while any(text in message.text for message in self.messages()):
                await self._next()

    async def sees_no_buttons_on(self, *ids: int, timeout: float = 5) -> None:  # noqa: ASYNC109 - how long a person looks
        """Wait until these messages have lost their buttons."""
        async with self._waiting(timeout, f"the end of the buttons on {ids}"):
            while any(message.buttons for message in self.messages() if message.id in ids):
                await self._next()

    # the wire

    def _here(self, seen: Json) -> bool:
        return self._thread_id is None or seen["message"].get("message_thread_id") == self._thread_id

    async def _next(self) -> None:
        self._changed.clear()
        await self._changed.wait()

    @asynccontextmanager
    async def _waiting(self, seconds: float, what: str) -> AsyncIterator[None]:
        try:
            async with asyncio.timeout(seconds):
                yield
        except TimeoutError as error:
            there = "\n---\n".join(f"{message.text}\n{message.buttons}" for message in self.messages()[-5:])
            raise NotSeenError(f"{what} did not come in {seconds} s. On the screen:\n{there}") from error

    def _who(self) -> Json:
        who: Json = {"user_id": self.user_id, "chat_id": self.chat_id}
        who |= {"bot": str(self._bot)} if self._bot is not None else {}
        return who | ({"message_thread_id": self._thread_id} if self._thread_id is not None else {})

    async def _post(self, path: str, **body: Any) -> Any:
        async with self._session.post(f"{self._url}/control/{path}", json=self._who() | body) as response:
            return _result(await response.json())

    async def _get(self, path: str, **query: Any) -> Any:
        async with self._session.get(f"{self._url}/control/{path}", params=self._who() | query) as response:
            return _result(await response.json())

    async def _listen(self, ready: asyncio.Event) -> None:
        query = {"user_id": str(self.user_id)}
        async with self._session.get(
            f"{self._url}/control/events", params=query, timeout=aiohttp.ClientTimeout(total=None)
        ) as response:
            kind = ""
            async for raw in response.content:
                line = raw.decode().rstrip("\n")
                ready.set()
                if line.startswith("event: "):
                    kind = line.removeprefix("event: ")
                elif line.startswith("data: "):
                    self._take(kind, json.loads(line.removeprefix("data: ")))

    def _take(self, kind: str, data: Json) -> None:
        if data.get("chat_id") != self.chat_id:
            return
        if kind in {"message", "edited"}:
            self._messages[data["message_id"]] = data
        elif kind == "deleted" and data["message_id"] in self._messages:
            self._messages[data["message_id"]] = self._messages[data["message_id"]] | {"deleted": True}
        elif kind == "toast":
            self.toasts.append(data)
        self._changed.set()


def _result(answer: Json) -> Any:
    assert answer["ok"], answer["error"]
    return answer["result"]
