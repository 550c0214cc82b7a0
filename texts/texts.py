"""Fluent messages of one language. https://projectfluent.org, https://github.com/projectfluent/python-fluent"""

from decimal import Decimal
from functools import cache
from pathlib import Path

from fluent.runtime import FluentBundle, FluentResource

from texts.html import Html, escaped

FOLDER = Path(__file__).parent

Value = str | int | Decimal


class TextError(LookupError):
    """A key is not in the catalogue, or a message was given too few arguments: a fault of ours, never hidden."""


def languages() -> frozenset[str]:
    """The languages that have wording: folders beside this file that hold ``*.ftl``."""
    return frozenset(path.parent.name for path in FOLDER.glob("*/*.ftl"))


@cache
def _bundle(language: str) -> FluentBundle:
    if language not in languages():
        raise TextError(f"no wording for language {language!r}; there is {', '.join(sorted(languages()))}")
    bundle = FluentBundle([language], use_isolating=False)
    for path in sorted((FOLDER / language).glob("*.ftl")):
        bundle.add_resource(FluentResource(path.read_text(encoding="utf-8")))
    return bundle


class Texts:
    """Wording of one language: ``t("line-state", name=…)`` is HTML, ``t.plain("check")`` is for labels and toasts.

    Integers are formatted for the language and choose plural forms; pass an identifier as ``str``.
    """

    def __init__(self, language: str) -> None:
        self.language = str(language)
        self._bundle = _bundle(self.language)

    def __call__(self, key: str, **values: Value) -> Html:
        """The message as HTML; string arguments are escaped unless they are ``Html``. Raises TextError."""
        return Html(self._format(key, {name: _for_html(value) for name, value in values.items()}))

    def plain(self, key: str, **values: Value) -> str:
        """The message as bare text: button labels, toasts, command descriptions. Raises TextError."""
        return self._format(key, {name: _for_plain(value) for name, value in values.items()})

    def has(self, key: str) -> bool:
        """Whether the catalogue holds ``key``."""
        return self._bundle.has_message(key)

    def _format(self, key: str, values: dict[str, Value]) -> str:
        pattern = self._bundle.get_message(key).value if self.has(key) else None
        if pattern is None:
            raise TextError(f"no text {key!r} in {self.language}: add it to texts/{self.language}/*.ftl")
        text, errors = self._bundle.format_pattern(pattern, values)
        if errors:
            raise TextError(f"text {key!r} in {self.language}: {errors[0]}")
        return str(text)


def _for_html(value: Value) -> Value:
    return str(escaped(value)) if isinstance(value, str) else value


def _for_plain(value: Value) -> Value:
    return value.visible if isinstance(value, Html) else str(value) if isinstance(value, str) else value
