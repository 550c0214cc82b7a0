"""Settings: what may be written, what is refused, and in which words."""

import base64
from pathlib import Path
from typing import Any

import pytest
from pydantic import ValidationError

from bot.settings import Settings, SettingsError, load_settings
from bot.settings_unknown import misspelt

TOKEN = "123456789:AAF0000000000000000000000000000000z"
KEY = base64.b64encode(bytes(32)).decode()


def load(**chosen: Any) -> Settings:
    return load_settings(_env_file=None, **chosen)


def refusal(**chosen: Any) -> str:
    with pytest.raises(SettingsError) as caught:
        load(**chosen)
    assert len(caught.value.sentences) == 1
    return caught.value.sentences[0]


def test_the_environment_wins_over_the_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / ".env"
    file.write_text("SUPPORT_PHONE=1\nSUPPORT_EMAIL=a@b.example\nUNKNOWN=x\n", encoding="utf-8")
    monkeypatch.setenv("SUPPORT_PHONE", "2")
    settings = load_settings(_env_file=file)
    assert (settings.support_phone, settings.support_email) == ("2", "a@b.example")


def test_an_empty_variable_means_the_default(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CHECK_INTERVAL", "")
    assert load().check_interval == 300


def test_an_empty_variable_wins_over_the_file_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / ".env"
    file.write_text(f"BOT_TOKEN={TOKEN}\nCHECK_INTERVAL=60\nSUPPORT_PHONE=1\n", encoding="utf-8")
    monkeypatch.setenv("BOT_TOKEN", "")
    monkeypatch.setenv("check_interval", "")
    settings = load_settings(_env_file=file)
    assert (settings.bot_token.get_secret_value(), settings.check_interval) == ("", 300)
    assert settings.support_phone == "1"


@pytest.mark.parametrize(
    ("name", "written", "said"),
    [
        ("prober_count", "two", "PROBER_COUNT: it is not a whole number. Write a whole number from 1 to 64"),
        ("prober_count", "1.5", "PROBER_COUNT: it is not a whole number. Write a whole number from 1 to 64"),
        ("prober_count", "0", "PROBER_COUNT: it is too small. Write a whole number from 1 to 64"),
        ("prober_count", "65", "PROBER_COUNT: it is too large. Write a whole number from 1 to 64"),
        ("confirm_after", "soon", "CONFIRM_AFTER: it is not a number. Write a number of seconds from 0 to 86400"),
        ("tls_verify", "perhaps", "TLS_VERIFY: it is neither true nor false. Write true or false"),
        ("default_language", "fr", "DEFAULT_LANGUAGE: there is no such choice. Write ru or en"),
        (
            "support_email",
            "abon_izhnet.ru",
            "SUPPORT_EMAIL: it is not one e-mail address. "
            "Write the e-mail address of support, such as help@example.org",
        ),
        ("ledger", "both", "LEDGER: there is no such choice. Write billing or local"),
    ],
)
def test_what_cannot_be_used_is_told_in_plain_words(name: str, written: str, said: str) -> None:
    assert refusal(**{name: written}) == said


def test_a_slip_in_the_name_of_a_setting_is_told_with_what_was_meant(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / ".env"
    written = (
        "SUPPORT_MAIL=secret-1\nlog_levl=secret-2\nBOT_TOKEN=secret-3\nPOSTGRES_PASSWORD=secret-4\nCOMPOSE_FILE=x\n"
    )
    file.write_text(written, encoding="utf-8")
    monkeypatch.setenv("SECRET_KEY", "secret-5")
    told = misspelt(file)
    assert told == [
        "LOG_LEVL is no setting: did you mean LOG_LEVEL?",
        "SECRET_KEY is no setting: did you mean SECRET_KEYS?",
        "SUPPORT_MAIL is no setting: did you mean SUPPORT_EMAIL?",
    ]


def test_what_the_machine_has_in_its_environment_anyway_is_no_slip() -> None:
    assert misspelt("/nowhere/.env") == []
    assert misspelt(Path(__file__).parents[2] / ".env.example") == []


def test_support_may_have_no_address() -> None:
    assert load(support_email="").support_email == ""


def test_a_file_that_is_not_text_is_refused_in_one_sentence(tmp_path: Path) -> None:
    file = tmp_path / ".env"
    file.write_bytes(b"BOT_TOKEN=\xff\xfe")
    with pytest.raises(SettingsError, match="cannot be read"):
        load_settings(_env_file=file)


def test_settings_cannot_be_changed() -> None:
    with pytest.raises(ValidationError):
        load().fail_after = 5


@pytest.mark.parametrize("written", ["http://h:8081", "http://h:8081/", "http://h:8081/bot", "http://h:8081/bot/"])
def test_the_base_of_the_api_may_end_as_people_write_it(written: str) -> None:
    settings = load(bot_api_url=written)
    assert (settings.api_base, settings.file_base) == ("http://h:8081/bot", "http://h:8081/file/bot")


@pytest.mark.parametrize("token", ["rubbish", "123456789:short", "12:" + "A" * 35, "123456789:" + "ж" * 35])
def test_a_token_that_botfather_cannot_have_given_is_refused(token: str) -> None:
    words = refusal(bot_token=token)
    assert words.startswith("BOT_TOKEN: ")
    assert "@BotFather" in words
    assert token not in words


def test_a_server_of_ones_own_may_give_short_tokens() -> None:
    assert load(bot_token="42:TEST", bot_api_url="http://127.0.0.1:1").bot_token.get_secret_value() == "42:TEST"


def test_every_wrong_setting_has_its_own_sentence() -> None:
    with pytest.raises(SettingsError) as caught:
        load(check_interval="often", fail_after=0, log_level="loud", timezone="Mars/Base", tls_verify="perhaps")
    names = [sentence.partition(":")[0] for sentence in caught.value.sentences]
    assert sorted(names) == ["CHECK_INTERVAL", "FAIL_AFTER", "LOG_LEVEL", "TIMEZONE", "TLS_VERIFY"]
    assert all("Write " in sentence for sentence in caught.value.sentences)


@pytest.mark.parametrize(
    "chosen",
    [
        {"database_url": "mysql://me:sesame@host/x"},
        {"database_url": "postgres://me:sesame@host"},
        {"telegram_proxy": "ftp://me:sesame@host:1"},
        {"secret_keys": "sesame"},
        {"secret_keys": "k1:sesame"},
        {"secret_keys": "k1:" + base64.b64encode(b"sesame").decode()},
        {"webhook_secret": "sesame sesame"},
        {"bot_token": "sesame:sesame"},
        {"bot_api_url": "sesame"},
    ],
)
def test_a_refusal_never_repeats_a_secret(chosen: dict[str, str]) -> None:
    assert "sesame" not in refusal(**chosen)


def test_secrets_are_not_shown() -> None:
    settings = load(
        bot_token=TOKEN,
        secret_keys=f"k1:{KEY}",
        database_url="postgres://me:sesame@h/d",
        telegram_proxy="socks5://me:sesame@h:1",
        webhook_secret="sesame",
    )
    assert not [secret for secret in (TOKEN, KEY, "sesame") if secret in f"{settings!r} {settings}"]


def test_keys_are_read_newest_first() -> None:
    older = base64.b64encode(bytes([1] * 32)).decode()
    assert load(secret_keys=f"k2:{KEY}, k1:{older}").keys == (("k2", bytes(32)), ("k1", bytes([1] * 32)))


def test_a_key_id_that_is_there_twice_is_refused() -> None:
    assert "twice" in refusal(secret_keys=f"k1:{KEY},k1:{KEY}")


def test_what_is_needed_and_missing_is_told_with_the_command_that_makes_a_key() -> None:
    with pytest.raises(SettingsError) as caught:
        load().require("bot_token", "secret_keys")
    assert [sentence.partition(" ")[0] for sentence in caught.value.sentences] == ["BOT_TOKEN", "SECRET_KEYS"]
    assert "python3 -c" in caught.value.sentences[1]


@pytest.mark.parametrize(
    "url", ["http://bot.example/telegram", "https://bot.example:8080/telegram", "bot.example", "https://h/healthz"]
)
def test_a_webhook_that_telegram_would_not_call_is_refused(url: str) -> None:
    assert refusal(webhook_url=url).startswith("WEBHOOK_URL: ")


def test_a_bot_api_server_of_ones_own_may_call_http() -> None:
    settings = load(webhook_url="http://127.0.0.1:9/hook/a", bot_api_url="http://127.0.0.1:8081")
    assert (settings.webhook_path, settings.listen) == ("/hook/a", ("127.0.0.1", 8080))


def test_nothing_listens_without_a_webhook_or_an_address() -> None:
    assert load().listen is None
    assert load(web_listen="[::1]:0").listen == ("::1", 0)


@pytest.mark.parametrize("address", ["8080", "host", "host:", ":8080", "host:70000", "host:-1"])
def test_an_address_without_host_or_port_is_refused(address: str) -> None:
    assert refusal(web_listen=address).startswith("WEB_LISTEN: ")


def test_the_derived_secret_of_the_webhook_is_stable_and_fits_telegram() -> None:
    one, two = load(bot_token=TOKEN).webhook_token, load(bot_token=TOKEN).webhook_token
    assert one == two
    assert len(one) == 64
    assert TOKEN not in one
    assert load(bot_token=TOKEN, webhook_secret="chosen").webhook_token == "chosen"


@pytest.mark.parametrize("servers", ["dns.example", "1.2.3", "1.2.3.4;5.6.7.8", "1.2.3.4:99999"])
def test_a_name_server_that_is_no_address_is_refused(servers: str) -> None:
    assert refusal(dns_servers=servers).startswith("DNS_SERVERS: ")


def test_name_servers_may_have_ports() -> None:
    servers = "192.0.2.53, 192.0.2.54:5353,[2001:db8::1]:53, 2001:db8::2"
    assert load(dns_servers=servers).dns_servers == servers


@pytest.mark.parametrize("page", ["http://pay.example.org", "pay.example.org", "https://pay", "https://a.example/x y"])
def test_a_page_of_payment_is_an_https_address(page: str) -> None:
    assert refusal(pay_url=page).startswith("PAY_URL: it begins with https:// and has no spaces. Write the https")
    assert load(pay_url="https://pay.example.org/184").pay_url == "https://pay.example.org/184"


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("https://line.example.org/", "https://line.example.org"),
        ("https://line.example.org:8443", "https://line.example.org:8443"),
        ("http://127.0.0.1:8080", "http://127.0.0.1:8080"),
        ("http://[::1]:8080/", "http://[::1]:8080"),
    ],
)
def test_the_page_has_an_address_without_a_path(written: str, kept: str) -> None:
    assert load(public_url=written).public_url == kept
    assert load(public_url=written).listen == ("127.0.0.1", 8080)


@pytest.mark.parametrize(
    "written",
    [
        "http://line.example.org",
        "line.example.org",
        "https://",
        "https://line.example.org/a",
        "https://line.example.org?x",
        "https://me:sesame@line.example.org",
        "https://line.example.org:0",
        "https://line.example.org:99999",
        "https://line example.org",
    ],
)
def test_passwords_are_shown_at_no_other_address(written: str) -> None:
    said = refusal(public_url=written)
    assert said.startswith("PUBLIC_URL: ")
    assert "sesame" not in said


def test_secrets_out_of_telegram_need_a_page() -> None:
    assert refusal(secrets_page_only=True).startswith("SECRETS_PAGE_ONLY: there is no PUBLIC_URL")
    assert load(secrets_page_only=True, public_url="https://line.example.org").secrets_page_only
