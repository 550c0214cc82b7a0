"""The methods the sandbox simulates, by name. The others of the Bot API are known and say so (docs/sandbox.md)."""

import inspect
from collections.abc import Callable
from typing import Any

from sandbox.telegram import (
    callbacks,
    chats,
    commands,
    editing,
    files,
    forwarding,
    general_topic,
    media,
    members,
    pins,
    posting,
    render,
    spec,
    topics,
    updates,
    webhook,
)
from sandbox.telegram.calls import Call
from sandbox.telegram.checks import require
from sandbox.telegram.errors import RefusedError, bad_request

Run = Callable[[Call], Any]


def get_me(call: Call) -> dict[str, Any]:
    return render.me(call.bot)


def done(call: Call) -> bool:
    """logOut and close: nothing to do here, where every server is local."""
    del call
    return True


METHODS: dict[str, Run] = {
    "getMe": get_me,
    "logOut": done,
    "close": done,
    "getUpdates": updates.get_updates,
    "setWebhook": webhook.set_webhook,
    "deleteWebhook": webhook.delete_webhook,
    "getWebhookInfo": webhook.get_webhook_info,
    "sendMessage": posting.send_message,
    "sendChatAction": posting.send_chat_action,
    **dict.fromkeys(("sendPhoto", "sendDocument", "sendVideo", "sendAnimation"), media.send_file),
    **dict.fromkeys(("sendAudio", "sendVoice", "sendVideoNote"), media.send_file),
    "sendMediaGroup": media.send_media_group,
    "sendLocation": media.send_location,
    "sendVenue": media.send_venue,
    "sendContact": media.send_contact,
    "sendDice": media.send_dice,
    "forwardMessage": forwarding.forward_message,
    "forwardMessages": forwarding.forward_messages,
    "copyMessage": forwarding.copy_message,
    "copyMessages": forwarding.copy_messages,
    "editMessageText": editing.edit_text,
    "editMessageCaption": editing.edit_caption,
    "editMessageMedia": editing.edit_media,
    "editMessageReplyMarkup": editing.edit_markup,
    "deleteMessage": editing.delete_message,
    "deleteMessages": editing.delete_messages,
    "answerCallbackQuery": callbacks.answer_callback_query,
    "getFile": files.get_file,
    "getUserProfilePhotos": media.get_user_profile_photos,
    "getChat": chats.get_chat,
    "getChatMember": chats.get_chat_member,
    "getChatAdministrators": chats.get_chat_administrators,
    "getChatMemberCount": chats.get_chat_member_count,
    "setChatTitle": chats.set_chat_title,
    "setChatDescription": chats.set_chat_description,
    "setChatPermissions": chats.set_chat_permissions,
    "banChatMember": members.ban,
    "unbanChatMember": members.unban,
    "restrictChatMember": members.restrict,
    "promoteChatMember": members.promote,
    "setChatAdministratorCustomTitle": members.set_custom_title,
    "leaveChat": members.leave,
    "pinChatMessage": pins.pin,
    "unpinChatMessage": pins.unpin,
    "unpinAllChatMessages": pins.unpin_all,
    "setMessageReaction": pins.set_reaction,
    "createForumTopic": topics.create,
    "editForumTopic": topics.edit,
    "closeForumTopic": topics.close,
    "reopenForumTopic": topics.reopen,
    "deleteForumTopic": topics.delete,
    "unpinAllForumTopicMessages": topics.unpin_all,
    "editGeneralForumTopic": general_topic.edit,
    "closeGeneralForumTopic": general_topic.close,
    "reopenGeneralForumTopic": general_topic.reopen,
    "hideGeneralForumTopic": general_topic.hide,
    "unhideGeneralForumTopic": general_topic.unhide,
    "unpinAllGeneralForumTopicMessages": general_topic.unpin_all,
    "getForumTopicIconStickers": topics.icon_stickers,
    "setMyCommands": commands.set_my_commands,
    "getMyCommands": commands.get_my_commands,
    "deleteMyCommands": commands.delete_my_commands,
    **dict.fromkeys(("setMyName", "setMyDescription", "setMyShortDescription"), commands.set_text),
    **dict.fromkeys(("getMyName", "getMyDescription", "getMyShortDescription"), commands.get_text),
    "setChatMenuButton": commands.set_menu_button,
    "getChatMenuButton": commands.get_menu_button,
}

# Absent required parameters for which Telegram has words of its own; their methods say them.
SPOKEN = {"text", "chat_id", "from_chat_id", "url", "photo", "document", "video", "animation", "audio", "voice"} | {
    *("video_note", "message_id", "callback_query_id", "file_id", "user_id", "title")
}


def named(name: str) -> spec.Method:
    """The method of a name in any letter case. Raises RefusedError 404."""
    method = spec.methods().get(name.lower())
    if method is None:
        raise RefusedError(404, "Not Found: method not found")
    return method


async def run(call: Call) -> Any:
    """Carry out a call. Raises RefusedError."""
    function = METHODS.get(call.method.name)
    required = {name: value for name, value in call.method.fields.items() if name not in SPOKEN}
    require(spec.Method(call.method.name, required, ()), call.values, call.files)
    if function is None:
        raise bad_request(f"method {call.method.name} is not simulated by the sandbox")
    result = function(call)
    return await result if inspect.isawaitable(result) else result
