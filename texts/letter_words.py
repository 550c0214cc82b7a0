"""The words that carriers' letters are read by; they stand in ``letter-words.txt``."""

from pathlib import Path

_FILE = Path(__file__).parent / "letter-words.txt"


def _read(text: str) -> dict[str, tuple[str, ...]]:
    words: dict[str, tuple[str, ...]] = {}
    section = ""
    for line in text.splitlines():
        if line.startswith("["):
            section = line.strip("[]")
        elif line and not line.startswith("#"):
            words[section] = (*words.get(section, ()), *filter(None, map(str.strip, line.split(","))))
    return words


WORDS = _read(_FILE.read_text(encoding="utf-8"))
"""Phrases by section."""
