"""The picture of the balance: PNG for the chat, and the words in it."""

import io
import re
from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise
from time import perf_counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from documents.balance_frame import frame_of
from documents.balance_picture import balance_png, balance_svg
from domain.balance_picture import AccountMoment, BalancePicture, BalancePoint, ForecastPoint, Moment
from tests.documents import cards
from texts import Texts

RU, EN = Texts("ru"), Texts("en")
SUMS = st.integers(-(10**13), 10**13)


def words(card: BalancePicture, t: Texts = RU) -> list[str]:
    return [text.replace("\u00a0", " ") for text in re.findall(r"<text[^>]*>([^<]*)</text>", balance_svg(card, t))]


def test_the_picture_is_as_large_as_telegram_shows_and_light() -> None:
    png = balance_png(cards.picture(), RU)
    assert Image.open(io.BytesIO(png)).size == (1280, 896)
    assert len(png) < 150_000


def test_a_warm_picture_takes_far_less_than_a_second() -> None:
    balance_png(cards.picture(), RU)
    started = perf_counter()
    balance_png(cards.picture(80), RU)
    assert perf_counter() - started < 1


def test_the_picture_says_how_much_how_long_and_where_it_stops() -> None:
    card = replace(cards.picture(), soonest=date(2026, 12, 1), latest=date(2026, 12, 8))
    said = words(card)
    assert said[:3] == ["Баланс: 10 000 ₽", "договор 184/24", "Хватит до чт 3 декабря (от 1 дек. до 8 дек.)"]
    for mark in ("порог 5 000 ₽", "отключение при 0 ₽", "+50 000 ₽", "3 дек", "сегодня", "10 000 ₽"):
        assert mark in said


def test_the_picture_speaks_english() -> None:
    said = words(cards.picture(), EN)
    assert said[0] == "Balance: 10,000 ₽"
    assert "Lasts until Thu 3 December" in said
    assert not [mark for mark in said if re.search("[а-яё]", mark, re.I)]


def test_a_credit_limit_moves_the_stop_below_nought() -> None:
    card = replace(cards.picture(), credit_limit=30_000_00)
    assert "отключение при −30 000 ₽" in words(card)
    assert "−50 тыс." in words(card)


def test_a_suspended_service_is_said_first_and_tinted() -> None:
    card = cards.picture(90, 0, 1000_00, Moment(date(2026, 11, 3), AccountMoment.SUSPENDED))
    assert "Услуга приостановлена с вт 3 ноября" in words(card)
    assert "приостановлено" in words(card)
    assert 'fill="#dc2626" opacity="0.1"' in balance_svg(card, RU)


def test_a_service_resumed_is_not_called_suspended() -> None:
    moments = (
        Moment(date(2026, 11, 3), AccountMoment.SUSPENDED),
        Moment(date(2026, 11, 3), AccountMoment.RESUMED),
    )
    assert cards.picture(90, 30, 1000_00, *moments).stopped_since is None


def test_money_that_has_ended_is_not_said_to_last() -> None:
    card = cards.picture(90, 30, 1000_00, Moment(date(2026, 11, 20), AccountMoment.SUSPENDED))
    card = replace(card, points=(*card.points[:-1], BalancePoint(card.today.day, -1374_50)))
    resumed = (*card.moments, Moment(card.today.day, AccountMoment.RESUMED))
    assert card.spent
    assert "Услуга приостановлена с пт 20 ноября" in words(card)
    promised = replace(card, moments=resumed, promised_until=date(2026, 11, 26))
    assert "Работает по обещанному платежу до чт 26 ноября" in words(promised)
    ended = replace(card, moments=resumed)
    assert "Деньги кончились" in words(ended)
    for each in (card, promised, ended):
        assert "приостановлено" in words(each)
        assert not [said for said in words(each) if said.startswith("Хватит до")]


def places(card: BalancePicture, word: str) -> tuple[float, float]:
    """Where the only text that begins with ``word`` stands."""
    svg = balance_svg(card, RU).replace("\u00a0", " ")
    ((x, y),) = re.findall(rf'<text x="([\d.]+)" y="([\d.]+)"[^>]*>{re.escape(word)}', svg)
    return float(x), float(y)


def spent(balance: int = -1374_50) -> BalancePicture:
    card = cards.picture()
    return replace(card, points=(*card.points[:-1], BalancePoint(card.today.day, balance)), threshold=1_000_00)


def test_a_promised_payment_has_its_days_and_its_words_beside_today() -> None:
    card = replace(spent(), promised_until=date(2026, 11, 26))
    assert {"обещанный платёж", "до 26 нояб"} < set(words(card))
    assert 'fill="#f59e0b" opacity="0.25"' in balance_svg(card, RU)
    assert places(card, "обещанный платёж")[1] - places(card, "сегодня")[1] >= 30


def test_a_sum_beyond_the_limit_stands_under_the_line_and_off_the_words_of_it() -> None:
    card = spent()
    (x, y), (left, floor) = places(card, "−1 374,50 ₽"), places(card, "отключение при")
    line = frame_of(card).y(0)
    assert y - line >= 32
    assert floor - line >= 26
    assert x - 200 > left + 250


def test_the_stop_below_nought_is_not_struck_through_by_the_line_of_nought() -> None:
    card = replace(cards.picture(), credit_limit=5_000_00)
    assert places(card, "отключение при")[1] - frame_of(card).y(-5_000_00) >= 26


@pytest.mark.parametrize("balance", [10_000_00, -1374_50])
def test_todays_payment_has_a_mark_over_the_sum_of_today(balance: int) -> None:
    card = spent(balance)
    card = replace(card, moments=(*card.moments, Moment(card.today.day, AccountMoment.PAYMENT, 3_000_00)))
    sums = [word for word in words(card) if word == "+3 000 ₽"]
    assert len(sums) == 1
    today = "10 000 ₽" if balance > 0 else "−1 374,50 ₽"
    assert places(card, today)[1] - places(card, "+3 000 ₽")[1] >= 34


def test_stops_close_together_are_named_once_over_the_plot() -> None:
    turns = (AccountMoment.SUSPENDED, AccountMoment.RESUMED)
    moments = [Moment(date(2026, 11, 10 + n), turns[n % 2]) for n in range(4)]
    card = cards.picture(90, 30, 1000_00, *moments)
    assert len(card.stops) == 2
    assert places(card, "приостановлено")[1] < places(card, "сегодня")[1] - 20


def test_without_a_forecast_the_picture_says_why() -> None:
    assert "Прогноза пока нет: мало дней с расходами" in words(replace(cards.picture(90, 0), runs_out=None))


def test_money_that_outlasts_the_forecast_is_not_given_a_day() -> None:
    assert "Денег хватит на весь срок прогноза" in words(cards.picture(90, 5, 100))


@pytest.mark.parametrize("days", [1, 2, 9, 30, 90, 400])
def test_labels_of_days_never_touch(days: int) -> None:
    svg = balance_svg(cards.picture(days), RU)
    places = [float(x) for x in re.findall(r'<text x="([\d.]+)" y="716.0"', svg)]
    assert places
    assert all(right - left >= 104 for left, right in pairwise(places))


def test_a_picture_of_no_days_cannot_be_made() -> None:
    with pytest.raises(ValueError, match="one day at least"):
        BalancePicture(())


def test_a_name_cannot_break_out_of_the_drawing() -> None:
    card = replace(cards.picture(), contract='</text><image href="/etc/passwd"/>\x00&')
    assert "<image" not in balance_svg(card, RU)
    assert balance_png(card, RU)


@settings(max_examples=40, deadline=None)
@given(
    st.lists(SUMS, min_size=1, max_size=8),
    st.lists(st.tuples(SUMS, SUMS, SUMS), max_size=4),
    st.integers(0, 10**12),
    st.none() | SUMS,
)
def test_any_history_can_be_drawn(
    past: list[int], ahead: list[tuple[int, int, int]], limit: int, threshold: int | None
) -> None:
    points = tuple(BalancePoint(cards.TODAY - timedelta(days=len(past) - n), sum_) for n, sum_ in enumerate(past, 1))
    forecast = tuple(
        ForecastPoint(cards.TODAY + timedelta(days=n), *sorted(band)[1:2], *sorted(band)[::2])
        for n, band in enumerate(ahead, 1)
    )
    paid = tuple(Moment(point.day, AccountMoment.PAYMENT, abs(point.balance)) for point in points)
    card = BalancePicture(points, forecast, limit, threshold, paid)
    assert balance_png(card, EN).startswith(b"\x89PNG")
