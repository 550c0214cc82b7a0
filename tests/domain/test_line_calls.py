"""Which calls are a line's fault, and when so many fail that it works in part."""

import pytest

from domain.line_calls import NOT_REGISTERED, SILENCE, CallShare, LineCalls, line_failed


@pytest.mark.parametrize("code", [401, 402, 403, 407, 429, 488, 500, 502, 503, 504, 580])
def test_what_a_carrier_says_of_us_is_the_lines_fault(code: int) -> None:
    assert line_failed(code)


@pytest.mark.parametrize("code", [200, 404, 408, 480, 484, 486, 487, 600, 603, 604])
def test_what_a_carrier_says_of_the_called_is_not(code: int) -> None:
    assert not line_failed(code)


@pytest.mark.parametrize("reason", [SILENCE, NOT_REGISTERED])
def test_silence_and_an_absent_gateway_are_the_lines_fault(reason: str) -> None:
    assert line_failed(408, reason)


@pytest.mark.parametrize(
    ("hour", "day", "partly"),
    [
        ((0, 0), (0, 0), False),
        ((4, 4), (4, 4), False),
        ((5, 1), (5, 1), True),
        ((10, 1), (10, 1), False),
        ((10, 2), (100, 2), True),
        ((20, 0), (100, 50), False),
        ((2, 0), (100, 50), True),
    ],
)
def test_a_fifth_of_at_least_five_calls_is_part_and_the_last_hour_has_the_word(
    hour: tuple[int, int], day: tuple[int, int], partly: bool
) -> None:
    assert LineCalls(CallShare(*hour), CallShare(*day)).partly is partly


def test_the_share_of_no_calls_is_none() -> None:
    assert CallShare().share == 0.0
    assert CallShare(4, 1).share == 0.25
