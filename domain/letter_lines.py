"""Finds the labels of a letter and what stands after each: "login: 101", "login 101, password …", label above value,
small tables. Knows nothing of what a value may be."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

_FIELDS_OF_WORDS = frozenset(
    {"foreign", "ours", "nothing", "password_words", "bent_password_words", "told", "of", "places", "prose", "or"}
)
_SEPARATOR = re.compile(
    r"(?P<q>(?:\s*\([^()\n]{0,40}\)|\s+(?:24/7|[^\W\d_][\w.-]*(?![\w@]))){0,4}?)(?:\s*[.\u2026_]{3,}|[\"'\u00bb\u201d])?\s*\*{0,2}\s*"
    r"(?:(?:[:=\uff1a]|(?<=\s)(?:[\u2013\u2014\u2192-]|->|=>)(?=\s)|\t|\|)\s*\*{0,2}|(?=(?:\u2116|#)\s*\w)|(?<=[.\u2026_]{3})(?=\s))\s*"
)
_TOLD = re.compile(r"\s+(?:is\s+)?(?=\S)")
_LIKE = {"account": "user", "weak_user": "user", "weak_host": "host", "weak_password": "password"}
_CELLS = re.compile(r"\s*[|\t]\s*|\s{3,}")
_LAST_CELL = re.compile(r"\s+\|\s*$")
_JOINED = re.compile(r"[\s*]*(?:[/&+,]|\b(?:\u0438|and)\b)[\s*]*", re.I)
_NEAR = 160
"""Characters before a label in which the other one of a pair begins."""
_OPENERS = ' \t([{*\u00ab"|\u2022\u00b7>_'


@dataclass(frozen=True)
class Labelled:
    """One label with the text after it. ``explicit``: a colon, a dash or the like stood between; ``joined``: two labels
    shared one value; ``around`` is what else the line says before the value, ``cut`` whether another label followed."""

    kind: str
    text: str
    explicit: bool
    joined: bool = False
    around: str = ""
    cut: bool = False


class LabelFinder:
    """Compiled from lists of phrases by kind."""

    def __init__(self, words: Mapping[str, Sequence[str]]) -> None:
        self._kinds = {_plain(phrase): kind for kind in words if kind not in _FIELDS_OF_WORDS for phrase in words[kind]}
        phrases = sorted(self._kinds, key=len, reverse=True)
        patterns = (r"[\s_-]{1,3}".join(map(_letters, phrase.split())) for phrase in phrases)
        self._label = re.compile(rf"(?<![\w@.-])(?:{'|'.join(patterns)})(?![\w@])(?![.-]\w)", re.I)

    def kind(self, text: str) -> str | None:
        """The kind of a cell or line that is a label and nothing else."""
        bare = re.sub(r"\([^()]*\)|^\*{1,2}|\*{0,2}[:=]?\*{0,2}$|[.,\u2116#]", " ", text.strip())
        return self._kinds.get(_plain(bare))

    def header(self, line: str) -> list[str] | None:
        """The kinds of a table's head; None for any other line. A cell that is no label has the kind ""."""
        kinds = [self.kind(cell) or "" for cell in cells(line)]
        return kinds if len(kinds) > 1 and sum(map(bool, kinds)) > 1 and all(cells(line)) else None

    def pairs(self, line: str) -> list[Labelled]:
        """Every label of the line in order, with the text up to the next one."""
        marks = self._marks(line)
        found = []
        for place, (match, value_at, explicit) in enumerate(marks):
            cut = place + 1 < len(marks)
            text = (
                line[value_at : marks[place + 1][0].start()].rstrip(_OPENERS)
                if cut
                else _LAST_CELL.sub("", line[value_at:])
            )
            partner = self._partner(line, match)
            joined = partner is not None or self._other_label(match, line[match.end() : value_at])
            around = self._around(line, marks, place)
            kinds = [self._kind_of(match), *([partner] if partner else [])]
            found += [Labelled(kind, text.strip(), explicit, joined, around, cut) for kind in kinds]
        return found

    def _around(self, line: str, marks: list[tuple[re.Match[str], int, bool]], place: int) -> str:
        """What the line says before its first label, and between the last value and this one: not that value itself."""
        match, value_at, _ = marks[place]
        since = marks[place - 1][1] if place else 0
        between = line[since : match.start()]
        value = re.match(r"\s*\S*", between) if place else None
        rest = between[value.end() :] if value else between
        lead = line[: marks[0][0].start()]
        return f"{lead} {rest} {line[match.start() : value_at]}"

    def _marks(self, line: str) -> list[tuple[re.Match[str], int, bool]]:
        marks: list[tuple[re.Match[str], int, bool]] = []
        at = 0
        for match in self._label.finditer(line):
            if match.start() < at or not self._begins(line, match):
                continue
            after = _SEPARATOR.match(line, match.end())
            if after is not None and not self._other_label(match, after["q"]):
                marks.append((match, after.end(), True))
                at = after.end()
            elif (told := _TOLD.match(line, match.end())) and self._stands_alone(line, match):
                marks.append((match, told.end(), False))
                at = told.end()
        return marks

    def _begins(self, line: str, match: re.Match[str]) -> bool:
        """A label begins the line or a word; behind a slash only the second of two labels does."""
        before = line[: match.start()][-1:]
        return before in _OPENERS or (before in ",;" and match.start() > 0) or self._partner(line, match) is not None

    def _other_label(self, match: re.Match[str], qualifier: str) -> bool:
        """Another label stands between this one and the colon; its translation in brackets is none."""
        kinds = {_LIKE.get(kind, kind) for kind in map(self._kind_of, self._label.finditer(qualifier))}
        own = self._kind_of(match)
        return bool(kinds - {_LIKE.get(own, own)}) or (bool(kinds) and "(" not in qualifier)

    def _kind_of(self, label: re.Match[str]) -> str:
        return self._kinds[_plain(label[0])]

    def _stands_alone(self, line: str, match: re.Match[str]) -> bool:
        """In running text a label is no part of another word group: the next word is no label."""
        return self._label.match(line, match.end() + 1) is None

    def _partner(self, line: str, match: re.Match[str]) -> str | None:
        """The kind of the label that shares this one's value: "login / password: 101 / abc"."""
        labels = list(self._label.finditer(line, max(match.start() - _NEAR, 0), match.start()))
        if not labels or not _JOINED.fullmatch(line, labels[-1].end(), match.start()):
            return None
        return self._kind_of(labels[-1])


def cells(line: str) -> list[str]:
    """The cells of a table's row."""
    return [cell.strip() for cell in _CELLS.split(line.strip().strip("|"))]


def _plain(phrase: str) -> str:
    words = re.sub(r"[\s_-]+", " ", phrase.lower().replace("\u0451", "\u0435"))
    return words.strip()


def is_ruler(line: str) -> bool:
    """A line of dashes under a table's head."""
    return re.fullmatch(r"[\s|:=+-]*-{2,}[\s|:=+-]*", line) is not None


def _letters(word: str) -> str:
    return re.escape(word).replace("\u0435", "[\u0435\u0451]")
