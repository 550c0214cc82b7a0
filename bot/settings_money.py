"""The settings of money: who keeps the ledger, whose bank account it is, when people are warned."""

import re
from typing import Annotated

from pydantic import AfterValidator, Field

from bot.settings_sources import OutsideSettings
from domain.ledger import LedgerOwner
from domain.vat import VatRegime


def _accounts(text: str) -> str:
    parts = [part.strip() for part in text.split(",") if part.strip()]
    if any(not re.fullmatch(r"[0-9]{20}", part) for part in parts):
        raise ValueError("an account has twenty digits")
    return ",".join(parts)


def _prefix(text: str) -> str:
    if len(text) > 16 or not re.fullmatch(r"[\w/-]*", text):
        raise ValueError("it may have 16 letters, digits, dashes and slashes")
    return text


def _page(text: str) -> str:
    if text and not re.fullmatch(r"https://[^\s/]+\.[^\s/]+(/\S*)?", text):
        raise ValueError("it begins with https:// and has no spaces")
    return text


class MoneySettings(OutsideSettings):
    """Part of ``Settings``."""

    ledger: LedgerOwner = Field(LedgerOwner.BILLING, description="billing or local")
    bank_accounts: Annotated[str, AfterValidator(_accounts)] = Field(
        "", description="your own bank accounts, twenty digits each, separated by commas"
    )
    low_balance: int = Field(0, ge=0, le=1_000_000_000, description="a whole number of roubles; 0 for no warning")
    promised_days: int = Field(3, ge=1, le=30, description="a whole number of days from 1 to 30")
    promised_per_month: int = Field(1, ge=0, le=31, description="a whole number from 0 to 31")
    pay_url: Annotated[str, AfterValidator(_page)] = Field(
        "", description="the https address of your page of payment, or nothing"
    )
    pay_hint: str = Field("", max_length=200, description="a sentence of 200 characters at most, or nothing")
    invoice_prefix: Annotated[str, AfterValidator(_prefix)] = Field("", description="a few letters, such as LK-")
    invoice_due_days: int = Field(10, ge=0, le=365, description="a whole number of days from 0 to 365")
    vat_regime: VatRegime = Field(VatRegime.GENERAL, description="general, simplified7, simplified5 or exempt")

    @property
    def own_accounts(self) -> tuple[str, ...]:
        """BANK_ACCOUNTS, each by itself."""
        return tuple(part for part in self.bank_accounts.split(",") if part)
