"""What may stand in a field of a line: hosts, ports, names, phones; whatever is typed, SIP messages and HTML hold."""

import html
import re
from typing import cast

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from domain.line_fields import CHOICES, LONGEST, REFUSALS, BadField, LineField, Value, Why, chosen, judge
from domain.sip import CheckMethod, SipAccount
from telephony.address import addresses
from texts.html import escaped

SIP_TEXT = st.text(st.sampled_from("a0Z.-_:@;,<>\"'\\/?=[] \r\n\tЖéß\u200b\u202e\ud800%sip"), max_size=40)
TYPED = st.one_of(st.text(max_size=300), SIP_TEXT, st.text(st.characters(codec="ascii"), max_size=40))
FIELDS = st.sampled_from(list(LineField))


def refused(field: LineField, text: str) -> Why:
    with pytest.raises(BadField) as fault:
        judge(field, text)
    return fault.value.why


def host(text: str) -> object:
    return judge(LineField.HOST, text)[LineField.HOST]


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("sip.example.ru", "sip.example.ru"),
        ("  SIP.Example.RU. ", "sip.example.ru"),
        ("сип.связь.рф", "xn--h1aka.xn--b1ayap6g.xn--p1ai"),
        ("bücher.example", "xn--bcher-kva.example"),
        ("xn--bcher-kva.example", "xn--bcher-kva.example"),
        ("pbx", "pbx"),
        ("my_pbx.local", "my_pbx.local"),
        ("203.0.113.5", "203.0.113.5"),
        ("127.0.0.1", "127.0.0.1"),
        ("192.168.0.10", "192.168.0.10"),
        ("2001:DB8::0001", "2001:db8::1"),
        ("[2001:db8::1]", "2001:db8::1"),
        ("１２７.0.0.1", "127.0.0.1"),
        ("sip\u00ad.example\u200b.ru", "sip.example.ru"),
    ],
)
def test_a_server_is_kept_as_dns_and_sip_know_it(typed: str, kept: str) -> None:
    if kept.startswith("xn--h1"):
        assert re.fullmatch(r"xn--[a-z0-9-]+(\.xn--[a-z0-9-]+){2}", str(host(typed)))
    else:
        assert host(typed) == kept


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        ("", Why.EMPTY),
        ("   \u200b ", Why.EMPTY),
        ("sip:100@example.ru", Why.SYNTAX),
        ("100@example.ru", Why.SYNTAX),
        ("http://example.ru", Why.SYNTAX),
        ("example.ru;transport=tcp", Why.SYNTAX),
        ("example.ru\r\nVia: x", Why.SYNTAX),
        ("two words.ru", Why.SYNTAX),
        ("[2001:db8::1", Why.SYNTAX),
        ("-bad.example", Why.HOST),
        ("bad-.example", Why.HOST),
        ("a..b", Why.HOST),
        (".", Why.HOST),
        ("x" * 64 + ".ru", Why.HOST),
        ("a." * 130 + "ru", Why.HOST),
        ("xn--\u0436.ru", Why.HOST),
        ("2001:db8::zz", Why.HOST),
        ("256.1.1.1", Why.ADDRESS),
        ("1.2.3", Why.ADDRESS),
        ("0.0.0.0", Why.ADDRESS),
        ("255.255.255.255", Why.ADDRESS),
        ("224.0.0.1", Why.ADDRESS),
        ("::", Why.ADDRESS),
        ("ff02::1", Why.ADDRESS),
        ("::ffff:0.0.0.0", Why.ADDRESS),
        ("example.ru:0", Why.PORT),
        ("example.ru:65536", Why.PORT),
        ("example.ru:sip", Why.PORT),
        ("example.ru:", Why.PORT),
        ("[::1]:99999", Why.PORT),
    ],
)
def test_a_server_that_cannot_be_is_refused_with_the_reason(typed: str, why: Why) -> None:
    assert refused(LineField.HOST, typed) is why
    assert refused(LineField.PROXY, typed) is why


def test_a_server_may_come_with_its_port() -> None:
    assert judge(LineField.HOST, "example.ru:5070") == {LineField.HOST: "example.ru", LineField.PORT: 5070}
    assert judge(LineField.HOST, "[2001:db8::1]:5070") == {LineField.HOST: "2001:db8::1", LineField.PORT: 5070}


@pytest.mark.parametrize(
    ("typed", "kept"), [("p.example", "p.example"), ("p.example:5080", "p.example:5080"), ("[::1]:5", "[::1]:5")]
)
def test_a_proxy_keeps_its_port(typed: str, kept: str) -> None:
    assert judge(LineField.PROXY, typed) == {LineField.PROXY: kept}


@pytest.mark.parametrize(("field", "lowest", "highest"), [(LineField.PORT, 1, 65535), (LineField.CHANNELS, 1, 1000)])
def test_numbers_have_bounds(field: LineField, lowest: int, highest: int) -> None:
    assert judge(field, f" {lowest} ") == {field: lowest}
    assert judge(field, str(highest)) == {field: highest}
    for typed in (str(lowest - 1), str(highest + 1), "-5", "5.0", "5e2", "٥٠٦٠", "x", "9" * 99):
        assert refused(field, typed) is Why.RANGE


@pytest.mark.parametrize("field", [LineField.NAME, LineField.CARRIER])
@pytest.mark.parametrize("typed", ["<sip:x@y>", 'a"b', "a;b", "a\\b", "sip:100@x", "SIPS:x"])
def test_sip_syntax_has_no_place_in_a_name(field: LineField, typed: str) -> None:
    assert refused(field, typed) is Why.SYNTAX


@pytest.mark.parametrize("field", sorted(LONGEST))
@pytest.mark.parametrize("typed", ["100\r\nRoute: x", "a\0b", "a\x7fb", "a\u202eb", "a\u2028b", "a\ud800b", "a\x85b"])
def test_control_characters_are_refused_everywhere(field: LineField, typed: str) -> None:
    assert refused(field, typed) is Why.CONTROL


def test_a_note_may_have_lines_and_a_name_an_emoji() -> None:
    assert judge(LineField.NOTE, "первая\nвторая") == {LineField.NOTE: "первая\nвторая"}
    assert judge(LineField.NAME, "Опрос 👩‍💻 №1") == {LineField.NAME: "Опрос 👩‍💻 №1"}


@pytest.mark.parametrize(
    "typed", ["8 800 555-01-10", "+7 (846) 200-11-22 доб. 2", "0500", "*500#", "8(800)5550110, 24/7"]
)
def test_a_phone_may_be_written_in_any_readable_form(typed: str) -> None:
    assert judge(LineField.SUPPORT_PHONE, typed) == {LineField.SUPPORT_PHONE: typed}


@pytest.mark.parametrize("field", [LineField.USER, LineField.AUTH_USER])
@pytest.mark.parametrize("typed", ["номер", "100 200", "сto", "100\u00a0200", "１００", "user🔴"])
def test_blanks_and_letters_of_other_scripts_are_no_login(field: LineField, typed: str) -> None:
    assert refused(field, typed) is Why.LOGIN


@pytest.mark.parametrize("field", [LineField.NAME, LineField.CARRIER])
@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ('ООО "Ромашка"; резерв', "ООО «Ромашка»; резерв"),
        ('Volga "A" and "B"', "Volga “A” and “B”"),
        ("Опрос 'Казань' №1 (24/7)", "Опрос 'Казань' №1 (24/7)"),
    ],
)
def test_a_name_may_have_quotes_and_a_semicolon_as_the_language_has_them(
    field: LineField, typed: str, kept: str
) -> None:
    assert judge(field, typed) == {field: kept}


@pytest.mark.parametrize(
    ("typed", "signs"),
    [("a<b>", ("<", ">")), ("a;b=1", (";",)), ("a; tag = 1", (";",)), ("sip:x", ("sip:",)), ('"', ('"',))],
)
def test_a_refusal_of_a_name_tells_what_is_to_go(typed: str, signs: tuple[str, ...]) -> None:
    with pytest.raises(BadField) as fault:
        judge(LineField.NAME, typed)
    assert (fault.value.why, fault.value.signs) == (Why.SYNTAX, signs)


@pytest.mark.parametrize("typed", ["звоните", "12", "<b>12345</b>", "a@b.ru 12345"])
def test_what_is_no_phone_is_refused(typed: str) -> None:
    assert refused(LineField.SUPPORT_PHONE, typed) is Why.PHONE


@pytest.mark.parametrize("typed", ["74951234567", "100", "user@domain", "a#b", "a;b", "+7495", "100%20"])
def test_a_login_that_needs_escaping_is_taken(typed: str) -> None:
    assert judge(LineField.USER, typed) == {LineField.USER: typed}


@pytest.mark.parametrize("field", sorted(LONGEST))
def test_length_is_bounded_after_spaces_are_cut(field: LineField) -> None:
    text = "1" * LONGEST[field]
    assert judge(field, f"  {text}  ") == {field: text}
    assert refused(field, text + "1") is Why.TOO_LONG


def test_a_refusal_never_repeats_what_was_typed() -> None:
    with pytest.raises(BadField) as fault:
        judge(LineField.PASSWORD, "hunter2\x00")
    assert "hunter2" not in f"{fault.value!r} {fault.value}"


@pytest.mark.parametrize("field", CHOICES)
def test_a_button_gives_one_of_its_values_alone(field: LineField) -> None:
    for value in CHOICES[field]:
        assert chosen(field, value) in {value, value == "yes"}
    for value in ("", "maybe", "YES ", "1"):
        with pytest.raises(BadField):
            chosen(field, value)
    with pytest.raises(BadField):
        chosen(LineField.NAME, "x")


@given(st.sampled_from([LineField.NAME, LineField.CARRIER]), st.one_of(TYPED, SIP_TEXT))
@example(LineField.NAME, '"a" ; b="c"')
def test_a_name_that_is_taken_could_stand_in_a_header_and_stays_as_it_is(field: LineField, text: str) -> None:
    name, _ = _outcome(field, text)
    if name:
        kept = str(name[field])
        assert not re.search(r'[<>"\\]|[\r\n\0]|;\S|;\s*\w+\s*=', kept)
        assert judge(field, kept) == name


@given(st.sampled_from([LineField.USER, LineField.AUTH_USER]), st.one_of(TYPED, SIP_TEXT))
def test_a_login_that_is_taken_is_ascii_without_blanks(field: LineField, text: str) -> None:
    login, _ = _outcome(field, text)
    assert not login or re.fullmatch(r"[!-~]+", str(login[field]))


@given(FIELDS, TYPED)
@example(LineField.HOST, "xn--")
@example(LineField.HOST, "xn--a.xn--b")
@example(LineField.HOST, "[]")
@example(LineField.HOST, "\u3002")
@example(LineField.PROXY, "[::1%eth0]:5")
def test_no_input_breaks_the_form(field: LineField, text: str) -> None:
    values, why = _outcome(field, text)
    assert values or why in REFUSALS[field]
    for name, value in values.items():
        assert judge(name, _typed(name, value)) == {name: value}


def _outcome(field: LineField, text: str) -> tuple[dict[LineField, Value], Why | None]:
    try:
        return judge(field, text), None
    except BadField as fault:
        return {}, fault.why


def _typed(field: LineField, value: object) -> str:
    """A value as it would be typed again; an IPv6 address of a server in its brackets."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    text = str(value)
    bare = field is LineField.HOST and text.count(":") > 1 and not text.startswith("[")
    return f"[{text}]" if bare else text


@given(TYPED, TYPED, TYPED, TYPED, TYPED)
def test_no_input_breaks_a_sip_message(user: str, auth: str, server: str, proxy: str, password: str) -> None:
    typed = {
        LineField.USER: user,
        LineField.AUTH_USER: auth,
        LineField.HOST: server,
        LineField.PROXY: proxy,
        LineField.PASSWORD: password,
    }
    kept: dict[LineField, object] = {LineField.USER: "100", LineField.HOST: "example.ru"}
    for field, text in typed.items():
        kept.update(_outcome(field, text)[0])
    account = SipAccount(
        user=str(kept[LineField.USER]),
        host=str(kept[LineField.HOST]),
        port=cast("int", kept.get(LineField.PORT, 5060)),
        password=str(kept.get(LineField.PASSWORD, "")),
        auth_user=str(kept.get(LineField.AUTH_USER, "")),
        proxy=str(kept.get(LineField.PROXY, "")),
        method=CheckMethod.REGISTER,
    )
    where = addresses(account)
    assert re.fullmatch(r"sip:[^\s<>@\"]+@(?:\[[0-9a-f:.]+\]|[a-z0-9._-]+)", where.aor)
    for line in (where.aor, where.registrar, where.knock, where.route):
        assert re.fullmatch(r"[\x21-\x7e]*", line)


@given(FIELDS, TYPED)
def test_no_input_breaks_html(field: LineField, text: str) -> None:
    for value in _outcome(field, text)[0].values():
        shown = str(escaped(str(value)))
        assert "<" not in shown
        assert html.unescape(shown) == str(value)
