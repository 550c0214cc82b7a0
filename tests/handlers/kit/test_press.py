"""A press travels as 64 bytes and comes back as it was, or not at all."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handlers.kit.press import LIMIT, Press, unpack


class Colour(StrEnum):
    RED = "red"
    GREEN = "green"


@dataclass(frozen=True)
class Pick(Press, prefix="test_pick"):
    number: int
    word: str
    colour: Colour
    sure: bool


@dataclass(frozen=True)
class Bare(Press, prefix="test_bare"):
    pass


@pytest.fixture(autouse=True, scope="module")
def forget() -> Iterator[None]:
    """Presses of this module leave the registry when it is done."""
    yield
    for prefix in ("test_pick", "test_bare"):
        Press.registry.pop(prefix, None)


@given(st.integers(-(2**63), 2**63 - 1), st.text(max_size=3), st.sampled_from(Colour), st.booleans())
def test_a_press_comes_back_as_it_was(number: int, word: str, colour: Colour, sure: bool) -> None:
    press = Pick(number, word.encode("utf-8", "ignore").decode(), colour, sure)
    data = press.pack()
    assert unpack(data) == press
    assert len(data.encode()) <= LIMIT


def test_a_press_without_fields_is_its_prefix() -> None:
    assert Bare().pack() == "test_bare"
    assert unpack("test_bare") == Bare()


@pytest.mark.parametrize(
    "data",
    [
        None,
        "",
        "nobody",
        "nobody:1",
        "test_bare:1",
        "test_pick",
        "test_pick:1:a:red",
        "test_pick:1:a:red:1:1",
        "test_pick:!:a:red:1",
        "test_pick:1.5:a:red:1",
        "test_pick: 1:a:red:1",
        "test_pick:01:a:red:1",
        "test_pick:A:a:red:1",
        "test_pick:1_0:a:red:1",
        "test_pick:zzzzzzzzzzzzzz:a:red:1",
        "test_pick:1:a:blue:1",
        "test_pick:1:a:RED:1",
        "test_pick:1:a:red:2",
        "test_pick:1:a:red:True",
        "test_pick:1:%FF:red:1",
        "test_pick:1:%61:red:1",
        "test_pick:\u0661:a:red:1",
    ],
)
def test_what_no_button_of_today_sends_is_none(data: str | None) -> None:
    assert unpack(data) is None


def test_more_than_64_bytes_is_refused_by_name() -> None:
    with pytest.raises(ValueError, match=r"Pick packs into .* bytes"):
        Pick(1, "слово" * 5, Colour.RED, sure=True).pack()


def test_a_number_beyond_64_bits_is_refused() -> None:
    with pytest.raises(ValueError, match="64 bits"):
        Pick(2**63, "", Colour.RED, sure=True).pack()


def test_a_value_of_another_type_is_refused() -> None:
    with pytest.raises(TypeError, match="'1' is not int"):
        Pick("1", "", Colour.RED, sure=True).pack()  # type: ignore[arg-type]  # the mistake under test


def test_a_prefix_belongs_to_one_press() -> None:
    with pytest.raises(ValueError, match="belongs to Bare"):

        class Other(Press, prefix="test_bare"):
            pass


@pytest.mark.parametrize("prefix", ["", "a:b", "строка", "a b"])
def test_a_prefix_is_an_ascii_word(prefix: str) -> None:
    with pytest.raises(ValueError, match="ASCII word"):

        class Other(Press, prefix=prefix):
            pass
