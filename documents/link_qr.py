"""The QR code of an address, to be read by a phone from a screen."""

import io

import segno

_BORDER = 4


def link_svg(url: str) -> str:
    """The symbol as SVG without a size of its own: dark on white whatever surrounds it."""
    symbol = segno.make_qr(url, error="m", boost_error=False)
    svg = io.BytesIO()
    symbol.save(svg, kind="svg", border=_BORDER, xmldecl=False, svgns=True, omitsize=True, light="#fff", dark="#000")
    return svg.getvalue().decode()
