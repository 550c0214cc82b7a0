"""Sums as people type them: what is read, what is refused, and that our own way of writing them is read back."""

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.money import LARGEST, BadSumError
from domain.typed_sum import typed_sum, wished_invoice
from texts import Texts
from texts.format import money

RU, EN = Texts("ru"), Texts("en")


@pytest.mark.parametrize(
    ("text", "kopecks"),
    [
        ("50 000", 50_000_00),
        ("50000,50", 50_000_50),
        ("50\u00a0000,5 ₽", 50_000_50),
        ("50 тыс", 50_000_00),
        ("50 тыс. руб.", 50_000_00),
        ("50к", 50_000_00),
        ("50k", 50_000_00),
        ("1,5 млн", 1_500_000_00),
        ("50,000", 50_000_00),
        ("50.000", 50_000_00),
        ("1,234.56", 1_234_56),
        ("1.234,56", 1_234_56),
        ("1 234 567 рублей", 1_234_567_00),
        ("100 руб. 5 коп.", 100_05),
        ("0", 0),
    ],
)
def test_a_sum_is_read_however_it_is_written(text: str, kopecks: int) -> None:
    assert typed_sum(text) == kopecks


@pytest.mark.parametrize(
    "text", ["", "много", "12$", "0,500", "-500", "1e5", "٥٠", "5 0 x", "1.2.3", "50 тыс тыс", "\n"]
)
def test_what_is_no_sum_is_refused(text: str) -> None:
    with pytest.raises(BadSumError):
        typed_sum(text)


def test_parts_of_a_kopeck_are_no_sum() -> None:
    with pytest.raises(BadSumError):
        typed_sum("0,000001 тыс")


@given(st.integers(0, LARGEST - 1))
def test_our_own_way_of_writing_a_sum_is_read_back(kopecks: int) -> None:
    assert typed_sum(money(kopecks, RU)) == kopecks
    assert typed_sum(money(kopecks, EN)) == kopecks


@given(st.text(max_size=60))
def test_any_text_is_a_sum_or_a_refusal(text: str) -> None:
    wished_invoice(text)
    with suppress(BadSumError):
        assert 0 <= typed_sum(text) <= LARGEST


@given(st.integers(1, LARGEST - 1))
def test_a_wish_is_read_in_both_languages(kopecks: int) -> None:
    assert wished_invoice(f"Выставьте, пожалуйста, счёт на {money(kopecks, RU)}") == kopecks
    assert wished_invoice(f"invoice for {money(kopecks, EN)}, please") == kopecks


@pytest.mark.parametrize(
    "text", ["счёт 50 не оплачен", "счёт на вчера", "на 50 000 ₽", "50 000", "счёт", "счёт на", "мой счёт на 5 линий"]
)
def test_other_words_are_no_wish(text: str) -> None:
    assert wished_invoice(text) is None
