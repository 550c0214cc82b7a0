"""The menu of commands by scope and language, names, descriptions, the menu button."""

from typing import Any

import pytest

from tests.kit.telegram import GROUP, BotClient, Telegram


def menu(*names: str) -> list[dict[str, str]]:
    return [{"command": name, "description": f"Команда {name}"} for name in names]


async def test_the_narrowest_scope_and_the_own_language_win(telegram: Telegram, bot: BotClient) -> None:
    phone = await telegram.person()
    group = await phone.in_chat(GROUP)
    await bot.call("setMyCommands", commands=menu("start"))
    await bot.call("setMyCommands", commands=menu("pusk"), language_code="ru")
    assert await phone.commands() == ["pusk"]
    await bot.call("setMyCommands", commands=menu("private"), scope={"type": "all_private_chats"})
    assert await phone.commands() == ["private"]
    await bot.call("setMyCommands", commands=menu("own"), scope={"type": "chat", "chat_id": 4242})
    assert await phone.commands() == ["own"]
    await bot.call("setMyCommands", commands=menu("bind"), scope={"type": "all_chat_administrators"})
    assert await group.commands() == ["bind"]
    member: dict[str, Any] = {"type": "chat_member", "chat_id": GROUP, "user_id": 4242}
    await bot.call("setMyCommands", commands=menu("mine"), scope=member)
    assert await group.commands() == ["mine"]
    assert (await bot.call("getMyCommands", scope=member)).result == menu("mine")
    await bot.call("deleteMyCommands", scope=member)
    assert (await bot.call("getMyCommands", scope=member)).result == []
    assert (await bot.call("getMyCommands", language_code="ru")).result == menu("pusk")


@pytest.mark.parametrize(
    ("values", "description"),
    [
        ({"commands": menu("Start")}, "Bad Request: BOT_COMMAND_INVALID"),
        ({"commands": menu("x" * 33)}, "Bad Request: BOT_COMMAND_INVALID"),
        ({"commands": [{"command": "a", "description": ""}]}, "Bad Request: BOT_COMMAND_DESCRIPTION_INVALID"),
        ({"commands": [{"command": "a", "description": "я" * 257}]}, "Bad Request: BOT_COMMAND_DESCRIPTION_INVALID"),
        ({"commands": menu(*(f"a{n}" for n in range(101)))}, "Bad Request: BOT_COMMANDS_TOO_MUCH"),
        ({"commands": menu("a"), "language_code": "russian"}, "Bad Request: invalid language code specified"),
        ({"commands": menu("a"), "scope": {"type": "chat", "chat_id": 9}}, "Bad Request: chat not found"),
        (
            {"commands": menu("a"), "scope": {"type": "everybody"}},
            "Bad Request: can't parse BotCommandScope: Unsupported type specified",
        ),
    ],
)
async def test_wrong_commands_are_refused(bot: BotClient, values: dict[str, Any], description: str) -> None:
    assert (await bot.call("setMyCommands", **values)).description == description


async def test_names_and_descriptions_fall_back_to_the_default_language(bot: BotClient) -> None:
    assert (await bot.call("setMyDescription", description="Связь")).result is True
    assert (await bot.call("getMyDescription", language_code="en")).result == {"description": "Связь"}
    assert (await bot.call("setMyShortDescription", short_description="С")).result is True
    assert (await bot.call("setMyName", name="Линии")).result is True
    assert (await bot.call("getMyName")).result == {"name": "Линии"}
    assert (await bot.call("setMyName", name="я" * 65)).status == 400


async def test_the_menu_button_is_kept_per_chat(bot: BotClient) -> None:
    assert (await bot.call("getChatMenuButton")).result == {"type": "commands"}
    assert (await bot.call("setChatMenuButton", chat_id=4242, menu_button={"type": "default"})).result is True
    assert (await bot.call("getChatMenuButton", chat_id=4242)).result == {"type": "default"}
    assert (await bot.call("setChatMenuButton", menu_button={"type": "door"})).status == 400
