// One message as a bubble.

import { command, copy, follow } from "./actions.js";
import { avatar, h, icon, nameOf } from "./dom.js";
import { clock, t } from "./i18n.js";
import { inlineKeyboard } from "./keyboard.js";
import { openMenu } from "./menu.js";
import { media } from "./media.js";
import { richText } from "./richtext.js";
import { service } from "./service.js";
import { isGroup, state } from "./store.js";

/** The element of a message; `place` says whether it begins and ends a run of one sender. */
export function bubble(seen, place) {
  const event = service(seen);
  if (event)
    return h(
      "div",
      { class: "service", "data-testid": `message-${seen.message_id}`, "data-id": seen.message_id },
      h("span", {}, event),
    );
  const mine = seen.message.from?.id === state.as;
  const classes = [
    "message",
    mine ? "out" : "in",
    place.first && "first",
    place.last && "last",
    seen.keyboard?.inline_keyboard?.length && "with-keyboard",
  ];
  const inGroup = isGroup(seen.chat_id);
  return h(
    "article",
    {
      class: classes.filter(Boolean).join(" "),
      "data-testid": `message-${seen.message_id}`,
      "data-id": seen.message_id,
      tabindex: "-1",
    },
    inGroup &&
      !mine &&
      (place.last
        ? avatar(seen.message.from?.id, nameOf(seen.message.from), seen.message.from?.is_bot ? "bot" : "")
        : h("span", { class: "avatar-room" })),
    h("div", { class: "stack" }, body(seen, inGroup && !mine && place.first), inlineKeyboard(seen), reactions(seen)),
  );
}

function body(seen, named) {
  const { message } = seen;
  const text = message.text ?? message.caption;
  const only = !text && (message.photo || message.animation || message.video);
  const box = h(
    "div",
    {
      class: `bubble ${only ? "media-only" : ""} ${seen.protected ? "protected" : ""}`,
      on: { contextmenu: (event) => openMenu(seen, event) },
    },
    named && h("div", { class: `sender tint-text-${Math.abs(message.from?.id ?? 0) % 7}` }, nameOf(message.from)),
    reply(message),
    !message.show_caption_above_media && media(seen),
    text &&
      h(
        "div",
        { class: "text" },
        richText(text, message.entities ?? message.caption_entities, {
          follow,
          command,
          copy: seen.protected ? () => {} : copy,
        }),
      ),
    message.show_caption_above_media && media(seen),
    marks(seen),
    h(
      "button",
      { type: "button", class: "more", "aria-label": t("actions"), on: { click: (event) => openMenu(seen, event) } },
      icon("chevron"),
    ),
  );
  if (seen.protected) box.addEventListener("copy", (event) => event.preventDefault());
  return box;
}

function marks(seen) {
  const edited = seen.message.edit_date && h("span", { class: "edited", "data-testid": "edited" }, t("edited"));
  const mark = (name, key) =>
    h(
      "span",
      { class: "mark", role: "img", "aria-label": t(key), title: t(key), "data-testid": `mark-${name}` },
      icon(name),
    );
  return h(
    "div",
    { class: "marks" },
    seen.protected && mark("lock", "protected"),
    seen.silent && mark("silent", "silent"),
    edited,
    h("time", { datetime: new Date(seen.message.date * 1000).toISOString() }, clock(seen.message.date)),
    seen.message.from?.id === state.as && icon("checks"),
  );
}

function reply(message) {
  const target = message.reply_to_message;
  if (!target || target.forum_topic_created) return null;
  const words =
    message.quote?.text ??
    target.text ??
    target.caption ??
    (target.photo ? t("photo") : (target.document?.file_name ?? t("service")));
  return h(
    "button",
    {
      type: "button",
      class: "reply-quote",
      "data-testid": "reply-quote",
      on: { click: () => scrollTo(target.message_id) },
    },
    h("b", {}, nameOf(target.from)),
    h("span", {}, words),
  );
}

/** Show a message and light it up for a moment. */
export function scrollTo(id) {
  const element = document.querySelector(`#messages [data-id="${Number(id)}"]`);
  if (!element) return;
  element.scrollIntoView({
    block: "center",
    behavior: matchMedia("(prefers-reduced-motion: reduce)").matches ? "auto" : "smooth",
  });
  element.classList.remove("found");
  requestAnimationFrame(() => element.classList.add("found"));
}

function reactions(seen) {
  const given = Object.values(seen.reactions ?? {})
    .flat()
    .map((one) => one?.emoji ?? one)
    .filter(Boolean);
  if (!given.length) return null;
  const counts = new Map();
  for (const emoji of given) counts.set(emoji, (counts.get(emoji) ?? 0) + 1);
  return h(
    "div",
    { class: "reactions" },
    [...counts].map(([emoji, count]) => h("span", { class: "reaction" }, emoji, count > 1 ? ` ${count}` : "")),
  );
}
