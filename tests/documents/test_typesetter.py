"""The one compiler, shared by threads; its fonts are ours alone."""

import asyncio
from collections import Counter

import pypdfium2

from documents.invoice import invoice_pdf
from documents.typesetter import FONTS, typesetter
from tests.documents import cards, reading


async def test_documents_drawn_at_once_are_not_mixed_up() -> None:
    numbers = [f"Н-{n}" for n in range(12)]
    papers = await asyncio.gather(*(asyncio.to_thread(invoice_pdf, cards.invoice(number=number)) for number in numbers))
    for number, paper in zip(numbers, papers, strict=True):
        assert f"Счёт на оплату № {number} от" in reading.text(paper)


async def test_the_loop_goes_on_while_a_document_is_drawn() -> None:
    ticks = Counter[str]()

    async def tick() -> None:
        while True:
            ticks["seen"] += 1
            await asyncio.sleep(0)

    ticking = asyncio.create_task(tick())
    rows = tuple(cards.row(name=f"Услуга {n}") for n in range(200))
    await asyncio.to_thread(invoice_pdf, cards.invoice(*rows))
    ticking.cancel()
    assert ticks["seen"] > 10


def test_the_compiler_is_made_once() -> None:
    assert typesetter() is typesetter()


def test_the_fonts_of_a_document_are_pt_sans_and_in_it() -> None:
    paper = invoice_pdf(cards.invoice())
    fonts = {
        item.get_font().get_base_name()
        for item in pypdfium2.PdfDocument(paper)[0].get_objects(filter=[pypdfium2.raw.FPDF_PAGEOBJ_TEXT])
    }
    assert fonts
    assert all("PTSans" in name.replace(" ", "") for name in fonts)


def test_the_licence_of_the_fonts_lies_beside_them() -> None:
    assert "SIL OPEN FONT LICENSE" in (FONTS / "OFL.txt").read_text(encoding="utf-8")
