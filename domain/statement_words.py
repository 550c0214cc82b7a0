"""The words of 1CClientBankExchange by their meaning; they are Russian and live in ``bank_words.json``."""

import json
from pathlib import Path

WORD: dict[str, str] = json.loads(Path(__file__).with_name("bank_words.json").read_text(encoding="utf-8"))
