"""The Fluent files as data: keys with their arguments, and what the parser could not read."""

from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

from fluent.syntax import FluentParser
from fluent.syntax import ast as ftl
from fluent.syntax.visitor import Visitor

from texts.texts import FOLDER


class Arguments(Visitor):
    """Collects the ``$variables`` of a message and the messages it refers to."""

    def __init__(self) -> None:
        self.names: set[str] = set()
        self.refers: set[str] = set()

    def visit_VariableReference(self, node: Any) -> None:  # noqa: N802 -- the name fluent.syntax calls
        self.names.add(node.id.name)

    def visit_MessageReference(self, node: Any) -> None:  # noqa: N802 -- the name fluent.syntax calls
        self.refers.add(node.id.name)


def files(language: str) -> list[Path]:
    return sorted((FOLDER / language).glob("*.ftl"))


def body(language: str) -> Iterator[tuple[str, Any]]:
    """(file, entry) of everything the parser found."""
    for path in files(language):
        for entry in FluentParser().parse(path.read_text(encoding="utf-8")).body:
            yield path.name, entry


@cache
def entries(language: str) -> tuple[tuple[str, str, Any], ...]:
    """(file, key, message) of every message, in order."""
    return tuple((file, entry.id.name, entry) for file, entry in body(language) if isinstance(entry, ftl.Message))


@cache
def messages(language: str) -> dict[str, frozenset[str]]:
    """Arguments of each key, those of messages it refers to included."""
    visited = {}
    for _, key, entry in entries(language):
        visitor = Arguments()
        visitor.visit(entry)
        visited[key] = visitor
    return {key: frozenset(_all_names(visitor, visited)) for key, visitor in visited.items()}


def _all_names(visitor: Arguments, visited: dict[str, Arguments]) -> set[str]:
    return visitor.names.union(*(_all_names(visited[key], visited) for key in visitor.refers))


def junk(language: str) -> list[str]:
    """What Fluent would skip in silence."""
    return [f"{file}: {str(each.content).strip()[:60]}" for file, each in body(language) if isinstance(each, ftl.Junk)]
