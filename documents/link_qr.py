"""The QR code of an address, to be read by a phone from a screen."""

import io

import segno

_BORDER = 4


_SCALE = 12
"""Pixels of a module of the picture: a phone reads it from another one's screen."""


def link_png(url: str) -> bytes:
    """The symbol as a picture, dark on white."""
    png = io.BytesIO()
    _symbol(url).save(png, kind="png", border=_BORDER, scale=_SCALE)
    return png.getvalue()


def link_svg(url: str) -> str:
    """The symbol as SVG without a size of its own: dark on white whatever surrounds it."""
    svg = io.BytesIO()
    _symbol(url).save(
        svg, kind="svg", border=_BORDER, xmldecl=False, svgns=True, omitsize=True, light="#fff", dark="#000"
    )
    return svg.getvalue().decode()


def _symbol(url: str) -> segno.QRCode:
    return segno.make_qr(url, error="m", boost_error=False)
