"""Reads what was drawn, as a stranger's program would: text and pixels of a PDF, and the QR on it."""

import pypdfium2
import zxingcpp
from PIL.Image import Image

ZERO_WIDTH_SPACE = "\u200b"


def pages(pdf: bytes) -> list[str]:
    """The text of each page, lines ending in "\\n"."""
    document = pypdfium2.PdfDocument(pdf)
    return [page.get_textpage().get_text_range().replace("\r\n", "\n") for page in document]


def text(pdf: bytes) -> str:
    """The text of all pages in one line, all white space ordinary."""
    return " ".join(" ".join(pages(pdf)).replace(ZERO_WIDTH_SPACE, "").split())


def solid(words: str) -> str:
    """Without white space and hyphens: what is left when lines break elsewhere."""
    return "".join(sign for sign in words if sign.isprintable() and not sign.isspace() and sign not in "-\ufffe\u00ad")


def scanned(pdf: bytes, dpi: int = 150, page: int = 0) -> Image:
    """A page as a scanner sees it."""
    image: Image = pypdfium2.PdfDocument(pdf)[page].render(scale=dpi / 72).to_pil().convert("L")
    return image


def qr(pdf: bytes) -> bytes:
    """The bytes of the one symbol on the first page, scanned at 150 dpi."""
    (symbol,) = zxingcpp.read_barcodes(scanned(pdf))
    return bytes(symbol.bytes)
