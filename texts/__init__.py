"""All wording of the bot: ``ru/*.ftl`` and ``en/*.ftl`` (Fluent), and the code that turns keys into sentences."""

from texts.html import Html, folded, joined
from texts.texts import TextError, Texts, languages

__all__ = ["Html", "TextError", "Texts", "folded", "joined", "languages"]
