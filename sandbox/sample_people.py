"""The sample's call centre: projects, users with their roles, who works in what and over which lines."""

from dataclasses import dataclass

from domain.softphones import SoftphoneState
from domain.users import UserRole
from sandbox.projects.site import SampleProject
from sandbox.sample import CONTRACTS

CABINET = {"romashka": "romashka-demo", "vector": "vector-demo"}
"""Logins of the contracts in the provider's cabinet (their keys), and the passwords there."""
OBSERVED_DAYS = 30
_ROMASHKA, _VECTOR = (contract.number for contract in CONTRACTS)
_ONLINE, _OFFLINE, _ERROR = SoftphoneState.ONLINE, SoftphoneState.OFFLINE, SoftphoneState.ERROR
_OPERATOR, _BOSS, _OBSERVER = UserRole.OPERATOR, UserRole.SUPERUSER, UserRole.OBSERVER


@dataclass(frozen=True)
class SampleUser:
    """A user; ``projects`` are outside ids. ``softphone`` NEVER: it has not registered yet."""

    contract: str
    name: str
    role: UserRole
    projects: tuple[str, ...] = ()
    softphone: SoftphoneState = SoftphoneState.NEVER


@dataclass(frozen=True)
class SampleGuest:
    """An external observer: the contract that asks, and whose login in the cabinet he has."""

    contract: str
    cabinet_login: str
    name: str
    projects: tuple[str, ...]


PROJECTS = (
    SampleProject(
        _ROMASHKA,
        "kazan",
        "Опрос-Казань",
        (("Клиент", "Банк «Волга»"), ("Анкет сегодня", "214"), ("Дозвон", "38 %"), ("Срок", "до 30 числа")),
    ),
    SampleProject(
        _ROMASHKA,
        "samara",
        "Продажи-Самара",
        (("Клиент", "Интернет-провайдер «Луч»"), ("Звонков сегодня", "1 240"), ("Продаж", "17")),
    ),
    SampleProject(
        _ROMASHKA, "perm", "Опрос-Пермь", (("Клиент", "Мэрия"), ("Анкет всего", "3 000 из 3 000")), active=False
    ),
    SampleProject(
        _VECTOR, "care", "Служба заботы", (("Звонков сегодня", "96"), ("Среднее ожидание", "14 с"), ("Оценка", "4,8"))
    ),
)

LINES = {
    "kazan": ("Опрос Казань 1", "Опрос Казань 2", "Опрос Казань 3"),
    "samara": ("Продажи Самара",),
    "care": ("Служба заботы", "Вектор-транк"),
}
"""Names of the lines that a project calls over."""

USERS = (
    SampleUser(_ROMASHKA, "Ирина Громова", _BOSS, ("kazan", "samara", "perm"), _ONLINE),
    SampleUser(_ROMASHKA, "Алина Сафина", _OPERATOR, ("kazan",), _ONLINE),
    SampleUser(_ROMASHKA, "Тимур Галиев", _OPERATOR, ("kazan",), _ONLINE),
    SampleUser(_ROMASHKA, "Юлия Карпова", _OPERATOR, ("kazan",), _ERROR),
    SampleUser(_ROMASHKA, "Роман Белов", _OPERATOR, ("kazan", "samara"), _ONLINE),
    SampleUser(_ROMASHKA, "Вера Жукова", _OPERATOR, ("samara",), _ONLINE),
    SampleUser(_ROMASHKA, "Игорь Панов", _OPERATOR, ("samara",), _OFFLINE),
    SampleUser(_ROMASHKA, "Светлана Ершова", _OPERATOR, ("samara", "perm"), _OFFLINE),
    SampleUser(_ROMASHKA, "Денис Мухин", _OPERATOR),
    SampleUser(_ROMASHKA, "Наталья Орлова", _OBSERVER, ("kazan", "samara")),
    SampleUser(_VECTOR, "Лариса Фомина", _BOSS, ("care",), _ONLINE),
    SampleUser(_VECTOR, "Глеб Тарасов", _OPERATOR, ("care",), _ONLINE),
    SampleUser(_VECTOR, "Жанна Исаева", _OPERATOR, ("care",), _OFFLINE),
    SampleUser(_VECTOR, "Борис Котов", _OBSERVER, ("care",)),
)

GUESTS = (SampleGuest(_ROMASHKA, "vector", "Наблюдатель «Вектора»", ("kazan",)),)
