// The bottom of the chat: whose voice, the command menu, the input, attachments, reply keyboards.

import { attempt, command } from "./actions.js";
import { act, fileToSend, read } from "./api.js";
import { visible } from "./chat.js";
import { avatar, h, icon, nameOf } from "./dom.js";
import { t } from "./i18n.js";
import { replyKeyboard } from "./keyboard.js";
import { intent, setIntent } from "./menu.js";
import { actAs, changed, isGroup, on, peopleOf, say, state } from "./store.js";

const drafts = new Map();
let drawnFor = null;

export function mountComposer(root) {
  const voices = h("div", { class: "voices", role: "group" });
  const banner = h("div", { class: "intent" });
  const commands = h("div", { id: "commands", class: "commands", "data-testid": "commands", hidden: true });
  const keys = h("div");
  const input = h("textarea", { id: "input", rows: "1", "data-testid": "composer-input", autocomplete: "off", enterkeyhint: "send" });
  const file = h("input", { type: "file", class: "off-screen", tabindex: "-1", "data-testid": "attach-input", "aria-hidden": "true" });
  const menu = h("button", { type: "button", class: "menu-button", "data-testid": "menu-button", "aria-expanded": "false", "aria-controls": "commands" }, icon("menu"), h("span"));
  const attach = h("button", { type: "button", class: "icon-button", "data-testid": "attach", on: { click: () => file.click() } }, icon("attach"));
  const send = h("button", { type: "submit", class: "send", "data-testid": "composer-send" }, icon("send"));
  const form = h("form", { class: "input-row" }, menu, input, attach, send, file);
  root.replaceChildren(voices, banner, commands, keys, form);

  form.addEventListener("submit", (event) => { event.preventDefault(); submit(input); });
  input.addEventListener("keydown", (event) => event.key === "Enter" && !event.shiftKey && !event.isComposing && (event.preventDefault(), submit(input)));
  input.addEventListener("input", () => { typed(input); suggest(input, menu, commands); });
  root.addEventListener("keydown", (event) => event.key === "Escape" && (toggle(menu, commands, false), setIntent(null)));
  menu.addEventListener("click", () => { drawCommands(commands, menu, ""); toggle(menu, commands, commands.hidden); });
  file.addEventListener("change", () => { if (file.files[0]) sendFile(file.files[0], input); file.value = ""; });

  on("chat", () => { label(input, menu, attach, send); restore(input); toggle(menu, commands, false); });
  on("chat people", () => drawVoices(voices));
  on("chat composer", () => drawIntent(banner, input));
  on("chat messages", () => keys.replaceChildren(...[replyKeyboard(visible())].filter(Boolean)));
}

function label(input, menu, attach, send) {
  input.placeholder = t("message");
  input.setAttribute("aria-label", t("message"));
  menu.setAttribute("aria-label", t("commandsOf"));
  menu.lastChild.textContent = t("commands");
  attach.setAttribute("aria-label", t("attach"));
  send.setAttribute("aria-label", t("send"));
}

function typed(input) {
  drafts.set(drawnFor, input.value);
  input.style.height = "auto";
  input.style.height = `${Math.min(input.scrollHeight, 140)}px`;
}

/** Every chat keeps what was being written in it. */
function restore(input) {
  const key = `${state.chat}:${state.as}`;
  if (key === drawnFor) return;
  drawnFor = key;
  intent.current = null;
  input.value = drafts.get(key) ?? "";
  typed(input);
  changed("composer");
}

async function submit(input) {
  const text = input.value.trim();
  if (!text || !state.as) return;
  const { kind, seen } = intent.current ?? {};
  const sent = await attempt(() => kind === "edit"
    ? act("edit", { user_id: state.as, chat_id: state.chat, message_id: seen.message_id, text })
    : say({ text, ...(kind === "reply" ? { reply_to: seen.message_id } : {}) }));
  if (!sent) return;
  input.value = "";
  typed(input);
  setIntent(null);
}

async function sendFile(file, input) {
  const kind = /^image\/(png|jpeg)$/.test(file.type) ? "photo" : "document";
  const caption = input.value.trim();
  const sent = await attempt(async () => say({ [kind]: await fileToSend(file), ...(caption ? { caption } : {}) }));
  if (sent) { input.value = ""; typed(input); }
}

/** In a group the page's reader chooses who is speaking and pressing. */
function drawVoices(root) {
  const people = isGroup(state.chat) ? peopleOf(state.chats.get(state.chat)) : [];
  root.hidden = !people.length;
  root.setAttribute("aria-label", t("writeAs"));
  root.replaceChildren(h("span", { class: "voices-label" }, t("writeAs")), ...people.map((user) =>
    h("button", { type: "button", class: "voice", "aria-pressed": String(state.as === user.id), "data-testid": `as-${user.id}`, on: { click: () => actAs(user.id) } },
      avatar(user.id, nameOf(user), "small"), user.first_name)));
}

function drawIntent(banner, input) {
  const { kind, seen } = intent.current ?? {};
  banner.hidden = !kind;
  if (!kind) return;
  const words = seen.message.text ?? seen.message.caption ?? t("document");
  if (kind === "edit" && !input.value) { input.value = words; typed(input); }
  banner.replaceChildren(icon(kind === "edit" ? "edit" : "reply"),
    h("span", { class: "intent-words" }, h("b", {}, kind === "edit" ? t("editing") : `${t("replyTo")}: ${nameOf(seen.message.from)}`), h("span", {}, words)),
    h("button", { type: "button", class: "icon-button", "aria-label": t("cancel"), on: { click: () => setIntent(null) } }, icon("close")));
}

function toggle(menu, commands, open) {
  commands.hidden = !open;
  menu.setAttribute("aria-expanded", String(open));
}

/** While a command is being typed, the menu shows those that begin so. */
async function suggest(input, menu, commands) {
  const begins = /^\/\w*$/.test(input.value);
  if (begins) await drawCommands(commands, menu, input.value.slice(1));
  toggle(menu, commands, begins && commands.childElementCount > 0);
}

async function drawCommands(root, menu, begins) {
  if (!state.as) return;
  const all = (await attempt(() => read("commands", { user_id: state.as, chat_id: state.chat }))) ?? [];
  const run = (name) => () => { toggle(menu, root, false); const input = document.getElementById("input"); input.value = ""; typed(input); command(`/${name}`); };
  const items = all.filter((one) => one.command.startsWith(begins)).map((one) =>
    h("button", { type: "button", "data-testid": `command-${one.command}`, on: { click: run(one.command) } }, h("b", {}, `/${one.command}`), h("span", {}, one.description)));
  root.replaceChildren(...(items.length || begins ? items : [h("p", {}, t("noCommands"))]));
}
