// What the panel of the world remembers, and the small pieces its cards are made of.

import { attempt } from "./actions.js";
import { world } from "./api.js";
import { h, icon } from "./dom.js";
import { t } from "./i18n.js";
import { changed } from "./store.js";

export const FAULTS = ["wrong_password", "unknown_number", "forbidden", "unavailable", "silence", "slow"];
export const view = { carriers: null, present: null, open: new Set(), brokenOnly: false };

/** Every line of every carrier; `bad` when it does not work, through its own fault or its carrier's. */
export const allLines = () =>
  (view.carriers ?? []).flatMap((carrier) =>
    carrier.lines.map((line) => ({ ...line, bad: Boolean(line.fault || carrier.outage) })),
  );
export const brokenCount = () => allLines().filter((line) => line.bad).length;

export const opened = (key) => view.open.has(key);

/** A button that shows or hides what is below it. */
export function expander(key, label, testid, small = false) {
  const toggle = () => {
    view.open.delete(key) || view.open.add(key);
    changed("world");
  };
  return h(
    "button",
    {
      type: "button",
      class: small ? "round" : "quiet",
      "aria-expanded": String(opened(key)),
      "aria-label": label,
      title: label,
      "data-testid": testid,
      on: { click: toggle },
    },
    icon(opened(key) ? "close" : "bolt"),
    small ? null : t(opened(key) ? "close" : "break"),
  );
}

/** A small button; a plain one shows whether it is the fault in force. */
export const chip = (label, testid, pressed, action, kind = "") =>
  h(
    "button",
    {
      type: "button",
      class: `chip ${kind}`,
      "aria-pressed": kind ? null : String(pressed),
      "data-testid": testid,
      on: { click: action },
    },
    label,
  );

/** Ask the world for something and draw the picture it answers with. */
export const send = (path, body) =>
  attempt(async () => {
    view.carriers = (await world(path, body)).carriers;
    changed("world");
  });
