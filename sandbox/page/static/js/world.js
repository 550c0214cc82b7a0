// The right: carriers and their lines, to break and to mend.

import { hasWorld, listen } from "./api.js";
import { h, icon, keepFocus, keeper, reconcile } from "./dom.js";
import { ago, currentLanguage, plural, t } from "./i18n.js";
import { mountMailbox } from "./mailbox.js";
import { mountProjects } from "./projects.js";
import { changed, on } from "./store.js";
import { mountTelegram } from "./telegram.js";
import { lineRow } from "./world-line.js";
import { allLines, brokenCount, chip, expander, FAULTS, opened, send, view } from "./world-parts.js";

const AGING_MS = 5000;
const kept = keeper();

export async function mountWorld(root) {
  const summary = h("header", { class: "panel-header world-header" });
  const list = h("div", { class: "carriers", "data-testid": "carriers" });
  const telegram = h("section", { class: "telegram" });
  const projects = h("section", { class: "telegram", "data-testid": "projects" });
  const mailbox = h("section", { class: "telegram", "data-testid": "mailbox" });
  root.replaceChildren(summary, h("div", { class: "world-scroll" }, list, projects, mailbox, telegram));
  on("world", () => keepFocus(root, () => draw(summary, list)));
  mountTelegram(telegram);
  mountProjects(projects);
  mountMailbox(mailbox);
  view.present = await hasWorld();
  changed("world");
  if (!view.present) return;
  const world = (picture) => {
    view.carriers = picture.carriers;
    changed("world");
  };
  listen("/world/events", { world });
  setInterval(() => document.hidden || drawAges(list), AGING_MS);
}

function draw(summary, list) {
  reconcile(summary, [title(), filterButton(), mendAllButton()].filter(Boolean));
  const cards = (view.carriers ?? []).map(carrierCard).filter(Boolean);
  reconcile(list, cards.length ? cards : [nothing()]);
  kept.done();
}

function nothing() {
  const key = view.present === false ? "noWorld" : view.carriers ? "nothingBroken" : "loading";
  return kept.take("nothing", t(key), () => h("p", { class: "hint" }, t(key)));
}

function title() {
  const all = allLines().length;
  const words = all ? `${t("working")} ${all - brokenCount()} ${t("of")} ${all}` : "";
  return kept.take("title", [words, t("world")], () =>
    h("h2", {}, t("world"), words && h("small", { "data-testid": "world-summary" }, words)),
  );
}

function filterButton() {
  if (!brokenCount() && !view.brokenOnly) return null;
  const click = () => {
    view.brokenOnly = !view.brokenOnly;
    changed("world");
  };
  const pressed = String(view.brokenOnly);
  return kept.take("filter", [pressed, t("brokenOnly")], () =>
    h(
      "button",
      { type: "button", class: "quiet", "aria-pressed": pressed, "data-testid": "broken-only", on: { click } },
      t("brokenOnly"),
    ),
  );
}

function mendAllButton() {
  if (!brokenCount()) return null;
  const click = () => send("mend");
  return kept.take("mend", t("mendAll"), () =>
    h(
      "button",
      { type: "button", class: "quiet good", "data-testid": "mend-all", on: { click } },
      icon("tick"),
      t("mendAll"),
    ),
  );
}

/** The card of a carrier: its section and list stay, the rest is drawn anew when it changed. */
function carrierCard(carrier) {
  const shown = carrier.lines.filter((line) => !view.brokenOnly || line.fault || carrier.outage);
  if (!shown.length) return null;
  const { key, outage } = carrier;
  const card = kept.take(`card ${key}`, 0, () => h("section", { "data-testid": `carrier-${key}` }));
  card.className = outage ? "carrier is-down" : "carrier";
  card.dataset.outage = outage ?? "none";
  const broken = carrier.lines.some((line) => line.fault);
  const shows = [outage, broken, carrier.port, shown.length, opened(`carrier-${key}`), currentLanguage()];
  const rows = kept.take(`rows ${key}`, 0, () => h("ul"));
  reconcile(
    rows,
    shown.map((line) => lineRow(kept, carrier, line)),
  );
  reconcile(card, [
    kept.take(`head ${key}`, shows, () => carrierHead(carrier, broken)),
    ...(opened(`carrier-${key}`) ? [kept.take(`panel ${key}`, shows, () => carrierPanel(carrier))] : []),
    rows,
  ]);
  return card;
}

function carrierHead(carrier, broken) {
  const { outage } = carrier;
  const status = outage && t(outage === "closed" ? "carrierDown" : "carrierSilent");
  const light = outage ? "bad" : broken ? "some" : "good";
  return h(
    "header",
    {},
    h("span", { class: `light ${light}`, "aria-hidden": "true" }),
    h(
      "div",
      { class: "carrier-words" },
      h("h3", {}, carrier.title, status && h("strong", {}, status)),
      h("p", {}, `${carrier.host}:${carrier.port} · ${plural("line", carrier.lines.length)}`),
      h("p", {}, `${t("support")} ${carrier.support_phone}`),
    ),
    h(
      "div",
      { class: "carrier-buttons" },
      (outage || broken) && mendCarrier(carrier),
      expander(`carrier-${carrier.key}`, `${t("carrierBreak")}: ${carrier.title}`, `carrier-break-${carrier.key}`),
    ),
  );
}

const mendCarrier = ({ key, title: name }) =>
  h(
    "button",
    {
      type: "button",
      class: "quiet good",
      "aria-label": `${t("mend")}: ${name}`,
      "data-testid": `carrier-mend-${key}`,
      on: { click: () => send(`carriers/${key}/mend`) },
    },
    icon("tick"),
    t("mend"),
  );

function carrierPanel({ key, outage }) {
  const down = (how, label) =>
    chip(label, `carrier-${how}-${key}`, outage === how, () => send(`carriers/${key}/down`, { how }));
  const up = () => chip(t("carrierUp"), `carrier-up-${key}`, false, () => send(`carriers/${key}/up`), "good");
  const every = (fault) =>
    chip(t(fault), `carrier-${fault}-${key}`, false, () => send(`carriers/${key}/break`, { fault }));
  return h(
    "div",
    { class: "faults" },
    h("h4", {}, t("wholeCarrier")),
    h("div", { class: "chips" }, down("closed", t("closed")), down("silent", t("silentCarrier")), outage && up()),
    h("h4", {}, t("allLines")),
    h("div", { class: "chips" }, FAULTS.map(every)),
  );
}

function drawAges(root) {
  for (const time of root.querySelectorAll("time[data-at]")) time.textContent = ago(Number(time.dataset.at));
}
