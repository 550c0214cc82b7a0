// On a phone one panel is seen at a time; the bar at the bottom chooses it.

import { h, icon, keepFocus, keeper, reconcile } from "./dom.js";
import { t } from "./i18n.js";
import { changed, on, state } from "./store.js";
import { brokenCount } from "./world-parts.js";

const TABS = ["people", "chat", "world"];
const kept = keeper();

export function showTab(name) {
  document.body.dataset.tab = name;
  changed("tabs");
}

export function mountTabs(root) {
  on("tabs people messages world chat", () => keepFocus(root, () => draw(root)));
  draw(root);
}

function draw(root) {
  const unread = [...state.unread.values()].reduce((sum, count) => sum + count, 0);
  const badges = { people: unread, world: brokenCount() };
  const tabs = TABS.map((name) => {
    const shows = { label: t(name), count: badges[name] ?? 0, current: document.body.dataset.tab === name };
    return kept.take(name, shows, () => tab(name, shows));
  });
  kept.done();
  reconcile(root, tabs);
}

function tab(name, { label, count, current }) {
  return h(
    "button",
    {
      type: "button",
      "aria-current": current ? "page" : null,
      "data-testid": `tab-${name}`,
      on: { click: () => showTab(name) },
    },
    icon(name),
    h("span", {}, label),
    count ? h("span", { class: name === "world" ? "badge alarm" : "badge" }, count) : null,
  );
}
