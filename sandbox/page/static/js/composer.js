// The bottom of the chat: whose voice, the command menu, the input, attachments, reply keyboards.

import { attempt } from "./actions.js";
import { act, fileToSend } from "./api.js";
import { commandMenu } from "./commands.js";
import { avatar, h, icon, keepFocus, keeper, nameOf, reconcile, whenOther } from "./dom.js";
import { t } from "./i18n.js";
import { replyKeyboard, replyRows } from "./keyboard.js";
import { intent, setIntent } from "./menu.js";
import { visible } from "./messages.js";
import { actAs, changed, isGroup, on, peopleOf, say, state } from "./store.js";

const kept = keeper();
const drafts = new Map();
let drawnFor = null;

export function mountComposer(root) {
  const voices = h("div", { class: "voices", role: "group" });
  const banner = h("div", { class: "intent" });
  const menu = commandMenu(() => write(input, ""));
  const keys = h("div");
  const input = inputField(menu);
  const [attach, file] = attachment(input);
  const send = h("button", { type: "submit", class: "send", "data-testid": "composer-send" }, icon("send"));
  const form = h("form", { class: "input-row" }, menu.button, input, attach, send, file);
  root.replaceChildren(voices, banner, menu.list, keys, form);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    submit(input);
  });
  root.addEventListener("keydown", (event) => event.key === "Escape" && (menu.hide(), setIntent(null)));
  on("chat", () => {
    label(input, attach, send);
    restore(input);
  });
  on("chat people", () => keepFocus(voices, () => drawVoices(voices)));
  on("chat composer", () => drawIntent(banner, input));
  on("chat messages", () => {
    const rows = replyRows(visible());
    whenOther(keys, rows, () => keys.replaceChildren(...(rows ? [replyKeyboard(rows)] : [])));
  });
}

/** Enter sends, Shift+Enter makes a new line; a slash opens the menu. */
function inputField(menu) {
  const names = { id: "input", "data-testid": "composer-input", rows: "1", autocomplete: "off", enterkeyhint: "send" };
  const input = h("textarea", names);
  input.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    submit(input);
  });
  input.addEventListener("input", () => {
    typed(input);
    menu.suggest(input.value);
  });
  return input;
}

/** The paper clip and the field behind it. */
function attachment(input) {
  const names = {
    type: "file",
    class: "off-screen",
    tabindex: "-1",
    "data-testid": "attach-input",
    "aria-hidden": "true",
  };
  const file = h("input", names);
  file.addEventListener("change", () => {
    if (file.files[0]) sendFile(file.files[0], input);
    file.value = "";
  });
  const click = () => file.click();
  return [
    h("button", { type: "button", class: "icon-button", "data-testid": "attach", on: { click } }, icon("attach")),
    file,
  ];
}

function label(input, attach, send) {
  for (const field of [input, attach, send]) field.disabled = !state.as;
  input.placeholder = t("message");
  input.setAttribute("aria-label", t("message"));
  attach.setAttribute("aria-label", t("attach"));
  send.setAttribute("aria-label", t("send"));
}

function typed(input) {
  drafts.set(drawnFor, input.value);
  input.style.height = "auto";
  input.style.height = `${Math.min(input.scrollHeight, 140)}px`;
}

function write(input, text) {
  input.value = text;
  typed(input);
}

/** Every chat keeps what was being written in it. */
function restore(input) {
  const key = `${state.chat}:${state.as}`;
  if (key === drawnFor) return;
  drawnFor = key;
  intent.current = null;
  write(input, drafts.get(key) ?? "");
  changed("composer");
}

async function submit(input) {
  const text = input.value.trim();
  if (!text || !state.as) return;
  const { kind, seen } = intent.current ?? {};
  const sent = await attempt(() =>
    kind === "edit"
      ? act("edit", { user_id: state.as, chat_id: state.chat, message_id: seen.message_id, text })
      : say({ text, ...(kind === "reply" ? { reply_to: seen.message_id } : {}) }),
  );
  if (!sent) return;
  write(input, "");
  setIntent(null);
}

async function sendFile(file, input) {
  const kind = /^image\/(png|jpeg)$/.test(file.type) ? "photo" : "document";
  const caption = input.value.trim();
  const sent = await attempt(async () => say({ [kind]: await fileToSend(file), ...(caption ? { caption } : {}) }));
  if (sent) write(input, "");
}

/** In a group the page's reader chooses who is speaking and pressing. */
function drawVoices(root) {
  const people = isGroup(state.chat) ? peopleOf(state.chats.get(state.chat)) : [];
  root.hidden = !people.length;
  root.setAttribute("aria-label", t("writeAs"));
  const label = kept.take("label", t("writeAs"), () => h("span", { class: "voices-label" }, t("writeAs")));
  reconcile(root, [
    label,
    ...people.map((user) => kept.take(user.id, [user, state.as === user.id], () => voice(user))),
  ]);
  kept.done();
}

function voice(user) {
  const pressed = String(state.as === user.id);
  const click = () => actAs(user.id);
  return h(
    "button",
    { type: "button", class: "voice", "aria-pressed": pressed, "data-testid": `as-${user.id}`, on: { click } },
    avatar(user.id, nameOf(user), "small"),
    user.first_name,
  );
}

function drawIntent(banner, input) {
  const { kind, seen } = intent.current ?? {};
  banner.hidden = !kind;
  if (!kind) return;
  const words = seen.message.text ?? seen.message.caption ?? t("document");
  if (kind === "edit" && !input.value) write(input, words);
  banner.replaceChildren(
    icon(kind === "edit" ? "edit" : "reply"),
    h(
      "span",
      { class: "intent-words" },
      h("b", {}, kind === "edit" ? t("editing") : `${t("replyTo")}: ${nameOf(seen.message.from)}`),
      h("span", {}, words),
    ),
    h(
      "button",
      { type: "button", class: "icon-button", "aria-label": t("cancel"), on: { click: () => setIntent(null) } },
      icon("close"),
    ),
  );
}
