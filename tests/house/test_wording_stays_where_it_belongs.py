"""What must not stand in a file of the project, searched in every tracked and every new one."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.house import tree

UNFINISHED = re.compile(r"\b(?:" + "TO" + r"DO|FIX" + r"ME|X" + r"XX|raise Not" + r"ImplementedError)\b")
REGISTRY = re.compile(
    r"(?:pypi|pythonhosted|npmjs)\.(?:org|com)|--(?:extra-)?index" + r"-url\b|https?://\S+/simple\b", re.I
)
MACHINE = re.compile(r"(?<![\w.])/(?:work|farm|home|Users)/\w|/tmp/[a-z]*_?jobs\b")
CYRILLIC = re.compile(r"[\u0400-\u04ff]")
SILENCED = re.compile(r"#\s*(?:noqa|type:\s*ignore)\b(?!.*\s(?:--?|#)\s)")
WIDE = {"Exception", "BaseException"}
PICTURES = {".png", ".jpg", ".gif", ".ico", ".pdf", ".ttf", ".woff2"}
LOCKS_WITH_ADDRESSES = {"uv.lock", "poetry.lock", "Pipfile.lock"}


def found(pattern: re.Pattern[str], paths: tuple[Path, ...]) -> list[str]:
    hits = ((path, number, line) for path in paths for number, line in enumerate(tree.read(path).splitlines(), 1))
    return [f"{path}:{number}: {line.strip()[:100]}" for path, number, line in hits if pattern.search(line)]


def wide_handlers(path: Path) -> Iterator[str]:
    """Handlers of every exception that do not end by raising it again."""
    for node in ast.walk(ast.parse(tree.read(path))):
        if isinstance(node, ast.ExceptHandler) and not isinstance(node.body[-1], ast.Raise):
            names = {name.id for name in ast.walk(node.type) if isinstance(name, ast.Name)} if node.type else WIDE
            if names & WIDE:
                yield f"{path}:{node.lineno}"


def texts() -> tuple[Path, ...]:
    return tuple(path for path in tree.files() if path.suffix not in PICTURES)


@pytest.mark.parametrize("pattern", [REGISTRY, MACHINE, UNFINISHED], ids=["registry", "machine", "unfinished"])
def test_no_file_names_a_registry_or_a_machine_or_is_unfinished(pattern: re.Pattern[str]) -> None:
    hits = found(pattern, texts())
    assert not hits


def test_russian_stands_in_texts_samples_and_tests_alone() -> None:
    aside = {"texts", "sandbox"}
    hits = found(CYRILLIC, tuple(path for path in tree.program() if path.parts[0] not in aside))
    assert not hits


def test_a_silenced_check_says_why() -> None:
    hits = found(SILENCED, tuple(path for path in tree.files() if path.suffix == ".py"))
    assert not hits


def test_exceptions_are_caught_narrowly_or_raised_again() -> None:
    assert not [hit for path in tree.program() for hit in wide_handlers(path)]


def test_locks_with_a_registry_address_are_not_kept() -> None:
    assert not [path for path in tree.files() if path.name in LOCKS_WITH_ADDRESSES]
