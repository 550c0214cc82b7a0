"""Search over all contracts, the same on SQLite and PostgreSQL, whose own comparisons disagree about Cyrillic."""

import re

from models import Contract, Line

_FEWEST_DIGITS = 4
"""So many digits of a line's number say something."""


def folded(text: str) -> str:
    """``text`` as it is compared: without case, with single spaces, yo as ye, quotes left out."""
    lowered = " ".join(text.casefold().split())
    return re.sub("[\u00ab\u00bb\"'\u201e\u201c\u201d]", "", lowered.replace("\u0451", "\u0435"))


async def find(query: str) -> list[int]:
    """Ids of the contracts that match, the closest first: the number itself, beginnings, any place, lines."""
    wanted = folded(query)
    rows = await Contract.all().order_by("name", "number").only("id", "number", "name", "client", "cabinet_login")
    ranked = [(rank, row.id) for row in rows if (rank := _rank(row, wanted)) is not None]
    found = [contract_id for _, contract_id in sorted(ranked, key=lambda pair: pair[0])]
    return list(dict.fromkeys([*found, *await _by_line(query)]))


def _rank(row: Contract, wanted: str) -> int | None:
    texts = [folded(text) for text in (row.number, row.name, row.client, row.cabinet_login or "")]
    if wanted in texts:
        return 0
    if any(text.startswith(wanted) for text in texts):
        return 1
    return 2 if any(wanted in text for text in texts) else None


async def _by_line(query: str) -> list[int]:
    """Contracts of the lines whose login holds the digits, written as people write phones."""
    digits = re.sub(r"\D", "", query)
    if len(digits) < _FEWEST_DIGITS or re.search(r"[^\W\d_]", query):
        return []
    national = digits[1:] if len(digits) == 11 and digits[0] in "78" else digits
    lines = Line.filter(user__contains=national, deleted_at__isnull=True)
    ids = await lines.order_by("contract_id").distinct().values_list("contract_id", flat=True)
    return [int(str(contract_id)) for contract_id in ids]
