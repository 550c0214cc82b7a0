"""What every test may use: databases of both kinds, and the skipping of tests whose programs are missing."""

import os

import pytest

from tests.kit.programs import MISSING, SkipForWant

pytest_plugins = ["tests.kit.database"]


def pytest_configure(config: pytest.Config) -> None:
    config.pluginmanager.register(SkipForWant(MISSING, no_skip=os.environ.get("LINEKEEPER_NO_SKIP") == "1"))
