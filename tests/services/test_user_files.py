"""Files that people send as a list: those that are one are read whoever wrote them, the others are refused."""

import base64
import io
import json
import zipfile

import pytest
import xlsxwriter

from services.user_errors import ImportRefusedError
from services.user_sheet import rows_of, sheet_of

NAMES = ["Белова Анна", "Власов Борис", "Громова Вера"]

HTML = "<!DOCTYPE html>\n<html><head><title>Сотрудники</title></head>\n<body><p>Белова Анна</p></body></html>"
BANK = (
    "1CClientBankExchange\nВерсияФормата=1.03\nКодировка=Windows\nДатаНачала=01.11.2026\n"
    "СекцияДокумент=Платежное поручение\n"
    "Номер=17\nСумма=50000.00\nПлательщик=ООО «Ромашка»\nКонецДокумента\nКонецФайла\n"
)
MICROSIP = (
    "[Settings]\naccountId=1\nsingleMode=1\n[Account1]\nlabel=Офис\nserver=sip.example.ru\nusername=701\npassword=x\n"
)
PDF = "%PDF-1.4\n1 0 obj\n<< /Type /Catalog >>\nendobj\ntrailer\n%%EOF\n"
PNG = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)
OLD_EXCEL = bytes.fromhex("d0cf11e0a1b11ae1") + b"\0" * 2000
PEOPLE = json.dumps([{"name": name} for name in NAMES], ensure_ascii=False, indent=1)
RTF = r"{\rtf1\ansi\ansicpg1251 Belova Anna\par Vlasov Boris\par}"
VCARD = "BEGIN:VCARD\nVERSION:3.0\nFN:Белова Анна\nEND:VCARD\n"


def workbook(**sheets: list[str]) -> bytes:
    output = io.BytesIO()
    with xlsxwriter.Workbook(output, {"in_memory": True}) as book:
        for name, names in sheets.items():
            page = book.add_worksheet(name)
            for number, each in enumerate(names):
                page.write_string(number, 0, each)
    return output.getvalue()


def document() -> bytes:
    """What Word writes, as far as its signs go."""
    output = io.BytesIO()
    with zipfile.ZipFile(output, "w") as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("word/document.xml", "<w:document><w:p>Белова Анна</w:p></w:document>")
    return output.getvalue()


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("Сотрудники.csv", "\n".join(NAMES).encode("cp1251")),
        ("Сотрудники.CSV", ("\ufeff" + "\n".join(NAMES)).encode()),
        ("Юникод.txt", ("ФИО\tРоль\r\n" + "".join(f"{name}\tОператор\r\n" for name in NAMES)).encode("utf-16")),
        ("большой-индеец.csv", ("\ufeff" + "\r\n".join(NAMES)).encode("utf-16-be")),
        ("точки.csv", ("ФИО;Роль\r\n" + "".join(f"{name};Оператор\r\n" for name in NAMES)).encode("cp1251")),
        ("запятые.csv", ("ФИО,Роль\n" + "".join(f'"{name}",Оператор\n' for name in NAMES)).encode()),
        ("кавычки.csv", "".join(f'"{name}";"Оператор"\n' for name in NAMES).encode()),
        ("табуляции.tsv", "".join(f"{name}\tоператор\n" for name in NAMES).encode()),
        ("подсказка.csv", ("sep=;\r\n" + "".join(f"{name};оператор\r\n" for name in NAMES)).encode("cp1251")),
        ("без окончания", "\n".join(NAMES).encode()),
        ("книга.xlsx", workbook(Лист1=NAMES)),
        ("пустой первый лист.xlsx", workbook(Лист1=[], Лист2=NAMES)),
        ("", workbook(Лист1=NAMES)),
    ],
)
def test_a_list_is_read_whoever_wrote_the_file(name: str, data: bytes) -> None:
    sheet = sheet_of(data, name)
    assert [row.name for row in sheet.rows] == NAMES
    assert sheet.name == ""


@pytest.mark.parametrize(
    ("name", "data", "fault"),
    [
        ("Договор.pdf", PDF.encode() + bytes(range(256)), "unreadable"),
        ("Договор.txt", PDF.encode(), "unreadable"),
        ("Письмо.docx", document(), "unreadable"),
        ("Письмо.xlsx", document(), "unreadable"),
        ("Письмо.doc", RTF.encode(), "unreadable"),
        ("Письмо.txt", RTF.encode(), "unreadable"),
        ("снимок.png", PNG, "unreadable"),
        ("снимок.csv", PNG, "unreadable"),
        ("Сотрудники.html", HTML.encode(), "unreadable"),
        ("Сотрудники.csv", HTML.encode("cp1251"), "unreadable"),
        ("kl_to_1c.txt", BANK.encode("cp1251"), "unreadable"),
        ("выписка.csv", BANK.replace("1CClientBankExchange\n", "").encode("cp1251"), "unreadable"),
        ("microsip.ini", MICROSIP.encode("utf-16"), "unreadable"),
        ("microsip.txt", MICROSIP.encode(), "unreadable"),
        ("люди.json", PEOPLE.encode(), "unreadable"),
        ("люди.csv", PEOPLE.encode(), "unreadable"),
        ("люди.vcf", VCARD.encode(), "unreadable"),
        ("люди.txt", VCARD.encode(), "unreadable"),
        ("имена.exe", "\n".join(NAMES).encode(), "unreadable"),
        ("без пометки.txt", "\n".join(NAMES).encode("utf-16-le"), "unreadable"),
        ("числа.csv", b"1;2;3\n4;5;6\n", "unreadable"),
        ("длинная.txt", b"a" * 5000, "unreadable"),
        ("Сотрудники.xls", OLD_EXCEL, "old-excel"),
        ("Сотрудники.xlsx", OLD_EXCEL, "old-excel"),
        ("Сотрудники.xls", "\n".join(NAMES).encode(), "old-excel"),
        ("пусто.xlsx", workbook(Лист1=[]), "empty"),
        ("пусто.csv", b"", "empty"),
    ],
)
def test_what_is_no_list_is_refused_with_advice(name: str, data: bytes, fault: str) -> None:
    with pytest.raises(ImportRefusedError) as refused:
        rows_of(data, name)
    assert refused.value.values["fault"] == fault


def test_of_two_full_sheets_the_first_is_read_and_named() -> None:
    sheet = sheet_of(workbook(Операторы=NAMES, Уволены=["Петров Пётр"]), "книга.xlsx")
    assert [row.name for row in sheet.rows] == NAMES
    assert sheet.name == "Операторы"
