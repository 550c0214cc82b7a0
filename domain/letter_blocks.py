"""The order of a letter: headings, blocks, tables, labels above their values. Marks what speaks of another service."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from domain.letter_lines import LabelFinder, Labelled, cells, is_ruler


class Blocks:
    """Reads one letter, line by line. ``foreign`` finds words of other services, ``ours`` those of telephony."""

    def __init__(self, labels: LabelFinder, foreign: re.Pattern[str], ours: re.Pattern[str]) -> None:
        self._labels = labels
        self._section = _Section(foreign, ours)
        self._waiting: list[str] = []
        self._header: list[str] = []

    def read(self, lines: Iterable[str]) -> Iterator[Labelled]:
        """Labels with values; those of other services have a foreign word in ``around``."""
        for line in lines:
            if not line or is_ruler(line):
                self._section.blank()
            elif kinds := self._labels.header(line):
                self._header, self._waiting = kinds, []
            elif self._header and len(cells(line)) == len(self._header):
                yield from self._row(line)
            else:
                self._header = []
                yield from self._line(line)

    def _row(self, line: str) -> Iterator[Labelled]:
        columns = zip(self._header, cells(line), strict=True)
        return (Labelled(kind, cell, True, around=self._section.mark) for kind, cell in columns if kind)

    def _line(self, line: str) -> Iterator[Labelled]:
        kind = self._labels.kind(line)
        if kind:
            self._waiting.append(kind)
            return
        waiting, self._waiting = self._waiting, []
        pairs = self._labels.pairs(line)
        if waiting and not any(pair.explicit for pair in pairs):
            self._section.used()
            yield from (Labelled(kind, line, True, len(waiting) > 1, self._section.mark) for kind in waiting)
        elif pairs:
            yield from self._labelled(line, pairs)
        else:
            self._section.heading(line)

    def _labelled(self, line: str, pairs: list[Labelled]) -> Iterator[Labelled]:
        self._section.line(line)
        self._section.used()
        yield from (replace(pair, around=f"{self._section.mark} {pair.around}") for pair in pairs)
        self._section.after(line)


class _Section:
    """Whether the lines now speak of another service: from its heading to the end of its block, or to ours."""

    def __init__(self, foreign: re.Pattern[str], ours: re.Pattern[str]) -> None:
        self._foreign, self._ours = foreign, ours
        self._filled = False
        self.mark = ""

    def heading(self, line: str) -> None:
        """A line without labels."""
        foreign = self._foreign.search(line)
        if foreign or re.search(r"https?://|www\.", line):
            self.mark, self._filled = foreign[0] if foreign else "web", False
        elif self._ours.search(line):
            self.mark = ""

    def line(self, line: str) -> None:
        """A line with labels whose first words speak of telephony is ours, whatever stood above."""
        words = line.partition(":")[0]
        if self._ours.search(words) and not self._foreign.search(words):
            self.mark = ""

    def after(self, line: str) -> None:
        """A line with labels that names another service speaks for those below it in the same block."""
        if re.search(r"https?://", line):
            self.mark, self._filled = "web", False

    def used(self) -> None:
        """Something was read in this block."""
        self._filled = True

    def blank(self) -> None:
        """An empty line ends a block that had something in it."""
        if self._filled:
            self.mark = ""
