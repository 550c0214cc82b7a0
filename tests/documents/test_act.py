"""The act of services rendered."""

from dataclasses import replace

from documents.act import act_name, act_pdf
from domain.vat import VatRate
from tests.documents import cards, reading


def test_an_act_names_both_parties_the_month_and_the_sum_in_words() -> None:
    text = reading.text(act_pdf(cards.act()))
    for words in (
        "Акт № АК-1147 от 30 ноября 2026 г. об оказании услуг",
        "Период: ноябрь 2026 г.",
        "Исполнитель: ООО «Вектор Телеком», ИНН 7701234567, КПП 770101001",
        "Заказчик: ООО «Контакт-Центр Плюс», ИНН 5408123456",
        "В том числе НДС 22 %: 8 992,39",
        "Всего оказано услуг 5, на сумму 49 866,90 ₽",
        "Сорок девять тысяч восемьсот шестьдесят шесть рублей 90 копеек",
        "Заказчик не имеет претензий",
    ):
        assert words in text


def test_an_act_asks_for_no_payment() -> None:
    text = reading.text(act_pdf(cards.act()))
    assert "БИК" not in text
    assert "оплате" not in text


def test_an_act_without_a_month_or_money_is_still_an_act() -> None:
    text = reading.text(act_pdf(replace(cards.act(cards.row(0, VatRate.NONE)), month=None)))
    assert "Период" not in text
    assert "Ноль рублей 00 копеек" in text


def test_signatures_stay_with_the_last_row() -> None:
    for count in (22, 28, 30, 34, 90):
        pages = reading.pages(act_pdf(cards.act(*(cards.row(name=f"Услуга {n}") for n in range(count)))))
        assert "Исполнитель" in pages[-1]
        assert f"Услуга {count - 1}" in pages[-1]


def test_an_act_has_a_name_for_its_file() -> None:
    assert act_name(cards.act()) == "Акт АК-1147.pdf"
