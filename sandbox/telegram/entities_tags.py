"""What the tags of parse_mode HTML mean: kinds of entities, their attributes, character references."""

import re
from dataclasses import dataclass
from typing import Any

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


def unparsable(reason: str) -> RefusedError:
    return RefusedError(400, f"Bad Request: can't parse entities: {reason}")


def byte(source: str, at: int) -> int:
    """Offset in UTF-8 bytes of a character's place."""
    return len(source[:at].encode("utf-8"))


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


def entity_of(opened: Open, place: Json, inside: str) -> Json | None:
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


def joined_with_last(entities: list[Json], entity: Json, opened: Open) -> bool:
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
