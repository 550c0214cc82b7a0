// What Telegram itself says in a chat: who came, who left, what was pinned.

import { nameOf } from "./dom.js";
import { t } from "./i18n.js";

/** The words of a service message, or null when the message is an ordinary one. */
export function service({ message }) {
  if (message.new_chat_members) return `${message.new_chat_members.map(nameOf).join(", ")} ${t("joined")}`;
  if (message.left_chat_member) return `${nameOf(message.left_chat_member)} ${t("left")}`;
  if (message.new_chat_title) return `${t("titled")}: ${message.new_chat_title}`;
  if (message.pinned_message)
    return `${t("pinnedMessage")}: ${(message.pinned_message.text ?? message.pinned_message.caption ?? "").split("\n")[0]}`;
  if (message.migrate_to_chat_id || message.migrate_from_chat_id) return t("migrated");
  if (message.forum_topic_created) return `${t("topicCreated")}: ${message.forum_topic_created.name}`;
  if (message.group_chat_created || message.supergroup_chat_created) return t("created");
  const known = [
    "text",
    "caption",
    "photo",
    "document",
    "video",
    "audio",
    "voice",
    "animation",
    "contact",
    "location",
    "dice",
    "sticker",
    "video_note",
  ];
  return known.some((key) => message[key] !== undefined) ? null : t("service");
}
