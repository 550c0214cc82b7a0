"""The one typst compiler of the process. https://typst.app/docs, https://github.com/messense/typst-py

Data reaches a template as JSON in ``sys.inputs`` and is never part of its source, so a name cannot become markup.
"""

import json
from collections.abc import Mapping
from datetime import UTC, date, datetime, time
from functools import cache
from pathlib import Path
from threading import Lock
from typing import Literal

import typst

FOLDER = Path(__file__).parent
TEMPLATES, FONTS = FOLDER / "templates", FOLDER / "fonts"

Json = str | int | float | bool | None | list["Json"] | dict[str, "Json"]
Figures = Mapping[str, str]
"""Drawings in SVG by the name that the template knows them under."""


class Typesetter:
    """Templates in, bytes out. Threads may share one: a compilation takes 20 to 100 ms and they take turns.

    Fonts come from the project's folder alone, so every machine draws alike.
    """

    def __init__(self) -> None:
        fonts = typst.Fonts(include_system_fonts=False, include_embedded_fonts=True, font_paths=[FONTS])
        self._compiler = typst.Compiler(root=TEMPLATES, font_paths=fonts, ignore_system_fonts=True)
        self._turn = Lock()

    def pdf(self, template: str, data: Json, figures: Figures, made: date) -> bytes:
        """A PDF of any number of pages; ``made`` is its date of creation, so that equal data give equal bytes."""
        return self._compile(template, "pdf", data, figures, made=made)

    def png(self, template: str, data: Json, figures: Figures, ppi: float) -> bytes:
        """The only page as PNG, ``ppi`` pixels an inch."""
        return self._compile(template, "png", data, figures, ppi=ppi)

    def _compile(
        self,
        template: str,
        form: Literal["pdf", "png"],
        data: Json,
        figures: Figures,
        *,
        made: date | None = None,
        ppi: float | None = None,
    ) -> bytes:
        inputs = {"data": json.dumps(data, ensure_ascii=False), **figures}
        stamp = datetime.combine(made, time(), UTC) if made else None
        with self._turn:
            result = self._compiler.compile(
                TEMPLATES / template, format=form, ppi=ppi, sys_inputs=inputs, timestamp=stamp
            )
        if not isinstance(result, bytes):
            raise TypeError(f"{template} gave {type(result).__name__} instead of one document")
        return result


@cache
def typesetter() -> Typesetter:
    """The compiler of this process, made at the first call (about 0.1 s)."""
    return Typesetter()
