"""parse_mode Markdown, the old one: no nesting, few marks. https://core.telegram.org/bots/api#markdown-style"""

import re
from typing import Any

from sandbox.telegram import utf16
from sandbox.telegram.entities_tags import unparsable
from sandbox.telegram.links import link_entity

Json = dict[str, Any]

KINDS = {"*": "bold", "_": "italic", "`": "code", "```": "pre", "[": "text_link"}


class _Parser:
    def __init__(self, source: str) -> None:
        self.source = source
        self.at = 0
        self.text: list[str] = []
        self.entities: list[Json] = []

    def run(self) -> tuple[str, list[Json]]:
        while self.at < len(self.source):
            char = self.source[self.at]
            if char == "\\" and self.source[self.at + 1 : self.at + 2] in tuple("_*`["):
                self.text.append(self.source[self.at + 1])
                self.at += 2
            elif char in "_*`[":
                self.entity("```" if self.source.startswith("```", self.at) else char)
            else:
                self.text.append(char)
                self.at += 1
        return "".join(self.text), self.entities

    def entity(self, mark: str) -> None:
        begin = self.at
        end = self.source.find("]" if mark == "[" else mark, begin + len(mark))
        if end < 0:
            byte = len(self.source[:begin].encode("utf-8"))
            raise unparsable(f"Can't find end of the entity starting at byte offset {byte}")
        inside = self.source[begin + len(mark) : end]
        self.at = end + len("]" if mark == "[" else mark)
        if mark == "[":
            self.link(inside)
        elif mark == "```":
            self.pre(inside)
        else:
            self.close({"type": KINDS[mark]}, inside)

    def close(self, entity: Json, inside: str) -> None:
        offset = utf16.length("".join(self.text))
        self.text.extend(inside)
        if inside:
            self.entities.append({**entity, "offset": offset, "length": utf16.length(inside)})

    def pre(self, inside: str) -> None:
        head = re.match(r"([^\s`]+)(?=\s)", inside)
        language = head[1] if head else ""
        body = inside[len(language) :].removeprefix("\r").removeprefix("\n")
        self.close({"type": "pre"} | ({"language": language} if language else {}), body)

    def link(self, inside: str) -> None:
        url = inside
        if self.source.startswith("(", self.at):
            end = self.source.find(")", self.at)
            end = len(self.source) if end < 0 else end
            url = self.source[self.at + 1 : end]
            self.at = min(end + 1, len(self.source))
        entity = link_entity(url, {})
        if entity is None:
            self.text.extend(inside)
        else:
            self.close(entity, inside)


def parse(source: str) -> tuple[str, list[Json]]:
    """Text and its entities. Raises RefusedError with Telegram's words."""
    return _Parser(source).run()
