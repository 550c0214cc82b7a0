"""Cuts a statement's text into its sections; knows the grammar, not the meaning."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from domain.statement import StatementError, StatementFault
from domain.statement_words import WORD

_KEY = re.compile("[A-Za-z\u0410-\u044f\u0401\u0451][0-9A-Za-z\u0410-\u044f\u0401\u0451 _]*")
_REPEATS = {WORD["account"], WORD["document_section"]}


@dataclass
class Section:
    """Keys and values of one section; ``line`` is where it begins."""

    line: int
    values: dict[str, str] = field(default_factory=dict)


@dataclass
class Sections:
    """The head of the file (with the accounts it names), its accounts, its documents."""

    head: Section
    named: list[str] = field(default_factory=list)
    accounts: list[Section] = field(default_factory=list)
    documents: list[Section] = field(default_factory=list)


def sections(text: str) -> Sections:
    """Read the whole text.

    Raises:
        StatementError: ``truncated`` without its end, ``several`` when another statement follows, ``broken``.
    """
    lines = [(number, line.strip()) for number, line in enumerate(text.splitlines(), 1)]
    if WORD["file_end"] not in {line for _, line in lines}:
        raise StatementError(StatementFault.TRUNCATED)
    filled = iter([(number, line) for number, line in lines if line])
    next(filled)
    found = Sections(Section(1))
    for number, line in filled:
        if line == WORD["file_end"]:
            _nothing_more(filled)
            return found
        _line(found, number, line, filled)
    raise StatementError(StatementFault.TRUNCATED)


def _line(found: Sections, number: int, line: str, rest: Iterator[tuple[int, str]]) -> None:
    key = line.partition("=")[0].strip()
    if key == WORD["account_section"]:
        found.accounts.append(_section(number, WORD["account_end"], rest))
    elif key == WORD["document_section"]:
        found.documents.append(_section(number, WORD["document_end"], rest))
    elif line == WORD["magic"]:
        raise StatementError(StatementFault.SEVERAL, number)
    elif key == WORD["account"]:
        found.named.append(line.partition("=")[2].strip())
    else:
        _store(found.head, number, line)


def _section(begin: int, end: str, rest: Iterator[tuple[int, str]]) -> Section:
    section = Section(begin)
    latest = ""
    for number, line in rest:
        if line == end:
            return section
        if line.partition("=")[0] in _ENDS:
            raise StatementError(StatementFault.TRUNCATED, number)
        if "=" not in line and latest == WORD["purpose"]:
            section.values[latest] += f" {line}"
        else:
            latest = _store(section, number, line)
    raise StatementError(StatementFault.TRUNCATED, begin)


def _store(section: Section, number: int, line: str) -> str:
    key, equals, value = (part.strip() for part in line.partition("="))
    if not equals or not _KEY.fullmatch(key) or (key in section.values and key not in _REPEATS):
        raise StatementError(StatementFault.BROKEN, number)
    section.values[key] = value
    return key


def _nothing_more(rest: Iterator[tuple[int, str]]) -> None:
    for number, line in rest:
        raise StatementError(StatementFault.SEVERAL if line == WORD["magic"] else StatementFault.BROKEN, number)


_ENDS = {
    WORD[name] for name in ("account_section", "account_end", "document_section", "document_end", "file_end", "magic")
}
