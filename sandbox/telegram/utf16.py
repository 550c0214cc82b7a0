"""Telegram counts text in UTF-16 code units."""


def length(text: str) -> int:
    return len(text) + sum(1 for char in text if ord(char) > 0xFFFF)


def boundaries(text: str) -> list[int]:
    """Offset in code units of every character, and of the end: one number more than characters."""
    offsets = [0]
    for char in text:
        offsets.append(offsets[-1] + (2 if ord(char) > 0xFFFF else 1))
    return offsets


def cut(text: str, offset: int, size: int) -> str:
    """The piece an entity covers."""
    units = text.encode("utf-16-le")[2 * offset : 2 * (offset + size)]
    return units.decode("utf-16-le", "replace")


def whole(text: str) -> str:
    """Pairs of surrogates joined; UnicodeError when half of one is left alone."""
    return text.encode("utf-16", "surrogatepass").decode("utf-16")
