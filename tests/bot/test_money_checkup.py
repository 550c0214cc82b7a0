"""What the doctor says of the seller, of mail, and of the calendar of banking days."""

from datetime import date
from typing import Any

import pytest

from bot.checkup import Finding, money
from bot.settings import Settings, load_settings
from tests.bot.test_papers import SELLER
from tests.kit.mail import LOGIN, PASSWORD, post_office
from tests.kit.ports import free_port

TODAY = date(2026, 11, 23)
SMTP = {"smtp_host": "127.0.0.1", "smtp_security": "none", "smtp_from": "a@b.example"}


def load(**chosen: Any) -> Settings:
    return load_settings(_env_file=None, **chosen)


def found(part: str, today: date = TODAY, **chosen: Any) -> list[Finding]:
    return [finding for finding in money.examine(load(**chosen), today) if finding.part == part]


def test_what_is_not_set_up_is_told_and_is_no_fault() -> None:
    assert all(finding.well for finding in money.examine(load(), TODAY))
    assert "not drawn" in found("seller")[0].words
    assert "not set up" in found("mail")[0].words


def test_check_digits_that_agree_are_told() -> None:
    doubtful = load(**SELLER).seller(load().vat_regime)
    assert doubtful is not None
    assert [finding.well for finding in found("seller", **SELLER)] == [not doubtful.doubts()]


@pytest.mark.parametrize(
    ("name", "written"),
    [
        ("SELLER_INN", "7701234568"),
        ("SELLER_ACCOUNT", "40702810138250123018"),
        ("SELLER_CORRESPONDENT_ACCOUNT", "30101810400000000226"),
    ],
)
def test_a_slip_of_the_pen_in_a_number_is_found(name: str, written: str) -> None:
    wrong = [finding for finding in found("seller", **{**SELLER, name.lower(): written}) if not finding.well]
    assert name in {finding.words.split()[0] for finding in wrong}
    assert written not in " ".join(finding.words + finding.remedy for finding in wrong)


def test_an_account_whose_statements_would_be_refused_is_found() -> None:
    local: dict[str, Any] = {**SELLER, "ledger": "local"}
    assert "no statement" in found("seller", **local)[-1].words
    assert "BANK_ACCOUNTS" in found("seller", **local, bank_accounts="40702810400000000184")[-1].words
    assert found("seller", **local, bank_accounts="40702810138250123017") == found("seller", **SELLER)


def test_the_calendar_is_told_to_end() -> None:
    [known], [ended] = found("calendar"), found("calendar", date(2027, 1, 11))
    assert known.well
    assert "2026" in known.words
    assert "not known" in ended.words


async def test_the_mail_server_is_tried_when_asked() -> None:
    async with post_office() as post:
        [finding] = await money.reach(load(**SMTP, smtp_port=post.port))
    assert finding.well
    assert f":{post.port} answers" in finding.words


async def test_a_mail_server_that_cannot_be_used_has_a_remedy() -> None:
    [finding] = await money.reach(load(**SMTP, smtp_port=free_port()))
    assert "does not answer" in finding.words
    assert "SMTP_HOST" in finding.remedy
    async with post_office() as post:
        [insecure] = await money.reach(load(**{**SMTP, "smtp_security": "starttls"}, smtp_port=post.port))
    assert "TLS" in insecure.words
    [nothing] = await money.reach(load())
    assert not nothing.well
    assert PASSWORD not in f"{finding}{insecure}{nothing}{LOGIN}"
