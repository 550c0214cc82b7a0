"""Sample data of the demonstration: two fictional clients, their people, carriers and lines. No rows, no sockets."""

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from domain.sip import CheckMethod, LineType


class SampleRole(StrEnum):
    """What a person is in a contract; a stranger is in none, support belongs to the provider."""

    ADMINISTRATOR = "administrator"
    MANAGER = "manager"
    ON_CALL = "on_call"
    STRANGER = "stranger"
    SUPPORT = "support"


@dataclass(frozen=True)
class SampleContract:
    """A client company. ``name`` is what people call it, ``client`` its legal name."""

    key: str
    number: str
    name: str
    client: str
    signed: date


@dataclass(frozen=True)
class SamplePerson:
    """A Telegram user; ``contract`` is a contract's key, empty for a stranger and for support."""

    telegram_id: int
    first_name: str
    last_name: str
    username: str
    role: SampleRole
    contract: str = ""

    @property
    def name(self) -> str:
        return f"{self.first_name} {self.last_name}"


@dataclass(frozen=True)
class SampleGroup:
    """A Telegram group of the people on call; ``members`` are Telegram ids."""

    telegram_id: int
    title: str
    contract: str
    members: tuple[int, ...]


@dataclass(frozen=True)
class SampleCarrier:
    """A carrier with the phone of its support; ``contract_numbers`` maps a contract's key to our contract there."""

    key: str
    name: str
    support_phone: str
    contract_numbers: dict[str, str] = field(default_factory=dict)
    single_binding: bool = False


@dataclass(frozen=True)
class SampleLine:
    """A line at a carrier. An empty password: a trunk that the carrier knows by its address."""

    name: str
    kind: LineType
    number: str
    carrier: str
    contract: str
    password: str = field(default="", repr=False)

    @property
    def method(self) -> CheckMethod:
        return CheckMethod.REGISTER if self.password else CheckMethod.OPTIONS


CONTRACTS = (
    SampleContract("romashka", "184/24", "Ромашка", "ООО «Ромашка»", date(2024, 3, 18)),
    SampleContract("vector", "207/25", "Вектор", "АО «Вектор»", date(2025, 9, 1)),
)

PEOPLE = (
    SamplePerson(101, "Анна", "Соколова", "anna_sokolova", SampleRole.ADMINISTRATOR, "romashka"),
    SamplePerson(102, "Марина", "Волкова", "marina_volkova", SampleRole.MANAGER, "romashka"),
    SamplePerson(103, "Сергей", "Иванов", "s_ivanov", SampleRole.ON_CALL, "romashka"),
    SamplePerson(104, "Павел", "Петров", "p_petrov", SampleRole.ON_CALL, "romashka"),
    SamplePerson(105, "Кирилл", "Зайцев", "kirill_z", SampleRole.STRANGER),
    SamplePerson(201, "Олег", "Кузнецов", "oleg_vector", SampleRole.ADMINISTRATOR, "vector"),
    SamplePerson(301, "Ольга", "Лебедева", "olga_support", SampleRole.SUPPORT),
)

GROUPS = (SampleGroup(-1001000000184, "Ромашка · дежурные", "romashka", (101, 103, 104)),)

CARRIERS = (
    SampleCarrier("volga", "Волга-Телеком", "8 800 555-01-10", {"romashka": "7731", "vector": "9054"}),
    SampleCarrier("kama", "Камасвязь", "+7 342 555-01-20", {"romashka": "КС-2210/24"}, single_binding=True),
    SampleCarrier("sota", "Сота-Мобайл", "8 800 555-01-30", {"romashka": "M-448120", "vector": "M-510077"}),
)


def _line(
    name: str, kind: LineType, number: str, carrier: str, contract: str, *, by_address: bool = False
) -> SampleLine:
    return SampleLine(name, kind, number, carrier, contract, "" if by_address else f"demo-{number[-4:]}")


def _lines(rows: tuple[tuple[str, LineType, str], ...], carrier: str, contract: str) -> tuple[SampleLine, ...]:
    return tuple(_line(name, kind, number, carrier, contract) for name, kind, number in rows)


_VOLGA = (
    ("Волга-транк основной", LineType.TRUNK, "78435550101"),
    ("Волга-транк резервный", LineType.TRUNK, "78435550102"),
    ("Опрос Казань 1", LineType.PHONE, "78435550111"),
    ("Опрос Казань 2", LineType.PHONE, "78435550112"),
    ("Опрос Казань 3", LineType.PHONE, "78435550113"),
    ("Продажи Самара", LineType.PHONE, "78465550121"),
    ("Продажи Тольятти", LineType.PHONE, "78485550122"),
    ("Входящие 8 800", LineType.TRUNK, "78005550130"),
)
_KAMA = (
    ("Кама-транк", LineType.TRUNK, "73425550201"),
    ("Опрос Пермь 1", LineType.PHONE, "73425550211"),
    ("Опрос Пермь 2", LineType.PHONE, "73425550212"),
    ("Продажи Ижевск 1", LineType.PHONE, "73412550221"),
    ("Продажи Ижевск 2", LineType.PHONE, "73412550222"),
    ("Контроль качества", LineType.PHONE, "73412550230"),
    ("Приёмная", LineType.PHONE, "73412550200"),
)
_SOTA = (
    ("Шлюз Ижевск SIM 1", LineType.GATEWAY, "79125550301"),
    ("Шлюз Ижевск SIM 2", LineType.GATEWAY, "79125550302"),
    ("Шлюз Ижевск SIM 3", LineType.GATEWAY, "79125550303"),
    ("Шлюз Ижевск SIM 4", LineType.GATEWAY, "79125550304"),
    ("Шлюз Казань SIM 1", LineType.GATEWAY, "79175550311"),
    ("Шлюз Казань SIM 2", LineType.GATEWAY, "79175550312"),
    ("Сота-транк", LineType.TRUNK, "79125550300"),
)
_BY_ADDRESS = (
    _line("Кама-транк по адресу", LineType.TRUNK, "73425550202", "kama", "romashka", by_address=True),
    _line("Сота-транк по адресу", LineType.TRUNK, "79125550310", "sota", "romashka", by_address=True),
)
_VECTOR_VOLGA = (
    ("Вектор-транк", LineType.TRUNK, "78435550501"),
    ("Отдел продаж", LineType.PHONE, "78435550511"),
    ("Служба заботы", LineType.PHONE, "78435550512"),
)
_VECTOR_SOTA = (("Шлюз Вектор SIM 1", LineType.GATEWAY, "79175550521"),)

LINES = (
    *_lines(_VOLGA, "volga", "romashka"),
    *_lines(_KAMA, "kama", "romashka"),
    *_lines(_SOTA, "sota", "romashka"),
    *_BY_ADDRESS,
    *_lines(_VECTOR_VOLGA, "volga", "vector"),
    *_lines(_VECTOR_SOTA, "sota", "vector"),
)
