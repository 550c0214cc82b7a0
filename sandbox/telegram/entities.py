"""Text as the Bot API takes it (parse_mode or explicit entities) into text as Telegram keeps it."""

import re
from collections.abc import Callable
from itertools import pairwise
from typing import Any

from sandbox.telegram import (
    entities_found,
    entities_html,
    entities_markdown,
    entities_markdown_legacy,
    links,
    spec,
    utf16,
)
from sandbox.telegram.errors import bad_request

Json = dict[str, Any]
Parse = Callable[[str], tuple[str, list[Json]]]

PARSERS: dict[str, Parse] = {
    "html": entities_html.parse,
    "markdownv2": entities_markdown.parse,
    "markdown": entities_markdown_legacy.parse,
}
ORDER = (
    *("blockquote", "expandable_blockquote", "text_link", "text_mention", "url", "email", "mention", "hashtag"),
    *("cashtag", "bot_command", "phone_number", "date_time", "bold", "italic", "underline", "strikethrough"),
    *("spoiler", "code", "pre", "custom_emoji"),
)
SPLITTABLE = {"bold", "italic", "underline", "strikethrough", "spoiler"}
BLOCKS = {"blockquote", "expandable_blockquote"}
KEPT = SPLITTABLE | BLOCKS | {"code", "pre", "text_link", "text_mention", "custom_emoji", "date_time"}
FIELDS = {"text_link": "url", "text_mention": "user", "custom_emoji": "custom_emoji_id", "date_time": "unix_time"}


def formatted(text: str, parse_mode: Any, explicit: Any) -> tuple[str, list[Json]]:
    """Text and entities, cleaned and trimmed. An unknown parse_mode and broken markup raise RefusedError."""
    mode = str(parse_mode or "").lower()
    if text and mode and mode != "none":
        if mode not in PARSERS:
            raise bad_request("Unsupported parse_mode")
        return _finish(*PARSERS[mode](text.replace("\r", "")))
    if not explicit:
        return _finish(text.replace("\r", ""), [])
    if not isinstance(explicit, list):
        raise bad_request("Expected an Array of MessageEntity")
    return _finish(text, [entity for raw in explicit if (entity := _explicit(raw)) is not None])


def _explicit(raw: Any) -> Json | None:
    if not isinstance(raw, dict):
        raise bad_request("Can't parse MessageEntity: expected an Object")
    for name in ("offset", "length"):
        if not isinstance(raw.get(name), int) or isinstance(raw[name], bool):
            how = "must be of type Number" if name in raw else "is not found"
            raise bad_request(f'Can\'t parse MessageEntity: Field "{name}" {how}')
    kind = raw.get("type")
    if kind not in ORDER:
        raise bad_request("Can't parse MessageEntity: Unsupported type specified")
    if kind not in KEPT:
        return None
    return _argument({"type": kind, "offset": raw["offset"], "length": raw["length"]}, raw)


def _argument(entity: Json, raw: Json) -> Json:
    kind = entity["type"]
    needed = FIELDS.get(kind)
    if needed is not None and needed not in raw:
        raise bad_request(f"Can't parse MessageEntity: Can't find field \"{needed}\"")
    if kind == "text_link":
        return _link(entity, str(raw["url"]))
    if kind == "text_mention":
        user = raw["user"]
        if not isinstance(user, dict) or not isinstance(user.get("id"), int):
            raise bad_request("Can't parse MessageEntity: Can't find field \"id\"")
        return {**entity, "user": {"id": user["id"]}}
    if kind == "pre" and raw.get("language"):
        return {**entity, "language": str(raw["language"])}
    names = {"custom_emoji": ("custom_emoji_id",), "date_time": ("unix_time", "date_time_format")}.get(kind, ())
    whole = entity | {name: raw[name] for name in names if name in raw}
    wrong = spec.problems(whole, ("MessageEntity",), "MessageEntity")
    if wrong:
        raise bad_request(f"Can't parse MessageEntity: {wrong[0]}")
    return whole


def _link(entity: Json, url: str) -> Json:
    user = links.USER.fullmatch(url)
    if user:
        return {**entity, "type": "text_mention", "user": {"id": int(user[1])}}
    address = links.checked(url)
    if address is None:
        raise bad_request(f"Entity URL '{url}' is invalid: Wrong HTTP URL")
    return {**entity, "url": address}


def _finish(text: str, entities: list[Json]) -> tuple[str, list[Json]]:
    clean = re.sub(r"[\x00-\x09\x0b-\x1f\x7f]", " ", text)
    kept = _inside(clean, entities)
    trimmed, kept = _trim(clean, kept)
    kept = [e for e in kept if utf16.cut(trimmed, e["offset"], e["length"]).strip() or e["type"] == "custom_emoji"]
    found = entities_found.find(trimmed, kept)
    return trimmed, _sorted(_untangled(kept + found))


def _inside(text: str, entities: list[Json]) -> list[Json]:
    """Refuse what does not lie on characters of the text, as Telegram does."""
    marks = utf16.boundaries(text)
    starts, end = set(marks), marks[-1]
    for entity in entities:
        start, stop = entity["offset"], entity["offset"] + entity["length"]
        if start < 0 or entity["length"] < 0 or start > end:
            raise bad_request(f"Receive an entity with incorrect offset {start}")
        if stop > end:
            begin = f"Entity beginning at UTF-16 offset {start} ends"
            raise bad_request(f"{begin} after the end of the text at UTF-16 offset {end}")
        for place, verb in ((start, "begins"), (stop, "ends")):
            if place not in starts:
                raise bad_request(f"Entity {verb} in a middle of a UTF-16 symbol at byte offset {place}")
    return [entity for entity in entities if entity["length"] > 0]


def _trim(text: str, entities: list[Json]) -> tuple[str, list[Json]]:
    left = len(text) - len(text.lstrip())
    trimmed = text.strip()
    end = utf16.length(trimmed)
    kept = []
    for entity in entities:
        start = max(0, entity["offset"] - left)
        stop = min(end, entity["offset"] + entity["length"] - left)
        if stop > start:
            kept.append(entity | {"offset": start, "length": stop - start})
    return trimmed, kept


def _sorted(entities: list[Json]) -> list[Json]:
    return sorted(entities, key=lambda e: (e["offset"], -e["length"], ORDER.index(e["type"])))


def _untangled(entities: list[Json]) -> list[Json]:
    """No crossing: marks are split where they cross others, merged with their like, cut out of code."""
    whole = [e for e in entities if e["type"] not in SPLITTABLE]
    kept: list[Json] = []
    for entity in _sorted(whole):
        if all(_nests(entity, other) for other in kept):
            kept.append(entity)
    marks = [piece for kind in sorted(SPLITTABLE) for piece in _merged([e for e in entities if e["type"] == kind])]
    for mark in marks:
        kept += _pieces(mark, [other for other in kept if other["type"] not in SPLITTABLE])
    return kept


def _ends(entity: Json) -> tuple[int, int]:
    return entity["offset"], entity["offset"] + entity["length"]


def _nests(entity: Json, other: Json) -> bool:
    """Apart, or inside a block quotation; two of the other kinds cannot share characters."""
    (a, b), (c, d) = _ends(entity), _ends(other)
    if b <= c or d <= a:
        return True
    inside = (c <= a and b <= d) or (a <= c and d <= b)
    return inside and len({entity["type"] in BLOCKS, other["type"] in BLOCKS}) == 2


def _merged(marks: list[Json]) -> list[Json]:
    merged: list[Json] = []
    for mark in sorted(marks, key=lambda e: (e["offset"], -e["length"])):
        if merged and mark["offset"] <= _ends(merged[-1])[1]:
            stop = max(_ends(merged[-1])[1], _ends(mark)[1])
            merged[-1] = merged[-1] | {"length": stop - merged[-1]["offset"]}
        else:
            merged.append(mark)
    return merged


def _pieces(mark: Json, others: list[Json]) -> list[Json]:
    start, stop = _ends(mark)
    cuts = {start, stop}
    hidden: list[tuple[int, int]] = []
    for other in others:
        a, b = _ends(other)
        if other["type"] in {"code", "pre"}:
            hidden.append((a, b))
        crosses = a < start < b < stop or start < a < stop < b
        if crosses or other["type"] in {"code", "pre"}:
            cuts |= {place for place in (a, b) if start < place < stop}
    places = sorted(cuts)
    pieces = [(a, b) for a, b in pairwise(places) if not any(c <= a and b <= d for c, d in hidden)]
    return [mark | {"offset": a, "length": b - a} for a, b in pieces]
