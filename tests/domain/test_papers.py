"""Sums of an invoice and an act."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.papers import PaperError, PaperRow, row_amount
from domain.vat import VatRate
from tests.documents import cards

ROWS = st.builds(
    PaperRow,
    st.just("x"),
    st.decimals(0, 10**6, places=3),
    st.just(""),
    st.integers(1, 10**9),
    st.sampled_from(VatRate),
)


def test_half_a_kopeck_goes_up() -> None:
    assert row_amount(Decimal("0.5"), 1) == 1
    assert row_amount(Decimal("0.4"), 1) == 0
    assert row_amount(Decimal("18450"), 1_85) == 34_132_50


@given(st.lists(ROWS, min_size=1, max_size=8))
def test_totals_of_the_rates_are_the_totals_of_the_rows(rows: list[PaperRow]) -> None:
    paper = cards.act(*rows)
    assert sum(total.amount for total in paper.vat_totals) == paper.total == sum(row.total for row in rows)
    assert sum(total.tax for total in paper.vat_totals) == sum(row.tax for row in rows)
    assert len({total.rate for total in paper.vat_totals}) == len(paper.vat_totals)


def test_an_invoice_for_nothing_is_refused() -> None:
    with pytest.raises(PaperError, match="no money"):
        cards.invoice(cards.row(0))


def test_an_act_below_nought_is_refused() -> None:
    with pytest.raises(PaperError, match="less than nothing"):
        cards.act(cards.row(-1))
