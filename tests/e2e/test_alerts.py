"""From a registrar that refuses to a card in the group: Kamailio, prober, bot and sandbox, all real."""

import pytest

from tests.e2e.conftest import ADMINISTRATOR, GROUP, ON_BOTH_DATABASES, ON_CALL, Product

pytestmark = pytest.mark.kamailio

MANY = {str(1000 + number): f"right-{number}" for number in range(100)}


@ON_BOTH_DATABASES
async def test_a_changed_password_brings_a_card_and_the_right_one_a_recovery(product: Product) -> None:
    phone = await product.telegram.person(ON_CALL)
    group = await phone.in_chat(GROUP)
    await product.registrar.set_password("100", "changed")
    card = await group.sees("неверный пароль", timeout=30)
    assert "🔴" in card.text
    assert "Линия 100" in card.text
    assert "8 800 555-01-10" in card.text.replace("\u00a0", " ")
    await phone.sees("неверный пароль", timeout=10)
    await product.registrar.set_password("100", "right-100")
    mended = await group.sees("🟢 Починено", timeout=30)
    assert "простой" in mended.text
    assert product.cards() == 1


async def test_a_killed_registrar_is_one_card_and_its_return_is_told_in_a_reply(product: Product) -> None:
    phone = await product.telegram.person(ADMINISTRATOR)
    group = await phone.in_chat(GROUP)
    await product.registrar.kill()
    card = await group.sees("🔴", timeout=30)
    await group.sees("2 линии из 2", timeout=15)
    await product.registrar.start()
    await group.sees("🟢 Починено", timeout=40)
    replies = [each for each in group.messages() if "reply_to_message" in each.raw["message"]]
    while not replies:
        await group.sees("простой", timeout=10)
        replies = [each for each in group.messages() if "reply_to_message" in each.raw["message"]]
    assert [each.raw["message"]["reply_to_message"]["message_id"] for each in replies] == [card.id]
    assert product.cards() == 1


@ON_BOTH_DATABASES
@pytest.mark.parametrize("product", [MANY], indirect=True, ids=["100 lines"])
async def test_a_hundred_lines_of_one_carrier_failing_together_are_one_card(product: Product) -> None:
    group = await (await product.telegram.person(ON_CALL)).in_chat(GROUP)
    await product.program.all_lines("ok")
    await product.registrar.kill()
    await group.sees("100 линий из 100", timeout=60)
    assert product.cards() == 1


async def test_the_person_who_accepts_is_named_on_every_card_and_the_alert_rests(product: Product) -> None:
    phone = await product.telegram.person(ON_CALL)
    group = await phone.in_chat(GROUP)
    await product.registrar.kill()
    await group.sees("🔴", timeout=30)
    await group.press("Принято")
    await group.sees(f"Человек {ON_CALL}", timeout=10)
    await phone.sees(f"Человек {ON_CALL}", timeout=10)
    assert "Принято" not in group.buttons()


async def test_a_check_at_a_persons_wish_answers_at_once_and_edits_when_it_is_done(product: Product) -> None:
    phone = await product.telegram.person(ON_CALL)
    await phone.send("/lines")
    await phone.sees("Линии")
    await phone.press("🟢 Линия 100")
    await phone.sees("Линия 100")
    await phone.press("Проверить", timeout=2)
    await phone.sees("Проверено", timeout=15)
