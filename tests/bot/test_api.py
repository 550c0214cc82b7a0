"""The settings of the API: on where somebody may call it, and no token is ever shown."""

import pytest

from bot.checkup import api
from bot.settings import Settings, SettingsError, load_settings

TOKEN = "t" * 32


def load(**chosen: str) -> Settings:
    return load_settings(_env_file=None, **chosen)


def test_without_a_token_there_is_no_api(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("API_TOKENS", raising=False)
    assert load().tokens == ()
    assert load().listen is None
    assert api.examine(load()) == []


def test_a_token_is_enough_to_listen_and_is_never_shown() -> None:
    settings = load(api_tokens=f"billing:{TOKEN},projects:{TOKEN}2")
    assert settings.listen == ("127.0.0.1", 8080)
    assert TOKEN not in repr(settings)
    (finding,) = api.examine(settings)
    assert finding.well
    assert finding.words == "is served at /api/v1 on 127.0.0.1:8080 to billing, projects"


@pytest.mark.parametrize("text", ["billing:short", f"nobody:{TOKEN}", TOKEN, f"billing:{TOKEN},billing:{TOKEN}"])
def test_tokens_that_cannot_be_used_are_refused_without_showing_them(text: str) -> None:
    with pytest.raises(SettingsError) as caught:
        load(api_tokens=text)
    (sentence,) = caught.value.sentences
    assert sentence.startswith("API_TOKENS: ")
    assert TOKEN not in sentence


def test_a_webhook_may_not_stand_in_the_apis_place() -> None:
    with pytest.raises(SettingsError):
        load(webhook_url="https://bot.example/api/v1/telegram")
