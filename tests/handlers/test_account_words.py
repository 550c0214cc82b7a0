"""Sums, days and plurals of the account, for any values, in both languages."""

import re
from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as some

from domain.access import Role
from domain.ledger import InvoiceState, StateReason, to_pay
from handlers.rooms import account, account_words, contract, home, top_up
from handlers.rooms.home_words import lines
from services.money import PayWays
from services.money_brief import MoneyBrief, StopCard, UnpaidBrief
from services.money_cards import InvoiceItem
from tests.handlers import samples
from tests.handlers.account_views import ACCOUNT, CONTRACT, END, STOPPED
from texts import Texts
from texts.format import money

RU, EN = Texts("ru"), Texts("en")
KOPECKS = some.integers(-(10**15), 10**15)
COUNTS = some.integers(0, 10**6)


def kopecks(text: str) -> int:
    """The sum that people read, read back."""
    digits = re.sub(r"[^\d]", "", text)
    part = len(re.split(r"[.,](?=\d\d\D)", text)) > 1
    return (int(digits) if part else int(digits) * 100) * (-1 if "\u2212" in text else 1)


@given(balance=KOPECKS, limit=some.integers(0, 10**12))
def test_the_account_shows_the_very_sums(balance: int, limit: int) -> None:
    missing = to_pay(balance, limit)
    card = replace(STOPPED if missing else ACCOUNT, balance=balance, credit_limit=limit, to_pay=missing)
    for t in (RU, EN):
        rows = account_words.text(card, t).visible.split("\n")
        assert kopecks(rows[1].split(" · ")[0]) == balance
        assert rows[1].count("₽") == (2 if limit else 1)
        assert (money(missing, t) in rows[3]) == bool(missing)
        assert len(rows) <= 8


@given(n=COUNTS)
def test_russian_numbers_agree_with_their_words(n: int) -> None:
    few, teen = n % 10 in (2, 3, 4), n % 100 in (11, 12, 13, 14)
    one = n % 10 == 1 and not teen
    word = "счёт" if one else "счёта" if few and not teen else "счетов"
    unpaid = account_words.text(replace(ACCOUNT, unpaid=n), RU).visible
    assert (f" {word}" in unpaid.split("\n")[-1]) == (n > 0)
    text = contract.view(replace(CONTRACT, projects=n, users=n, lines=n), samples.SUPPORT, RU).text.visible
    many = ("проекта", "пользователя", "линии") if few and not teen else ("проектов", "пользователей", "линий")
    ends = ("проект", "пользователь", "линия") if one else many
    assert all(re.search(rf"\b{end}\b", text, re.I) for end in ends)


@given(balance=KOPECKS, left=some.integers(1, 10**15), n=some.integers(1, 10**6), stop=some.booleans())
def test_home_never_promises_more_than_there_is(balance: int, left: int, n: int, stop: bool) -> None:
    stopped = StopCard(StateReason.NO_MONEY, left, True, True) if stop else None
    brief = MoneyBrief(balance, samples.NOW.date(), None, UnpaidBrief("1147", left, n), stopped)
    for role in (Role.ADMINISTRATOR, Role.MANAGER):
        for t in (RU, EN):
            rows = [row.visible for row in lines(samples.home(role), brief, t)]
            assert any(money(left, t) in row for row in rows) or not (stop or role is Role.MANAGER)
            shown = [row for row in rows if money(balance, t) in row or money(balance, t, rounded=True) in row]
            assert shown or (stop and role is Role.ADMINISTRATOR)


@given(days=some.integers(0, 120), margin=some.integers(0, 30))
def test_the_end_is_told_with_its_bounds_and_their_weekdays(days: int, margin: int) -> None:
    today = samples.NOW.date()
    end = today + timedelta(days=days)
    bounds = replace(END, end=end, earliest=end, latest=end + timedelta(days=margin))
    for t in (RU, EN):
        rows = [row.visible for row in account_words.end(bounds, t, today=not days)]
        assert len(rows) == (2 if margin else 1)
        assert all(" " not in part for part in re.findall(r"\d+\u00a0\w+", rows[-1]))


def test_support_and_payers_have_the_same_words() -> None:
    views = {account.view(ACCOUNT, RU, role).text for role in (Role.MANAGER, Role.SUPPORT)}
    assert len(views) == 1


@pytest.mark.parametrize(("language", "word"), [("ru", "просрочен"), ("en", "overdue")])
def test_an_overdue_invoice_comes_first_and_says_so(language: str, word: str) -> None:
    day = ACCOUNT.now.date()
    new = InvoiceItem(2, "1148", day, day + timedelta(days=10), 50_000, 0, InvoiceState.UNPAID)
    late = InvoiceItem(1, "1147", day - timedelta(days=30), day - timedelta(days=20), 60_000, 0, InvoiceState.UNPAID)
    rows = top_up.view(ACCOUNT, (new, late), PayWays(), Texts(language)).rows
    first, second = rows[0][0].label, rows[1][0].label
    assert "1147" in first
    assert first.endswith(f"· {word}")
    assert "1148" in second
    assert word not in second


def test_an_administrators_home_tells_a_debt_to_the_kopeck() -> None:
    brief = MoneyBrief(-137_450, promised_until=samples.NOW + timedelta(days=2))
    shown = home.view(samples.home(Role.ADMINISTRATOR, 0), Texts("ru"), money=brief).text.visible
    assert "\u22121\u00a0374,50\u00a0₽" in shown
