// The left: the people one can be, and their groups.

import { avatar, h, icon, nameOf } from "./dom.js";
import { clock, currentLanguage, t, toggleLanguage } from "./i18n.js";
import { changed, groups, lastOf, on, open, state } from "./store.js";
import { service } from "./service.js";
import { showTab } from "./tabs.js";

export function mountPeople(root) {
  const head = h("header", { class: "panel-header" });
  const list = h("div", { class: "people-list" });
  root.replaceChildren(head, list);
  on("people chat messages", () => { drawHead(head); draw(list); });
}

function drawHead(head) {
  const switched = () => { toggleLanguage(); changed("people", "chat", "messages", "world", "telegram", "tabs"); };
  head.replaceChildren(h("h2", {}, state.bot ? nameOf(state.bot) : "Linekeeper", h("small", {}, t("demo"))),
    h("button", { type: "button", class: "quiet", lang: currentLanguage() === "ru" ? "en" : "ru", "data-testid": "language", on: { click: switched } }, t("language")));
}

function draw(list) {
  const focused = document.activeElement?.dataset.testid;
  list.replaceChildren(
    h("h3", {}, t("people")), ...[...state.users.values()].map((user) => row(user.id, nameOf(user), about(user), `person-${user.id}`)),
    h("h3", {}, t("groups")), ...groups().map((chat) => row(Number(chat.id), nameOf(chat), null, `group-${chat.id}`)));
  if (focused) list.querySelector(`[data-testid="${focused}"]`)?.focus();
}

/** "дежурный · Ромашка" */
function about(user) {
  const { role, contract } = state.cast[user.id] ?? {};
  return [role && t(role), contract].filter(Boolean).join(" · ");
}

function row(id, name, role, testid) {
  const last = lastOf(id);
  const unread = state.unread.get(id);
  const choose = () => { open(id); showTab("chat"); };
  return h("button", { type: "button", class: "person", "aria-current": state.chat === id ? "true" : null, "data-testid": testid, on: { click: choose } },
    avatar(id, name),
    h("span", { class: "person-words" },
      h("span", { class: "person-top" }, h("b", {}, name), last && h("time", {}, clock(last.message.date))),
      role && h("span", { class: "role" }, role),
      h("span", { class: "person-bottom" }, h("span", { class: "preview" }, preview(id, last)),
        unread && h("span", { class: "badge", "data-testid": `unread-${id}`, "aria-label": `${unread} ${t("unread")}` }, unread),
        state.blocked.has(id) && h("span", { class: "blocked", title: t("blocked") }, icon("lock")))));
}

function preview(id, last) {
  if (state.actions.has(id)) return h("em", {}, `${t("typing")}…`);
  if (!last) return t("noMessages");
  const words = service(last) ?? last.message.text ?? last.message.caption ?? t(last.message.photo ? "photo" : "document");
  return words.split("\n")[0];
}
