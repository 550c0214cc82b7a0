// Short words at the bottom of the chat, and the box that waits for "Понятно".

import { h } from "./dom.js";
import { t } from "./i18n.js";

const SHOWN_MS = 3500;

export function toast(text, kind = "plain") {
  const area = document.getElementById("toasts");
  const box = h("div", { class: `toast ${kind}`, "data-testid": "toast" }, text);
  area.replaceChildren(box);
  setTimeout(() => box.remove(), SHOWN_MS + text.length * 30);
}

/** What a bot says with show_alert. */
export function alertBox(text) {
  const close = h("button", { type: "button", class: "primary", on: { click: () => dialog.close() } }, t("ok"));
  const dialog = h(
    "dialog",
    { class: "alert", "data-testid": "alert", on: { close: () => dialog.remove() } },
    h("p", {}, text),
    close,
  );
  document.body.append(dialog);
  dialog.showModal();
}
