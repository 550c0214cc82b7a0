"""The few shapes of SVG that our pictures are made of. Lengths are units of the picture; text is escaped here alone."""

from collections.abc import Iterable
from html import escape
from typing import Literal

from documents.plain import plain

Anchor = Literal["start", "middle", "end"]
Spot = tuple[float, float]


def document(width: int, height: int, body: Iterable[str]) -> str:
    """A picture on white, set in PT Sans."""
    head = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" height="{height}"'
    return f'{head} font-family="PT Sans"><rect width="100%" height="100%" fill="#fff"/>{"".join(body)}</svg>'


def text(at: Spot, words: str, size: int, fill: str, *, anchor: Anchor = "start", bold: bool = False) -> str:
    """One line of words; a white halo keeps it legible over a curve."""
    look = f'font-size="{size}" fill="{fill}" text-anchor="{anchor}" font-weight="{700 if bold else 400}"'
    halo = 'stroke="#fff" stroke-width="7" stroke-linejoin="round" paint-order="stroke"'
    return f'<text x="{at[0]:.1f}" y="{at[1]:.1f}" {look} {halo}>{escape(plain(words, 120))}</text>'


def line(start: Spot, end: Spot, stroke: str, width: float = 2, dash: str = "") -> str:
    """A straight line; ``dash`` as in ``stroke-dasharray``."""
    ends = f'x1="{start[0]:.1f}" y1="{start[1]:.1f}" x2="{end[0]:.1f}" y2="{end[1]:.1f}"'
    return f'<line {ends} stroke="{stroke}" stroke-width="{width}"{_dashed(dash)}/>'


def curve(spots: Iterable[Spot], stroke: str, width: float = 5, dash: str = "") -> str:
    """A line through all spots."""
    look = f'fill="none" stroke="{stroke}" stroke-width="{width}" stroke-linejoin="round"{_dashed(dash)}'
    return f'<polyline points="{_points(spots)}" {look}/>'


def area(spots: Iterable[Spot], fill: str, opacity: float) -> str:
    """A filled shape between all spots."""
    return f'<polygon points="{_points(spots)}" fill="{fill}" opacity="{opacity}"/>'


def dot(at: Spot, fill: str, radius: float = 10) -> str:
    """A filled circle with a white rim."""
    return f'<circle cx="{at[0]:.1f}" cy="{at[1]:.1f}" r="{radius}" fill="{fill}" stroke="#fff" stroke-width="4"/>'


def clipped(corner: Spot, opposite: Spot, body: Iterable[str]) -> str:
    """``body`` with everything outside of a box left out."""
    (x, y), (right, bottom) = corner, opposite
    box = f'<rect x="{x:.1f}" y="{y:.1f}" width="{right - x:.1f}" height="{bottom - y:.1f}"/>'
    return f'<clipPath id="box">{box}</clipPath><g clip-path="url(#box)">{"".join(body)}</g>'


def _points(spots: Iterable[Spot]) -> str:
    return " ".join(f"{x:.1f},{y:.1f}" for x, y in spots)


def _dashed(dash: str) -> str:
    return f' stroke-dasharray="{dash}"' if dash else ""
