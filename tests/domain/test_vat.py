"""The rate by the day of service, and the tax inside a sum."""

from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.vat import VatRate, VatRegime, rate_of, vat_inside


@pytest.mark.parametrize(
    ("regime", "day", "rate"),
    [
        (VatRegime.GENERAL, date(2026, 1, 1), VatRate.VAT_22),
        (VatRegime.GENERAL, date(2025, 12, 31), VatRate.VAT_20),
        (VatRegime.GENERAL, date(2018, 12, 31), VatRate.VAT_18),
        (VatRegime.SIMPLIFIED_7, date(2025, 1, 1), VatRate.VAT_7),
        (VatRegime.SIMPLIFIED_5, date(2025, 1, 1), VatRate.VAT_5),
        (VatRegime.SIMPLIFIED_5, date(2024, 12, 31), VatRate.NONE),
        (VatRegime.EXEMPT, date(2026, 11, 23), VatRate.NONE),
    ],
)
def test_the_day_of_service_decides_the_rate(regime: VatRegime, day: date, rate: VatRate) -> None:
    assert rate_of(regime, day) is rate


def test_the_tax_of_a_round_sum() -> None:
    assert vat_inside(122_00, VatRate.VAT_22) == 22_00
    assert vat_inside(49_866_90, VatRate.VAT_22) == 8_992_39
    assert vat_inside(-122_00, VatRate.VAT_22) == -22_00


@pytest.mark.parametrize("rate", [VatRate.NONE, VatRate.VAT_0])
def test_no_tax_is_nought(rate: VatRate) -> None:
    assert vat_inside(100_00, rate) == 0


@given(st.integers(-(10**15), 10**15), st.sampled_from(VatRate))
def test_the_tax_is_within_half_a_kopeck_of_the_truth(amount: int, rate: VatRate) -> None:
    assert abs(vat_inside(amount, rate) - Fraction(amount * rate.percent, 100 + rate.percent)) <= Fraction(1, 2)
