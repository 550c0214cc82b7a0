// On a phone one panel is seen at a time; the bar at the bottom chooses it.

import { h, icon } from "./dom.js";
import { t } from "./i18n.js";
import { changed, on, state } from "./store.js";
import { brokenCount } from "./world.js";

const TABS = ["people", "chat", "world"];

export function showTab(name) {
  document.body.dataset.tab = name;
  changed("tabs");
}

export function mountTabs(root) {
  on("tabs people messages world chat", () => draw(root));
  draw(root);
}

function draw(root) {
  const unread = [...state.unread.values()].reduce((sum, count) => sum + count, 0);
  const badges = { people: unread, world: brokenCount() };
  const focused = document.activeElement?.dataset.testid;
  root.replaceChildren(...TABS.map((name) =>
    h("button", { type: "button", "aria-current": document.body.dataset.tab === name ? "page" : null, "data-testid": `tab-${name}`, on: { click: () => showTab(name) } },
      icon(name), h("span", {}, t(name)), badges[name] ? h("span", { class: `badge ${name === "world" ? "alarm" : ""}` }, badges[name]) : null)));
  root.querySelector(`[data-testid="${focused}"]`)?.focus();
}
