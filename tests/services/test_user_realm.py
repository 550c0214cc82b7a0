"""Another realm of the SIP server: nobody has to type another password."""

from domain.users import UserRole
from models import User
from services.passwords import ha1
from services.user_realm import fit_realm
from services.user_secrets import UserSecrets
from tests.services.centre_desk import open_desk
from tests.services.house import House


async def test_another_realm_makes_the_digests_anew_and_keeps_the_passwords(house: House) -> None:
    desk = await open_desk(house)
    user = await desk.user()
    await desk.user("Смотрит", role=UserRole.OBSERVER)
    elsewhere = UserSecrets(house.vault, "elsewhere")
    assert (await fit_realm(elsewhere), await fit_realm(elsewhere)) == (1, 0)
    after = await User.get(id=user.id)
    password = desk.secrets.sip_password(user)
    assert (after.sip_realm, after.sip_ha1) == ("elsewhere", ha1("10001", "elsewhere", password))
    assert desk.secrets.sip_password(after) == password
