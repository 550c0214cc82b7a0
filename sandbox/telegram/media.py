"""Messages with a file, albums, and the small ones without: location, contact, dice."""

import re
import secrets
from typing import Any

from sandbox.telegram import files, posting, spec
from sandbox.telegram.calls import Call
from sandbox.telegram.errors import bad_request
from sandbox.telegram.state import Stored

Json = dict[str, Any]

MEASURES = {
    "video": ("width", "height", "duration"),
    "animation": ("width", "height", "duration"),
    "audio": ("duration", "performer", "title"),
    "voice": ("duration",),
    "video_note": ("length", "duration"),
}
NUMBERS = {"width", "height", "duration", "length"}
# Checked by the parser of entities, which has words of its own.
MARKUP = {"parse_mode", "caption_entities"}
SPOILED = {"photo", "video", "animation"}


def content(call: Call, kind: str, raw: Any, part: str, wish: Json) -> Json:
    """The matter of a message with a file; ``wish`` holds caption, sizes and the like."""
    caption = posting.caption_content(call.world, wish) if kind != "video_note" else {}
    stored = files.take(call, kind, raw, part)
    spoiler = {"has_media_spoiler": True} if kind in SPOILED and wish.get("has_spoiler") else {}
    return _matter(kind, stored, wish) | caption | spoiler


def _matter(kind: str, stored: Stored, wish: Json) -> Json:
    described = dict(stored.describe)
    if kind == "photo":
        return {"photo": [described]}
    for name in MEASURES.get(kind, ()):
        if name in NUMBERS:
            described[name] = max(0, int(wish.get(name) or described.get(name, 0)))
        elif wish.get(name):
            described[name] = wish[name]
    if kind == "animation":
        document = {name: value for name, value in described.items() if name not in NUMBERS}
        return {"animation": described, "document": document}
    return {kind: described}


def send_file(call: Call) -> Json:
    """sendPhoto, sendDocument and the rest: the method's name says which parameter holds the file."""
    kind = re.sub(r"(?<!^)(?=[A-Z])", "_", call.method.name.removeprefix("send")).lower()
    return posting.post(call, content(call, kind, call.get(kind), kind, call.values))


def input_media(call: Call, raw: Any, allowed: tuple[str, ...]) -> Json:
    """An InputMedia into the matter of a message."""
    if not isinstance(raw, dict):
        raise bad_request("Can't parse InputMedia: expected an Object")
    kind = raw.get("type")
    if not isinstance(kind, str) or not kind:
        raise bad_request("Can't parse InputMedia: Can't find field \"type\"")
    if kind not in allowed:
        raise bad_request(f'Can\'t parse InputMedia: type "{kind}" is unsupported')
    if not isinstance(raw.get("media"), str) or not raw["media"]:
        raise bad_request("Can't parse InputMedia: media not found")
    known = spec.known(raw, f"InputMedia{kind.capitalize()}")
    plain = {name: value for name, value in known.items() if name not in MARKUP}
    wrong = spec.problems(plain, (f"InputMedia{kind.capitalize()}",), "InputMedia")
    if wrong:
        raise bad_request(f"Can't parse InputMedia: {wrong[0]}")
    return content(call, kind, raw["media"], "", known)


def send_media_group(call: Call) -> list[Json]:
    wishes = call.values["media"]
    if not 2 <= len(wishes) <= 10:
        few = "too few" if len(wishes) < 2 else "too many"
        raise bad_request(f"{few} messages to send as an album: there must be 2-10 items")
    kinds = {str(wish.get("type")) for wish in wishes if isinstance(wish, dict)}
    if len(kinds) > 1 and not kinds <= {"photo", "video"}:
        raise bad_request("Media_group can't mix documents or audio with other types")
    matters = [input_media(call, wish, ("photo", "video", "document", "audio")) for wish in wishes]
    where = posting.place(call)
    album = str(10**16 + secrets.randbelow(9 * 10**16))
    return [posting.posted(call, where, matter, media_group_id=album) for matter in matters]


def send_location(call: Call) -> Json:
    return posting.post(call, {"location": _location(call)})


def _location(call: Call) -> Json:
    latitude, longitude = float(call.get("latitude")), float(call.get("longitude"))
    if abs(latitude) > 90 or abs(longitude) > 180:
        raise bad_request("wrong latitude or longitude specified")
    names = ("horizontal_accuracy", "live_period", "heading", "proximity_alert_radius")
    more = {name: call.get(name) for name in names if name in call.values}
    return {"latitude": latitude, "longitude": longitude} | more


def send_venue(call: Call) -> Json:
    venue: Json = {"location": _location(call), "title": call.text("title"), "address": call.text("address")}
    return posting.post(call, {"venue": venue, "location": venue["location"]})


def send_contact(call: Call) -> Json:
    phone = re.sub(r"\D", "", call.text("phone_number"))
    if not phone:
        raise bad_request("PHONE_NUMBER_INVALID")
    if len(call.text("vcard").encode()) > 2048:
        raise bad_request("vcard is too long")
    names = ("first_name", "last_name", "vcard")
    return posting.post(call, {"contact": {"phone_number": phone} | {n: call.get(n) for n in names if call.get(n)}})


DICE = {"🎲": 6, "🎯": 6, "🎳": 6, "🏀": 5, "⚽": 5, "🎰": 64}


def send_dice(call: Call) -> Json:
    emoji = (call.text("emoji") or "🎲").removesuffix("\ufe0f")
    if emoji not in DICE:
        raise bad_request("DICE_EMOJI_INVALID")
    return posting.post(call, {"dice": {"emoji": emoji, "value": 1 + secrets.randbelow(DICE[emoji])}})


def get_user_profile_photos(call: Call) -> Json:
    if call.world.account(call.number("user_id")) is None:
        raise bad_request("user not found")
    return {"total_count": 0, "photos": []}
