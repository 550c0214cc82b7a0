// The right: carriers and their lines, to break and to mend.

import { attempt } from "./actions.js";
import { hasWorld, listen, world } from "./api.js";
import { h, icon } from "./dom.js";
import { ago, plural, t } from "./i18n.js";
import { changed, on } from "./store.js";
import { mountTelegram } from "./telegram.js";

const FAULTS = ["wrong_password", "unknown_number", "forbidden", "unavailable", "silence", "slow"];
const AGING_MS = 5000;
const view = { carriers: null, present: null, open: new Set(), brokenOnly: false };

const lines = () => (view.carriers ?? []).flatMap((carrier) => carrier.lines.map((line) => ({ ...line, bad: Boolean(line.fault || carrier.outage) })));
export const brokenCount = () => lines().filter((line) => line.bad).length;

export async function mountWorld(root) {
  const summary = h("header", { class: "panel-header world-header" });
  const list = h("div", { class: "carriers", "data-testid": "carriers" });
  const telegram = h("section", { class: "telegram" });
  root.replaceChildren(summary, h("div", { class: "world-scroll" }, list, telegram));
  on("world", () => { drawSummary(summary); drawCarriers(list); });
  mountTelegram(telegram);
  view.present = await hasWorld();
  changed("world");
  if (!view.present) return;
  listen("/world/events", { world: (picture) => { view.carriers = picture.carriers; changed("world", "tabs"); } });
  setInterval(() => document.hidden || drawAges(list), AGING_MS);
}

function drawSummary(root) {
  const all = lines();
  const bad = brokenCount();
  const filter = () => { view.brokenOnly = !view.brokenOnly; changed("world"); };
  root.replaceChildren(h("h2", {}, t("world"), all.length ? h("small", { "data-testid": "world-summary" }, `${t("working")} ${all.length - bad} ${t("of")} ${all.length}`) : null),
    h("button", { type: "button", class: "quiet", "aria-pressed": String(view.brokenOnly), "data-testid": "broken-only", hidden: !bad && !view.brokenOnly, on: { click: filter } }, t("brokenOnly")),
    h("button", { type: "button", class: "quiet good", "data-testid": "mend-all", hidden: !bad, on: { click: () => send("mend") } }, icon("tick"), t("mendAll")));
}

function drawCarriers(root) {
  const focused = document.activeElement?.dataset.testid;
  if (view.present === false) return root.replaceChildren(h("p", { class: "hint" }, t("noWorld")));
  root.replaceChildren(...(view.carriers ?? []).map(carrierCard).filter(Boolean));
  if (view.brokenOnly && !root.childElementCount) root.append(h("p", { class: "hint" }, t("nothingBroken")));
  if (focused) root.querySelector(`[data-testid="${focused}"]`)?.focus({ preventScroll: true });
}

function carrierCard(carrier) {
  const shown = carrier.lines.filter((line) => !view.brokenOnly || line.fault || carrier.outage);
  if (!shown.length) return null;
  const broken = carrier.lines.filter((line) => line.fault).length;
  const status = carrier.outage === "closed" ? t("carrierDown") : carrier.outage ? t("carrierMute") : null;
  const light = carrier.outage ? "bad" : broken ? "some" : "good";
  return h("section", { class: `carrier ${carrier.outage ? "is-down" : ""}`, "data-testid": `carrier-${carrier.key}`, "data-outage": carrier.outage ?? "none" },
    h("header", {}, h("span", { class: `light ${light}`, "aria-hidden": "true" }),
      h("div", { class: "carrier-words" }, h("h3", {}, carrier.title, status && h("strong", {}, status)),
        h("p", {}, `${carrier.host}:${carrier.port} · ${plural("line", carrier.lines.length)}`),
        h("p", {}, `${t("support")} ${carrier.support_phone}`)),
      carrierSwitch(carrier)),
    opened(`carrier-${carrier.key}`) && carrierPanel(carrier),
    h("ul", {}, shown.map((line) => lineRow(carrier, line))));
}

function carrierSwitch(carrier) {
  const broken = carrier.outage || carrier.lines.some((line) => line.fault);
  return h("div", { class: "carrier-buttons" },
    broken && h("button", { type: "button", class: "quiet good", "data-testid": `carrier-mend-${carrier.key}`, on: { click: () => send(`carriers/${carrier.key}/mend`) } }, icon("tick"), t("mend")),
    expander(`carrier-${carrier.key}`, t("carrierBreak"), `carrier-break-${carrier.key}`));
}

function carrierPanel(carrier) {
  const down = (how, label) => chip(label, `carrier-${how}-${carrier.key}`, carrier.outage === how, () => send(`carriers/${carrier.key}/down`, { how }));
  return h("div", { class: "faults" }, h("h4", {}, t("wholeCarrier")),
    h("div", { class: "chips" }, down("closed", t("closed")), down("silent", t("silentCarrier")),
      carrier.outage && chip(t("carrierUp"), `carrier-up-${carrier.key}`, false, () => send(`carriers/${carrier.key}/up`), "good")),
    h("h4", {}, t("allLines")),
    h("div", { class: "chips" }, FAULTS.map((fault) => chip(t(fault), `carrier-${fault}-${carrier.key}`, false, () => send(`carriers/${carrier.key}/break`, { fault })))));
}

function lineRow(carrier, line) {
  const key = `line-${carrier.key}-${line.number}`;
  const path = `carriers/${carrier.key}/lines/${line.number}`;
  const bad = line.fault || carrier.outage;
  return h("li", { class: `line ${opened(key) ? "open" : ""}`, "data-testid": `line-${line.number}`, "data-fault": line.fault ?? "none" },
    h("div", { class: "line-row" }, h("span", { class: `light ${line.fault === "slow" ? "some" : bad ? "bad" : "good"}`, "aria-hidden": "true" }),
      h("div", { class: "line-words" }, h("b", {}, line.title || line.number),
        h("p", { class: line.fault ? "fault" : "" }, line.fault ? t(`is_${line.fault}`) : `${line.number} · ${line.contract}`)),
      lastAnswer(line),
      line.fault && h("button", { type: "button", class: "round good", "aria-label": `${t("mend")}: ${line.title}`, title: t("mend"), "data-testid": `mend-${line.number}`, on: { click: () => send(`${path}/mend`) } }, icon("tick")),
      expander(key, `${t("break")}: ${line.title}`, `break-${line.number}`, true)),
    opened(key) && linePanel(line, path));
}

function linePanel(line, path) {
  const faults = FAULTS.filter((fault) => line.password || fault !== "wrong_password");
  const facts = [`${line.number} · ${line.contract}`, t(line.kind), line.password ? [`${t("password")}: `, h("code", {}, line.password)] : t("options"), `${t("requests")}: ${line.requests}`, line.bindings ? `${t("registeredNow")}: ${line.bindings}` : null];
  return h("div", { class: "faults" },
    h("div", { class: "chips" }, faults.map((fault) => chip(t(fault), `fault-${fault}-${line.number}`, line.fault === fault, () => send(`${path}/break`, { fault, delay: delayOf(line) }))),
      line.fault && chip(t("works"), `fault-none-${line.number}`, false, () => send(`${path}/mend`), "good")),
    line.fault === "slow" && delayField(line, path),
    h("p", { class: "facts" }, facts.filter(Boolean).map((fact, index) => [index ? " · " : "", fact])));
}

const delayOf = (line) => Number(document.getElementById(`delay-${line.number}`)?.value || line.delay);

function delayField(line, path) {
  const change = (event) => send(`${path}/break`, { fault: "slow", delay: Number(event.target.value) });
  return h("label", { class: "delay" }, t("delay"), h("input", { id: `delay-${line.number}`, type: "number", min: "0.1", max: "60", step: "0.1", value: line.delay, "data-testid": `delay-${line.number}`, on: { change } }));
}

function lastAnswer(line) {
  if (!line.last) return h("span", { class: "answered" }, "—");
  return h("span", { class: "answered", title: line.last.method }, h("b", { class: line.last.code === 200 ? "good" : "" }, line.last.code || t("noAnswer")), h("time", { "data-at": line.last.at }, ago(line.last.at)));
}

function drawAges(root) {
  for (const time of root.querySelectorAll("time[data-at]")) time.textContent = ago(Number(time.dataset.at));
}

const opened = (key) => view.open.has(key);

function expander(key, label, testid, small = false) {
  const toggle = () => { view.open.delete(key) || view.open.add(key); changed("world"); };
  return h("button", { type: "button", class: small ? "round" : "quiet", "aria-expanded": String(opened(key)), "aria-label": label, title: label, "data-testid": testid, on: { click: toggle } }, icon(opened(key) ? "close" : "bolt"), small ? null : t("break"));
}

const chip = (label, testid, on_, action, kind = "") =>
  h("button", { type: "button", class: `chip ${kind}`, "aria-pressed": kind ? null : String(on_), "data-testid": testid, on: { click: action } }, label);

const send = (path, body) => attempt(async () => { view.carriers = (await world(path, body)).carriers; changed("world", "tabs"); });
