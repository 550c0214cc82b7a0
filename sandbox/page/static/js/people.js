// The left: the people one can be, and their groups.

import { avatar, h, icon, keepFocus, keeper, nameOf, reconcile } from "./dom.js";
import { clock, currentLanguage, t, toggleLanguage } from "./i18n.js";
import { changed, groups, lastOf, on, open, state } from "./store.js";
import { service } from "./service.js";
import { showTab } from "./tabs.js";

const kept = keeper();

export function mountPeople(root) {
  const head = h("header", { class: "panel-header" });
  const list = h("div", { class: "people-list" });
  root.replaceChildren(head, list);
  on("people chat messages", () => keepFocus(root, () => draw(head, list)));
}

function draw(head, list) {
  reconcile(head, [title(), languageButton()]);
  reconcile(list, [
    heading("people"),
    ...[...state.users.values()].map((user) => row(user.id, nameOf(user), about(user), `person-${user.id}`)),
    heading("groups"),
    ...groups().map((chat) => row(Number(chat.id), nameOf(chat), "", `group-${chat.id}`)),
  ]);
  kept.done();
}

const heading = (key) => kept.take(key, t(key), () => h("h3", {}, t(key)));

function title() {
  const name = state.bot ? nameOf(state.bot) : "Linekeeper";
  return kept.take("title", [name, t("demo")], () => h("h2", {}, name, h("small", {}, t("demo"))));
}

function languageButton() {
  const click = () => {
    toggleLanguage();
    changed("people", "chat", "messages", "composer", "world", "telegram", "calls", "tabs");
  };
  const lang = currentLanguage() === "ru" ? "en" : "ru";
  return kept.take("language", lang, () =>
    h("button", { type: "button", class: "quiet", lang, "data-testid": "language", on: { click } }, t("language")),
  );
}

/** "дежурный · Ромашка" */
function about(user) {
  const { role, contract } = state.cast[user.id] ?? {};
  return [role && t(role), contract].filter(Boolean).join(" · ");
}

function row(id, name, role, testid) {
  const last = lastOf(id);
  const shows = {
    name,
    role,
    words: preview(id, last),
    acting: state.actions.has(id),
    time: last ? clock(last.message.date) : "",
    unread: state.unread.get(id) ?? 0,
    blocked: state.blocked.has(id),
    current: state.chat === id,
    language: currentLanguage(),
  };
  return kept.take(testid, shows, () => rowElement(id, testid, shows));
}

function rowElement(id, testid, shows) {
  const click = () => {
    open(id);
    showTab("chat");
  };
  return h(
    "button",
    {
      type: "button",
      class: "person",
      "aria-current": shows.current ? "true" : null,
      "data-testid": testid,
      on: { click },
    },
    avatar(id, shows.name),
    h(
      "span",
      { class: "person-words" },
      h("span", { class: "person-top" }, h("b", {}, shows.name), shows.time && h("time", {}, shows.time)),
      shows.role && h("span", { class: "role" }, shows.role),
      h(
        "span",
        { class: "person-bottom" },
        h("span", { class: "preview" }, shows.acting ? h("em", {}, shows.words) : shows.words),
        shows.unread ? unreadBadge(id, shows.unread) : null,
        shows.blocked && h("span", { class: "blocked", title: t("blocked") }, icon("lock")),
      ),
    ),
  );
}

const unreadBadge = (id, count) =>
  h("span", { class: "badge", "data-testid": `unread-${id}`, "aria-label": `${count} ${t("unread")}` }, count);

function preview(id, last) {
  if (state.actions.has(id)) return `${t("typing")}…`;
  if (!last) return t("noMessages");
  const { text, caption, photo } = last.message;
  return (service(last) ?? text ?? caption ?? t(photo ? "photo" : "document")).split("\n")[0];
}
