"""The glossary comes first: no value of a domain enum without a row, and no row that contradicts the code."""

import importlib
import re
from collections.abc import Iterator
from enum import StrEnum

import pytest

from domain.access import Action
from domain.health import LineState
from domain.journal import Deed
from domain.sip import Verdict
from tests.house import tree

# What a right permits is told by its name, what the journal tells by its wording.
ASIDE = {Action, Deed}


def domain_enums() -> Iterator[type[StrEnum]]:
    modules = (".".join(path.with_suffix("").parts) for path in tree.program() if path.parts[0] == "domain")
    for module in map(importlib.import_module, modules):
        for thing in vars(module).values():
            if isinstance(thing, type) and issubclass(thing, StrEnum) and thing.__module__ == module.__name__:
                yield thing


def first_cells(heading: str) -> list[str]:
    """Values of the first column of the table under a heading."""
    section = re.split(r"^#+ ", tree.read("docs/glossary.md").partition(f" {heading}\n")[2], maxsplit=1, flags=re.M)[0]
    return re.findall(r"^\| `(\w+)` \|", section, flags=re.M)


@pytest.mark.parametrize("words", sorted(set(domain_enums()) - ASIDE, key=str))
def test_the_glossary_names_every_value_of_the_domain(words: type[StrEnum]) -> None:
    glossary = tree.read("docs/glossary.md")
    assert not [str(word) for word in words if f"`{word}`" not in glossary]


@pytest.mark.parametrize(("heading", "words"), [("Verdicts", Verdict), ("States of a line", LineState)])
def test_a_table_of_the_glossary_has_each_value_once_and_no_other(heading: str, words: type[StrEnum]) -> None:
    assert sorted(first_cells(heading)) == sorted(words)
