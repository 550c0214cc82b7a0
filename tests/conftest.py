"""What every test may use: databases of both kinds, and the skipping of tests whose programs are missing.

Stories, in which whole programs talk to each other for a minute, are marked by their folder, and a few long ones
elsewhere by themselves: ``make test`` leaves them to ``make stories``.
"""

import os
from pathlib import Path

import pytest

from tests.kit.programs import MISSING, SkipForWant

pytest_plugins = ["tests.kit.database"]


STORIES = frozenset({"e2e", "pbx"})


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    here = Path(__file__).parent
    for item in items:
        if item.path.relative_to(here).parts[0] in STORIES:
            item.add_marker(pytest.mark.story)


def pytest_configure(config: pytest.Config) -> None:
    config.pluginmanager.register(SkipForWant(MISSING, no_skip=os.environ.get("LINEKEEPER_NO_SKIP") == "1"))
