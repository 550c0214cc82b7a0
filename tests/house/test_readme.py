"""What the documents tell to type or to open is there."""

import re
import tomllib
from pathlib import Path

import pytest

from bot.cli import COMMANDS
from tests.house import tree

PAGES = sorted(path for path in tree.files() if path.suffix == ".md")
TARGETS = set(re.findall(r"^([a-z-]+):", tree.read("Makefile"), re.MULTILINE))


def anchors(page: Path) -> set[str]:
    """Anchors of a page's headings, as a forge makes them."""
    headings = re.findall(r"^#+ (.+)$", tree.read(page), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


@pytest.mark.parametrize("page", PAGES, ids=str)
def test_links_to_our_own_files_lead_somewhere(page: Path) -> None:
    links = re.findall(r"\]\(([^)\s]+)\)|src=\"([^\"]+)\"", tree.read(page))
    for link in (link or source for link, source in links if "://" not in link + source):
        name, _, anchor = link.partition("#")
        target = page if not name else Path(page.parent, name)
        there = Path(tree.ROOT, target).exists()
        assert there, link
        assert not anchor or anchor in anchors(target), link


@pytest.mark.parametrize("page", PAGES, ids=str)
def test_make_targets_in_the_documents_exist(page: Path) -> None:
    assert set(re.findall(r"(?:`|^    )make ([a-z-]+)", tree.read(page), re.MULTILINE)) <= TARGETS


def test_the_readme_names_every_command_and_no_other() -> None:
    readme = tree.read("README.md")
    table = readme.partition("| Command: ")[2].partition("\n## ")[0]
    assert sorted(re.findall(r"^\| `([a-z]+)` \|", table, re.MULTILINE)) == sorted(COMMANDS)
    assert set(re.findall(r"python -m bot ([a-z]+)", readme)) <= set(COMMANDS)


def test_ci_calls_the_test_command_of_the_readme() -> None:
    assert "    make test\n" in tree.read("README.md")
    assert re.search(r"^make test\b", tree.read(".ci/run"), re.MULTILINE)


def test_every_package_of_the_program_is_linted_typed_and_shipped() -> None:
    settings = tomllib.loads(tree.read("pyproject.toml"))["tool"]
    packages = {path.parts[0] for path in tree.program() if len(path.parts) > 1}
    assert packages == set(settings["importlinter"]["root_packages"])
    assert packages <= set(settings["mypy"]["packages"])
    assert packages == set(re.findall(r"^COPY (\w+) \1$", tree.read("deploy/Containerfile"), re.MULTILINE))


def test_every_benchmark_is_in_the_readme() -> None:
    files = (path for path in tree.files() if path.parts[0] == "benchmarks" and path.suffix == ".py")
    benchmarks = {path.stem for path in files if '\nif __name__ == "__main__"' in tree.read(path)}
    named = re.findall(r"^\| `([a-z_]+)` \|", tree.read("README.md").partition("## Benchmarks")[2], re.MULTILINE)
    assert sorted(benchmarks) == sorted(named)
