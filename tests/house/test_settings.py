"""``.env.example`` explains every setting, and nothing that is not one."""

import re

import pytest

from bot.settings import Settings, load_settings
from tests.house import tree

ROW = re.compile(r"^([A-Z][A-Z0-9_]+)=(.*)$", re.M)


@pytest.fixture(autouse=True)
def nothing_is_set(monkeypatch: pytest.MonkeyPatch) -> None:
    """Tortoise, among others, leaves TIMEZONE in the environment."""
    for name in Settings.model_fields:
        monkeypatch.delenv(name.upper(), raising=False)


def rows() -> dict[str, str]:
    return dict(ROW.findall(tree.read(".env.example")))


def test_every_setting_is_in_the_example_and_nothing_else() -> None:
    assert set(rows()) == {name.upper() for name in Settings.model_fields}


@pytest.mark.parametrize("name", sorted(Settings.model_fields))
def test_a_setting_is_explained_above_its_row(name: str) -> None:
    lines = tree.read(".env.example").splitlines()
    at = next(
        number
        for number, line in enumerate(lines)
        if ROW.match(line) and line.lstrip("# ").startswith(f"{name.upper()}=")
    )
    above = lines[at - 1]
    assert above.startswith("# ")
    assert not ROW.match(above)


@pytest.mark.parametrize("name", sorted(Settings.model_fields))
def test_the_example_shows_the_default_of_a_setting(name: str) -> None:
    shown = rows()[name.upper()]
    defaults = load_settings(_env_file=None)
    chosen = load_settings(_env_file=None, **({name: shown} if shown else {}))
    assert getattr(chosen, name) == getattr(defaults, name)
