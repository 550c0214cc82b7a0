"""A password typed among other words is seen, in Russian and English, with slips of the keyboard; words about one are
not taken for it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.letter_secret import SecretFinder
from texts.letter_words import WORDS

FINDER = SecretFinder(WORDS)
TYPED_OUT = [
    "пассворд Zx9",
    "пароль: Qwe123",
    "МТС, пароль Qwe123",
    "логин 100 пароль Zx9",
    "Zx9 пароль",
    "Qwe123 — это пароль",
    "Qwe123 - пароль от линии",
    "пароль от линии Qwe123",
    "пароль для входа: hunter",
    "пороль zx9",
    "парль - qwerty",
    "пароль 1234",
    "пароль\nQwe123",
    "пароль=abc",
    "пасс. qwe",
    "пароль (sip) qwe",
    "Менеджер Ольга, пароль qL7-vR2p, до 18",
    "секрет abc",
    "пароль солнце",
    "пароль: ромашка",
    "пароль у Ивана: qwerty1",
    "пароль «Qwe123»",
    "паролем Qwe123 пользоваться",
    "Пароль. Qwe123",
    "пароль теперь Zx9",
    "ПАРОЛЬ QWERTY",
    "password is hunter2",
    "password hunter",
    "hunter2 is the password",
    "pass: abc",
    "passwrod hunter2",
    "pasword hunter",
    "PASSWORD=X1y2",
    "password,hunter2",
    "the password: letmein",
    'password "letmein"',
    "pwd qwerty",
]
SPOKEN_OF = [
    "пароль у Ивана",
    "Пароль у Ивана, тел. 89171234567",
    "Пароль у Ивана\nзвонить Ольге",
    "Пароль у Ивана. Номер MTC24",
    "Узнать пароль",
    "смена пароля раз в 90 дней",
    "без пароля",
    "пароль меняем раз в 90 дней",
    "пароль меняется 01.12.2026",
    "пароль знает Мария",
    "пароль лежит в сейфе",
    "пароль спросить у Ивана Петровича",
    "пароль от линии у Ивана",
    "пароль в Bitrix24",
    "3CX (пароль у Ивана)",
    "3CX, пароль у Ивана",
    "пароль нет",
    "Пароль выдаст МТС",
    "Пассажирские перевозки 24",
    "bypass line 100",
    "password is with Ivan",
    "Ask Ivan for the password",
    "the password is kept in the safe",
    "no password needed",
    "password unknown",
]
LABELS = st.sampled_from(
    ["пароль", "Пароль", "пассворд", "пороль", "пасс", "password", "Passwd", "pass", "pwd", "pasword"]
)
BETWEEN = st.sampled_from([" ", ": ", "=", " - ", " — ", "\n", ":\n", " это ", " is ", " (sip): ", "\t", " «"])
LEADS = st.sampled_from(["", "МТС, ", "Менеджер Ольга. ", "Line 5; ", "логин 100 ", "заметка\n"])
SECRETS = st.from_regex(r"[A-Za-z]{1,6}[0-9]{1,6}[A-Za-z0-9!@#$%]{1,8}", fullmatch=True)


@pytest.mark.parametrize("text", TYPED_OUT)
def test_a_password_among_words_is_seen(text: str) -> None:
    assert FINDER.found(text)


@pytest.mark.parametrize("text", SPOKEN_OF)
def test_words_about_a_password_are_none(text: str) -> None:
    assert not FINDER.found(text)


@pytest.mark.parametrize(
    ("text", "password"),
    [
        ("пароль: Qwe123", "Qwe123"),
        ("пассворд Zx9", "Zx9"),
        ("pass word-1", "word-1"),
        ("pass-word1", "pass-word1"),
        ("пароль — Zx9", "Zx9"),
        ("Zx9", "Zx9"),
        ("a b", "a b"),
    ],
)
def test_the_word_for_a_password_is_no_part_of_it(text: str, password: str) -> None:
    assert FINDER.bare(text) == password


@given(LEADS, LABELS, BETWEEN, SECRETS, st.sampled_from(["", ", звонить Ольге", "\nend", "»"]))
def test_a_labelled_secret_is_seen_whatever_stands_around(
    lead: str, label: str, sign: str, secret: str, end: str
) -> None:
    assert FINDER.found(f"{lead}{label}{sign}{secret}{end}")


@given(
    st.one_of(st.text(max_size=400), st.lists(st.sampled_from([*TYPED_OUT, " ", "\n", "пароль", "is"])).map("".join))
)
def test_no_text_breaks_it(text: str) -> None:
    assert FINDER.found(text) in (True, False)
    assert isinstance(FINDER.bare(text), str)
