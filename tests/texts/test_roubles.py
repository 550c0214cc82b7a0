"""Sums in Russian words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from texts.roubles import LARGEST, in_words


@pytest.mark.parametrize(
    ("kopecks", "words"),
    [
        (0, "Ноль рублей 00 копеек"),
        (1, "Ноль рублей 01 копейка"),
        (1_02, "Один рубль 02 копейки"),
        (2_11, "Два рубля 11 копеек"),
        (5_21, "Пять рублей 21 копейка"),
        (11_12, "Одиннадцать рублей 12 копеек"),
        (21_00, "Двадцать один рубль 00 копеек"),
        (112_00, "Сто двенадцать рублей 00 копеек"),
        (1_000_00, "Одна тысяча рублей 00 копеек"),
        (2_002_00, "Две тысячи два рубля 00 копеек"),
        (49_866_90, "Сорок девять тысяч восемьсот шестьдесят шесть рублей 90 копеек"),
        (1_000_000_00, "Один миллион рублей 00 копеек"),
        (21_000_001_00, "Двадцать один миллион один рубль 00 копеек"),
        (
            2_345_678_901_99,
            "Два миллиарда триста сорок пять миллионов шестьсот семьдесят восемь тысяч девятьсот один рубль 99 копеек",
        ),
        (3_000_000_000_000_00, "Три триллиона рублей 00 копеек"),
    ],
)
def test_a_sum_agrees_in_gender_and_number(kopecks: int, words: str) -> None:
    assert in_words(kopecks).replace("\u00a0", " ") == words


@given(st.integers(0, LARGEST))
def test_any_sum_has_words_of_letters_alone(kopecks: int) -> None:
    words, rest = in_words(kopecks).replace("\u00a0", " ").rsplit(" ", 2)[:2]
    assert words[0].isupper()
    assert all(word.isalpha() for word in words.split(" "))
    assert int(rest) == kopecks % 100


@given(st.integers(0, 10**9), st.integers(0, 10**9))
def test_different_sums_have_different_words(one: int, other: int) -> None:
    assert (in_words(one) == in_words(other)) is (one == other)


@pytest.mark.parametrize("kopecks", [-1, LARGEST + 1])
def test_a_sum_without_a_name_is_refused(kopecks: int) -> None:
    with pytest.raises(ValueError, match="LARGEST"):
        in_words(kopecks)
