// One line of a carrier: its light, what it answered last, and the faults to give it.

import { h, icon } from "./dom.js";
import { ago, currentLanguage, t } from "./i18n.js";
import { chip, expander, FAULTS, opened, send } from "./world-parts.js";

/** The row of a line. While only its last answer changed, the row and its buttons stay the same elements. */
export function lineRow(kept, carrier, line) {
  const key = `line-${carrier.key}-${line.number}`;
  const { last, requests, bindings, ...stable } = line;
  const shows = [stable, carrier.outage, opened(key), currentLanguage()];
  const row = kept.take(key, shows, () => rowElement(key, carrier, line));
  replaceWhenOther(row.querySelector(".answered"), lastAnswer(line));
  if (opened(key)) replaceWhenOther(row.querySelector(".facts"), facts(line));
  return row;
}

function replaceWhenOther(before, after) {
  if (
    before.textContent !== after.textContent ||
    before.querySelector("time")?.dataset.at !== after.querySelector("time")?.dataset.at
  )
    before.replaceWith(after);
}

function rowElement(key, carrier, line) {
  const path = `carriers/${carrier.key}/lines/${line.number}`;
  const bad = line.fault || carrier.outage;
  return h(
    "li",
    {
      class: `line ${opened(key) ? "open" : ""}`,
      "data-testid": `line-${line.number}`,
      "data-fault": line.fault ?? "none",
    },
    h(
      "div",
      { class: "line-row" },
      h("span", { class: `light ${line.fault === "slow" ? "some" : bad ? "bad" : "good"}`, "aria-hidden": "true" }),
      h(
        "div",
        { class: "line-words" },
        h("b", {}, line.title || line.number),
        h("p", { class: line.fault ? "fault" : "" }, line.fault ? trouble(line) : `${line.number} · ${line.contract}`),
      ),
      lastAnswer(line),
      line.fault &&
        h(
          "button",
          {
            type: "button",
            class: "round good",
            "aria-label": `${t("mend")}: ${line.title}`,
            title: t("mend"),
            "data-testid": `mend-${line.number}`,
            on: { click: () => send(`${path}/mend`) },
          },
          icon("tick"),
        ),
      expander(key, `${t("break")}: ${line.title}`, `break-${line.number}`, true),
    ),
    opened(key) && linePanel(line, path),
  );
}

/** "отвечает медленно, 4,5 с" */
function trouble({ fault, delay }) {
  const words = t(`is_${fault}`);
  return fault === "slow" ? `${words}, ${delay.toLocaleString(currentLanguage())}\u00a0${t("secondsShort")}` : words;
}

function linePanel(line, path) {
  const faults = FAULTS.filter((fault) => line.password || fault !== "wrong_password");
  return h(
    "div",
    { class: "faults" },
    h(
      "div",
      { class: "chips" },
      faults.map((fault) =>
        chip(t(fault), `fault-${fault}-${line.number}`, line.fault === fault, () =>
          send(`${path}/break`, { fault, delay: delayOf(line) }),
        ),
      ),
      line.fault && chip(t("works"), `fault-none-${line.number}`, false, () => send(`${path}/mend`), "good"),
    ),
    line.fault === "slow" && delayField(line, path),
    facts(line),
  );
}

function facts(line) {
  const words = [
    `${line.number} · ${line.contract}`,
    t(line.kind),
    line.password ? [`${t("password")}: `, h("code", {}, line.password)] : t("options"),
    `${t("requests")}: ${line.requests}`,
    line.bindings ? `${t("registeredNow")}: ${line.bindings}` : null,
  ];
  return h(
    "p",
    { class: "facts" },
    words.filter(Boolean).map((word, index) => [index ? " · " : "", word]),
  );
}

const delayOf = (line) => Number(document.getElementById(`delay-${line.number}`)?.value || line.delay);

function delayField(line, path) {
  const change = (event) => send(`${path}/break`, { fault: "slow", delay: Number(event.target.value) });
  return h(
    "label",
    { class: "delay" },
    t("delay"),
    h("input", {
      id: `delay-${line.number}`,
      type: "number",
      min: "0.1",
      max: "60",
      step: "0.1",
      value: line.delay,
      "data-testid": `delay-${line.number}`,
      on: { change },
    }),
  );
}

function lastAnswer(line) {
  if (!line.last) return h("span", { class: "answered" }, "—");
  return h(
    "span",
    { class: "answered", title: line.last.method },
    h("b", { class: line.last.code === 200 ? "good" : "" }, line.last.code || t("noAnswer")),
    h("time", { "data-at": line.last.at }, ago(line.last.at)),
  );
}
