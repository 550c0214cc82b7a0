"""When a line counts as failed or recovered, and when it is looked at again."""

from datetime import UTC, datetime, timedelta

import pytest

from domain.health import LOGIN_REFUSED, LONGEST_RETRY_AFTER, Health, HealthPolicy, LineState, Step, advance
from domain.sip import Answer, ProbeResult, Verdict

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
POLICY = HealthPolicy()
OK = Health(LineState.OK, NOW - timedelta(days=1), Verdict.REGISTERED)
FAST = sorted(set(Verdict) - LOGIN_REFUSED - {Verdict.REGISTERED, Verdict.UNKNOWN})


def seconds(number: float) -> timedelta:
    return timedelta(seconds=number)


def probe(health: Health, verdict: Verdict, at: float, retry_after: int | None = None) -> Step:
    """One probe ``at`` seconds after NOW."""
    now = NOW + seconds(at)
    return advance(health, ProbeResult(verdict, Answer(0), now, retry_after), POLICY, now)


def run(health: Health, *probes: tuple[Verdict, float]) -> Step:
    step = Step(health, NOW)
    for verdict, at in probes:
        step = probe(step.health, verdict, at)
    return step


def failed(verdict: Verdict) -> Health:
    refused = verdict in LOGIN_REFUSED
    return Health(LineState.ERROR, NOW - timedelta(hours=1), verdict, refusals=int(refused))


def test_a_healthy_line_is_looked_at_again_after_the_interval() -> None:
    step = probe(OK, Verdict.REGISTERED, 0)
    assert step == Step(OK, NOW + POLICY.interval)


def test_a_new_line_that_registers_is_well_at_once() -> None:
    step = probe(Health(LineState.UNKNOWN, NOW), Verdict.REGISTERED, 5)
    assert step.flipped
    assert step.health.state is LineState.OK


@pytest.mark.parametrize("verdict", FAST)
def test_one_failure_is_only_a_suspicion_and_is_confirmed_soon(verdict: Verdict) -> None:
    step = probe(OK, verdict, 0)
    assert not step.flipped
    assert step.health.state is LineState.OK
    assert step.next_check_at == NOW + POLICY.confirm_after


@pytest.mark.parametrize("verdict", FAST)
def test_the_second_failure_is_an_error_since_the_first(verdict: Verdict) -> None:
    step = run(OK, (verdict, 0), (verdict, 15))
    assert step.flipped
    assert step.health == Health(LineState.ERROR, NOW, verdict)
    assert step.next_check_at == NOW + seconds(15) + POLICY.interval


def test_a_success_in_between_clears_the_suspicion() -> None:
    step = run(OK, (Verdict.CARRIER_DOWN, 0), (Verdict.REGISTERED, 15), (Verdict.CARRIER_DOWN, 30))
    assert not step.flipped
    assert step.health.streak == 1


def test_a_new_line_fails_by_the_same_confirmations() -> None:
    step = run(Health(LineState.UNKNOWN, NOW), (Verdict.DNS, 0), (Verdict.DNS, 15))
    assert step.flipped
    assert step.health.state is LineState.ERROR


@pytest.mark.parametrize("verdict", sorted(LOGIN_REFUSED))
def test_a_refused_login_is_confirmed_once_and_not_before_a_minute(verdict: Verdict) -> None:
    first = probe(OK, verdict, 0)
    assert first.next_check_at == NOW + seconds(60)
    second = probe(first.health, verdict, 60)
    assert second.flipped
    assert second.health.state is LineState.ERROR


def test_a_refused_login_repeated_at_once_confirms_nothing_and_moves_nothing() -> None:
    first = probe(OK, Verdict.WRONG_PASSWORD, 0)
    tap = probe(first.health, Verdict.WRONG_PASSWORD, 3)
    assert tap == Step(first.health, first.next_check_at)


def test_a_failure_repeated_at_once_confirms_nothing() -> None:
    first = probe(OK, Verdict.CARRIER_DOWN, 0)
    tap = probe(first.health, Verdict.CARRIER_DOWN, 1)
    assert tap == Step(first.health, NOW + POLICY.confirm_after)


def test_a_success_repeated_at_once_does_not_confirm_the_recovery() -> None:
    first = probe(failed(Verdict.CARRIER_DOWN), Verdict.REGISTERED, 0)
    tap = probe(first.health, Verdict.REGISTERED, 1)
    assert tap == Step(first.health, NOW + POLICY.confirm_after)


def test_each_of_three_confirmations_takes_its_time() -> None:
    patient = HealthPolicy(fail_after=3)
    result = ProbeResult(Verdict.NETWORK, Answer(0), NOW)
    health = OK
    for at, streak in ((0, 1), (15, 2), (16, 2), (30, 3)):
        step = advance(health, result, patient, NOW + seconds(at))
        health = step.health
        assert step.flipped == (streak == 3)


def test_silence_does_not_confirm_a_refused_login_early_but_does_after_its_minute() -> None:
    refused = probe(OK, Verdict.WRONG_PASSWORD, 0)
    tap = probe(refused.health, Verdict.CARRIER_DOWN, 20)
    assert tap == Step(refused.health, NOW + seconds(60))
    assert probe(refused.health, Verdict.CARRIER_DOWN, 60).flipped


def test_a_refused_login_after_silence_begins_its_own_minute() -> None:
    step = run(OK, (Verdict.CARRIER_DOWN, 0), (Verdict.WRONG_PASSWORD, 15))
    assert not step.flipped
    assert step.next_check_at == NOW + seconds(75)
    assert probe(step.health, Verdict.WRONG_PASSWORD, 75).flipped


def test_a_line_in_error_with_a_refused_login_is_checked_ever_slower_up_to_a_cap() -> None:
    step = run(OK, (Verdict.FORBIDDEN, 0), (Verdict.FORBIDDEN, 60))
    waits = []
    for _ in range(9):
        now = step.next_check_at
        step = advance(step.health, ProbeResult(Verdict.FORBIDDEN, Answer(403), now), POLICY, now)
        waits.append(step.next_check_at - now)
    assert waits == sorted(waits)
    assert waits[0] == POLICY.interval * 2
    assert waits[-1] == POLICY.slowest


def test_a_cap_below_the_interval_does_not_hurry() -> None:
    hasty = HealthPolicy(slowest=seconds(1))
    result = ProbeResult(Verdict.FORBIDDEN, Answer(403), NOW)
    assert advance(failed(Verdict.FORBIDDEN), result, hasty, NOW).next_check_at == NOW + hasty.interval


def test_a_silent_line_in_error_is_checked_at_the_usual_pace() -> None:
    step = probe(failed(Verdict.CARRIER_DOWN), Verdict.CARRIER_DOWN, 0)
    assert step.next_check_at == NOW + POLICY.interval


def test_a_verdict_that_changes_in_error_is_taken_over_without_a_flip() -> None:
    step = probe(failed(Verdict.CARRIER_DOWN), Verdict.WRONG_PASSWORD, 0)
    assert not step.flipped
    assert step.health.verdict is Verdict.WRONG_PASSWORD
    assert step.health.since == NOW - timedelta(hours=1)
    assert probe(step.health, Verdict.CARRIER_DOWN, 300).health.refusals == 0


def test_recovery_takes_two_successes_and_counts_from_the_first() -> None:
    first = probe(failed(Verdict.WRONG_PASSWORD), Verdict.REGISTERED, 0)
    assert not first.flipped
    assert first.next_check_at == NOW + POLICY.confirm_after
    second = probe(first.health, Verdict.REGISTERED, 15)
    assert second.flipped
    assert second.health == Health(LineState.OK, NOW, Verdict.REGISTERED)


def test_a_failure_between_two_successes_begins_the_recovery_anew() -> None:
    step = run(
        failed(Verdict.CARRIER_DOWN),
        (Verdict.REGISTERED, 0),
        (Verdict.CARRIER_DOWN, 15),
        (Verdict.REGISTERED, 315),
    )
    assert step.health.state is LineState.ERROR
    assert step.health.streak == 1


@pytest.mark.parametrize("state", [OK, failed(Verdict.CARRIER_DOWN), probe(OK, Verdict.CARRIER_DOWN, 0).health])
def test_our_own_fault_changes_nothing(state: Health) -> None:
    step = probe(state, Verdict.UNKNOWN, 20)
    assert step.health is state
    assert not step.flipped


def test_our_own_fault_is_repeated_soon_where_a_suspicion_waits_and_at_the_usual_pace_where_none_does() -> None:
    assert probe(OK, Verdict.UNKNOWN, 0).next_check_at == NOW + POLICY.interval
    suspected = probe(OK, Verdict.CARRIER_DOWN, 0).health
    assert probe(suspected, Verdict.UNKNOWN, 15).next_check_at == NOW + seconds(30)


@pytest.mark.parametrize("verdict", [Verdict.THROTTLED, Verdict.CARRIER_ERROR, Verdict.FORBIDDEN])
def test_retry_after_is_respected(verdict: Verdict) -> None:
    assert probe(OK, verdict, 0, retry_after=900).next_check_at == NOW + seconds(900)
    assert probe(failed(verdict), verdict, 0, retry_after=900).next_check_at == NOW + seconds(900)


def test_retry_after_counts_from_the_answer_that_asked_for_it() -> None:
    first = probe(OK, Verdict.THROTTLED, 0)
    assert probe(first.health, Verdict.THROTTLED, 10, retry_after=600).next_check_at == NOW + seconds(610)


def test_a_shorter_retry_after_hurries_nothing() -> None:
    assert probe(OK, Verdict.CARRIER_ERROR, 0, retry_after=1).next_check_at == NOW + POLICY.confirm_after


def test_a_carrier_that_asks_for_years_of_silence_is_looked_at_once_a_day() -> None:
    assert probe(OK, Verdict.THROTTLED, 0, retry_after=4294967295).next_check_at == NOW + LONGEST_RETRY_AFTER
