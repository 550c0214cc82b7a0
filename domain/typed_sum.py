"""Sums as people type them in a chat, "50 000", "50 thousand", "1,5 mln", and the wish for an invoice over one.

The words are Russian and English and live in ``sum_words.json``. What is read is always asked about before it counts,
so "50,000" may be taken for fifty thousand here, where ``domain.money`` refuses to guess.
"""

import json
import re
from collections.abc import Iterable
from decimal import Decimal
from pathlib import Path

from domain.money import BadSumError, from_decimal, kopecks

_WORDS: dict[str, list[str]] = json.loads(Path(__file__).with_name("sum_words.json").read_text(encoding="utf-8"))
_SPACES = re.compile(r"[\s\u00a0\u2009\u202f'\u2019_]+")
_GROUPS = re.compile(r"[1-9]\d{0,2}(?:,\d{3})+(?:\.\d{1,2})?|[1-9]\d{0,2}(?:\.\d{3})+(?:,\d{1,2})?", re.ASCII)
_PLAIN = re.compile(r"\d{1,13}(?:[.,]\d{1,6})?", re.ASCII)
_SCALES = {"thousand": 1_000, "million": 1_000_000}
_MOST_DIGITS = 13
_BEFORE = 5
"""Words that may stand before the word for an invoice: "please make us an invoice for…"."""


def _any(*sections: str) -> str:
    words = {word for section in sections for word in _WORDS[section]}
    return "|".join(sorted(map(re.escape, words), key=len, reverse=True))


_SUM = re.compile(
    rf"(?P<number>\d[\d.,]*?)(?P<scale>{_any('thousand', 'million')})?\.?"
    rf"(?:(?:{_any('rouble')})\.?(?:(?P<kopecks>\d{{1,2}})(?:{_any('kopeck')})\.?)?)?",
    re.ASCII,
)


def typed_sum(text: str) -> int:
    """The sum in kopecks; zero or more.

    Raises:
        BadSumError: "syntax", "kopecks" for parts of one, or "large".
    """
    found = _SUM.fullmatch(_SPACES.sub("", text).lower())
    if found is None:
        raise BadSumError("syntax")
    rest = int(found["kopecks"] or 0)
    whole = _scaled(found["number"], found["scale"]) if found["scale"] else _number(found["number"])
    if rest and whole % 100:
        raise BadSumError("syntax")
    return whole + rest


def wished_invoice(text: str) -> int | None:
    """The kopecks of "an invoice for 50 000, please"; None where the text is anything else."""
    words = [word.strip("!?;:") for word in text.lower().split()]
    places = [place for place, word in enumerate(words[: _BEFORE + 1]) if word in _WORDS["invoice"]]
    if not places or len(text) > 120:
        return None
    rest = words[places[0] + 1 :]
    wanted = list(_without(rest, "over"))
    if wanted == rest:  # "the invoice 50 is paid" asks for none
        return None
    try:
        return _sum_of(wanted)
    except BadSumError:
        return None


def _sum_of(words: list[str]) -> int:
    bare = list(_without([word.rstrip(",") for word in words][::-1], "polite"))[::-1]
    return typed_sum(" ".join(bare).rstrip("."))


def _without(words: Iterable[str], section: str) -> Iterable[str]:
    """``words`` without those of a section at their beginning."""
    begun = False
    for word in words:
        begun = begun or word not in _WORDS[section]
        if begun:
            yield word


def _number(text: str) -> int:
    if _GROUPS.fullmatch(text):
        point = max(text.rfind("."), text.rfind(","))
        ends = len(text) - point - 1 < 3
        whole = text[:point] if ends else text
        tail = f".{text[point + 1 :]}" if ends else ""
        return kopecks(re.sub(r"[.,]", "", whole) + tail)
    if len(re.split(r"[.,]", text)[0]) > _MOST_DIGITS:
        raise BadSumError("large")
    return kopecks(text)


def _scaled(text: str, word: str) -> int:
    if not _PLAIN.fullmatch(text):
        raise BadSumError("syntax")
    scale = next(_SCALES[name] for name in _SCALES if word in _WORDS[name])
    return from_decimal(Decimal(text.replace(",", ".")) * scale)
