// The list of messages: which bubbles there are, in which order, and which of them are new.

import { attempt, command } from "./actions.js";
import { bubble } from "./bubble.js";
import { avatar, h, keeper, nameOf, reconcile } from "./dom.js";
import { currentLanguage, day, t } from "./i18n.js";
import { service } from "./service.js";
import { isGroup, messagesOf, state } from "./store.js";

const RUN_SECONDS = 300;
let kept = keeper();
let shown = "";

const viewName = () => `${state.chat}:${state.as}:${state.topic}:${currentLanguage()}`;

/** The messages of the chosen chat and topic, oldest first. */
export function visible() {
  const all = [...messagesOf(state.chat).values()].sort((a, b) => a.message_id - b.message_id);
  return state.topic ? all.filter((seen) => seen.message.message_thread_id === state.topic) : all;
}

/** Draw the list: what did not change keeps its element; the end stays in view for whoever was there. */
export function drawMessages(list) {
  const view = viewName();
  if (view !== shown) kept = keeper();
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
  messages.forEach((seen, index) => {
    const date = day(seen.message.date);
    if (!index || date !== day(messages[index - 1].message.date)) nodes.push(dayChip(date));
    const place = { first: !together(messages[index - 1], seen), last: !together(seen, messages[index + 1]) };
    const make = (old) => appear(bubble(seen, place), seen, old);
    nodes.push(kept.take(`message ${seen.message_id}`, { seen, place }, make));
  });
  kept.done();
  return nodes;
}

const dayChip = (date) => kept.take(`day ${date}`, date, () => h("div", { class: "service day" }, h("span", {}, date)));

/** New messages rise, changed ones glow once; a chat just opened does neither. */
function appear(node, seen, old) {
  if (shown !== viewName()) return node;
  if (!old) node.classList.add("arrived");
  else if (old.seen.edits !== seen.edits) node.classList.add("changed");
  return node;
}

/** Whether two messages are of one run: one sender, no event between them, little time. */
function together(before, after) {
  if (!before || !after || service(before) || service(after)) return false;
  return before.message.from?.id === after.message.from?.id && after.message.date - before.message.date < RUN_SECONDS;
}

function empty() {
  if (isGroup(state.chat)) return h("div", { class: "empty" }, t("groupHint"));
  return h(
    "div",
    { class: "empty" },
    avatar(state.bot?.id ?? 0, nameOf(state.bot) || "?", "large bot"),
    h("p", {}, t(state.bot ? "startHint" : "noBot")),
    h(
      "button",
      {
        type: "button",
        class: "primary",
        "data-testid": "start",
        on: { click: () => attempt(() => command("/start")) },
      },
      t("start"),
    ),
  );
}

/** Remember which button of which message has the focus, and give it back after an edit replaced it. */
function focusInside(list) {
  const article = list.contains(document.activeElement) && document.activeElement.closest("article");
  if (!article) return null;
  const index = [...article.querySelectorAll("button, a")].indexOf(document.activeElement);
  return () =>
    article.isConnected ||
    list
      .querySelector(`[data-id="${article.dataset.id}"]`)
      ?.querySelectorAll("button, a")
      [index]?.focus({ preventScroll: true });
}

export const atEnd = (list) => list.scrollHeight - list.scrollTop - list.clientHeight < 60;

export function toEnd(list, smooth = false) {
  list.scrollTo({ top: list.scrollHeight, behavior: smooth ? "smooth" : "auto" });
}
