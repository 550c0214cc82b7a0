"""The sandbox's bank: a statement in 1CClientBankExchange, as support would download it, for today.

``GET /bank/statement.txt`` has a transfer for Romashka's unpaid invoice and one that names none;
``?invoice=2026-0001&sum=50000`` has one transfer of Romashka for that invoice, in roubles.
"""

import re
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from aiohttp import web

from sandbox.sample import CONTRACTS
from sandbox.sample_money import SELLER, TERMS, unpaid_invoice

ZONE = web.AppKey("zone", ZoneInfo)


@dataclass(frozen=True)
class Transfer:
    """Money that came: kopecks."""

    number: str
    amount: int
    purpose: str


def bank_app(zone: ZoneInfo) -> web.Application:
    """A sub-application for ``app.add_subapp("/bank/", bank_app(zone))``."""
    app = web.Application()
    app[ZONE] = zone
    app.router.add_get("/statement.txt", statement)
    return app


async def statement(request: web.Request) -> web.Response:
    """The file, in cp1251 with the line ends of Windows, as banks have it."""
    today = datetime.now(request.app[ZONE]).date()
    invoice, roubles = request.query.get("invoice", ""), request.query.get("sum", "")
    if bool(invoice) is not bool(roubles) or not re.fullmatch(r"(\d{1,9}(\.\d\d)?)?", roubles) or len(invoice) > 64:
        raise web.HTTPBadRequest(text="Give both: invoice=NUMBER and sum=ROUBLES, or neither.")
    kopecks = int(roubles.replace(".", "")) * (1 if "." in roubles else 100) if roubles else 0
    asked = [Transfer(f"{kopecks % 900 + 100}", kopecks, f"Оплата по счёту № {invoice}")] if invoice else []
    raw = text(asked or usual(today), today).replace("\n", "\r\n").encode("cp1251", "replace")
    headers = {"Content-Disposition": 'attachment; filename="kl_to_1c.txt"'}
    return web.Response(body=raw, content_type="text/plain", charset="windows-1251", headers=headers)


def usual(today: date) -> list[Transfer]:
    """One that finds its invoice, one that waits for a person."""
    invoice = unpaid_invoice(today)
    named = Transfer("118", invoice.amount, f"Оплата по счёту № {invoice.number} от {invoice.day:%d.%m.%Y}")
    return [named, Transfer("119", 15_000_00, "Аванс по договору за услуги связи")]


def text(transfers: list[Transfer], today: date) -> str:
    """The statement of one day."""
    account, day = SELLER["seller_account"], f"{today:%d.%m.%Y}"
    came = sum(transfer.amount for transfer in transfers)
    period = [f"ДатаНачала={day}", f"ДатаКонца={day}", f"РасчСчет={account}"]
    return "\n".join(
        [
            "1CClientBankExchange",
            "ВерсияФормата=1.03",
            "Кодировка=Windows",
            f"Отправитель={SELLER['seller_bank']}",
            *period,
            "СекцияРасчСчет",
            *period,
            "НачальныйОстаток=100000.00",
            f"ВсегоПоступило={_roubles(came)}",
            "ВсегоСписано=0.00",
            f"КонечныйОстаток={_roubles(came + 100_000_00)}",
            "КонецРасчСчет",
            *(line for transfer in transfers for line in _document(transfer, account, day)),
            "КонецФайла",
            "",
        ]
    )


def _document(transfer: Transfer, account: str, day: str) -> list[str]:
    payer = CONTRACTS[0]
    return [
        "СекцияДокумент=Платежное поручение",
        f"Номер={transfer.number}",
        f"Дата={day}",
        f"Сумма={_roubles(transfer.amount)}",
        "ПлательщикСчет=40702810400000005408",
        f"ПлательщикИНН={TERMS[payer.key].payer_inn}",
        f"Плательщик1={payer.client}",
        f"ПолучательСчет={account}",
        f"ДатаПоступило={day}",
        f"НазначениеПлатежа={transfer.purpose}",
        "КонецДокумента",
    ]


def _roubles(kopecks: int) -> str:
    return f"{kopecks // 100}.{kopecks % 100:02}"
