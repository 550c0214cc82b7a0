// The small menu of a message: reply, copy, react, and for one's own: edit, delete.

import { attempt, copy } from "./actions.js";
import { act } from "./api.js";
import { h, icon } from "./dom.js";
import { t } from "./i18n.js";
import { changed, state } from "./store.js";
import { toast } from "./toast.js";

/** What the next message answers or replaces: {kind: "reply" | "edit", seen}. */
export const intent = { current: null };

export function setIntent(kind, seen) {
  intent.current = kind ? { kind, seen } : null;
  changed("composer");
  if (kind) document.getElementById("input")?.focus();
}

export function openMenu(seen, event) {
  event.preventDefault();
  document.querySelector(".message-menu")?.remove();
  const items = choices(seen).map(([name, picture, action]) =>
    h(
      "button",
      {
        type: "button",
        role: "menuitem",
        on: {
          click: () => {
            menu.hidePopover();
            action();
          },
        },
      },
      picture && icon(picture),
      t(name),
    ),
  );
  const menu = h("div", { class: "message-menu", role: "menu", popover: "auto", "data-testid": "message-menu" }, items);
  menu.addEventListener("toggle", (change) => change.newState === "closed" && menu.remove());
  menu.addEventListener("keydown", (key) => moveFocus(key, items));
  document.body.append(menu);
  menu.showPopover();
  place(menu, event);
  items[0].focus();
}

function choices(seen) {
  const where = { user_id: state.as, chat_id: seen.chat_id, message_id: seen.message_id };
  const text = seen.message.text ?? seen.message.caption ?? "";
  const mine = seen.message.from?.id === state.as;
  return [
    ["reply", "reply", () => setIntent("reply", seen)],
    text && ["copy", "copy", () => (seen.protected ? toast(t("noCopy")) : copy(text))],
    ["react", null, () => attempt(() => act("react", { ...where, emoji: "👍" }))],
    mine && seen.message.text && ["edit", "edit", () => setIntent("edit", seen)],
    mine && ["remove", "close", () => attempt(() => act("delete", where))],
  ].filter(Boolean);
}

function moveFocus(key, items) {
  const step = { ArrowDown: 1, ArrowUp: -1 }[key.key];
  if (!step) return;
  key.preventDefault();
  items[(items.indexOf(document.activeElement) + step + items.length) % items.length].focus();
}

/** At the pointer, or under the button for the keyboard; always inside the window. */
function place(menu, event) {
  const box = event.target.closest("button, .bubble").getBoundingClientRect();
  const [x, y] = event.clientX ? [event.clientX, event.clientY] : [box.left, box.bottom];
  menu.style.left = `${Math.max(8, Math.min(x, innerWidth - menu.offsetWidth - 8))}px`;
  menu.style.top = `${Math.max(8, Math.min(y, innerHeight - menu.offsetHeight - 8))}px`;
}
