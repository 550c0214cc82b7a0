// What a tap does, wherever it happens: press a button of the bot, follow a link, copy.

import { act } from "./api.js";
import { t } from "./i18n.js";
import { open, say, state } from "./store.js";
import { alertBox, toast } from "./toast.js";

/** Run `action`; what goes wrong is shown in words, as the sandbox says it. */
export async function attempt(action) {
  try {
    return await action();
  } catch (error) {
    toast(`${t("failed")}: ${error.message}`, "error");
    return null;
  }
}

export async function copy(text) {
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    copyOldWay(text); // no permission, or not a secure origin
  }
  toast(t("copied"));
}

function copyOldWay(text) {
  const field = document.createElement("textarea");
  field.value = text;
  field.className = "off-screen";
  document.body.append(field);
  field.select();
  document.execCommand("copy");
  field.remove();
}

/** Press a callback button as the current person and show what the bot answers. */
export function press(seen, button) {
  const body = {
    user_id: state.as,
    chat_id: seen.chat_id,
    message_id: seen.message_id,
    data: button.callback_data,
    timeout: 15,
  };
  return attempt(async () => {
    const pressed = await act("press", body);
    if (pressed.url) follow(pressed.url) || window.open(pressed.url, "_blank", "noopener");
    if (pressed.text) (pressed.show_alert ? alertBox : toast)(pressed.text);
  });
}

/** A deep link of the bot starts the chat with its payload; true when the link was one. */
export function follow(address) {
  const url = URL.parse?.(address) ?? safeUrl(address);
  const name = state.bot?.username?.toLowerCase();
  const domain = url?.protocol === "tg:" ? url.searchParams.get("domain") : url?.pathname.slice(1);
  const ours = ["t.me", "telegram.me"].includes(url?.host) || url?.protocol === "tg:";
  if (!name || !ours || domain?.toLowerCase() !== name) return false;
  const payload = url.searchParams.get("start") ?? "";
  const person = state.as;
  open(person);
  attempt(() => say({ text: `/start ${payload}`.trim() }));
  return true;
}

function safeUrl(address) {
  try {
    return new URL(address);
  } catch {
    return null;
  }
}

/** Send a bot command: in a group it names the bot, as Telegram's menu does. */
export function command(text) {
  const inGroup = state.chat < 0 && state.bot?.username && !text.includes("@");
  return attempt(() => say({ text: inGroup ? `${text}@${state.bot.username}` : text }));
}
