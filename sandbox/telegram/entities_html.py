"""parse_mode HTML: tags into entities. https://core.telegram.org/bots/api#html-style

Errors name byte offsets of the UTF-8 text, as Telegram's do.
"""

import re
from dataclasses import dataclass
from typing import Any

from sandbox.telegram import utf16
from sandbox.telegram.errors import RefusedError
from sandbox.telegram.links import link_entity

Json = dict[str, Any]

KINDS = {
    **dict.fromkeys(("b", "strong"), "bold"),
    **dict.fromkeys(("i", "em"), "italic"),
    **dict.fromkeys(("u", "ins"), "underline"),
    **dict.fromkeys(("s", "strike", "del"), "strikethrough"),
    **dict.fromkeys(("tg-spoiler", "span"), "spoiler"),
    "a": "text_link",
    "code": "code",
    "pre": "pre",
    "blockquote": "blockquote",
    "tg-emoji": "custom_emoji",
    "tg-time": "date_time",
}
WORDS = {"lt": "<", "gt": ">", "amp": "&", "quot": '"'}
REFERENCE = re.compile(r"&(?:#x([0-9a-fA-F]+)|#([0-9]+)|([a-zA-Z]+));?")
SPACE = " \t\r\n\0\v"


def unparsable(reason: str) -> RefusedError:
    return RefusedError(400, f"Bad Request: can't parse entities: {reason}")


def character(match: re.Match[str]) -> str:
    """A character reference decoded; anything but numbers and four names stays as it is written."""
    hexadecimal, decimal, word = match.groups()
    if word is not None:
        return WORDS.get(word, match[0])
    code = int(hexadecimal, 16) if hexadecimal else int(decimal)
    too_long = len(match[0].rstrip(";")) >= 10
    if code == 0 or code >= 0x10FFFF or too_long:
        return match[0]
    if 0xD800 <= code <= 0xDFFF:
        raise unparsable(
            "Text contains invalid Unicode characters after decoding HTML entities, "
            "check for unmatched surrogate code units"
        )
    return chr(code)


@dataclass
class Open:
    """A tag waiting for its end; ``offset`` counts UTF-16 code units of the text so far, ``start`` its characters."""

    tag: str
    attributes: dict[str, str]
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

    def byte(self, position: int) -> int:
        return len(self.source[:position].encode("utf-8"))

    def run(self) -> tuple[str, list[Json]]:
        while self.at < len(self.source):
            next_tag = self.source.find("<", self.at)
            end = len(self.source) if next_tag < 0 else next_tag
            self.add(REFERENCE.sub(character, self.source[self.at : end]))
            self.at = end
            if next_tag >= 0:
                self.tag()
        if self.stack:
            raise unparsable(f'Can\'t find end tag corresponding to start tag "{self.stack[-1].tag}"')
        return "".join(self.text), self.entities

    def add(self, text: str) -> None:
        self.text.extend(text)
        self.offset += utf16.length(text)

    def tag(self) -> None:
        begin = self.at
        self.at += 1
        if self.source.startswith("/", self.at):
            self.end_tag(begin)
        else:
            self.start_tag(begin)

    def word(self, stops: str) -> str:
        start = self.at
        while self.at < len(self.source) and self.source[self.at] not in stops:
            self.at += 1
        return self.source[start : self.at]

    def skip_space(self) -> None:
        while self.at < len(self.source) and self.source[self.at] in SPACE:
            self.at += 1

    def start_tag(self, begin: int) -> None:
        tag = self.word(SPACE + ">").lower()
        if self.at >= len(self.source):
            raise unparsable(f"Unclosed start tag at byte offset {self.byte(begin)}")
        if tag not in KINDS:
            raise unparsable(f'Unsupported start tag "{tag}" at byte offset {self.byte(begin)}')
        attributes: dict[str, str] = {}
        while True:
            self.skip_space()
            if self.source.startswith(">", self.at):
                break
            name, value = self.attribute(tag, begin)
            attributes[name] = value
        self.at += 1
        if tag == "span" and attributes.get("class") != "tg-spoiler":
            raise unparsable(f'Tag "span" must have class "tg-spoiler" at byte offset {self.byte(begin)}')
        self.stack.append(Open(tag, attributes, self.offset, len(self.text)))

    def attribute(self, tag: str, begin: int) -> tuple[str, str]:
        name = self.word(SPACE + "=>/\"'")
        if not name:
            unclosed = self.at >= len(self.source)
            reason = f'Unclosed start tag "{tag}"' if unclosed else f'Empty attribute name in the tag "{tag}"'
            raise unparsable(f"{reason} at byte offset {self.byte(begin)}")
        self.skip_space()
        if not self.source.startswith("=", self.at):
            if self.at >= len(self.source):
                raise unparsable(f'Unclosed start tag "{tag}" at byte offset {self.byte(begin)}')
            return name, ""
        self.at += 1
        self.skip_space()
        value = self.value()
        if self.at >= len(self.source):
            raise unparsable(f"Unclosed start tag at byte offset {self.byte(begin)}")
        return name, value

    def value(self) -> str:
        quote = self.source[self.at : self.at + 1]
        if quote and quote in "\"'":
            self.at += 1
            value = REFERENCE.sub(character, self.word(quote))
            self.at += 1
            return value
        start = self.at
        while self.at < len(self.source) and re.match(r"[A-Za-z0-9.\-]", self.source[self.at]):
            self.at += 1
        if self.at < len(self.source) and self.source[self.at] not in SPACE + ">":
            raise unparsable(f"Unexpected end of name token at byte offset {self.byte(start)}")
        return self.source[start : self.at].lower()

    def end_tag(self, begin: int) -> None:
        if not self.stack:
            raise unparsable(f"Unexpected end tag at byte offset {self.byte(begin)}")
        self.at += 1
        name = self.word(SPACE + ">").lower()
        self.skip_space()
        if not self.source.startswith(">", self.at):
            raise unparsable(f"Unclosed end tag at byte offset {self.byte(begin)}")
        self.at += 1
        opened = self.stack.pop()
        if name not in ("", opened.tag):
            where = f"Unmatched end tag at byte offset {self.byte(begin)}"
            raise unparsable(f'{where}, expected "</{opened.tag}>", found "</{name}>"')
        if self.offset > opened.offset:
            self.close(opened)

    def close(self, opened: Open) -> None:
        place = {"offset": opened.offset, "length": self.offset - opened.offset}
        entity = _entity(opened, place, "".join(self.text[opened.start :]))
        if entity is None or _joined_with_last(self.entities, entity, opened):
            return
        self.entities.append(entity)


def _entity(opened: Open, place: Json, inside: str) -> Json | None:
    attributes = opened.attributes
    kind = KINDS[opened.tag]
    if kind == "text_link":
        return link_entity(attributes.get("href") or inside, place)
    if kind == "custom_emoji":
        return {"type": kind, **place, "custom_emoji_id": _emoji(attributes.get("emoji-id", ""))}
    if kind == "date_time":
        return _date_time(attributes, place)
    if kind == "blockquote" and "expandable" in attributes:
        kind = "expandable_blockquote"
    language = attributes.get("class", "").removeprefix("language-") if opened.tag == "code" else ""
    is_language = language and attributes["class"].startswith("language-")
    return {"type": kind, **place} | ({"language": language} if is_language else {})


def _emoji(number: str) -> str:
    if not re.fullmatch(r"-?[0-9]{1,19}", number) or int(number) == 0:
        raise unparsable("Invalid custom emoji identifier specified")
    return number


def _date_time(attributes: dict[str, str], place: Json) -> Json:
    unix = attributes.get("unix", "")
    if not re.fullmatch(r"[0-9]{1,12}", unix):
        raise unparsable("Invalid date specified")
    format_ = attributes.get("format", "")
    return {"type": "date_time", **place, "unix_time": int(unix)} | ({"date_time_format": format_} if format_ else {})


def _joined_with_last(entities: list[Json], entity: Json, opened: Open) -> bool:
    """<pre><code class="language-x"> is one entity: pre with a language."""
    if not entities or opened.tag not in {"pre", "code"}:
        return False
    last = entities[-1]
    pair = {last["type"], entity["type"]} == {"pre", "code"}
    language = last.get("language") or entity.get("language")
    if pair and language and (last["offset"], last["length"]) == (entity["offset"], entity["length"]):
        last |= {"type": "pre", "language": language}
        return True
    return False


def parse(source: str) -> tuple[str, list[Json]]:
    """Text and its entities. Raises RefusedError with Telegram's words; a language of a lone <code> is dropped."""
    text, entities = _Parser(source).run()
    for entity in entities:
        if entity["type"] == "code":
            entity.pop("language", None)
    return text, entities
