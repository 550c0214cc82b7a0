"""Recorded answers and their verdicts, and the words that go with each."""

import json
import re
from dataclasses import replace

import pytest

from domain.sip import Answer, CheckMethod, SipAccount, Transport, Verdict
from telephony.classify import TLS13_ONLY, UNREAD_CHALLENGE, classify, is_silence, retry_after, was_reset
from tests.telephony.scenarios import ANSWERS, SCENARIOS, Scenario, record
from texts.texts import Texts
from texts.verdicts import verdict_advice, verdict_name, verdict_step

PLAIN = SipAccount("100", "carrier.test")


def recorded() -> dict[str, Answer]:
    rows = json.loads(ANSWERS.read_text(encoding="utf-8"))
    return {name: Answer(**(row | {"headers": tuple(row["headers"])})) for name, row in rows.items()}


def account_of(scenario: Scenario) -> SipAccount:
    method = CheckMethod.OPTIONS if scenario.name.startswith("OPTIONS") else CheckMethod.REGISTER
    transport = Transport.TLS if "TLS" in scenario.name or "certificate" in scenario.name else Transport.UDP
    return replace(PLAIN, method=method, transport=transport)


@pytest.mark.parametrize("scenario", SCENARIOS, ids=lambda scenario: scenario.name)
def test_a_recorded_answer_has_its_verdict(scenario: Scenario) -> None:
    assert classify(recorded()[scenario.name], account_of(scenario)) is scenario.verdict


def test_every_verdict_is_among_the_recorded() -> None:
    assert {scenario.verdict for scenario in SCENARIOS} == set(Verdict)


async def test_what_was_recorded_is_what_pjsip_says_today() -> None:
    today, then = await record(), recorded()
    facts = {name: (answer.code, answer.status, bool(answer.source)) for name, answer in today.items()}
    assert facts == {name: (answer.code, answer.status, bool(answer.source)) for name, answer in then.items()}


@pytest.mark.parametrize("language", ["ru", "en"])
@pytest.mark.parametrize("verdict", list(Verdict))
def test_every_verdict_has_a_name_and_a_next_step(verdict: Verdict, language: str) -> None:
    t = Texts(language)
    short, step = verdict_name(verdict, t), verdict_step(verdict, t)
    assert 0 < len(short) <= 40
    assert step.endswith(".")
    assert "!" not in short + step


@pytest.mark.parametrize("language", ["ru", "en"])
@pytest.mark.parametrize("detail", [TLS13_ONLY, UNREAD_CHALLENGE])
def test_what_our_checker_lacks_is_said_in_words_of_its_own(detail: str, language: str) -> None:
    t = Texts(language)
    assert 0 < len(verdict_name(Verdict.UNKNOWN, t, detail)) <= 40
    assert ("может работать" if language == "ru" else "may work") in verdict_step(Verdict.UNKNOWN, t, detail)
    assert verdict_advice(Verdict.UNKNOWN, t, detail) != verdict_advice(Verdict.UNKNOWN, t)


@pytest.mark.parametrize("detail", ["", "prober: lost", "unsendable: user is empty"])
def test_any_other_detail_has_the_common_words(detail: str) -> None:
    t = Texts("en")
    assert verdict_step(Verdict.UNKNOWN, t, detail) == verdict_step(Verdict.UNKNOWN, t)
    assert verdict_name(Verdict.TLS, t, TLS13_ONLY) == verdict_name(Verdict.TLS, t)


@pytest.mark.parametrize("language", ["ru", "en"])
def test_steps_suit_a_terminal_where_there_is_neither_a_line_nor_a_log(language: str) -> None:
    steps = " ".join(verdict_step(verdict, Texts(language)) for verdict in Verdict)
    assert not re.findall(r"впишите|логе|из лога|сама\b|enter it in|by itself|the log\b", steps)


@pytest.mark.parametrize(
    ("header", "seconds"),
    [
        ("Retry-After: 30", 30),
        ("retry-after:  18000;duration=3600", 18000),
        ("Retry-After: 5 (in a meeting)", 5),
        ("Retry-After: soon", None),
        ("Retry-After: -5", None),
        ("Server: Retry-After: 7", None),
    ],
)
def test_retry_after_is_read_or_left(header: str, seconds: int | None) -> None:
    assert retry_after(Answer(503, headers=(header,))) == seconds


def test_a_number_nobody_knows_blames_the_checker_and_no_line() -> None:
    assert classify(Answer(503, "?", status=999_999), PLAIN) is Verdict.UNKNOWN
    assert classify(Answer(0), PLAIN) is Verdict.UNKNOWN


def test_a_connection_broken_for_good_is_the_carriers_or_tls() -> None:
    broken = Answer(503, "Connection reset by peer", status=120_104)
    assert was_reset(broken)
    assert not is_silence(broken)
    assert classify(broken, replace(PLAIN, transport=Transport.TCP)) is Verdict.CARRIER_DOWN
    assert classify(broken, replace(PLAIN, transport=Transport.TLS)) is Verdict.TLS


def test_one_challenge_that_can_be_answered_is_enough() -> None:
    both = ('WWW-Authenticate: Digest realm="x",algorithm=SHA-256', 'WWW-Authenticate: Digest realm="x",algorithm=MD5')
    assert classify(Answer(401, source="x:1", headers=both), PLAIN) is Verdict.WRONG_PASSWORD
    assert classify(Answer(401, source="x:1", headers=both[:1]), PLAIN) is Verdict.UNKNOWN
