"""Sending, editing, deleting, forwarding: what Telegram takes and what it refuses, in its words."""

from typing import Any

import pytest

from tests.kit.telegram import GROUP, BotClient, Telegram

NOT_MODIFIED = (
    "Bad Request: message is not modified: specified new message content and reply markup are exactly the same "
    "as a current content and reply markup of the message"
)


def keyboard(*labels: str, **more: Any) -> dict[str, Any]:
    return {"inline_keyboard": [[{"text": label, "callback_data": label, **more}] for label in labels]}


@pytest.mark.parametrize(
    ("values", "code", "description"),
    [
        ({"chat_id": 4242}, 400, "Bad Request: message text is empty"),
        ({"chat_id": 4242, "text": ""}, 400, "Bad Request: message text is empty"),
        ({"chat_id": 4242, "text": "  \n "}, 400, "Bad Request: text must be non-empty"),
        ({"chat_id": 4242, "text": "<b></b>", "parse_mode": "HTML"}, 400, "Bad Request: text must be non-empty"),
        ({"chat_id": 4242, "text": "x" * 4097}, 400, "Bad Request: message is too long"),
        ({"chat_id": 4242, "text": "👍" * 2049}, 400, "Bad Request: message is too long"),
        ({"text": "x"}, 400, "Bad Request: chat_id is empty"),
        ({"chat_id": 9, "text": "x"}, 400, "Bad Request: chat not found"),
        ({"chat_id": "abc", "text": "x"}, 400, "Bad Request: chat not found"),
        ({"chat_id": "@nobody", "text": "x"}, 400, "Bad Request: chat not found"),
        ({"chat_id": -1, "text": "x"}, 400, "Bad Request: chat not found"),
        ({"chat_id": 4242, "text": "\ud800"}, 400, "Bad Request: strings must be encoded in UTF-8"),
        (
            {"chat_id": 4242, "text": "x", "reply_parameters": {"message_id": 99}},
            400,
            "Bad Request: message to be replied not found",
        ),
        ({"chat_id": GROUP, "text": "x", "message_thread_id": 5}, 400, "Bad Request: message thread not found"),
        (
            {"chat_id": 4242, "text": "x", "message_thread_id": "abc"},
            400,
            'Bad Request: parameter "message_thread_id" must be an Integer',
        ),
        (
            {"chat_id": 4242, "text": "x", "disable_notification": "maybe"},
            400,
            'Bad Request: parameter "disable_notification" must be a Boolean',
        ),
        (
            {"chat_id": 4242, "text": "x", "reply_markup": "{"},
            400,
            "Bad Request: can't parse reply keyboard markup JSON object",
        ),
    ],
)
async def test_a_send_that_cannot_be_is_refused(
    bot: BotClient, values: dict[str, Any], code: int, description: str
) -> None:
    answer = await bot.call("sendMessage", **values)
    assert (answer.status, answer.body["error_code"], answer.description) == (code, code, description)


@pytest.mark.parametrize(
    ("button", "description"),
    [
        (
            {"text": "a"},
            "Bad Request: can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard",
        ),
        ({"callback_data": "a"}, "Bad Request: can't parse inline keyboard button: Can't find field \"text\""),
        ({"text": "a", "callback_data": "x" * 65}, "Bad Request: BUTTON_DATA_INVALID"),
        ({"text": "a", "callback_data": "я" * 33}, "Bad Request: BUTTON_DATA_INVALID"),
        ({"text": "a", "callback_data": ""}, "Bad Request: BUTTON_DATA_INVALID"),
        (
            {"text": "a", "url": "localhost"},
            "Bad Request: inline keyboard button URL 'localhost' is invalid: Wrong HTTP URL",
        ),
        ({"text": "a", "copy_text": {"text": "x" * 257}}, "Bad Request: BUTTON_COPY_TEXT_INVALID"),
        ({"text": "a", "copy_text": {"text": ""}}, "Bad Request: BUTTON_COPY_TEXT_INVALID"),
    ],
)
async def test_a_wrong_button_is_refused(bot: BotClient, button: dict[str, Any], description: str) -> None:
    answer = await bot.call("sendMessage", chat_id=4242, text="x", reply_markup={"inline_keyboard": [[button]]})
    assert (answer.status, answer.description) == (400, description)


async def test_a_hundred_buttons_are_taken_and_one_more_is_not(bot: BotClient) -> None:
    assert (await bot.call("sendMessage", chat_id=4242, text="x", reply_markup=keyboard(*map(str, range(100))))).ok
    answer = await bot.call("sendMessage", chat_id=4242, text="x", reply_markup=keyboard(*map(str, range(101))))
    assert answer.description == "Bad Request: reply markup is too long"


async def test_style_and_copy_text_come_back_and_an_unknown_style_does_not(bot: BotClient) -> None:
    rows = [[{"text": "a", "callback_data": "a", "style": "danger"}, {"text": "b", "copy_text": {"text": "b"}}]]
    assert (await bot.sent(reply_markup={"inline_keyboard": rows}))["reply_markup"]["inline_keyboard"] == rows
    wrong = await bot.call("sendMessage", chat_id=4242, text="x", reply_markup=keyboard("a", style="gold"))
    assert "style" in wrong.description


async def test_the_longest_text_is_counted_after_parsing(bot: BotClient) -> None:
    assert len((await bot.sent("<b>" + "x" * 4096 + "</b>", parse_mode="HTML"))["text"]) == 4096


async def test_an_edit_to_the_same_is_refused_and_a_new_keyboard_is_not(bot: BotClient) -> None:
    sent = await bot.sent("<b>a</b>", parse_mode="HTML", reply_markup=keyboard("1"))
    same = {"chat_id": 4242, "message_id": sent["message_id"], "text": "*a*", "parse_mode": "Markdown"}
    assert (await bot.call("editMessageText", **same, reply_markup=keyboard("1"))).description == NOT_MODIFIED
    edited = (await bot.call("editMessageText", **same, reply_markup=keyboard("2"))).result
    assert edited["reply_markup"]["inline_keyboard"][0][0]["text"] == "2"
    assert "edit_date" in edited
    assert "reply_markup" not in (await bot.call("editMessageText", **same)).result
    assert (await bot.call("editMessageReplyMarkup", chat_id=4242, message_id=sent["message_id"])).description == (
        NOT_MODIFIED
    )


async def test_edits_of_what_is_not_there_or_not_ones_own_are_refused(telegram: Telegram, bot: BotClient) -> None:
    phone = await telegram.person()
    theirs = await phone.send("Моё")
    edit = {"chat_id": 4242, "text": "x"}
    for values, description in (
        ({"message_id": 999}, "Bad Request: message to edit not found"),
        ({"message_id": theirs.id}, "Bad Request: message can't be edited"),
        ({}, "Bad Request: message identifier is not specified"),
    ):
        assert (await bot.call("editMessageText", **edit, **values)).description == description
    mine = (await bot.sent())["message_id"]
    answer = await bot.call("editMessageCaption", chat_id=4242, message_id=mine, caption="x")
    assert answer.description == "Bad Request: there is no caption in the message to edit"
    answer = await bot.call("editMessageText", inline_message_id="abc", text="x")
    assert answer.description == "Bad Request: MESSAGE_ID_INVALID"


async def test_deleting_twice_or_after_two_days_is_refused(telegram: Telegram, bot: BotClient) -> None:
    first, second = (await bot.sent())["message_id"], (await bot.sent())["message_id"]
    assert (await bot.call("deleteMessage", chat_id=4242, message_id=first)).result is True
    again = await bot.call("deleteMessage", chat_id=4242, message_id=first)
    assert again.description == "Bad Request: message to delete not found"
    await telegram.control("clock", advance=48 * 3600 + 1)
    late = await bot.call("deleteMessage", chat_id=4242, message_id=second)
    assert late.description == "Bad Request: message can't be deleted for everyone"


async def test_in_a_group_only_an_administrator_deletes_what_others_wrote(telegram: Telegram, bot: BotClient) -> None:
    phone = await (await telegram.person()).in_chat(GROUP)
    theirs = await phone.send("Привет")
    wish = {"chat_id": GROUP, "message_id": theirs.id}
    assert (await bot.call("deleteMessage", **wish)).description == "Bad Request: message can't be deleted"
    await telegram.control("members", chat_id=GROUP, user_id=123456789, status="administrator")
    assert (await bot.call("deleteMessage", **wish)).result is True


async def test_a_hundred_are_deleted_at_once_and_missing_ones_are_skipped(bot: BotClient) -> None:
    ids = [(await bot.sent())["message_id"] for _ in range(3)]
    assert (await bot.call("deleteMessages", chat_id=4242, message_ids=[*ids, 999])).result is True
    too_many = await bot.call("deleteMessages", chat_id=4242, message_ids=list(range(1, 102)))
    assert too_many.status == 400


async def test_protected_messages_are_not_passed_on(bot: BotClient) -> None:
    open_, shut = await bot.sent("a"), await bot.sent("b", protect_content=True)
    assert shut["has_protected_content"] is True
    wish = {"chat_id": GROUP, "from_chat_id": 4242}
    forwarded = (await bot.call("forwardMessage", **wish, message_id=open_["message_id"])).result
    assert forwarded["forward_origin"]["sender_user"]["id"] == 123456789
    copied = (await bot.call("copyMessage", **wish, message_id=open_["message_id"])).result
    assert set(copied) == {"message_id"}
    refused = await bot.call("forwardMessage", **wish, message_id=shut["message_id"])
    assert refused.description == "Bad Request: the message can't be forwarded"
    refused = await bot.call("copyMessage", **wish, message_id=shut["message_id"])
    assert refused.description == "Bad Request: the message can't be copied"
    assert (await bot.call("forwardMessage", **wish, message_id=999)).description == (
        "Bad Request: message to forward not found"
    )
    assert (
        await bot.call("copyMessage", **wish, message_id=999)
    ).description == "Bad Request: message to copy not found"
    both = (await bot.call("copyMessages", **wish, message_ids=[open_["message_id"], shut["message_id"]])).result
    assert len(both) == 1


async def test_a_reply_carries_its_message_or_goes_without_it_when_allowed(bot: BotClient) -> None:
    first = await bot.sent("Первое")
    reply = await bot.sent("Второе", reply_parameters={"message_id": first["message_id"], "quote": "Перв"})
    assert reply["reply_to_message"]["text"] == "Первое"
    assert reply["quote"]["text"] == "Перв"
    alone = await bot.sent("x", reply_parameters={"message_id": 99, "allow_sending_without_reply": True})
    assert "reply_to_message" not in alone
    wrong = {"message_id": first["message_id"], "quote": "нет такого"}
    answer = await bot.call("sendMessage", chat_id=4242, text="x", reply_parameters=wrong)
    assert answer.description == "Bad Request: QUOTE_TEXT_INVALID"


async def test_every_way_of_sending_parameters_works(telegram: Telegram, bot: BotClient) -> None:
    base = f"{telegram.url}/bot{bot.token}"
    async with telegram.session.get(f"{base}/SENDMESSAGE", params={"chat_id": "4242", "text": "запрос"}) as response:
        assert (await response.json())["result"]["text"] == "запрос"
    assert (await bot.form("sendmessage", {"chat_id": "4242", "text": "форма"})).result["text"] == "форма"
    async with telegram.session.post(f"{base}/sendMessage?chat_id=4242", json={"text": "JSON"}) as response:
        assert (await response.json())["result"]["text"] == "JSON"
    async with telegram.session.post(
        f"{base}/sendMessage", data=b"{", headers={"Content-Type": "application/json"}
    ) as r:
        assert r.status == 400
    markup = '{"inline_keyboard": [[{"text": "a", "callback_data": "b"}]]}'
    sent = (await bot.form("sendMessage", {"chat_id": "4242", "text": "a", "reply_markup": markup})).result
    assert sent["reply_markup"]["inline_keyboard"][0][0]["callback_data"] == "b"


@pytest.mark.parametrize(
    ("path", "status", "description"),
    [
        ("botabc/getMe", 404, "Not Found"),
        ("bot/getMe", 404, "Not Found"),
        ("bot123456:abc/getMe", 401, "Unauthorized"),
        ("bot0:abcdefghijklmnop/getMe", 401, "Unauthorized"),
        ("bot123456:AAExample/nope", 404, "Not Found: method not found"),
        (
            "bot123456:AAExample/sendPoll?chat_id=4242&question=a&options=[]",
            400,
            "Bad Request: method sendPoll is not simulated by the sandbox",
        ),
        ("bot123456:AAExample/setMyCommands", 400, 'Bad Request: parameter "commands" is required'),
        ("file/bot123456:AAExample/documents/none", 404, "Not Found"),
    ],
)
async def test_what_does_not_exist_is_answered_in_json(
    telegram: Telegram, path: str, status: int, description: str
) -> None:
    async with telegram.session.get(f"{telegram.url}/{path}") as response:
        body = await response.json()
    assert (response.status, body) == (status, {"ok": False, "error_code": status, "description": description})


async def test_every_token_is_a_bot_of_its_own(telegram: Telegram) -> None:
    one, other = telegram.bot("111111:AAAAAAAA"), telegram.bot("222222:BBBBBBBB")
    sent = await one.sent()
    assert (await other.call("deleteMessage", chat_id=4242, message_id=sent["message_id"])).status == 400
    assert (await one.call("getMe")).result["id"] == 111111
    phone = await telegram.person(bot=222222)
    await phone.send("/start")
    assert [len(await bot.updates()) for bot in (one, other)] == [0, 1]


async def test_places_contacts_dice_and_actions_are_sent_and_checked(bot: BotClient) -> None:
    assert (await bot.call("sendLocation", chat_id=4242, latitude=56.85, longitude="53.2")).result["location"]
    assert (await bot.call("sendLocation", chat_id=4242, latitude=156, longitude=5)).status == 400
    venue = {"latitude": 56.85, "longitude": 53.2, "title": "Офис", "address": "Ижевск"}
    assert (await bot.call("sendVenue", chat_id=4242, **venue)).result["venue"]["title"] == "Офис"
    contact = (await bot.call("sendContact", chat_id=4242, phone_number="+7 3412 912-000", first_name="А")).result
    assert contact["contact"]["phone_number"] == "73412912000"
    assert (await bot.call("sendDice", chat_id=4242)).result["dice"]["emoji"] == "🎲"
    assert (await bot.call("sendChatAction", chat_id=4242, action="typing")).result is True
    wrong = await bot.call("sendChatAction", chat_id=4242, action="dancing")
    assert wrong.description == "Bad Request: wrong parameter action in request"
