"""The bytes of the payment QR, GOST R 56042-2014."""

from dataclasses import replace

import pytest

from documents.invoice import payment_purpose, qr_payload
from documents.payment_qr import Charset, payload
from domain.vat import VatRate
from tests.documents import cards


def test_the_five_mandatory_fields_come_first_and_in_order() -> None:
    head, *fields = qr_payload(cards.invoice()).decode().split("|")
    assert head == "ST00012"
    assert [field.partition("=")[0] for field in fields] == [
        *("Name", "PersonalAcc", "BankName", "BIC", "CorrespAcc"),
        *("Sum", "Purpose", "PayeeINN", "KPP", "PayerINN"),
    ]


def test_the_sum_is_in_kopecks() -> None:
    assert b"|Sum=4986690|" in qr_payload(cards.invoice())


def test_the_purpose_is_fit_for_a_banks_form() -> None:
    purpose = payment_purpose(cards.invoice())
    assert purpose == ("Оплата по счёту № ВТ-2026-1147 от 23.11.2026 по договору № 184/24. В т.ч. НДС 22% 8992-39 руб.")
    mixed = payment_purpose(cards.invoice(cards.row(122_00), cards.row(120_00, VatRate.VAT_20)))
    assert mixed.endswith("В т.ч. НДС 22% 22-00, 20% 20-00 руб.")


def test_a_contract_that_brings_its_own_number_sign_has_one() -> None:
    assert "договору № 184/24." in payment_purpose(replace(cards.invoice(), contract="№ 184/24"))


def test_a_bank_without_a_correspondent_account_says_nought() -> None:
    assert b"|CorrespAcc=0|" in qr_payload(cards.invoice(seller=cards.PROPRIETOR))


def test_a_separator_in_a_name_is_not_a_field() -> None:
    content = payload(replace(cards.SELLER, name="A|Sum=1|B"), 100, "p").decode()
    assert "|Name=A Sum=1 B|" in content
    assert content.count("|Sum=") == 1


def test_values_are_cut_to_the_lengths_of_the_standard() -> None:
    content = payload(replace(cards.SELLER, name="Ж" * 300, bank="Щ" * 300), 1, "П" * 300).decode()
    lengths = {name: len(value) for name, _, value in (field.partition("=") for field in content.split("|"))}
    assert (lengths["Name"], lengths["BankName"], lengths["Purpose"]) == (160, 45, 210)


@pytest.mark.parametrize(
    ("charset", "codec"), [(Charset.CP1251, "cp1251"), (Charset.UTF8, "utf-8"), (Charset.KOI8_R, "koi8-r")]
)
def test_the_version_digit_announces_the_encoding(charset: Charset, codec: str) -> None:
    seller = replace(cards.SELLER, name="ООО Вектор", bank="АО ТЕСТБАНК")
    content = payload(seller, 1, "Оплата", charset=charset)
    assert content.startswith(f"ST0001{charset}|".encode())
    assert "Name=ООО Вектор|" in content.decode(codec)


def test_a_letter_that_the_charset_lacks_is_refused() -> None:
    with pytest.raises(UnicodeEncodeError):
        payload(replace(cards.SELLER, name="名"), 1, "p", charset=Charset.CP1251)
