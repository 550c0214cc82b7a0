"""Who sells and who buys, as the head of an invoice needs them. Shapes are checked; check digits are advised about.

Sources: INN check digits, order of the Federal Tax Service MMV-7-6/435; the key of an account, Bank of Russia's
order 515 of 1997-09-08 (digits times 7, 1, 3, the sum ends in 0).
"""

from dataclasses import dataclass
from itertools import cycle

from domain.vat import VatRegime

_INN_WEIGHTS = (3, 7, 2, 4, 10, 3, 5, 9, 4, 6, 8)


class RequisitesError(ValueError):
    """A requisite cannot be right. ``field`` is its name; the text says what it must be and holds no value."""

    def __init__(self, field: str, must: str) -> None:
        super().__init__(f"{field} must be {must}")
        self.field, self.must = field, must


@dataclass(frozen=True)
class Requisites:
    """The seller, with the bank account that is to be paid.

    Raises:
        RequisitesError: for an empty name or bank, and for a number that has not its count of digits.
    """

    name: str
    inn: str
    kpp: str
    """Empty for a sole proprietor (twelve digits in ``inn``)."""
    address: str
    bank: str
    """With its town, as the bank itself writes it."""
    bic: str
    account: str
    correspondent_account: str
    """Empty for a bank that has none."""
    director: str = ""
    accountant: str = ""
    """Empty: nobody but the director signs."""
    phone: str = ""
    vat: VatRegime = VatRegime.GENERAL

    def __post_init__(self) -> None:
        _filled("name", self.name)
        _filled("bank", self.bank)
        _digits("inn", self.inn, (10, 12))
        _digits("kpp", self.kpp, (9,) if len(self.inn) == 10 else (0, 9))
        _digits("bic", self.bic, (9,))
        _digits("account", self.account, (20,))
        _digits("correspondent_account", self.correspondent_account, (0, 20))

    @property
    def sole_proprietor(self) -> bool:
        """Whether the seller is a person in business: no KPP, signs himself."""
        return len(self.inn) == 12

    def doubts(self) -> tuple[str, ...]:
        """Fields whose check digits disagree: a slip of the pen sends the customer's money astray."""
        found = {
            "inn": inn_holds(self.inn),
            "account": _key_holds(self.bic[-3:] + self.account),
            "correspondent_account": not self.correspondent_account
            or _key_holds("0" + self.bic[4:6] + self.correspondent_account),
        }
        return tuple(field for field, holds in found.items() if not holds)


@dataclass(frozen=True)
class Buyer:
    """The client; everything but the name may be unknown (empty)."""

    name: str
    inn: str = ""
    kpp: str = ""
    address: str = ""

    def __post_init__(self) -> None:
        _filled("name", self.name)


def inn_holds(inn: str) -> bool:
    """Whether the check digits of an INN of 10 or 12 digits agree with the others."""
    if not (inn.isascii() and inn.isdecimal() and len(inn) in (10, 12)):
        return False
    checked = (9,) if len(inn) == 10 else (10, 11)
    return all(_inn_digit(inn[:place]) == int(inn[place]) for place in checked)


def _inn_digit(digits: str) -> int:
    weights = _INN_WEIGHTS[-len(digits) :]
    return sum(weight * int(digit) for weight, digit in zip(weights, digits, strict=True)) % 11 % 10


def _key_holds(digits: str) -> bool:
    return sum(weight * int(digit) for weight, digit in zip(cycle((7, 1, 3)), digits, strict=False)) % 10 == 0


def _filled(field: str, value: str) -> None:
    if not value.strip():
        raise RequisitesError(field, "filled in")


def _digits(field: str, value: str, lengths: tuple[int, ...]) -> None:
    if len(value) not in lengths or (value and not (value.isascii() and value.isdecimal())):
        raise RequisitesError(field, " or ".join(f"{n} digits" if n else "empty" for n in lengths))
