// The middle: the chat as on a phone.

import { attempt, command } from "./actions.js";
import { bubble, scrollTo } from "./bubble.js";
import { mountComposer } from "./composer.js";
import { avatar, h, icon, nameOf, reconcile } from "./dom.js";
import { currentLanguage, day, plural, t } from "./i18n.js";
import { chooseTopic, isGroup, messagesOf, on, state, titleOf } from "./store.js";
import { showTab } from "./tabs.js";

const RUN_SECONDS = 300;
let cache = new Map();
let shown = "";

export function mountChat(root) {
  const header = h("header", { class: "chat-header" });
  const topics = h("div", { class: "topics", role: "tablist" });
  const pinned = h("div", { class: "pinned-bar" });
  const list = h("div", { id: "messages", class: "messages", role: "log", "aria-live": "polite", "data-testid": "messages", tabindex: "0" });
  const down = h("button", { type: "button", class: "to-bottom", "aria-label": t("toBottom"), on: { click: () => toEnd(list, true) } }, icon("down"));
  const composer = h("footer", { class: "composer" });
  root.replaceChildren(h("section", { class: "phone" }, header, topics, pinned, h("div", { class: "wallpaper" }, list, down), composer));
  list.addEventListener("scroll", () => down.classList.toggle("visible", !atEnd(list)));
  list.addEventListener("load", () => down.classList.contains("visible") || toEnd(list), true); // a photo arrived and grew
  new ResizeObserver(() => down.classList.contains("visible") || toEnd(list)).observe(list);
  on("chat people", () => drawHeader(header));
  on("chat messages", () => drawTopics(topics));
  on("chat messages", () => drawPinned(pinned));
  on("messages chat", () => drawMessages(list));
  mountComposer(composer);
}

function drawHeader(header) {
  const group = isGroup(state.chat);
  const title = group ? titleOf(state.chat) : state.bot ? nameOf(state.bot) : t("noBot");
  header.replaceChildren(
    h("button", { type: "button", class: "icon-button back", "aria-label": t("back"), on: { click: () => showTab("people") } }, icon("back")),
    avatar(group ? state.chat : state.bot?.id ?? 0, title, group ? "" : "bot"),
    h("div", { class: "chat-words" },
      h("h1", { "data-testid": "chat-title" }, title),
      h("p", { class: state.actions.has(state.chat) ? "acting" : "", "data-testid": "chat-subtitle" }, subtitle(group))),
    group ? "" : h("span", { class: "viewer", title: titleOf(state.chat) }, avatar(state.chat, titleOf(state.chat), "small"), titleOf(state.chat).split(" ")[0]));
}

function subtitle(group) {
  if (!state.online) return t("offline");
  const acting = state.actions.get(state.chat);
  if (acting) return [t(acting.action === "typing" ? "typing" : "uploading"), h("span", { class: "dots", "aria-hidden": "true" }, h("i"), h("i"), h("i"))];
  if (!group) return t("bot");
  const chat = state.chats.get(state.chat);
  return chat?.deleted ? t("groupGone") : plural("members", chat?.members.length ?? 0);
}

function drawTopics(root) {
  const topics = state.chats.get(state.chat)?.topics ?? [];
  root.hidden = !topics.length;
  const tab = (id, name) =>
    h("button", { type: "button", role: "tab", "aria-selected": String(state.topic === id), "data-testid": `topic-${id ?? "all"}`, on: { click: () => chooseTopic(id) } }, name);
  root.replaceChildren(tab(null, t("allTopics")), ...topics.map((topic) => tab(topic.message_thread_id, topic.name)));
}

function drawPinned(root) {
  const id = state.pinned.get(state.chat)?.at(-1);
  const seen = id && messagesOf(state.chat).get(id);
  root.hidden = !seen;
  if (!seen) return;
  const words = seen.message.text ?? seen.message.caption ?? t("document");
  root.replaceChildren(h("button", { type: "button", "data-testid": "pinned", on: { click: () => scrollTo(id) } }, icon("pin"), h("span", {}, h("b", {}, t("pinned")), h("span", {}, words.split("\n")[0]))));
}

/** The messages of the chosen chat and topic, oldest first. */
export function visible() {
  const all = [...messagesOf(state.chat).values()].sort((a, b) => a.message_id - b.message_id);
  return state.topic ? all.filter((seen) => seen.message.message_thread_id === state.topic) : all;
}

function drawMessages(list) {
  const view = `${state.chat}:${state.as}:${state.topic}:${currentLanguage()}`;
  if (view !== shown) cache = new Map();
  const stay = view === shown && !atEnd(list);
  const focus = focusInside(list);
  const messages = visible();
  reconcile(list, messages.length ? elements(messages) : [empty()]);
  focus?.();
  if (!stay) toEnd(list);
  shown = view;
}

function elements(messages) {
  const nodes = [];
  const kept = new Map();
  messages.forEach((seen, index) => {
    const date = day(seen.message.date);
    if (!index || date !== day(messages[index - 1].message.date)) nodes.push(element(kept, `day ${date}`, date, () => h("div", { class: "service day" }, h("span", {}, date))));
    const place = { first: !together(messages[index - 1], seen), last: !together(seen, messages[index + 1]) };
    const version = JSON.stringify([seen, place]);
    nodes.push(element(kept, seen.message_id, version, (old) => appear(bubble(seen, place), seen, old)));
  });
  cache = kept;
  return nodes;
}

/** The element drawn before, while what it shows is the same. */
function element(kept, key, version, make) {
  const known = cache.get(key);
  const node = known?.version === version ? known.node : make(known);
  kept.set(key, { version, node });
  return node;
}

/** New messages rise, changed ones glow once; a chat just opened does neither. */
function appear(node, seen, old) {
  if (shown !== `${state.chat}:${state.as}:${state.topic}:${currentLanguage()}`) return node;
  if (!old) node.classList.add("arrived");
  else if (JSON.parse(old.version)[0].edits !== seen.edits) node.classList.add("changed");
  return node;
}

function together(before, after) {
  if (!before || !after || before.message.from?.id !== after.message.from?.id) return false;
  return after.message.date - before.message.date < RUN_SECONDS;
}

function empty() {
  if (isGroup(state.chat)) return h("div", { class: "empty" }, t("groupHint"));
  return h("div", { class: "empty" }, avatar(state.bot?.id ?? 0, nameOf(state.bot) || "?", "large bot"), h("p", {}, t(state.bot ? "startHint" : "noBot")),
    h("button", { type: "button", class: "primary", "data-testid": "start", on: { click: () => attempt(() => command("/start")) } }, t("start")));
}

/** Remember which button of which message has the focus, and give it back after an edit replaced it. */
function focusInside(list) {
  const article = list.contains(document.activeElement) && document.activeElement.closest("article");
  if (!article) return null;
  const index = [...article.querySelectorAll("button, a")].indexOf(document.activeElement);
  return () => article.isConnected || list.querySelector(`[data-id="${article.dataset.id}"]`)?.querySelectorAll("button, a")[index]?.focus({ preventScroll: true });
}

const atEnd = (list) => list.scrollHeight - list.scrollTop - list.clientHeight < 60;

function toEnd(list, smooth = false) {
  list.scrollTo({ top: list.scrollHeight, behavior: smooth ? "smooth" : "auto" });
}
