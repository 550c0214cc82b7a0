"""E-mail addresses as people type them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.mail import MailOutcome, outcome_of, shown
from domain.mail_address import AddressError, mail_address, named_address, on_the_wire


@pytest.mark.parametrize(
    ("typed", "address", "carried"),
    [
        (" Buh@Example.RU ", "Buh@example.ru", "Buh@example.ru"),
        ("mailto:a.b+c@mail.example.org", "a.b+c@mail.example.org", "a.b+c@mail.example.org"),
        ("buh@ПОЧТА.рф", "buh@почта.рф", "buh@xn--80a1acny.xn--p1ai"),
        ("buh@xn--80a1acny.xn--p1ai", "buh@почта.рф", "buh@xn--80a1acny.xn--p1ai"),
    ],
)
def test_an_address_is_brought_into_one_form(typed: str, address: str, carried: str) -> None:
    assert mail_address(typed) == address
    assert on_the_wire(address) == carried


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "@",
        "a@",
        "@b.ru",
        "нет почты",
        "a b@c.ru",
        "a@b",
        "a@b.ru, c@d.ru",
        "a@b.ru;c@d.ru",
        "A <a@b.ru>",
        "a..b@c.ru",
        ".a@c.ru",
        "a@c..ru",
        "a@c.ru.",
        "a@-c.ru",
        "a@127.0.0.1",
        "a@[127.0.0.1]",
        "бух@example.ru",
        "a@b.ru\r\nBcc: c@d.ru",
        "a\n@b.ru",
        "a@b.ru\x00",
        "a" * 65 + "@b.ru",
        "a@" + "b" * 64 + ".ru",
        "a@" + ("b" * 60 + ".") * 5 + "ru",
        "a@" + "ё" * 60 + ".рф",
    ],
)
def test_what_is_no_single_address_is_refused(typed: str) -> None:
    with pytest.raises(AddressError) as caught:
        mail_address(typed)
    assert not typed or typed not in str(caught.value)


@given(st.text(max_size=60) | st.from_regex(r"[^@]{0,20}@[^@]{0,20}\.[a-z]{2,3}", fullmatch=True))
def test_whatever_is_typed_comes_out_as_one_line_or_not_at_all(typed: str) -> None:
    try:
        address = mail_address(typed)
    except AddressError:
        return
    assert on_the_wire(address).isascii()
    assert address.isprintable()
    assert not set(address) & set(' ,;<>"\\\r\n')
    assert mail_address(address) == address


def test_a_name_may_stand_before_an_address() -> None:
    assert named_address('"ООО «Связь», документы" <a@b.ru>') == ("ООО «Связь», документы", "a@b.ru")
    assert named_address("a@b.ru") == ("", "a@b.ru")
    for wrong in ("Name <a@b.ru", "Name", "<>", "Name a@b.ru"):
        with pytest.raises(AddressError):
            named_address(wrong)


def test_a_servers_words_are_one_short_line() -> None:
    assert shown("550 no\r\nsuch  user\x07") == "550 no such user"
    assert len(shown("x" * 500)) == 160


def test_a_login_that_is_wanted_in_the_middle_is_about_us() -> None:
    assert outcome_of(530, "5.7.0 Must issue STARTTLS", of_recipient=True) is MailOutcome.LOGIN
    assert outcome_of(554, "no enhanced code", of_recipient=True) is MailOutcome.REFUSED
    assert outcome_of(421, "4.3.2 Shutting down", of_recipient=False) is MailOutcome.LATER
