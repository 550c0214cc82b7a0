// Inline keyboards under a message and reply keyboards under the input.

import { attempt, copy, follow, press } from "./actions.js";
import { h, icon } from "./dom.js";
import { t } from "./i18n.js";
import { say, state } from "./store.js";

const STYLES = ["danger", "success", "primary"];

/** The rows of buttons of a message. */
export function inlineKeyboard(seen) {
  const rows = seen.keyboard?.inline_keyboard;
  if (!rows?.length) return null;
  return h(
    "div",
    { class: "keyboard", "data-testid": `keyboard-${seen.message_id}` },
    rows.map((row) =>
      h(
        "div",
        { class: "keyboard-row" },
        row.map((button) => key(seen, button)),
      ),
    ),
  );
}

function key(seen, button) {
  const style = STYLES.includes(button.style) ? button.style : "plain";
  const label = h("span", { class: "key-label" }, button.text);
  if (button.url) return urlKey(button, style, label);
  const element = h("button", { type: "button", class: `key ${style}` }, label);
  if (button.copy_text) {
    element.append(icon("copy"));
    element.dataset.kind = "copy_text";
    element.addEventListener("click", () => copy(button.copy_text.text));
  } else if (button.callback_data !== undefined) {
    element.addEventListener("click", () => pressing(element, () => press(seen, button)));
  } else {
    element.disabled = true;
    element.title = t("unsupported");
  }
  return element;
}

function urlKey(button, style, label) {
  const opened = (event) => follow(button.url) && event.preventDefault();
  if (!/^(https?|tg):/i.test(button.url))
    return h("button", { type: "button", class: `key ${style}`, disabled: true }, label);
  return h(
    "a",
    {
      class: `key ${style}`,
      href: button.url,
      target: "_blank",
      rel: "noopener noreferrer",
      title: button.url,
      "data-kind": "url",
      on: { click: opened },
    },
    label,
    icon("link"),
  );
}

/** While the bot has not answered, the button shows that it works and takes no second tap. */
async function pressing(element, action) {
  if (element.getAttribute("aria-busy")) return;
  element.setAttribute("aria-busy", "true");
  await action();
  element.removeAttribute("aria-busy");
}

/** Rows of the newest reply keyboard of the chat, null when there is none or it was removed. */
export function replyRows(messages) {
  const last = [...messages].reverse().find((seen) => seen.keyboard?.keyboard || seen.keyboard?.remove_keyboard);
  return last?.keyboard.keyboard ?? null;
}

export const replyKeyboard = (rows) =>
  h(
    "div",
    { class: "reply-keyboard", "data-testid": "reply-keyboard" },
    rows.map((row) => h("div", { class: "keyboard-row" }, row.map(replyKey))),
  );

function replyKey(button) {
  const label = typeof button === "string" ? button : button.text;
  const send = () => attempt(() => say(button.request_contact ? ownContact() : { text: label }));
  return h("button", { type: "button", class: "reply-key", on: { click: send } }, label);
}

/** A made-up number of the person, which depends on the id alone. */
function ownContact() {
  const user = state.users.get(state.as);
  return {
    contact: { phone_number: `+7999${String(user.id).padStart(7, "0").slice(-7)}`, first_name: user.first_name },
  };
}
