"""Value added tax in Russia: the rate by the day of service, and the tax inside a sum.

Source: Tax Code of the Russian Federation, articles 145, 164 (22 % for what is rendered from 2026-01-01, 20 % before,
even if paid later; 5 % and 7 % for sellers under the simplified system from 2025-01-01), 169.
"""

from datetime import date
from enum import StrEnum


class VatRate(StrEnum):
    """The tax on one row: its percentage, or ``none`` for a seller or a service free of it."""

    VAT_22 = "22"
    VAT_20 = "20"
    VAT_18 = "18"
    VAT_10 = "10"
    VAT_7 = "7"
    VAT_5 = "5"
    VAT_0 = "0"
    NONE = "none"

    @property
    def percent(self) -> int:
        """The percentage; 0 for ``none`` too, which differs from 0 % in words alone."""
        return 0 if self is VatRate.NONE else int(self)


class VatRegime(StrEnum):
    """How the seller is taxed."""

    GENERAL = "general"
    SIMPLIFIED_7 = "simplified7"
    SIMPLIFIED_5 = "simplified5"
    EXEMPT = "exempt"


_FIRST = date.min
_BY_DAY: dict[VatRegime, tuple[tuple[date, VatRate], ...]] = {
    VatRegime.GENERAL: (
        (date(2026, 1, 1), VatRate.VAT_22),
        (date(2019, 1, 1), VatRate.VAT_20),
        (_FIRST, VatRate.VAT_18),
    ),
    VatRegime.SIMPLIFIED_7: ((date(2025, 1, 1), VatRate.VAT_7), (_FIRST, VatRate.NONE)),
    VatRegime.SIMPLIFIED_5: ((date(2025, 1, 1), VatRate.VAT_5), (_FIRST, VatRate.NONE)),
    VatRegime.EXEMPT: ((_FIRST, VatRate.NONE),),
}


def rate_of(regime: VatRegime, day: date) -> VatRate:
    """The usual rate of what a seller under ``regime`` rendered on ``day`` (for an advance: the day it is due)."""
    return next(rate for since, rate in _BY_DAY[regime] if day >= since)


def vat_inside(amount: int, rate: VatRate) -> int:
    """Kopecks of tax in ``amount`` kopecks that include it, half a kopeck up; a negative sum mirrors a positive one."""
    whole = 100 + rate.percent
    tax = (2 * abs(amount) * rate.percent + whole) // (2 * whole)
    return tax if amount >= 0 else -tax
