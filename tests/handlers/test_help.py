"""Help is each role's own."""

import pytest

from domain.access import Role
from handlers.kit.context import Support
from handlers.rooms import help as help_room
from tests.handlers import samples
from texts import Texts


@pytest.mark.parametrize(
    ("role", "there", "absent"),
    [
        (Role.MANAGER, ("счёт на", "/payments", "«Документы»", "обещанный платёж", "/cancel"), ("«Принято»", "/bind")),
        (Role.ON_CALL, ("«Принято»", "«Проверить»", "/cancel"), ("счёт на", "/payments", "/bind")),
        (Role.ADMINISTRATOR, ("«Принято»", "счёт на", "/bind", "/cancel"), ("Выписку",)),
        (Role.SUPPORT, ("Выписку", "Договор"), ("счёт на", "/bind", "«Принято»")),
    ],
)
def test_help_names_what_the_role_may_do(role: Role, there: tuple[str, ...], absent: tuple[str, ...]) -> None:
    for support in (samples.SUPPORT, Support()):
        shown = help_room.view(Texts("ru"), support, role).text.visible
        assert all(word in shown for word in there)
        assert not any(word in shown for word in absent)
        assert len(shown.split("\n")) <= 12
