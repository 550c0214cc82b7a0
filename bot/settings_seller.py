"""The settings of the seller: who he is on invoices and acts, and which bank account is to be paid."""

import re
from collections.abc import Callable
from typing import Annotated, Self

from pydantic import AfterValidator, Field, model_validator

from bot.settings_sources import OutsideSettings
from domain.requisites import Requisites
from domain.vat import VatRegime

_NEEDED = ("seller_name", "seller_inn", "seller_address", "seller_bank", "seller_bic", "seller_account")
_LONGEST = 300


def _digits(*counts: int) -> AfterValidator:
    """Digits alone, as many as one of ``counts``; spaces that people put between them are dropped."""
    return AfterValidator(_counted(counts))


def _counted(counts: tuple[int, ...]) -> Callable[[str], str]:
    def check(text: str) -> str:
        digits = "".join(text.split())
        if digits and (not re.fullmatch(r"[0-9]+", digits) or len(digits) not in counts):
            raise ValueError(f"it has not {' or '.join(map(str, counts))} digits")
        return digits

    return check


def _line(text: str) -> str:
    if len(text) > _LONGEST or not text.isprintable():
        raise ValueError(f"it is longer than {_LONGEST} characters, or more than one line")
    return text


_Line = Annotated[str, AfterValidator(_line)]


class SellerSettings(OutsideSettings):
    """Part of ``Settings``. All of them empty: invoices and acts are not drawn."""

    seller_name: _Line = Field("", description="your company's name as it stands on invoices")
    seller_inn: Annotated[str, _digits(10, 12)] = Field(
        "", description="your INN: 10 digits of a company, or 12 of a sole proprietor"
    )
    seller_kpp: Annotated[str, _digits(9)] = Field(
        "", description="your KPP: 9 digits; a sole proprietor (an INN of 12 digits) has none"
    )
    seller_address: _Line = Field("", description="your postal address in one line")
    seller_phone: _Line = Field("", description="a phone number for questions about invoices, or nothing")
    seller_bank: _Line = Field("", description="your bank's name with its town, as the bank itself writes it")
    seller_bic: Annotated[str, _digits(9)] = Field("", description="your bank's BIC: 9 digits")
    seller_account: Annotated[str, _digits(20)] = Field("", description="your settlement account: 20 digits")
    seller_correspondent_account: Annotated[str, _digits(20)] = Field(
        "", description="your bank's correspondent account: 20 digits, or nothing where it has none"
    )
    seller_director: _Line = Field("", description="who signs for the company: a surname and initials")
    seller_accountant: _Line = Field("", description="who signs as chief accountant, or nothing")

    @model_validator(mode="after")
    def _the_seller_is_whole_or_not_there(self) -> Self:
        """Half a seller would be a broken invoice."""
        written = [name for name in SellerSettings.model_fields if getattr(self, name)]
        for name in _NEEDED if written else ():
            if not getattr(self, name):
                raise ValueError(f"{name.upper()}: it is not set, but {written[0].upper()} is")
        if written and len(self.seller_inn) == 10 and not self.seller_kpp:
            raise ValueError("SELLER_KPP: it is not set, but SELLER_INN is a company's")
        return self

    def seller(self, regime: VatRegime) -> Requisites | None:
        """The seller, who is taxed by ``regime``; None where nothing is written about him."""
        if not self.seller_name:
            return None
        values = {name.removeprefix("seller_"): getattr(self, name) for name in SellerSettings.model_fields}
        return Requisites(**values, vat=regime)
