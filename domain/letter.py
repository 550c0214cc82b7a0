"""Reads a carrier's letter: login, password, server and the like, wherever they stand. What is unsure is left out.

The words to look for are passed in. Two different readings of one field, a value that may have been cut, a section
about another service: in each of these nothing is filled in, for a wrong detail costs more than a question.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from domain.letter_blocks import Blocks
from domain.letter_lines import LabelFinder, Labelled
from domain.letter_values import Candidate, find_accounts, read_account, read_value
from domain.line_fields import LineField

_UNSEEN = dict.fromkeys(map(ord, "\u00ad\u200b\u2060\ufeff\u200e\u200f"))
_LOGIN = {LineField.USER, LineField.PASSWORD, LineField.HOST}
_IMPLICIT = {
    "user": re.compile(r"(?=[^\s,;]*[0-9]{3})[A-Za-z0-9+][\w.+-]*(?=[\s,;.)]|$)", re.ASCII),
    "password": re.compile(r"(?=[^\s]*[0-9])(?=[^\s]*[A-Za-z])[\x21-\x7e]{6,}(?=\s|$)"),
    "account": re.compile(r"[\w.+*~-]+@[\w.:-]*\w(?=[\s,;.)]|$)"),
    "host": re.compile(r"\S+\.\S+?(?=[,;)]?\s|[,;.)]?$)"),
    "port": re.compile(r"[0-9]{2,5}(?:\s*[/,(]?\s*(?:udp|tcp|tls)\b\)?)?(?=[\s,;.)|]|$)", re.I),
    "transport": re.compile(r"(?:udp|tcp|tls)\b", re.I),
}
_ANOTHER = {"port": re.compile(r"[\s,;/|]*[0-9]"), "user": re.compile(r"\s*[,;/]?\s*\+?[0-9]{6}")}
"""What behind a value of running text is a second one."""


@dataclass(frozen=True)
class Letter:
    """``found`` are texts fit for :func:`domain.line_fields.judge`; ``unsure`` fields that the letter speaks of without
    saying clearly. ``secret``: some password stands in the text, of whatever service. ``speaks_of_password``: a word
    for one does, read or not."""

    found: Mapping[LineField, str] = field(default_factory=dict, repr=False)
    unsure: tuple[LineField, ...] = ()
    secret: bool = False
    speaks_of_password: bool = False
    lines: int = 0
    labels: int = 0

    @property
    def may_hold_secret(self) -> bool:
        """Whether the text is to leave the chat: an unread line of a letter may be the password."""
        return self.secret or self.speaks_of_password or self.lines > 1 or bool(self.found or self.unsure)

    @property
    def is_letter(self) -> bool:
        """Whether the text is worth taking for a letter and not for the answer to one question."""
        known = len(self.found)
        if not (self.labels or self.speaks_of_password) or not _LOGIN & {*self.found, *self.unsure}:
            return False
        return known > 1 or self.lines > 1 or LineField.PASSWORD in self.found


class LetterReader:
    """``words``: phrases by the name of their field, and the lists that ``letter-words.txt`` tells of at its head."""

    def __init__(self, words: Mapping[str, Sequence[str]]) -> None:
        self._labels = LabelFinder(words)
        self._nothing = frozenset(words["nothing"])
        self._foreign = _stems(words["foreign"])
        self._ours = _stems(words["ours"])
        spoken = "|".join((*words["password_words"], *words["bent_password_words"]))
        self._password = re.compile(rf"(?<![^\W_])(?:{spoken})(?![^\W_])", re.I)
        self._or = re.compile(rf"[\s,;/]*\b(?:{'|'.join(words['or'])})\b", re.I)

    def read(self, text: str) -> Letter:
        """Never fails, whatever the text."""
        lines = [line.strip() for line in text.translate(_UNSEEN).replace("\u00a0", " ").splitlines()]
        pairs = list(Blocks(self._labels, self._foreign, self._ours).read(lines))
        own = [pair for pair in pairs if not self._foreign.search(pair.around)]
        candidates = [*find_accounts(text), *(each for pair in own for each in self._candidates(pair, _listed(pairs)))]
        found, unsure = _settled(candidates)
        secret = any(pair.kind.endswith("password") and pair.text for pair in pairs)
        spoken = self._password.search(text) is not None
        if spoken and LineField.PASSWORD not in {*found, *unsure}:
            unsure = (*unsure, LineField.PASSWORD)
        return Letter(found, unsure, secret, spoken, sum(map(bool, lines)), len(own))

    def _candidates(self, pair: Labelled, listed: str) -> Iterator[Candidate]:
        kind, text = pair.kind, pair.text
        if kind.startswith("weak_"):
            yield Candidate(LineField(kind.removeprefix("weak_")), weak=True)
            return
        if not pair.explicit:
            match = _IMPLICIT[kind].match(text) if kind in _IMPLICIT else None
            if match is None:
                yield from _half_said(kind, text)
                return
            other = self._or.match(text, match.end()) or (kind in _ANOTHER and _ANOTHER[kind].match(text, match.end()))
            if other or (kind == "password" and not pair.cut and match.end() < len(text)):
                yield Candidate(LineField(kind))
                return
            text = match[0]
        if pair.joined:
            yield Candidate(LineField.USER if kind == "account" else LineField(kind))
            return
        if (pair.cut and text[-1:] in (",", ";", "|", "/")) or (listed and text.endswith(listed)):
            text = text[:-1].rstrip()
        text = re.sub(r"\s+(?:\u0438|and)$", "", text) if pair.cut else text
        yield from (
            read_account(text, self._nothing) if kind == "account" else read_value(LineField(kind), text, self._nothing)
        )


def _half_said(kind: str, text: str) -> Iterator[Candidate]:
    """A label in running text with no value that is clear: a doubt where a value may stand all the same."""
    if kind == "password" or (kind == "port" and text[:1].isdigit()):
        yield Candidate(LineField(kind), weak=True)


def _stems(words: Iterable[str]) -> re.Pattern[str]:
    """Latin words whole and no part of an address, the others by their beginning, for they are inflected."""
    joined = ((word, r"[\s_-]".join(map(re.escape, word.split()))) for word in words)
    forms = (rf"{form}(?![a-z@]|\.\w)" if word.isascii() else form for word, form in joined)
    return re.compile(rf"(?<![^\W_])(?<![.@])(?:{'|'.join(forms)})", re.I)


def _listed(pairs: Sequence[Labelled]) -> str:
    """The mark that ends the lines of an enumeration, which belongs to no value; "" where there is none."""
    ends = [pair.text[-1:] for pair in pairs if pair.explicit and not pair.cut]
    return next((mark for mark in ";," if ends.count(mark) > 1 and ends.count(mark) >= len(ends) - 1), "")


def _settled(candidates: Sequence[Candidate]) -> tuple[dict[LineField, str], tuple[LineField, ...]]:
    """A field is found where all clear readings agree and nothing but weak doubts stand beside them."""
    found: dict[LineField, str] = {}
    unsure = []
    for name in LineField:
        own = [each for each in candidates if each.field is name]
        values = {each.value for each in own if each.value is not None}
        if len(values) == 1 and not any(each.value is None and not each.weak for each in own):
            found[name] = str(values.pop())
        elif own:
            unsure.append(name)
    return found, tuple(unsure)
