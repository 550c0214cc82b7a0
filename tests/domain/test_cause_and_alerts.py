"""Which incident a failed line joins, and when that is worth a sound."""

from datetime import UTC, datetime, timedelta

import pytest

from domain import cause
from domain.alerts import Spread, reason_to_repeat
from domain.cause import JOIN_WINDOW, Cause, OpenIncident, incident_to_join, main_verdict
from domain.sip import Verdict

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
FRESH = NOW - JOIN_WINDOW
OLD = NOW - timedelta(hours=3)


@pytest.mark.parametrize("verdict", sorted(set(Verdict) - {Verdict.REGISTERED, Verdict.UNKNOWN}))
def test_every_failure_speaks_for_a_cause(verdict: Verdict) -> None:
    assert cause.of(verdict) in Cause


def test_silence_is_the_carriers_a_password_the_lines_an_unreachable_network_our_own() -> None:
    assert cause.of(Verdict.CARRIER_DOWN) is Cause.CARRIER
    assert cause.of(Verdict.WRONG_PASSWORD) is Cause.LINE
    assert cause.of(Verdict.NETWORK) is Cause.OWN_NETWORK


def test_the_first_line_of_a_carrier_opens_an_incident() -> None:
    assert incident_to_join([], Cause.CARRIER, NOW) is None


def test_lines_that_fail_together_are_one_incident_whatever_the_carrier_answers_each_of_them() -> None:
    assert incident_to_join([OpenIncident(7, Cause.CARRIER, FRESH)], Cause.LINE, NOW) == 7


def test_hours_later_another_cause_is_an_incident_of_its_own() -> None:
    assert incident_to_join([OpenIncident(7, Cause.LINE, OLD)], Cause.CARRIER, NOW) is None


def test_hours_later_the_same_cause_joins() -> None:
    assert incident_to_join([OpenIncident(7, Cause.CARRIER, OLD)], Cause.CARRIER, NOW) == 7


def test_of_several_incidents_the_same_cause_comes_before_a_fresh_one_and_the_freshest_first() -> None:
    old, fresh = OpenIncident(1, Cause.CARRIER, OLD), OpenIncident(2, Cause.LINE, FRESH)
    assert incident_to_join([fresh, old], Cause.CARRIER, NOW) == 1
    newer = OpenIncident(3, Cause.CARRIER, FRESH)
    assert incident_to_join([old, newer], Cause.CARRIER, NOW) == 3


def test_the_incident_says_what_most_of_its_lines_say() -> None:
    assert main_verdict([Verdict.DNS, Verdict.CARRIER_DOWN, Verdict.CARRIER_DOWN]) is Verdict.CARRIER_DOWN
    assert main_verdict([Verdict.DNS, Verdict.CARRIER_DOWN]) is Verdict.DNS


def test_lines_that_join_while_the_outage_spreads_make_no_sound() -> None:
    assert reason_to_repeat(Spread(FRESH, OLD), NOW) is None


def test_a_line_that_joins_an_incident_that_had_calmed_down_sounds() -> None:
    assert reason_to_repeat(Spread(OLD, OLD), NOW) == "late"


def test_whoever_acknowledged_is_told_once_and_then_now_and_then() -> None:
    assert reason_to_repeat(Spread(FRESH, last_told_at=OLD, acknowledged_at=FRESH), NOW) == "acknowledged"
    assert reason_to_repeat(Spread(FRESH, last_told_at=NOW, acknowledged_at=FRESH), NOW) is None
    assert reason_to_repeat(Spread(FRESH, last_told_at=OLD, acknowledged_at=OLD - JOIN_WINDOW), NOW) == "acknowledged"


def test_trouble_of_a_line_that_becomes_the_carriers_sounds_unless_a_message_is_fresh() -> None:
    assert reason_to_repeat(Spread(FRESH, OLD, wide=1), NOW) == "worse"
    assert reason_to_repeat(Spread(FRESH, NOW, wide=1), NOW) is None


@pytest.mark.parametrize(
    ("minutes", "told", "wide", "reason"),
    [
        (0.5, 1, 9, None),  # the card is being looked at
        (3, 1, 2, "grown"),
        (3, 2, 9, None),  # told as the carrier's: its other lines come up for their checks
        (7, 2, 3, None),
        (7, 2, 4, "grown"),
        (3, 0, 0, None),
    ],
)
def test_an_outage_that_has_doubled_since_it_was_told_sounds(
    minutes: float, told: int, wide: int, reason: str | None
) -> None:
    growth = Spread(FRESH, NOW - timedelta(minutes=minutes), wide=wide, wide_told=told)
    assert reason_to_repeat(growth, NOW) == reason


def test_a_carrier_fell_when_its_lines_fell_together_not_when_one_failed_alone_before() -> None:
    alone, together = NOW - timedelta(minutes=3), [NOW, NOW + timedelta(seconds=20)]
    assert cause.fell_at([alone, *together]) == NOW
    assert cause.fell_at(together) == NOW
    assert cause.fell_at([NOW, alone]) == alone
    assert cause.fell_at([NOW]) == NOW
