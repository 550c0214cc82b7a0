// The middle: the chat as on a phone.

import { scrollTo } from "./bubble.js";
import { mountComposer } from "./composer.js";
import { avatar, h, icon, nameOf, whenOther } from "./dom.js";
import { plural, t } from "./i18n.js";
import { atEnd, drawMessages, toEnd } from "./messages.js";
import { chooseTopic, isGroup, messagesOf, on, state, titleOf } from "./store.js";
import { showTab } from "./tabs.js";

export function mountChat(root) {
  const header = h("header", { class: "chat-header" });
  const topics = h("div", { class: "topics", role: "tablist" });
  const pinned = h("div", { class: "pinned-bar" });
  const list = h("div", {
    id: "messages",
    class: "messages",
    role: "log",
    "aria-live": "polite",
    "data-testid": "messages",
    tabindex: "0",
  });
  const down = h(
    "button",
    { type: "button", class: "to-bottom", "aria-label": t("toBottom"), on: { click: () => toEnd(list, true) } },
    icon("down"),
  );
  const composer = h("footer", { class: "composer" });
  root.replaceChildren(
    h("section", { class: "phone" }, header, topics, pinned, h("div", { class: "wallpaper" }, list, down), composer),
  );
  list.addEventListener("scroll", () => down.classList.toggle("visible", !atEnd(list)));
  list.addEventListener("load", () => down.classList.contains("visible") || toEnd(list), true); // a photo arrived and grew
  new ResizeObserver(() => down.classList.contains("visible") || toEnd(list)).observe(list);
  on("chat people", () =>
    whenOther(header, [state.chat, title(), subtitle(), isActing(), t("back")], () => drawHeader(header)),
  );
  on("chat messages", () => whenOther(topics, [topicsNow(), state.topic, t("allTopics")], () => drawTopics(topics)));
  on("chat messages", () => whenOther(pinned, [pinnedNow(), t("pinned")], () => drawPinned(pinned)));
  on("messages chat", () => drawMessages(list));
  on("sent", () => toEnd(list)); // whoever writes wants to see it, wherever he had scrolled to
  mountComposer(composer);
}

const isActing = () => state.online && state.actions.has(state.chat);

function title() {
  if (isGroup(state.chat)) return titleOf(state.chat);
  return state.bot ? nameOf(state.bot) : t("noBot");
}

function subtitle() {
  if (!state.online) return t("offline");
  const acting = state.actions.get(state.chat);
  if (acting) return t(acting.action === "typing" ? "typing" : "uploading");
  if (!isGroup(state.chat)) return t("bot");
  const chat = state.chats.get(state.chat);
  const members = (chat?.members ?? []).filter((member) => !["left", "kicked"].includes(member.status));
  return chat?.deleted ? t("groupGone") : plural("members", members.length);
}

function drawHeader(header) {
  const group = isGroup(state.chat);
  const back = { type: "button", class: "icon-button back", "aria-label": t("back"), "data-testid": "back" };
  const dots = h("span", { class: "dots", "aria-hidden": "true" }, h("i"), h("i"), h("i"));
  const acting = isActing();
  header.replaceChildren(
    h("button", { ...back, on: { click: () => showTab("people") } }, icon("back")),
    avatar(group ? state.chat : (state.bot?.id ?? 0), title(), group ? "" : "bot"),
    h(
      "div",
      { class: "chat-words" },
      h("h1", { "data-testid": "chat-title" }, title()),
      h("p", { class: acting ? "acting" : "", "data-testid": "chat-subtitle" }, subtitle(), acting && dots),
    ),
    group ? "" : viewer(titleOf(state.chat)),
  );
}

/** Through whose eyes a private chat is seen. */
const viewer = (name) =>
  h("span", { class: "viewer", title: name }, avatar(state.chat, name, "small"), name.split(" ")[0]);

const topicsNow = () => state.chats.get(state.chat)?.topics ?? [];

function drawTopics(root) {
  const topics = topicsNow();
  root.hidden = !topics.length;
  const tab = (id, name) =>
    h(
      "button",
      {
        type: "button",
        role: "tab",
        "aria-selected": String(state.topic === id),
        "data-testid": `topic-${id ?? "all"}`,
        on: { click: () => chooseTopic(id) },
      },
      name,
    );
  root.replaceChildren(tab(null, t("allTopics")), ...topics.map((topic) => tab(topic.message_thread_id, topic.name)));
}

/** The newest pinned message, when the page has it: {id, words}. */
function pinnedNow() {
  const id = state.pinned.get(state.chat)?.at(-1);
  const seen = id && messagesOf(state.chat).get(id);
  return seen ? { id, words: (seen.message.text ?? seen.message.caption ?? t("document")).split("\n")[0] } : null;
}

function drawPinned(root) {
  const pinned = pinnedNow();
  root.hidden = !pinned;
  if (!pinned) return;
  const words = h("span", {}, h("b", {}, t("pinned")), h("span", {}, pinned.words));
  const click = () => scrollTo(pinned.id);
  root.replaceChildren(h("button", { type: "button", "data-testid": "pinned", on: { click } }, icon("pin"), words));
}
