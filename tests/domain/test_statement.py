"""Bank statements as values: read whole, or refused with the right word."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.statement import StatementError
from domain.statement_match import Candidate, match, names_invoice, number_key, possible_keys
from domain.statement_read import read
from tests.services.money import INN, OURS
from tests.services.statement_files import Order, file, text


def fault(raw: bytes) -> str:
    with pytest.raises(StatementError) as caught:
        read(raw, {OURS})
    return caught.value.fault.value


def test_a_file_cut_anywhere_is_never_taken() -> None:
    for encoding in ("cp1251", "utf-8", "cp866"):
        whole = text().replace("№", "N").replace("\n", "\r\n").encode(encoding)
        for cut in range(60, len(whole) - 4):
            assert fault(whole[:cut]) == "truncated", (encoding, cut)


def test_lost_documents_are_noticed_by_the_sums() -> None:
    assert fault(text((Order(),), total="900.00").encode()) == "totals"
    assert fault(text().replace("КонечныйОстаток=1500.00", "КонечныйОстаток=1500.01").encode()) == "totals"


def test_damaged_letters_are_noticed() -> None:
    assert fault(file(encoding="utf-16")) == "encoding"
    twice = text().replace('ООО "Ромашка"', 'ООО "Ромашка"'.encode().decode("cp1251", "replace"))
    assert fault(twice.encode()) == "encoding"
    assert fault(text().replace("Ромашка", "Р\ufffdмашка").encode()) == "encoding"
    assert fault(file().replace("Дата=".encode("cp1251"), "Дата=".encode())) in {"encoding", "broken"}


@pytest.mark.parametrize(
    ("raw", "word"),
    [
        (b"", "not_statement"),
        (b"\x00" * 100, "not_statement"),
        (b"PK\x03\x04", "not_statement"),
        (file() + file(), "several"),
        (file(Order(), Order()), "alike"),
        (text(account="40702810000000000009").encode(), "foreign"),
        (text((Order(), Order(recipient="40702810000000000009"))).encode(), "foreign"),
        (file(Order(amount="5,0,0")), "broken"),
        (file(Order(amount="-5.00")), "broken"),
        (file(Order(amount="0.00")), "broken"),
        (file(Order(day="31.02.2026")), "broken"),
        (file(Order(day="31.12.1999")), "broken"),
        (file(Order(number="")), "broken"),
        (file() + "ещё строка".encode("cp1251"), "broken"),
        (b" " * (11 * 1024 * 1024), "too_large"),
    ],
)
def test_each_fault_has_its_word(raw: bytes, word: str) -> None:
    assert fault(raw) == word


def test_payment_orders_that_a_client_sends_to_its_bank_are_no_statement() -> None:
    head, _, rest = text().partition("СекцияРасчСчет")
    documents = rest.partition("КонецРасчСчет\n")[2]
    assert fault((head + documents).encode()) == "not_statement"


def test_what_leaves_our_account_is_no_payment_to_us() -> None:
    own = Order(number="1", payer_account=OURS, recipient="40702810000000000009")
    assert read(text((own, Order())).encode(), {OURS}).documents[0].number == "57"


@pytest.mark.parametrize(
    "purpose",
    [
        "Оплата по счету ВТ-2026-1147",
        "опл. сч. № вт 2026 1147 от 23.11.2026 НДС 22%",
        "BT-2026-1147",
        "счёт №ВТ/2026/1147, без НДС",
        "Оплата по сч.ВТ2026-1147.",
    ],
)
def test_a_number_is_found_as_people_write_it(purpose: str) -> None:
    assert number_key("ВТ-2026-1147") in possible_keys(purpose)


def test_a_longer_number_is_no_shorter_one() -> None:
    assert number_key("ВТ-2026-114") not in possible_keys("счёт ВТ-2026-1147")
    candidates = [Candidate(1, number_key("1147"), 50_000, INN), Candidate(2, number_key("ВТ-2026-1147"), 50_000, INN)]
    (document,) = read(file(Order(purpose="счёт ВТ-2026-1147")), {OURS}).documents
    assert match(document, candidates).invoice_id == 2


def test_of_two_clients_with_one_number_the_payer_decides() -> None:
    (document,) = read(file(), {OURS}).documents
    candidates = [Candidate(1, "57", 50_000, INN), Candidate(2, "57", 50_000, "7707083893")]
    assert match(document, candidates).invoice_id == 1
    both = [Candidate(1, "57", 50_000, INN), Candidate(2, "57", 50_000, INN)]
    assert match(document, both).reason == "ambiguous"


@pytest.mark.parametrize(("purpose", "found"), [("счёт 112", None), ("счёт 1-12", 1), ("счёт 1 12", 1)])
def test_a_number_written_just_so_in_another_contract_waits(purpose: str, found: int | None) -> None:
    (document,) = read(file(Order(purpose=purpose)), {OURS}).documents
    assert number_key("1-12") == number_key("112")
    mine = Candidate(1, "112", 50_000, INN, number="1-12")
    other = Candidate(2, "112", 50_000, "7707083893", number="112")
    assert match(document, [mine, other]).invoice_id == found
    assert match(document, [mine, replace(other, left=50_001)]).invoice_id == 1


@given(st.lists(st.tuples(st.integers(0, 10**6), st.integers(0, 255)), min_size=1, max_size=5))
def test_damaged_bytes_never_credit_another_sum(changes: list[tuple[int, int]]) -> None:
    raw = bytearray(file(Order(), Order(number="58", amount="12.34")))
    for place, byte in changes:
        raw[place % len(raw)] = byte
    try:
        documents = read(bytes(raw), {OURS}).documents
    except StatementError:
        return
    assert sum(document.amount for document in documents) in {51_234, 50_000, 1_234, 0}


@given(st.binary(max_size=300))
def test_any_bytes_behind_the_first_word_are_refused(tail: bytes) -> None:
    with pytest.raises(StatementError):
        read(b"1CClientBankExchange\r\n" + tail, {OURS})


@pytest.mark.parametrize(
    ("purpose", "named"),
    [
        ("Оплата по счёту № 57 от 02.03.2026", True),
        ("Оплата по счету 57", True),
        ("По сч. VT-2026-1147 за связь", True),
        ("Оплата № А-12", True),
        ("Payment of invoice 57", True),
        ("Аванс по договору № 184/24 от 02.03.2026", False),
        ("Аванс по дог. 184/24, в т. ч. НДС 22 % 100-00", False),
        ("Взаиморасчёты за 2026 год", False),
        ("Предоплата за услуги связи", False),
        ("", False),
    ],
)
def test_a_purpose_names_an_invoice_or_does_not(purpose: str, named: bool) -> None:
    assert names_invoice(purpose) is named
