"""The lock files: each requirement with hashes, both alike, and both in step with pyproject.toml."""

import re
import tomllib

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tests.house import tree

PINNED = re.compile(r"^([A-Za-z0-9._-]+)==([^\s;\\]+)", re.M)


def pins(lock: str) -> dict[str, str]:
    return {canonicalize_name(name): version for name, version in PINNED.findall(tree.read(lock))}


def declared(group: str = "") -> list[Requirement]:
    project = tomllib.loads(tree.read("pyproject.toml"))
    rows = project["dependency-groups"][group] if group else project["project"]["dependencies"]
    return [Requirement(row) for row in rows]


@pytest.mark.parametrize("lock", ["requirements.lock", "requirements-dev.lock"])
def test_every_requirement_has_a_hash(lock: str) -> None:
    blocks = re.split(r"^(?=[A-Za-z0-9])", tree.read(lock), flags=re.M)[1:]
    assert len(blocks) == len(pins(lock))
    assert not [block.split()[0] for block in blocks if "--hash=sha256:" not in block]


def test_the_locks_hold_what_the_project_declares() -> None:
    program, development = pins("requirements.lock"), pins("requirements-dev.lock")
    for requirement in declared():
        assert requirement.specifier.contains(program[canonicalize_name(requirement.name)]), requirement
    for requirement in declared("dev"):
        assert requirement.specifier.contains(development[canonicalize_name(requirement.name)]), requirement


def test_development_uses_the_versions_of_the_program() -> None:
    assert pins("requirements.lock").items() <= pins("requirements-dev.lock").items()
