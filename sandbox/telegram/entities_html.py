"""parse_mode HTML: tags into entities. https://core.telegram.org/bots/api#html-style

Errors name byte offsets of the UTF-8 text, as Telegram's do.
"""

import re
from typing import Any

from sandbox.telegram import utf16
from sandbox.telegram.entities_tags import (
    KINDS,
    REFERENCE,
    Open,
    byte,
    character,
    entity_of,
    joined_with_last,
    unparsable,
)

Json = dict[str, Any]

SPACE = " \t\r\n\0\v"


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
            raise unparsable(f"Unclosed start tag at byte offset {byte(self.source, begin)}")
        if tag not in KINDS:
            raise unparsable(f'Unsupported start tag "{tag}" at byte offset {byte(self.source, begin)}')
        attributes: dict[str, str] = {}
        while True:
            self.skip_space()
            if self.source.startswith(">", self.at):
                break
            name, value = self.attribute(tag, begin)
            attributes[name] = value
        self.at += 1
        if tag == "span" and attributes.get("class") != "tg-spoiler":
            raise unparsable(f'Tag "span" must have class "tg-spoiler" at byte offset {byte(self.source, begin)}')
        self.stack.append(Open(tag, attributes, self.offset, len(self.text)))

    def attribute(self, tag: str, begin: int) -> tuple[str, str]:
        name = self.word(SPACE + "=>/\"'")
        if not name:
            unclosed = self.at >= len(self.source)
            reason = f'Unclosed start tag "{tag}"' if unclosed else f'Empty attribute name in the tag "{tag}"'
            raise unparsable(f"{reason} at byte offset {byte(self.source, begin)}")
        self.skip_space()
        if not self.source.startswith("=", self.at):
            if self.at >= len(self.source):
                raise unparsable(f'Unclosed start tag "{tag}" at byte offset {byte(self.source, begin)}')
            return name, ""
        self.at += 1
        self.skip_space()
        value = self.value()
        if self.at >= len(self.source):
            raise unparsable(f"Unclosed start tag at byte offset {byte(self.source, begin)}")
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
            raise unparsable(f"Unexpected end of name token at byte offset {byte(self.source, start)}")
        return self.source[start : self.at].lower()

    def end_tag(self, begin: int) -> None:
        if not self.stack:
            raise unparsable(f"Unexpected end tag at byte offset {byte(self.source, begin)}")
        self.at += 1
        name = self.word(SPACE + ">").lower()
        self.skip_space()
        if not self.source.startswith(">", self.at):
            raise unparsable(f"Unclosed end tag at byte offset {byte(self.source, begin)}")
        self.at += 1
        opened = self.stack.pop()
        if name not in ("", opened.tag):
            where = f"Unmatched end tag at byte offset {byte(self.source, begin)}"
            raise unparsable(f'{where}, expected "</{opened.tag}>", found "</{name}>"')
        if self.offset > opened.offset:
            self.close(opened)

    def close(self, opened: Open) -> None:
        place = {"offset": opened.offset, "length": self.offset - opened.offset}
        entity = entity_of(opened, place, "".join(self.text[opened.start :]))
        if entity is None or joined_with_last(self.entities, entity, opened):
            return
        self.entities.append(entity)


def parse(source: str) -> tuple[str, list[Json]]:
    """Text and its entities. Raises RefusedError with Telegram's words; a language of a lone <code> is dropped."""
    text, entities = _Parser(source).run()
    for entity in entities:
        if entity["type"] == "code":
            entity.pop("language", None)
    return text, entities
