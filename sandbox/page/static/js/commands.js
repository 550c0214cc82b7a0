// The menu of the bot's commands, opened by its button or by typing a slash.

import { attempt, command } from "./actions.js";
import { read } from "./api.js";
import { h, icon } from "./dom.js";
import { t } from "./i18n.js";
import { on, state } from "./store.js";

/** The button and the list; `clear` empties the input after a command was chosen. */
export function commandMenu(clear) {
  const list = h("div", { id: "commands", class: "commands", "data-testid": "commands", hidden: true });
  const button = h(
    "button",
    {
      type: "button",
      class: "menu-button",
      "data-testid": "menu-button",
      "aria-expanded": "false",
      "aria-controls": "commands",
    },
    icon("menu"),
    h("span"),
  );
  let asked = 0; // an answer that comes after the menu was opened, closed or asked anew is no answer any more
  const show = (open) => {
    asked += 1;
    list.hidden = !open;
    button.setAttribute("aria-expanded", String(open));
  };
  const choose = (name) => {
    show(false);
    clear();
    command(`/${name}`);
  };
  const fill = async (begins) => list.replaceChildren(...(await items(begins, choose)));
  button.addEventListener("click", () => fill("").then(() => show(list.hidden)));
  on("chat", () => {
    show(false);
    button.setAttribute("aria-label", t("commandsOf"));
    button.lastChild.textContent = t("commands");
  });
  /** While a command is being typed, the menu shows those that begin so. */
  const suggest = async (text) => {
    const typing = /^\/\w*$/.test(text);
    const mine = ++asked;
    if (typing) await fill(text.slice(1));
    if (mine === asked) show(typing && list.childElementCount > 0);
  };
  return { button, list, hide: () => show(false), suggest };
}

async function items(begins, choose) {
  if (!state.as) return [];
  const all = (await attempt(() => read("commands", { user_id: state.as, chat_id: state.chat }))) ?? [];
  const fitting = all.filter((one) => one.command.startsWith(begins));
  if (!fitting.length && !begins) return [h("p", {}, t("noCommands"))];
  return fitting.map((one) =>
    h(
      "button",
      { type: "button", "data-testid": `command-${one.command}`, on: { click: () => choose(one.command) } },
      h("b", {}, `/${one.command}`),
      h("span", {}, one.description),
    ),
  );
}
