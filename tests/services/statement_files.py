"""Bank statements for tests, written as a bank writes them."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from tests.services.money import INN, OURS


@dataclass(frozen=True)
class Order:
    """A payment order of a client."""

    number: str = "57"
    amount: str = "500.00"
    purpose: str = "Оплата по счёту № 57 от 02.03.2026"
    inn: str = INN
    day: str = "02.03.2026"
    recipient: str = OURS
    payer_account: str = "40702810000000000001"


def text(orders: Sequence[Order] = (Order(),), account: str = OURS, total: str | None = None) -> str:
    """A statement of one day; ``total`` overrides the sum that the bank says came."""
    kopecks = sum(int(re.sub(r"\D", "", order.amount)) for order in orders if order.recipient == account)
    came = total or f"{kopecks // 100}.{kopecks % 100:02}"
    closing = f"{kopecks // 100 + 1000}.{kopecks % 100:02}"
    return "\n".join(
        [
            "1CClientBankExchange",
            "ВерсияФормата=1.03",
            "Кодировка=Windows",
            "Отправитель=Банк",
            "ДатаНачала=02.03.2026",
            "ДатаКонца=02.03.2026",
            f"РасчСчет={account}",
            "СекцияРасчСчет",
            "ДатаНачала=02.03.2026",
            "ДатаКонца=02.03.2026",
            f"РасчСчет={account}",
            "НачальныйОстаток=1000.00",
            f"ВсегоПоступило={came}",
            "ВсегоСписано=0.00",
            f"КонечныйОстаток={closing}",
            "КонецРасчСчет",
            *(line for order in orders for line in _document(order)),
            "КонецФайла",
            "",
        ]
    )


def _document(order: Order) -> list[str]:
    return [
        "СекцияДокумент=Платежное поручение",
        f"Номер={order.number}",
        f"Дата={order.day}",
        f"Сумма={order.amount}",
        f"ПлательщикСчет={order.payer_account}",
        f"ПлательщикИНН={order.inn}",
        'Плательщик1=ООО "Ромашка"',
        f"ПолучательСчет={order.recipient}",
        f"ДатаПоступило={order.day}",
        f"НазначениеПлатежа={order.purpose}",
        "КонецДокумента",
    ]


def file(*orders: Order, encoding: str = "cp1251") -> bytes:
    """The same as bytes, with the line ends of Windows."""
    return text(orders or (Order(),)).replace("\n", "\r\n").encode(encoding)
