"""parse_mode MarkdownV2 into entities. https://core.telegram.org/bots/api#markdownv2-style"""

import re
from dataclasses import dataclass
from typing import Any

from sandbox.telegram import utf16
from sandbox.telegram.entities_marks import link_of
from sandbox.telegram.entities_tags import byte, unparsable

Json = dict[str, Any]

RESERVED = set("_*[]()~`>#+-=|{}.!")
NAMES = {
    "bold": "Bold",
    "italic": "Italic",
    "underline": "Underline",
    "strikethrough": "Strikethrough",
    "spoiler": "Spoiler",
    "blockquote": "BlockQuote",
    "expandable_blockquote": "ExpandableBlockQuote",
    "text_link": "TextUrl",
    "custom_emoji": "CustomEmoji",
    "code": "Code",
    "pre": "Pre",
}
MARKS = {"*": "bold", "_": "italic", "__": "underline", "~": "strikethrough", "||": "spoiler"}


@dataclass
class Open:
    kind: str
    at: int
    offset: int
    start: int


class _Parser:
    def __init__(self, source: str) -> None:
        self.source = source
        self.at = 0
        self.text: list[str] = []
        self.offset = 0
        self.stack: list[Open] = []
        self.entities: list[Json] = []

    def run(self) -> tuple[str, list[Json]]:
        while self.at < len(self.source):
            self.step(self.source[self.at])
        self.end_quote()
        if self.stack:
            raise self.unclosed(NAMES[self.stack[-1].kind], self.stack[-1].at)
        return "".join(self.text), self.entities

    def step(self, char: str) -> None:
        if self.at_line_start() and self.quote_mark():
            return
        if char == "\n" and self.in_quote() and not self.source.startswith(">", self.at + 1):
            self.end_quote()
        if char == "\\" and self.source[self.at + 1 : self.at + 2] and 0 < ord(self.source[self.at + 1]) < 127:
            self.add(self.source[self.at + 1])
            self.at += 2
        elif char not in RESERVED:
            self.add(char)
            self.at += 1
        else:
            self.mark(char)

    def add(self, text: str) -> None:
        self.text.extend(text)
        self.offset += utf16.length(text)

    def unclosed(self, what: str, at: int) -> Exception:
        return unparsable(f"Can't find end of {what} entity at byte offset {byte(self.source, at)}")

    def at_line_start(self) -> bool:
        return self.at == 0 or self.source[self.at - 1] == "\n"

    def in_quote(self) -> bool:
        return any("blockquote" in opened.kind for opened in self.stack)

    def quote_mark(self) -> bool:
        """A ``>`` that begins or goes on with a block quotation; ``**>`` begins an expandable one anew."""
        fresh = self.source.startswith("**>", self.at)
        if not fresh and not self.source.startswith(">", self.at):
            return False
        if fresh:
            self.end_quote()
        if not self.in_quote():
            if self.stack:
                return False
            self.push("expandable_blockquote" if fresh else "blockquote")
        self.at += 3 if fresh else 1
        return True

    def end_quote(self) -> None:
        if not self.in_quote():
            return
        if "blockquote" not in self.stack[-1].kind:
            raise self.unclosed(NAMES[self.stack[-1].kind], self.stack[-1].at)
        self.close(self.stack[-1].kind)

    def push(self, kind: str) -> None:
        self.stack.append(Open(kind, self.at, self.offset, len(self.text)))

    def close(self, kind: str, **more: Any) -> None:
        opened = self.stack.pop()
        if self.offset > opened.offset:
            place = {"offset": opened.offset, "length": self.offset - opened.offset}
            self.entities.append({"type": kind, **place, **more})

    def mark(self, char: str) -> None:
        top = self.stack[-1].kind if self.stack else ""
        if self.source.startswith("```", self.at):
            return self.pre()
        if char == "`":
            return self.code()
        if char == "[" or self.source.startswith("![", self.at):
            return self.begin_link(char)
        if char == "]" and top in {"text_link", "custom_emoji"}:
            return self.end_link()
        return self.simple_mark(char, top)

    def begin_link(self, char: str) -> None:
        self.push("text_link" if char == "[" else "custom_emoji")
        self.at += 1 if char == "[" else 2

    def simple_mark(self, char: str, top: str) -> None:
        mark = char * 2 if char in "_|" and self.source.startswith(char * 2, self.at) else char
        kind = MARKS.get(mark)
        if kind is None:
            raise unparsable(f"Character '{char}' is reserved and must be escaped with the preceding '\\'")
        if mark == "||" and "blockquote" in top and self.source[self.at + 2 : self.at + 3] in ("", "\n"):
            self.stack[-1].kind = "expandable_blockquote"
        elif top == kind:
            self.close(kind)
        else:
            self.push(kind)
        self.at += len(mark)

    def verbatim(self, end: str, what: str) -> str:
        """The text up to ``end``, with backslashes taken off; moves behind the end."""
        begin, found = self.at, []
        position = self.at + len(end)
        while not self.source.startswith(end, position):
            if position >= len(self.source):
                raise self.unclosed(what, begin)
            if self.source[position] == "\\" and self.source[position + 1 : position + 2] in ("`", "\\"):
                position += 1
            found.append(self.source[position])
            position += 1
        self.at = position + len(end)
        return "".join(found)

    def code(self) -> None:
        self.push("code")
        self.add(self.verbatim("`", "Code"))
        self.close("code")

    def pre(self) -> None:
        self.push("pre")
        head = re.match(r"```([^\s`]+)([\s])", self.source[self.at :])
        inside = self.verbatim("```", "PreCode" if head else "Pre")
        language = head[1] if head else ""
        body = inside[len(language) :] if language else inside
        self.add(body.removeprefix("\r").removeprefix("\n"))
        self.close("pre", **({"language": language} if language else {}))

    def end_link(self) -> None:
        opened = self.stack[-1]
        self.at += 1
        url = "".join(self.text[opened.start :])
        if self.source.startswith("(", self.at):
            url = self.address()
        elif opened.kind == "custom_emoji":
            raise unparsable("Custom emoji entity must contain a tg://emoji URL")
        more = link_of(opened.kind, url)
        if more is None:
            self.stack.pop()
        else:
            self.close(more.pop("type"), **more)

    def address(self) -> str:
        begin, found = self.at, []
        self.at += 1
        while not self.source.startswith(")", self.at):
            if self.at >= len(self.source):
                raise unparsable(f"Can't find end of a URL at byte offset {byte(self.source, begin)}")
            if self.source[self.at] == "\\" and self.at + 1 < len(self.source):
                self.at += 1
            found.append(self.source[self.at])
            self.at += 1
        self.at += 1
        return "".join(found)


def parse(source: str) -> tuple[str, list[Json]]:
    """Text and its entities. Raises RefusedError with Telegram's words."""
    return _Parser(source).run()
