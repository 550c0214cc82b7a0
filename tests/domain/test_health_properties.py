"""What holds for every course of events, not for chosen ones."""

from datetime import UTC, datetime, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from domain.health import LOGIN_REFUSED, Health, HealthPolicy, LineState, advance
from domain.sip import Answer, ProbeResult, Verdict
from domain.uptime import watched

at_any_speed = settings(deadline=None)
"""A busy machine is no fault of the policy."""

START = datetime(2026, 3, 2, 23, 59, 58, 900_000, tzinfo=UTC)
HOUR_SECONDS = 3600

durations = st.integers(1, 10_000).map(lambda ms: timedelta(milliseconds=ms * 100))
policies = st.builds(
    HealthPolicy,
    interval=durations,
    confirm_after=durations,
    login_confirm_after=durations,
    slowest=durations,
    fail_after=st.integers(1, 4),
    recover_after=st.integers(1, 4),
)
probes = st.tuples(
    st.sampled_from(Verdict),
    st.floats(0, 20_000, allow_nan=False),
    st.none() | st.integers(-5, 2**32),
)
courses = st.lists(probes, max_size=40)
on_schedule = st.lists(st.sampled_from(Verdict), max_size=40)


@at_any_speed
@given(policies, courses)
def test_the_next_check_is_always_ahead(policy: HealthPolicy, course: list[tuple[Verdict, float, int | None]]) -> None:
    health, now = Health(LineState.UNKNOWN, START), START
    for verdict, pause, retry_after in course:
        now += timedelta(seconds=pause)
        step = advance(health, ProbeResult(verdict, Answer(0), now, retry_after), policy, now)
        assert step.next_check_at > now
        health = step.health


@at_any_speed
@given(policies, courses)
def test_a_state_flips_only_after_its_confirmations_and_the_time_between_them(
    policy: HealthPolicy, course: list[tuple[Verdict, float, int | None]]
) -> None:
    health, now = Health(LineState.OK, START), START
    against: list[tuple[datetime, Verdict]] = []
    for verdict, pause, retry_after in course:
        now += timedelta(seconds=pause)
        step = advance(health, ProbeResult(verdict, Answer(0), now, retry_after), policy, now)
        if verdict is not Verdict.UNKNOWN:
            good = verdict is Verdict.REGISTERED
            against = [] if good is (health.state is LineState.OK) else [*against, (now, verdict)]
        if step.flipped:
            needed, wait = _confirmations(step.health, verdict, policy)
            assert len(against) >= needed
            assert now - against[0][0] >= wait * (needed - 1)
            against = []
        health = step.health


def _confirmations(after: Health, verdict: Verdict, policy: HealthPolicy) -> tuple[int, timedelta]:
    if after.state is LineState.OK:
        return policy.recover_after, policy.confirm_after
    if verdict in LOGIN_REFUSED:
        return 2, policy.login_confirm_after
    # A refused login among the earlier ones lengthens the wait or shortens the count; at least this holds:
    return min(2, policy.fail_after), min(policy.confirm_after, policy.login_confirm_after)


@at_any_speed
@given(policies, courses)
def test_our_own_faults_never_touch_the_health(
    policy: HealthPolicy, course: list[tuple[Verdict, float, int | None]]
) -> None:
    health, now = Health(LineState.OK, START), START
    for verdict, pause, _ in course:
        now += timedelta(seconds=pause)
        assert advance(health, ProbeResult(Verdict.UNKNOWN, Answer(0), now), policy, now).health == health
        health = advance(health, ProbeResult(verdict, Answer(0), now), policy, now).health


@at_any_speed
@given(policies, on_schedule)
def test_a_carrier_never_sees_two_refused_logins_of_the_schedule_closer_than_the_policy_allows(
    policy: HealthPolicy, course: list[Verdict]
) -> None:
    health, now = Health(LineState.OK, START), START
    refused_at: datetime | None = None
    shortest = min(policy.login_confirm_after, policy.interval)
    for verdict in course:
        step = advance(health, ProbeResult(verdict, Answer(0), now), policy, now)
        if verdict in LOGIN_REFUSED:
            assert refused_at is None or now - refused_at >= shortest
            refused_at = now
        elif verdict is not Verdict.UNKNOWN:
            refused_at = None
        health, now = step.health, step.next_check_at


@at_any_speed
@given(policies, courses)
def test_the_seconds_of_a_line_never_exceed_the_time_that_passed(
    policy: HealthPolicy, course: list[tuple[Verdict, float, int | None]]
) -> None:
    now, total, hours = START, 0, dict[datetime, int]()
    checked_at: datetime | None = None
    state = LineState.OK
    for verdict, pause, _ in course:
        now += timedelta(seconds=pause)
        for part in watched(state, checked_at, now, policy.interval, policy.interval):
            seconds = part.ok_seconds + part.error_seconds
            hours[part.hour] = hours.get(part.hour, 0) + seconds
            total += seconds
        checked_at = now
        state = LineState.OK if verdict is Verdict.REGISTERED else LineState.ERROR
    assert total <= (now - START).total_seconds() + 1
    assert all(0 <= seconds <= HOUR_SECONDS for seconds in hours.values())
