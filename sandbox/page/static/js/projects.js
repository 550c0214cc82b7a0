// The way to "Проекты КЦ": a site of its own, which knows whom the bot has told it of.

import { parts } from "./api.js";
import { h, whenOther } from "./dom.js";
import { currentLanguage, t } from "./i18n.js";
import { on } from "./store.js";

const POLL_MS = 4000;
let state = null;

/** Fills `root` where there is such a site; hides it elsewhere. */
export async function mountProjects(root) {
  root.hidden = true;
  if (!(await parts()).projects) return;
  const show = () => whenOther(root, [state?.people, state?.connected, currentLanguage()], () => draw(root));
  const look = async () => {
    state = await fetched();
    root.hidden = state === null;
    if (state) show();
  };
  on("world", () => state && show());
  await look();
  setInterval(() => document.hidden || look(), POLL_MS);
}

async function fetched() {
  try {
    const response = await fetch("/projects/state.json");
    return response.ok ? await response.json() : state;
  } catch {
    return state;
  }
}

function draw(root) {
  const about = state.connected ? `${t("projectsKnow")}: ${state.people}` : t("projectsAway");
  const way = { class: "chip", href: "/projects/", target: "_blank", rel: "noopener", "data-testid": "projects-open" };
  root.replaceChildren(
    h(
      "div",
      { class: "tools" },
      h("h3", {}, t("projects")),
      h("p", { class: "hint", "data-testid": "projects-state" }, about),
      h("div", { class: "chips" }, h("a", way, t("openProjects"))),
    ),
  );
}
