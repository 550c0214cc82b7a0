"""The page of rights is what the command prints."""

import subprocess
import sys

from bot.cli.rights import page
from domain.access import Action, Role
from tests.house import tree


def test_the_page_of_rights_is_the_table_of_the_code() -> None:
    assert tree.read("docs/rights.md") == page(), "run: python -m bot rights > docs/rights.md"


def test_the_page_names_every_action_and_every_role() -> None:
    said = tree.read("docs/rights.md")
    assert not [word for word in (*Action, *Role) if f"`{word}`" not in said]


def test_the_command_prints_the_page() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "bot", "rights"], cwd=tree.ROOT, capture_output=True, text=True, timeout=100, check=True
    )
    assert done.stdout == tree.read("docs/rights.md")
