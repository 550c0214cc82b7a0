"""Accounts as URIs, URIs as accounts."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from domain.sip import CheckMethod, SipAccount, Transport, Verdict
from telephony.address import LONGEST_URI, Unsendable, addresses
from telephony.pool import ProberPool
from telephony.uri import SipUri, parse_uri


def test_an_account_becomes_its_uris() -> None:
    where = addresses(SipAccount("100", "carrier.test", 5070, Transport.TCP, proxy="[::1]:5080"))
    assert where.aor == "sip:100@carrier.test"
    assert where.registrar == "sip:carrier.test:5070;transport=tcp"
    assert where.knock == "sip:100@carrier.test:5070;transport=tcp"
    assert where.route == "<sip:[::1]:5080;transport=tcp;lr>"
    assert (where.host, where.port, where.ipv6) == ("::1", 5080, True)


@pytest.mark.parametrize(
    ("user", "escaped"),
    [
        ("7(495)123-45-67", "7(495)123-45-67"),
        ("a b@c", "a%20b%40c"),
        ("100;x=1?y#z", "100;x=1?y%23z"),
        ("+7%20", "+7%2520"),
        ("<100>", "%3C100%3E"),
        ("ё", "%D1%91"),
    ],
)
def test_a_name_is_escaped(user: str, escaped: str) -> None:
    assert addresses(SipAccount(user, "h", auth_user="x")).aor == f"sip:{escaped}@h"


@pytest.mark.parametrize(
    "account",
    [
        SipAccount("", "h"),
        SipAccount("1", ""),
        SipAccount("1", "a b"),
        SipAccount("1", "h>x"),
        SipAccount("1", "кириллица.рф"),
        SipAccount("1", "h", port=65536),
        SipAccount("1", "h", port=-1),
        SipAccount("1", "h", auth_user='a"b'),
        SipAccount("1", "h", auth_user="a\\b"),
        SipAccount("1", "h", proxy="p:x"),
        SipAccount("1", "h", proxy="p:99999"),
        SipAccount("1", "h", proxy="p:0"),
        SipAccount("1\0", "h"),
        SipAccount("1", "h", password="\udcff"),
        SipAccount("\ud800", "h"),
        SipAccount("1", "h", auth_user="\udcff"),
        SipAccount("1", "\udcff"),
        SipAccount("1", "h", proxy="\udcff"),
        SipAccount("1" * 5000, "h", auth_user="x"),
        SipAccount("ё" * 40, "h", auth_user="x"),
        SipAccount("1", "h", auth_user="x" * 5000),
        SipAccount("1", "h" * 230),
        SipAccount("1", "h", proxy="p" * 230),
    ],
)
def test_what_cannot_be_sent_is_refused_without_its_value(account: SipAccount) -> None:
    with pytest.raises(Unsendable) as refused:
        addresses(account)
    assert all(len(value) < 3 or value not in str(refused.value) for value in (account.user, account.auth_user))


async def test_what_cannot_be_sent_leaves_the_pool_alive(
    pool: ProberPool, account: Callable[[str], SipAccount]
) -> None:
    good, bad = account("100"), "\udcff"
    for broken in (
        replace(good, user=bad),
        replace(good, host=bad),
        replace(good, auth_user=bad),
        replace(good, proxy=bad),
        replace(good, password=bad),
    ):
        result = await pool.probe(broken)
        assert (result.verdict, result.answer.detail.startswith("unsendable: ")) == (Verdict.UNKNOWN, True)
    assert (await pool.probe(good)).verdict is Verdict.REGISTERED
    assert pool.crashes == 0


async def test_the_longest_address_that_is_accepted_is_probed(
    pool: ProberPool, account: Callable[[str], SipAccount]
) -> None:
    tail = len(addresses(account("1")).knock) - 1
    longest = replace(account("1" * (LONGEST_URI - tail)), auth_user="100")
    assert (await pool.probe(longest)).verdict is Verdict.REGISTERED


@pytest.mark.parametrize("text", ["sip:100\r\n@h", "sip:100@h\r\nX: y", "sip:100@h:5060\r\nX", "sip:100@h\0"])
def test_a_line_break_in_an_address_is_called_one(text: str) -> None:
    with pytest.raises(ValueError, match="line break"):
        parse_uri(text)


def test_a_trunk_without_a_number_is_asked_by_options() -> None:
    assert addresses(SipAccount("", "h", method=CheckMethod.OPTIONS)).knock == "sip:h:5060"


@pytest.mark.parametrize(
    ("text", "uri"),
    [
        ("sip:100@127.0.0.1:5070", SipUri("100", "127.0.0.1", 5070, None)),
        ("sip:100@Carrier.Test", SipUri("100", "carrier.test", 0, None)),
        ("sips:100@h", SipUri("100", "h", 0, Transport.TLS)),
        ("sips:100@h;transport=tcp", SipUri("100", "h", 0, Transport.TLS)),
        ("SIP:100@h;Transport=TCP;lr?x=y", SipUri("100", "h", 0, Transport.TCP)),
        ("<sip:100@[::1]:5070;transport=udp>", SipUri("100", "::1", 5070, Transport.UDP)),
        ("sip:%D1%91%40@h", SipUri("ё@", "h", 0, None)),
        ("sip:100@пример.рф", SipUri("100", "xn--e1afmkfd.xn--p1ai", 0, None)),
        ("sip:h", SipUri("", "h", 0, None)),
    ],
)
def test_an_address_is_read(text: str, uri: SipUri) -> None:
    assert parse_uri(text) == uri


@pytest.mark.parametrize(
    "text",
    ["", "100", "100@h", "tel:+7495", "sip:", "sip:@", "sip:1@", "sip:1@h:0", "sip:1@h:65536", "sip:1@h:x", "sip:1@a b",
     "sip:1@[::g]", "sip:1@h;transport=sctp", "sips:1@h;transport=udp", "sip:1:secret@h", "sip:1@h@x", "sip:1@-.."],
)  # fmt: skip
def test_what_is_no_address_is_told_in_a_sentence(text: str) -> None:
    with pytest.raises(ValueError, match=r"\w+ \w+ \w+") as told:
        parse_uri(text)
    assert "secret" not in str(told.value)
