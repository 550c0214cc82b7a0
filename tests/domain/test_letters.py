"""Carriers' letters, written for this test: none is read wrongly; what is unsure is left out and listed.

A file of ``letters/`` begins with what it says clearly and what it does not ("unsure: …"), then a line "---".
"""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.letter import Letter, LetterReader
from domain.line_fields import LineField, judge
from texts.letter_words import WORDS

FOLDER = Path(__file__).parent / "letters"
LETTERS = sorted(path.stem for path in FOLDER.glob("*.txt"))
READER = LetterReader(WORDS)


def read(name: str) -> tuple[dict[str, str], Letter]:
    """What the letter says, and what was read."""
    head, _, text = (FOLDER / f"{name}.txt").read_text(encoding="utf-8").partition("---\n")
    said = dict(line.split(": ", 1) for line in head.splitlines())
    return said, READER.read(text)


@pytest.mark.parametrize("name", LETTERS)
def test_a_letter_is_read_and_nothing_in_it_wrongly(name: str) -> None:
    said, letter = read(name)
    unsure = said.pop("unsure", "").split()
    assert {field.value: value for field, value in letter.found.items()} == said
    assert set(unsure) <= {field.value for field in letter.unsure}
    assert letter.is_letter


def test_there_are_letters_enough_in_both_languages() -> None:
    texts = [(FOLDER / f"{name}.txt").read_text(encoding="utf-8").partition("---\n")[2] for name in LETTERS]
    russian = [text for text in texts if any("а" <= char <= "я" for char in text.lower())]
    assert len(russian) >= 20
    assert len(texts) - len(russian) >= 12


@given(st.text(max_size=400))
def test_no_text_breaks_the_reader(text: str) -> None:
    letter = READER.read(text)
    for field, value in letter.found.items():
        judge(field, value)


PIECES = st.sampled_from(
    ["Логин", "Пароль", "Сервер", "порт", "login", "password", ": ", " - ", "\n", "\t", " | ", "101", "Qw12er34",
     "sip.x.example", "5060", ", ", "; ", "/", " и ", "(", ")", "кабинет", "sip:1@x.example", "UDP", "№ 7", "."]
)  # fmt: skip


@given(st.lists(PIECES, max_size=30).map("".join))
def test_no_shuffled_letter_breaks_the_reader(text: str) -> None:
    letter = READER.read(text)
    assert not set(letter.found) & set(letter.unsure)
    for field, value in letter.found.items():
        judge(field, value)


@pytest.mark.parametrize(
    "text",
    ["МТС", "74951234567", "sip.example.ru:5060", "Xk3!abc9", "Опрос, смена 2", "сервер", "Логин", "8 800 555-01-10"],
)
def test_the_answer_to_one_question_is_no_letter(text: str) -> None:
    assert not READER.read(text).is_letter


def test_a_long_letter_is_read_quickly_enough_to_answer_a_tap() -> None:
    text = ("Логин " * 200 + "\n") * 3 + "Сервер: sip.x.example\nЛогин: 101\n"
    assert READER.read(text[-4096:]).found[LineField.HOST] == "sip.x.example"
