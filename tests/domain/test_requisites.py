"""Requisites of the seller: what is refused, and what is only doubted."""

from dataclasses import asdict, replace

import pytest

from domain.requisites import Buyer, Requisites, RequisitesError, inn_holds
from tests.documents.cards import PROPRIETOR, SELLER


@pytest.mark.parametrize(
    ("field", "value"),
    [
        *(("name", " "), ("bank", "")),
        *(("inn", "123"), ("inn", "77012345б7"), ("inn", "٧٧٠١٢٣٤٥٦٧"), ("kpp", ""), ("kpp", "77010100")),
        *(("bic", "04452522"), ("account", "4070281013825012301"), ("correspondent_account", "301018104")),
    ],
)
def test_a_requisite_that_cannot_be_right_is_refused_by_name(field: str, value: str) -> None:
    with pytest.raises(RequisitesError) as refused:
        Requisites(**{**asdict(SELLER), field: value})
    assert refused.value.field == field
    assert str(refused.value).startswith(f"{field} must be ")
    assert not value.strip() or value not in str(refused.value)


def test_a_sole_proprietor_needs_no_kpp() -> None:
    assert PROPRIETOR.sole_proprietor
    assert not SELLER.sole_proprietor


def test_a_slip_of_the_pen_in_an_account_is_doubted() -> None:
    right = replace(SELLER, inn="7707083893")
    assert right.doubts() == ()
    assert replace(right, account="40702810138250123018").doubts() == ("account",)
    assert replace(right, correspondent_account="30101810400000000226").doubts() == ("correspondent_account",)
    assert replace(right, inn="7707083894").doubts() == ("inn",)
    assert replace(right, correspondent_account="").doubts() == ()


@pytest.mark.parametrize(
    ("inn", "holds"),
    [
        ("7707083893", True),
        ("500100732259", True),
        ("500100732258", False),
        ("7707083894", False),
        ("77", False),
        ("", False),
    ],
)
def test_the_check_digits_of_an_inn(inn: str, holds: bool) -> None:
    assert inn_holds(inn) is holds


def test_a_buyer_has_a_name() -> None:
    with pytest.raises(RequisitesError, match="name"):
        Buyer(" ")
