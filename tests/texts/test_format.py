"""Money, moments, durations, phones and shares."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from texts import Texts
from texts.format import day, duration, exact, moment, money, percent, phone

RU, EN = Texts("ru"), Texts("en")
ZONE = ZoneInfo("Europe/Samara")
NOW = datetime(2026, 11, 27, 15, 4, 5, tzinfo=UTC)


@pytest.mark.parametrize(
    ("kopecks", "text"),
    [(0, "0 ₽"), (4_821_000, "48 210 ₽"), (123_456, "1 234,56 ₽"), (-50, "−0,50 ₽"), (10**15, "10 000 000 000 000 ₽")],
)
def test_money_has_kopecks_where_there_are_any_and_never_breaks(kopecks: int, text: str) -> None:
    assert money(kopecks, RU) == text.replace(" ", "\xa0")


def test_rounded_money_never_promises_more_than_there_is() -> None:
    assert money(199, RU, rounded=True) == "1\xa0₽"
    assert money(-199, RU, rounded=True) == "−2\xa0₽"


def test_money_in_english() -> None:
    assert money(123_456, EN) == "1,234.56\xa0₽"


@pytest.mark.parametrize(
    ("ago", "text"),
    [
        (timedelta(0), "19:04"),
        (timedelta(hours=19), "00:04"),
        (timedelta(hours=20), "чт 23:04"),
        (timedelta(days=-2), "вс 19:04"),
        (timedelta(days=7), "пт 20 ноября 19:04"),
        (timedelta(days=365), "27 ноября 2025 19:04"),
    ],
)
def test_a_moment_is_absolute_on_the_clock_of_the_contract(ago: timedelta, text: str) -> None:
    assert moment(NOW - ago, NOW, ZONE, RU) == text.replace(" ", "\xa0")


def test_a_moment_of_a_log_has_seconds() -> None:
    assert exact(NOW, ZONE, RU) == "пт\xa027.11\xa019:04:05"


def test_a_day_has_its_weekday() -> None:
    assert day(date(2026, 11, 30), RU) == "пн\xa030\xa0ноября"
    assert day(date(2026, 11, 30), EN) == "Mon\xa030\xa0November"


@pytest.mark.parametrize(
    ("length", "ru", "en"),
    [
        (timedelta(seconds=-5), "0 с", "0 s"),
        (timedelta(seconds=59), "59 с", "59 s"),
        (timedelta(minutes=12, seconds=59), "12 мин", "12 min"),
        (timedelta(hours=1, minutes=5), "1 ч|5 мин", "1 h|5 min"),
        (timedelta(hours=3), "3 ч", "3 h"),
        (timedelta(days=2), "2 дн", "2 days"),
        (timedelta(days=1, hours=23, minutes=59), "1 дн|23 ч", "1 day|23 h"),
    ],
)
def test_a_duration_is_told_in_its_two_largest_units(length: timedelta, ru: str, en: str) -> None:
    assert duration(length, RU) == ru.replace(" ", "\xa0").replace("|", " ")
    assert duration(length, EN) == en.replace(" ", "\xa0").replace("|", " ")


def test_a_share_is_rounded_down_so_that_100_means_no_failure() -> None:
    assert [percent(share, RU) for share in (1, 0.9999, 0.992, 0)] == ["100\xa0%", "99,9\xa0%", "99,2\xa0%", "0\xa0%"]
    assert percent(0.992, EN) == "99.2%"


@pytest.mark.parametrize("number", ["+78005550110", "88005550110", "78005550110"])
def test_a_russian_phone_is_grouped_as_people_dial_it(number: str) -> None:
    assert phone(number, RU) == "8\xa0800\xa0555-01-10"
    assert phone(number, EN) == "+7\xa0800\xa0555-01-10"


def test_any_other_phone_is_left_as_it_was_written() -> None:
    assert phone("(3412) 912-000", RU) == "(3412) 912-000"
