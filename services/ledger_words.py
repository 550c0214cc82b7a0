"""Terms and states: words about an account as of a moment, of which the latest hold, whatever order they come in."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import TypeVar

from models import Account
from services.errors import LedgerConflictError, MomentAheadError
from services.ledger_facts import StateFact, TermsFact
from services.ledger_rows import one_of_each

WordT = TypeVar("WordT", TermsFact, StateFact)

SKEW = timedelta(minutes=5)
"""So much may the clock of whoever tells be ahead of ours."""


def check_words(facts: Sequence[WordT], now: datetime) -> None:
    """Raise ``MomentAheadError`` for moments to come: what is true before them would come too late.

    ``LedgerConflictError`` for two of one moment that contradict.
    """
    ahead = sorted({(fact.contract, "") for fact in facts if fact.at > now + SKEW})
    if ahead:
        raise MomentAheadError(ahead)
    one_of_each(facts, lambda fact: (fact.contract, fact.at))


def take_words(facts: Sequence[WordT], accounts: Mapping[str, Account]) -> tuple[list[WordT], int]:
    """Change the accounts, which are locked; what was news, and how many were overtaken by later ones.

    Raises ``LedgerConflictError`` for words that contradict those known of the very moment.
    """
    fresh, conflicts, stale = [], [], 0
    for fact in facts:
        account = accounts[fact.contract]
        known = _since(account, fact)
        if known is None or fact.at > known:
            _set(account, fact)
            fresh.append(fact)
        elif fact.at < known:
            stale += 1
        elif not _agree(account, fact):
            conflicts.append((fact.contract, ""))
    if conflicts:
        raise LedgerConflictError(conflicts)
    return fresh, stale


def _since(account: Account, fact: TermsFact | StateFact) -> datetime | None:
    return account.terms_at if isinstance(fact, TermsFact) else account.held_at


def _set(account: Account, fact: TermsFact | StateFact) -> None:
    if isinstance(fact, TermsFact):
        account.update_from_dict({**fact.values(), "terms_at": fact.at})
    else:
        account.held, account.held_at = fact.suspended, fact.at


def _agree(account: Account, fact: TermsFact | StateFact) -> bool:
    """The e-mail aside: people may have put another one in its place since."""
    if isinstance(fact, StateFact):
        return account.held == fact.suspended
    return all(getattr(account, name) == value for name, value in fact.values().items() if name != "email")
