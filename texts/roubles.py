"""A sum in Russian words, as documents need it: «Сорок девять тысяч восемьсот рублей 90 копеек».

Russian alone: documents are in Russian by law, whatever language the bot speaks.
"""

from collections.abc import Iterator

_UNITS = ("", "один", "два", "три", "четыре", "пять", "шесть", "семь", "восемь", "девять")
_FEMININE = {1: "одна", 2: "две"}
_TEENS = (
    *("десять", "одиннадцать", "двенадцать", "тринадцать", "четырнадцать"),
    *("пятнадцать", "шестнадцать", "семнадцать", "восемнадцать", "девятнадцать"),
)
_TENS = (
    *("", "", "двадцать", "тридцать", "сорок"),
    *("пятьдесят", "шестьдесят", "семьдесят", "восемьдесят", "девяносто"),
)
_HUNDREDS = (
    *("", "сто", "двести", "триста", "четыреста"),
    *("пятьсот", "шестьсот", "семьсот", "восемьсот", "девятьсот"),
)
_ROUBLES = ("рубль", "рубля", "рублей")
_KOPECKS = ("копейка", "копейки", "копеек")
_THOUSANDS = ("тысяча", "тысячи", "тысяч")
_POWERS = (
    _THOUSANDS,
    *((f"{stem}", f"{stem}а", f"{stem}ов") for stem in ("миллион", "миллиард", "триллион", "квадриллион")),
)
LARGEST = 10 ** (3 * (len(_POWERS) + 1)) * 100 - 1
"""The largest sum that has a name here, kopecks."""


def in_words(kopecks: int) -> str:
    """``kopecks`` (0…LARGEST) as roubles in words and kopecks in two digits, beginning with a capital letter.

    Raises:
        ValueError: the sum is negative or has no name.
    """
    if not 0 <= kopecks <= LARGEST:
        raise ValueError("only sums from 0 to LARGEST have words")
    roubles, rest = divmod(kopecks, 100)
    words = " ".join([*_number(roubles), form(roubles, _ROUBLES)])
    return f"{words[0].upper()}{words[1:]} {rest:02}\u00a0{form(rest, _KOPECKS)}"


def form(n: int, forms: tuple[str, str, str]) -> str:
    """The form of a noun after ``n``: один рубль, два рубля, пять рублей."""
    if n % 100 // 10 == 1:
        return forms[2]
    return forms[0] if n % 10 == 1 else forms[1] if 2 <= n % 10 <= 4 else forms[2]


def _number(n: int) -> list[str]:
    if n == 0:
        return ["ноль"]
    words = []
    for place in reversed(range(len(_POWERS) + 1)):
        if group := n // 1000**place % 1000:
            names = _POWERS[place - 1] if place else None
            words += [*_group(group, feminine=names is _THOUSANDS), *([form(group, names)] if names else [])]
    return words


def _group(n: int, *, feminine: bool) -> Iterator[str]:
    """Words of 1…999."""
    hundreds, tens, units = n // 100, n // 10 % 10, n % 10
    teen = _TEENS[units] if tens == 1 else ""
    unit = "" if teen else (_FEMININE.get(units) if feminine else None) or _UNITS[units]
    yield from filter(None, (_HUNDREDS[hundreds], _TENS[tens], teen, unit))
