"""Groups: who is in, who may what, migration, topics, pins; and people who block the bot or never started it."""

from typing import Any

import pytest

from tests.kit.telegram import GROUP, BotClient, Telegram

BASIC = -555
BOT = 123456789


async def refused(bot: BotClient, method: str, **values: Any) -> tuple[int, str]:
    answer = await bot.call(method, **values)
    assert not answer.ok
    return answer.status, answer.description


async def test_a_person_who_blocked_or_never_started_the_bot_is_403(telegram: Telegram, bot: BotClient) -> None:
    phone = await telegram.person()
    await phone.block()
    assert await refused(bot, "sendMessage", chat_id=4242, text="x") == (403, "Forbidden: bot was blocked by the user")
    changed = (await bot.updates())[-1]["my_chat_member"]
    assert (changed["old_chat_member"]["status"], changed["new_chat_member"]["status"]) == ("member", "kicked")
    await phone.block(False)
    assert (await bot.call("sendMessage", chat_id=4242, text="x")).ok
    await telegram.control("stop", user_id=77)
    assert await refused(bot, "sendMessage", chat_id=77, text="x") == (
        403,
        "Forbidden: bot can't initiate conversation with a user",
    )
    await (await telegram.person(77)).send("/start")
    assert (await bot.call("sendMessage", chat_id=77, text="x")).ok


async def test_a_bot_put_out_of_a_group_is_403(telegram: Telegram, bot: BotClient) -> None:
    await telegram.control("members", chat_id=GROUP, user_id=BOT, status="kicked", by=4242)
    changed = (await bot.updates())[-1]["my_chat_member"]
    assert (changed["from"]["id"], changed["new_chat_member"]["status"]) == (4242, "kicked")
    assert await refused(bot, "sendMessage", chat_id=GROUP, text="x") == (
        403,
        "Forbidden: bot was kicked from the supergroup chat",
    )
    await telegram.control("members", chat_id=GROUP, user_id=BOT, status="member", by=4242)
    assert (await bot.call("leaveChat", chat_id=GROUP)).result is True
    assert await refused(bot, "getChat", chat_id=GROUP) == (
        403,
        "Forbidden: bot is not a member of the supergroup chat",
    )


async def test_a_deleted_group_is_403(telegram: Telegram, bot: BotClient) -> None:
    await telegram.control("delete_chat", chat_id=BASIC)
    assert await refused(bot, "sendMessage", chat_id=BASIC, text="x") == (403, "Forbidden: the group chat was deleted")


async def test_a_migrated_group_names_its_new_id(telegram: Telegram, bot: BotClient) -> None:
    moved = (await telegram.control("migrate", chat_id=BASIC))["migrate_to_chat_id"]
    answer = await bot.call("sendMessage", chat_id=BASIC, text="x")
    assert (answer.status, answer.description, answer.body["parameters"]) == (
        400,
        "Bad Request: group chat was upgraded to a supergroup chat",
        {"migrate_to_chat_id": moved},
    )
    assert (await bot.sent(chat_id=moved))["chat"]["type"] == "supergroup"
    services = [update["message"] for update in await bot.updates()]
    assert services[0]["migrate_to_chat_id"] == moved
    assert services[1]["migrate_from_chat_id"] == BASIC


async def test_members_are_listed_counted_and_told(telegram: Telegram, bot: BotClient) -> None:
    assert (await bot.call("getChatMemberCount", chat_id=GROUP)).result == 3
    owner = (await bot.call("getChatAdministrators", chat_id=GROUP)).result
    assert [one["status"] for one in owner] == ["creator"]
    assert (await bot.call("getChatMember", chat_id=GROUP, user_id=BOT)).result["status"] == "member"
    await telegram.control("members", chat_id=GROUP, user_id=77, status="left")
    assert (await bot.updates())[-1]["message"]["left_chat_member"]["id"] == 77
    assert (await bot.call("getChatMember", chat_id=GROUP, user_id=77)).result["status"] == "left"
    assert await refused(bot, "getChatMember", chat_id=GROUP, user_id=5) == (400, "Bad Request: member not found")
    assert await refused(bot, "getChatAdministrators", chat_id=4242) == (
        400,
        "Bad Request: there are no administrators in the private chat",
    )


async def test_a_member_bot_may_not_manage_and_an_administrator_may(telegram: Telegram, bot: BotClient) -> None:
    for method in ("banChatMember", "promoteChatMember"):
        assert (await refused(bot, method, chat_id=GROUP, user_id=77))[1].startswith("Bad Request: not enough rights")
    await telegram.control("members", chat_id=GROUP, user_id=BOT, status="administrator")
    await bot.call("getUpdates", allowed_updates=["message", "chat_member"])
    assert (await bot.call("promoteChatMember", chat_id=GROUP, user_id=77, can_pin_messages=True)).result is True
    assert (await bot.call("getChatMember", chat_id=GROUP, user_id=77)).result["can_pin_messages"] is True
    assert (await bot.call("promoteChatMember", chat_id=GROUP, user_id=77)).result is True
    permissions = {"can_send_messages": False}
    assert (await bot.call("restrictChatMember", chat_id=GROUP, user_id=77, permissions=permissions)).result is True
    assert (await bot.call("getChatMember", chat_id=GROUP, user_id=77)).result["status"] == "restricted"
    assert (await bot.call("banChatMember", chat_id=GROUP, user_id=77)).result is True
    assert (await bot.call("getChatMember", chat_id=GROUP, user_id=77)).result["status"] == "kicked"
    assert (await bot.call("unbanChatMember", chat_id=GROUP, user_id=77)).result is True
    assert (await refused(bot, "banChatMember", chat_id=GROUP, user_id=4242))[0] == 400


async def test_topics_open_close_and_vanish(telegram: Telegram, bot: BotClient) -> None:
    assert await refused(bot, "createForumTopic", chat_id=GROUP, name="a") == (
        400,
        "Bad Request: the chat is not a forum",
    )
    made = await telegram.control("topics", chat_id=GROUP, name="Аварии")
    sent = await bot.sent(chat_id=GROUP, message_thread_id=made["message_thread_id"])
    assert (sent["is_topic_message"], sent["message_thread_id"]) == (True, made["message_thread_id"])
    topic = (await bot.call("createForumTopic", chat_id=GROUP, name="Ещё")).result
    place = {"chat_id": GROUP, "message_thread_id": topic["message_thread_id"]}
    assert (await refused(bot, "closeForumTopic", **place))[1] == "Bad Request: not enough rights"
    await telegram.control("members", chat_id=GROUP, user_id=BOT, status="administrator")
    assert (await bot.call("editForumTopic", **place, name="Иначе")).result is True
    assert (await refused(bot, "editForumTopic", **place, name="Иначе"))[1] == "Bad Request: TOPIC_NOT_MODIFIED"
    assert (await bot.call("closeForumTopic", **place)).result is True
    assert (await bot.call("reopenForumTopic", **place)).result is True
    assert (await bot.call("deleteForumTopic", **place)).result is True
    assert await refused(bot, "sendMessage", **place, text="x") == (400, "Bad Request: message thread not found")
    assert (await refused(bot, "closeForumTopic", **place))[1] == "Bad Request: TOPIC_ID_INVALID"


async def test_the_general_topic_is_renamed_closed_and_hidden(telegram: Telegram, bot: BotClient) -> None:
    await telegram.control("topics", chat_id=GROUP, name="Аварии")
    assert (await refused(bot, "closeGeneralForumTopic", chat_id=GROUP))[1] == "Bad Request: not enough rights"
    await telegram.control("members", chat_id=GROUP, user_id=BOT, status="administrator")
    assert (await bot.call("editGeneralForumTopic", chat_id=GROUP, name="Общее")).result is True
    for method in ("close", "reopen", "hide", "unhide"):
        assert (await bot.call(f"{method}GeneralForumTopic", chat_id=GROUP)).result is True
        assert (await refused(bot, f"{method}GeneralForumTopic", chat_id=GROUP))[1] == "Bad Request: TOPIC_NOT_MODIFIED"
    assert (await bot.call("unpinAllGeneralForumTopicMessages", chat_id=GROUP)).result is True


async def test_a_closed_topic_takes_no_message_of_a_member(telegram: Telegram, bot: BotClient) -> None:
    made = await telegram.control("topics", chat_id=GROUP, name="Аварии")
    telegram.world.groups[GROUP].topics[made["message_thread_id"]].closed = True
    place = {"chat_id": GROUP, "message_thread_id": made["message_thread_id"]}
    assert await refused(bot, "sendMessage", **place, text="x") == (400, "Bad Request: TOPIC_CLOSED")


async def test_pins_and_reactions(telegram: Telegram, bot: BotClient) -> None:
    sent = await bot.sent(chat_id=GROUP)
    place = {"chat_id": GROUP, "message_id": sent["message_id"]}
    assert (await bot.call("pinChatMessage", **place)).result is True
    assert (await bot.call("getChat", chat_id=GROUP)).result["pinned_message"]["message_id"] == sent["message_id"]
    assert (await bot.call("unpinChatMessage", **place)).result is True
    assert (await bot.call("unpinAllChatMessages", chat_id=GROUP)).result is True
    assert "pinned_message" not in (await bot.call("getChat", chat_id=GROUP)).result
    assert await refused(bot, "pinChatMessage", chat_id=GROUP, message_id=99) == (
        400,
        "Bad Request: message to pin not found",
    )
    assert (await bot.call("setMessageReaction", **place, reaction=[{"type": "emoji", "emoji": "👍"}])).result is True
    wrong = [{"type": "emoji", "emoji": "🥕"}]
    assert (await refused(bot, "setMessageReaction", **place, reaction=wrong))[1] == "Bad Request: REACTION_INVALID"


async def test_title_description_and_permissions_change(telegram: Telegram, bot: BotClient) -> None:
    assert (await bot.call("setChatTitle", chat_id=GROUP, title="Дежурные")).result is True
    assert (await bot.call("setChatDescription", chat_id=GROUP, description="Аварии")).result is True
    assert await refused(bot, "setChatDescription", chat_id=GROUP, description="Аварии") == (
        400,
        "Bad Request: chat description is not modified",
    )
    found = (await bot.call("getChat", chat_id=GROUP)).result
    assert (found["title"], found["description"]) == ("Дежурные", "Аварии")
    assert (await refused(bot, "setChatPermissions", chat_id=GROUP, permissions={}))[0] == 400


@pytest.mark.parametrize("username", ["oncall", "@oncall"])
async def test_a_public_group_is_found_by_its_name(telegram: Telegram, bot: BotClient, username: str) -> None:
    await telegram.control("chats", id=-1002, title="Дежурные", username=username)
    assert (await bot.call("sendMessage", chat_id="@OnCall", text="x")).result["chat"]["username"] == "oncall"
