"""What the doctor says of the page on which people see their details."""

from bot.checkup import page
from bot.settings import load_settings


def said(**chosen: object) -> str:
    [finding] = page.examine(load_settings(_env_file=None, **chosen))
    assert finding.well
    return finding.words


def test_the_doctor_says_where_details_are_shown() -> None:
    url = "https://line.example.org"
    assert "in Telegram alone" in said()
    assert said(public_url=url) == f"details are shown at {url}/h/… and in Telegram"
    assert said(public_url=url, secrets_page_only=True).endswith("never in Telegram")
