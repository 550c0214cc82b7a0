"""The words that carriers' letters and lists of people are read by; they stand in ``letter-words.txt`` and
``user-words.txt``."""

from pathlib import Path

_HERE = Path(__file__).parent


def _read(text: str) -> dict[str, tuple[str, ...]]:
    words: dict[str, tuple[str, ...]] = {}
    section = ""
    for line in text.splitlines():
        if line.startswith("["):
            section = line.strip("[]")
        elif line and not line.startswith("#"):
            words[section] = (*words.get(section, ()), *filter(None, map(str.strip, line.split(","))))
    return words


WORDS = _read((_HERE / "letter-words.txt").read_text(encoding="utf-8"))
"""Phrases of letters by section."""

USER_WORDS = _read((_HERE / "user-words.txt").read_text(encoding="utf-8"))
"""Headings and roles of lists of people by section."""
