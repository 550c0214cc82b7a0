"""Files: stored when sent, known by file_id, fetched by getFile and a download. https://core.telegram.org/bots/api#file"""

import base64
import hashlib
import secrets
import struct
from pathlib import PurePosixPath
from typing import Any

from sandbox.telegram.calls import Call
from sandbox.telegram.errors import bad_request
from sandbox.telegram.params import Upload
from sandbox.telegram.state import Bot, Stored

Json = dict[str, Any]

BIGGEST_DOWNLOAD = 20 * 1024 * 1024
BIGGEST_PHOTO = 10 * 1024 * 1024
FOLDERS = {
    "photo": "photos",
    "document": "documents",
    "video": "videos",
    "animation": "animations",
    "audio": "music",
    "voice": "voice",
    "video_note": "video_notes",
    "sticker": "stickers",
}


def take(call: Call, kind: str, raw: Any, part: str) -> Stored:
    """The file a parameter means: an upload of that part, attach://part, or a file_id. Addresses are refused."""
    text = str(raw) if raw is not None else ""
    if text.startswith("attach://"):
        part = text.removeprefix("attach://")
        if part not in call.files:
            raise bad_request("wrong file identifier/HTTP URL specified")
    if part in call.files and (not text or text.startswith("attach://")):
        return store(call.bot, kind, call.files[part])
    if not text:
        raise bad_request(f"there is no {kind.replace('_', ' ')} in the request")
    if text.startswith(("http://", "https://")):
        raise bad_request("failed to get HTTP URL content")
    return known(call.bot, kind, text)


def known(bot: Bot, kind: str, file_id: str) -> Stored:
    """A file sent before, by its file_id; its type cannot be changed."""
    stored = bot.files.get(file_id)
    if stored is None:
        raise bad_request("wrong file identifier/HTTP URL specified")
    if stored.kind != kind:
        raise bad_request(f"can't use file of type {_name(stored.kind)} as {_name(kind)}")
    return stored


def _name(kind: str) -> str:
    return "".join(word.capitalize() for word in kind.split("_"))


def store(bot: Bot, kind: str, upload: Upload) -> Stored:
    if not upload.data:
        raise bad_request("file must be non-empty")
    size = image_size(upload.data) if kind == "photo" else None
    if kind == "photo":
        _check_photo(upload, size)
    unique = base64.urlsafe_b64encode(hashlib.sha256(upload.data).digest()[:11]).decode().rstrip("=")
    extension = PurePosixPath(upload.name).suffix if kind != "photo" else ".jpg"
    number = sum(1 for one in bot.files.values() if one.kind == kind)
    path = f"{FOLDERS[kind]}/file_{number}{extension}"
    stored = Stored(kind, upload.data, upload.name, upload.mime_type, path, f"AgAD{unique}")
    stored.describe = _describe(stored, size)
    file_id = f"{kind[:2].upper()}ACAgI{secrets.token_urlsafe(36)}"
    bot.files[file_id] = stored
    stored.describe["file_id"] = file_id
    return stored


def _check_photo(upload: Upload, size: tuple[int, int] | None) -> None:
    if len(upload.data) > BIGGEST_PHOTO:
        raise bad_request("file is too big for a photo; maximum size is 10 MB")
    if size is None:
        raise bad_request("IMAGE_PROCESS_FAILED")
    width, height = size
    if width < 1 or height < 1 or width + height > 10000 or max(size) > 20 * min(size):
        raise bad_request("PHOTO_INVALID_DIMENSIONS")


def image_size(data: bytes) -> tuple[int, int] | None:
    """Width and height of a PNG, GIF, JPEG or WebP (VP8X); None when it is none of them."""
    if data.startswith(b"\x89PNG\r\n\x1a\n") and len(data) >= 24:
        return struct.unpack(">II", data[16:24])
    if data[:6] in (b"GIF87a", b"GIF89a") and len(data) >= 10:
        return struct.unpack("<HH", data[6:10])
    if data[:4] == b"RIFF" and data[8:16] == b"WEBPVP8X" and len(data) >= 30:
        return int.from_bytes(data[24:27], "little") + 1, int.from_bytes(data[27:30], "little") + 1
    return _jpeg_size(data) if data.startswith(b"\xff\xd8") else None


def _jpeg_size(data: bytes) -> tuple[int, int] | None:
    at = 2
    while at + 9 < len(data) and data[at] == 0xFF:
        marker = data[at + 1]
        if 0xC0 <= marker <= 0xCF and marker not in (0xC4, 0xC8, 0xCC):
            height, width = struct.unpack(">HH", data[at + 5 : at + 9])
            return width, height
        at += 2 + int.from_bytes(data[at + 2 : at + 4], "big")
    return None


def _describe(stored: Stored, size: tuple[int, int] | None) -> Json:
    described: Json = {"file_unique_id": stored.unique_id, "file_size": len(stored.data)}
    if size is not None:
        described |= {"width": size[0], "height": size[1]}
    if stored.kind in {"document", "video", "animation", "audio"}:
        described |= {"file_name": stored.name, "mime_type": stored.mime_type}
    if stored.kind == "voice":
        described |= {"mime_type": stored.mime_type}
    return described


def get_file(call: Call) -> Json:
    stored = call.bot.files.get(call.text("file_id"))
    if stored is None:
        raise bad_request("invalid file_id" if call.text("file_id") else "file_id not specified")
    if len(stored.data) > BIGGEST_DOWNLOAD:
        raise bad_request("file is too big")
    names = ("file_id", "file_unique_id", "file_size")
    return {name: stored.describe[name] for name in names} | {"file_path": stored.path}


def by_path(bot: Bot, path: str) -> Stored | None:
    return next((stored for stored in bot.files.values() if stored.path == path), None)
