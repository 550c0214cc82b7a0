"""``support`` and ``cabinet``: what only somebody at the server's terminal may do."""

from pathlib import Path

import pytest

from bot.cli import main
from bot.settings import Settings


@pytest.fixture(autouse=True)
def database(tmp_path: Path, sqlite_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """An empty working directory, and a database of its own."""
    monkeypatch.chdir(tmp_path)
    for name in Settings.model_fields:
        monkeypatch.delenv(name.upper(), raising=False)
    monkeypatch.setenv("DATABASE_URL", sqlite_url)


def said(capsys: pytest.CaptureFixture[str], *words: str, status: int = 0) -> str:
    assert main(words) == status
    out, err = capsys.readouterr()
    return (out + err).strip()


def test_support_is_made_listed_and_removed(capsys: pytest.CaptureFixture[str]) -> None:
    assert said(capsys, "support") == "There is no support yet."
    assert "is support now" in said(capsys, "support", "--telegram-id", "301", "--name", "Ольга")
    assert "already" in said(capsys, "support", "--telegram-id", "301")
    assert said(capsys, "support") == "301 Ольга"
    renamed = said(capsys, "support", "--telegram-id", "301", "--name", "Olga")
    assert renamed == "301 is support already; the name is changed to Olga."
    assert said(capsys, "support", "--telegram-id", "301", "--name", "Olga") == "301 is support already."
    assert said(capsys, "support") == "301 Olga"
    assert "no more" in said(capsys, "support", "--telegram-id", "301", "--remove")
    assert "lists who is" in said(capsys, "support", "--telegram-id", "301", "--remove", status=1)
    assert said(capsys, "support") == "There is no support yet."


@pytest.mark.parametrize(
    "words",
    [
        ["--remove"],
        ["--name", "Ольга"],
        ["--telegram-id", "ольга"],
        ["--telegram-id", "0"],
        ["--telegram-id", "-5"],
        ["--telegram-id", str(2**60)],
        ["--telegram-id", "301", "--remove", "--name", "Ольга"],
    ],
)
def test_support_is_told_whom_it_is_about(words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as refused:
        main(["support", *words])
    assert refused.value.code == 2
    assert "usage: python -m bot support" in capsys.readouterr().err


def test_nobody_is_invited_as_support(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["invite", "--contract", "1", "--role", "support"])
    assert "choose from administrator, manager, on_call" in capsys.readouterr().err


def test_a_cabinet_login_is_set_and_removed(capsys: pytest.CaptureFixture[str]) -> None:
    assert "no contract 184/24" in said(capsys, "cabinet", "--contract", "184/24", "--login", "a", status=1)
    said(capsys, "invite", "--contract", "184/24", "--role", "administrator", "--client", "Ромашка")
    said(capsys, "invite", "--contract", "207/25", "--role", "administrator", "--client", "Вектор")
    assert "romashka" in said(capsys, "cabinet", "--contract", "184/24", "--login", "Romashka")
    assert "another contract" in said(capsys, "cabinet", "--contract", "207/25", "--login", "romashka", status=1)
    assert "Latin letters" in said(capsys, "cabinet", "--contract", "207/25", "--login", "ромашка", status=1)
    assert "removed" in said(capsys, "cabinet", "--contract", "184/24", "--remove")


@pytest.mark.parametrize(
    "words",
    [
        ("recount",),
        ("support",),
        ("support", "--telegram-id", "301"),
        ("cabinet", "--contract", "1", "--remove"),
        ("statement", "--waiting"),
        ("backup", "copy.zip"),
    ],
)
def test_a_mistyped_path_makes_no_database(
    words: tuple[str, ...], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("DATABASE_URL", "sqlite:///vra/linekeeper.db")
    assert f"There is no database at {tmp_path}/vra/linekeeper.db." in said(capsys, *words, status=1)
    assert not (tmp_path / "vra").exists()
    assert not (tmp_path / "copy.zip").exists()


def test_a_database_that_does_not_open_is_told_in_a_sentence(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("DATABASE_URL", "sqlite:////proc/nowhere/linekeeper.db")
    for words in (("support",), ("cabinet", "--contract", "1", "--remove")):
        assert "Traceback" not in said(capsys, *words, status=1)
