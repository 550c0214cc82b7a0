// A message's text and entities (UTF-16 offsets, as JavaScript counts) as DOM nodes.

import { h } from "./dom.js";
import { currentLanguage, t } from "./i18n.js";

const PLAIN = { bold: "b", italic: "i", underline: "u", strikethrough: "s", code: "code" };

const BLOCKS = new Set(["pre", "blockquote", "expandable_blockquote"]);

/** Nodes of `text` with `entities`; `follow` is called with the address of a link, `command` with a bot command. */
export function richText(text, entities, { follow, command, copy }) {
  const tools = { follow, command, copy };
  const sorted = [...(entities ?? [])].sort((a, b) => a.offset - b.offset || b.length - a.length);
  return inside(text, 0, text.length, sorted, tools);
}

function inside(text, from, to, entities, tools) {
  const nodes = [];
  let at = from;
  while (entities.length && entities[0].offset < to) {
    const [outer, ...rest] = entities;
    const end = Math.min(outer.offset + outer.length, to);
    const nested = rest.filter((one) => one.offset < end);
    entities = rest.filter((one) => one.offset >= end);
    if (outer.offset > at) nodes.push(text.slice(at, outer.offset));
    const start = Math.max(outer.offset, at);
    nodes.push(dress(outer, text.slice(start, end), inside(text, start, end, nested, tools), tools));
    at = BLOCKS.has(outer.type) && text[end] === "\n" ? end + 1 : end; // a block ends its line by itself
  }
  if (at < to) nodes.push(text.slice(at, to));
  return nodes;
}

function dress(entity, text, children, tools) {
  if (PLAIN[entity.type])
    return entity.type === "code" ? codeToCopy(text, children, tools) : h(PLAIN[entity.type], {}, children);
  switch (entity.type) {
    case "pre":
      return h("pre", { "data-language": entity.language ?? null, tabindex: "0" }, h("code", {}, children));
    case "spoiler":
      return spoiler(children);
    case "blockquote":
      return h("blockquote", {}, children);
    case "expandable_blockquote":
      return expandable(children);
    case "text_link":
      return link(entity.url, children, tools);
    case "url":
      return link(/^[a-z][\w+.-]*:/i.test(text) ? text : `https://${text}`, children, tools);
    case "email":
      return link(`mailto:${text}`, children, tools);
    case "phone_number":
      return link(`tel:${text.replace(/[^\d+]/g, "")}`, children, tools);
    case "bot_command":
      return h("button", { type: "button", class: "inline-link", on: { click: () => tools.command(text) } }, children);
    case "date_time":
      return moment(entity, children);
    case "mention":
    case "text_mention":
    case "hashtag":
    case "cashtag":
      return h("span", { class: "mention" }, children);
    default:
      return h("span", {}, children);
  }
}

const codeToCopy = (text, children, tools) =>
  h("code", { role: "button", tabindex: "0", title: t("copy"), on: pressed(() => tools.copy(text)) }, children);

/** Click, Enter and Space alike. */
const pressed = (action) => ({
  click: action,
  keydown: (event) => {
    if (event.key !== "Enter" && event.key !== " ") return;
    event.preventDefault();
    action(event);
  },
});

/** Hidden until tapped; while hidden, neither a screen reader nor the Tab key gets at what is inside. */
function spoiler(children) {
  const content = h("span", { class: "spoiler-content", inert: true }, children);
  const cover = h(
    "span",
    { class: "spoiler", role: "button", tabindex: "0", "aria-label": t("reveal"), "data-testid": "spoiler" },
    content,
  );
  const reveal = (event) => {
    if (!cover.hasAttribute("role")) return;
    event.stopPropagation();
    cover.classList.add("revealed");
    for (const name of ["role", "tabindex", "aria-label"]) cover.removeAttribute(name);
    content.inert = false;
  };
  for (const [name, handler] of Object.entries(pressed(reveal))) cover.addEventListener(name, handler);
  return cover;
}

function expandable(children) {
  const quote = h(
    "blockquote",
    { class: "expandable", "data-testid": "expandable" },
    h("div", { class: "quote-text" }, children),
  );
  const toggle = h("button", { type: "button", class: "quote-toggle", "aria-expanded": "false" }, t("expand"));
  toggle.addEventListener("click", () => {
    const open = quote.classList.toggle("open");
    toggle.setAttribute("aria-expanded", String(open));
    toggle.textContent = t(open ? "collapse" : "expand");
  });
  quote.append(toggle);
  const words = quote.firstChild;
  const fits = () =>
    (toggle.hidden = !quote.classList.contains("open") && words.scrollHeight <= words.clientHeight + 1);
  new ResizeObserver(fits).observe(words); // what is short enough needs no button
  return quote;
}

/** Only addresses a browser may open from a chat; anything else stays text. */
function link(address, children, tools) {
  if (!/^(https?|tg|mailto|tel):/i.test(address)) return h("span", {}, children);
  const follow = (event) => tools.follow(address) && event.preventDefault();
  return h(
    "a",
    { href: address, target: "_blank", rel: "noopener noreferrer", title: address, on: { click: follow } },
    children,
  );
}

/** A moment in the reader's own time zone, shown in full on hover. */
function moment(entity, children) {
  const date = new Date(entity.unix_time * 1000);
  return h("time", { datetime: date.toISOString(), title: date.toLocaleString(currentLanguage()) }, children);
}
