// Letters that the bot has sent, and the bank's statement of today: what a demonstration has and a bare Telegram has not.

import { parts } from "./api.js";
import { h, whenOther } from "./dom.js";
import { ago, currentLanguage, t } from "./i18n.js";
import { on } from "./store.js";

const POLL_MS = 4000;
const SHOWN = 20;
let letters = null;

/** Fills `root` where there is a mailbox; hides it elsewhere. */
export async function mountMailbox(root) {
  root.hidden = true;
  const shows = () => [letters?.[0]?.id, letters?.length, currentLanguage()];
  const look = async () => {
    letters = await fetched();
    root.hidden = letters === null;
    if (letters) whenOther(root, shows(), () => draw(root));
  };
  on("world", () => letters && whenOther(root, shows(), () => draw(root)));
  if (!(await parts()).mailbox) return;
  await look();
  setInterval(() => document.hidden || look(), POLL_MS);
}

async function fetched() {
  try {
    const response = await fetch("/mailbox/");
    return response.ok ? await response.json() : letters;
  } catch {
    return letters;
  }
}

function draw(root) {
  const bank = h("a", { class: "chip", href: "/bank/statement.txt", download: "kl_to_1c.txt", "data-testid": "bank" });
  bank.textContent = t("bankStatement");
  const list = letters.length
    ? h("ol", { class: "letters" }, letters.slice(0, SHOWN).map(letterItem))
    : h("p", { class: "hint" }, t("noLetters"));
  const tools = h("div", { class: "tools" }, h("h3", {}, t("mailAndBank")), h("div", { class: "chips" }, bank), list);
  root.replaceChildren(tools);
}

function letterItem(letter) {
  const files = letter.files.map((file) =>
    h("a", { href: file.url, target: "_blank", rel: "noopener", "data-testid": "letter-file" }, file.name),
  );
  return h(
    "li",
    { "data-testid": `letter-${letter.id}` },
    h("b", {}, letter.subject),
    h("p", {}, `${letter.to.join(", ")} · ${ago(letter.at)}`),
    h("details", {}, h("summary", {}, t("letterText")), h("pre", {}, letter.text)),
    h("p", {}, files),
  );
}
