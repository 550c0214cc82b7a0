"""Finds a password that was typed among other words: "password hunter2" in a note, in a name, in any plain field.

A doubt counts as a password: to word a note anew costs less than a password that stands in the open.
"""

import re
from collections.abc import Mapping, Sequence

_EDGES = " \t\n\"'`«»“”„()[]{}<>.,;:!?*_=—–-"
_SENTENCE = re.compile(r"[.!?;](?:\s|$)")
_LINK = re.compile(r"\s*[\"'»”)*_]*\s*(?:\([^()\n]{0,40}\)\s*)?(?P<sign>[:=.,;\uff1a]|->|=>|[\u2192\u2013\u2014-])?\s*")
_STRICT = frozenset({":", "=", "=>", "->", "\u2192", "\uff1a"})
_DATE = re.compile(r"[0-9]{1,2}[./][0-9]{1,2}(?:[./][0-9]{2,4})?")
_CASES = re.compile(r"[a-z][A-Z]")
_SYMBOLS = re.compile(r"[!@#$%^&*+~?|\\/=_]")
_FAR = 200
"""Characters beside the word that are looked at."""


class SecretFinder:
    """``words``: the lists of ``letter-words.txt``. ``password_words``, ``bent_password_words`` and ``told`` are
    patterns, the others plain words."""

    def __init__(self, words: Mapping[str, Sequence[str]]) -> None:
        named, told = "|".join((*words["password_words"], *words["bent_password_words"])), "|".join(words["told"])
        self._word = re.compile(rf"(?<![^\W_])(?:{named})(?![^\W_])", re.I)
        self._bent = re.compile("|".join(words["bent_password_words"]), re.I)
        self._told = re.compile(rf"(?:{told})(?![^\W_])\s*(?P<sign>[:=\u2013\u2014-]?)\s*", re.I)
        self._ahead = re.compile(rf"(\S+)\s*[:=(\u2013\u2014-]?\s*(?:(?<=\s)(?:{told}))?\s*[\"'«“(]*\Z", re.I)
        self._label = re.compile(rf"\s*(?:{named})(?:\s*[:=]\s*|\s+[\u2013\u2014-]\s+|\s+)(?P<value>\S+)\s*", re.I)
        self._prose, self._of, self._places = map(frozenset, (words["prose"], words["of"], words["places"]))
        self._nothing = frozenset(words["nothing"])

    def found(self, text: str) -> bool:
        """Whether a password may stand in ``text``. Never fails, whatever the text."""
        return any(self._beside(text, word) for word in self._word.finditer(text))

    def bare(self, text: str) -> str:
        """The password of "password: hunter2", where nothing else is said; any other text as it is."""
        match = self._label.fullmatch(text)
        return match["value"] if match else text

    def _beside(self, text: str, word: re.Match[str]) -> bool:
        at, sign = self._linked(text, word.end())
        line = text[at : at + _FAR].partition("\n")[0]
        stop = _SENTENCE.search(line)
        tokens = [token for token in line[: stop.start() if stop else None].split() if token.strip(_EDGES)]
        if self._bent.fullmatch(word[0]) and sign not in _STRICT:
            return any(map(_secret, tokens))
        if tokens and self._is_value(tokens, sign):
            return True
        if tokens and sign not in {".", ",", ";"} and _plain(tokens[0]) not in self._of:
            return False
        ahead = self._ahead.search(text[max(word.start() - _FAR, 0) : word.start()])
        return ahead is not None and (_secret(ahead[1]) or _digits(ahead[1]))

    def _linked(self, text: str, at: int) -> tuple[int, str]:
        """Where the words behind a word for a password begin, and the sign between: "password (SIP) is: …"."""
        link = _LINK.match(text, at)
        at, sign = (link.end(), link["sign"] or "") if link else (at, "")
        told = self._told.match(text, at)
        return (told.end(), told["sign"] or sign) if told else (at, sign)

    def _is_value(self, tokens: Sequence[str], sign: str) -> bool:
        first = _plain(tokens[0])
        if sign in {".", ",", ";"}:
            return _secret(tokens[0]) or _digits(tokens[0])
        if first in self._nothing and len(tokens) == 1:
            return False
        if first not in self._prose and (sign in _STRICT or len(tokens) == 1 or not _wordlike(tokens[0])):
            return True
        return self._hidden(tokens)

    def _hidden(self, tokens: Sequence[str]) -> bool:
        """A value further on in a sentence that begins as people speak: "password for this line: hunter2"."""
        for before, token in zip(("", *tokens), tokens, strict=False):
            if _plain(before) in self._places and not _SYMBOLS.search(token.strip(_EDGES)):
                continue  # "in Bitrix24"
            pointed = before[-1:] in (":", "=") and not _wordlike(token)
            if pointed or _secret(token) or _digits(token):
                return True
        return False


def _plain(token: str) -> str:
    return token.strip(_EDGES).lower().replace("\u0451", "\u0435")


def _wordlike(token: str) -> bool:
    """A word of letters that no password of SIP has."""
    bare = token.strip(_EDGES).replace("-", "")
    return bare.isalpha() and not any(map(str.isascii, bare))


def _secret(token: str) -> bool:
    """Letters with digits, marks among letters or digits, capitals inside a word."""
    bare = token.strip(_EDGES)
    letters, digits = any(map(str.isalpha, bare)), any(map(str.isdigit, bare))
    marked = _SYMBOLS.search(bare) is not None and (letters or digits) and not _DATE.fullmatch(bare)
    return len(bare) > 2 and ((letters and digits) or marked or _CASES.search(bare) is not None)


def _digits(token: str) -> bool:
    """Too short for a telephone number, too long for a day."""
    return re.fullmatch(r"[0-9]{3,6}", token.strip(_EDGES)) is not None
