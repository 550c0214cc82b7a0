"""Time that nobody watched counts neither up nor down."""

from datetime import UTC, datetime, timedelta

import pytest

from domain.health import LineState
from domain.uptime import Watched, share, watched

NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
INTERVAL = timedelta(minutes=5)


def charged(state: LineState, checked_at: datetime | None, now: datetime) -> tuple[Watched, ...]:
    return watched(state, checked_at, now, INTERVAL, INTERVAL)


def test_time_between_two_checks_goes_to_the_state_that_held() -> None:
    at = NOON + timedelta(minutes=10)
    assert charged(LineState.OK, at, at + INTERVAL) == (Watched(NOON, ok_seconds=300),)
    assert charged(LineState.ERROR, at, at + INTERVAL) == (Watched(NOON, error_seconds=300),)


@pytest.mark.parametrize("state", [LineState.UNKNOWN, LineState.OFF])
def test_a_line_of_which_nothing_is_known_is_charged_nothing(state: LineState) -> None:
    assert charged(state, NOON, NOON + INTERVAL) == (Watched(NOON),)


def test_the_first_check_charges_nothing() -> None:
    assert charged(LineState.OK, None, NOON) == (Watched(NOON),)


def test_one_missed_check_is_forgiven() -> None:
    assert charged(LineState.OK, NOON, NOON + INTERVAL * 2) == (Watched(NOON, ok_seconds=600),)


def test_a_gap_that_nobody_watched_is_charged_to_nobody() -> None:
    assert charged(LineState.OK, NOON, NOON + INTERVAL * 3) == (Watched(NOON),)


def test_a_line_that_is_checked_slowly_is_watched_all_the_same() -> None:
    slow = watched(LineState.ERROR, NOON, NOON + timedelta(hours=2), timedelta(hours=2), INTERVAL)
    assert sum(hour.error_seconds for hour in slow) == 7200


def test_seconds_go_to_the_hours_they_belong_to() -> None:
    before, after = NOON - timedelta(minutes=2), NOON + timedelta(minutes=3)
    assert charged(LineState.OK, before, after) == (
        Watched(NOON - timedelta(hours=1), ok_seconds=120),
        Watched(NOON, ok_seconds=180),
    )


def test_a_clock_that_went_back_charges_nothing() -> None:
    assert charged(LineState.OK, NOON + timedelta(minutes=1), NOON) == (Watched(NOON),)


def test_uptime_is_a_share_of_what_was_watched() -> None:
    assert share(300, 100) == pytest.approx(0.75)
    assert share(0, 0) is None
