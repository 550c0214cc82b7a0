// Trouble between the bot and Telegram: blocking, limits, cut connections; and what the bot calls.

import { attempt } from "./actions.js";
import { act, clearFaults, read } from "./api.js";
import { h, nameOf, whenOther } from "./dom.js";
import { t } from "./i18n.js";
import { changed, isGroup, on, state } from "./store.js";

const MINUTE = 60;
let turn = Promise.resolve(); // quick clicks one after another
const FAULTS = {
  fault429: { method: "*", retry_after: 5, duration: MINUTE },
  fault500: { method: "*", error_code: 500, description: "Internal Server Error", duration: MINUTE },
  faultReset: { method: "*", reset: true, share: 0.5, duration: MINUTE },
  faultSlow: { method: "*", delay: 3, duration: MINUTE },
};

export function mountTelegram(root) {
  const tools = h("div", { class: "tools" });
  const calls = h("ol", { class: "calls", "data-testid": "calls" });
  const title = h("summary", {});
  root.replaceChildren(tools, h("details", {}, title, calls));
  on("telegram chat", () => whenOther(tools, shows(), () => drawTools(tools)));
  on("telegram calls", () => {
    title.textContent = t("calls");
    drawCalls(calls);
  });
}

const shows = () => [
  state.faults.length,
  state.chat,
  state.blocked.has(state.chat),
  state.chats.get(state.chat)?.type,
  t("telegram"),
];

function drawTools(root) {
  const button = (name, action, label = t(name), kind = "") =>
    h(
      "button",
      {
        type: "button",
        class: `chip ${kind}`,
        "data-testid": `telegram-${name}`,
        on: { click: () => attempt(action) },
      },
      label,
    );
  root.replaceChildren(
    h("h3", {}, t("telegram")),
    h("p", { class: "hint" }, state.faults.length ? `${t("activeFaults")}: ${state.faults.length}` : t("telegramHint")),
    h(
      "div",
      { class: "chips" },
      Object.keys(FAULTS).map((name) => button(name, () => fault(name))),
      state.faults.length ? button("faultsOff", mendAll, t("faultsOff"), "good") : null,
      blocking(button),
      migration(button),
    ),
  );
}

/** A fault that is on already begins its minute anew, and does not stand twice. */
const fault = (name) => (turn = turn.catch(() => {}).then(() => setFault(name)));

async function setFault(name) {
  const wish = Object.entries(FAULTS[name]);
  const same = (known) => wish.every(([field, value]) => known[field] === value);
  for (const { id } of (await read("faults")).filter(same)) await clearFaults({ id });
  await act("faults", FAULTS[name]);
  await refresh();
  setTimeout(refresh, (MINUTE + 1) * 1000);
}

async function mendAll() {
  await clearFaults();
  await refresh();
}

async function refresh() {
  state.faults = await read("faults");
  changed("telegram");
}

function blocking(button) {
  if (!state.chat || isGroup(state.chat)) return null;
  const blocked = state.blocked.has(state.chat);
  const name = nameOf(state.users.get(state.chat));
  return button(
    blocked ? "unblockBot" : "blockBot",
    async () => {
      await act("block", { user_id: state.chat, blocked: !blocked });
      blocked ? state.blocked.delete(state.chat) : state.blocked.add(state.chat);
      changed("people", "telegram");
    },
    `${t(blocked ? "unblockBot" : "blockBot")} · ${name}`,
    blocked ? "good" : "",
  );
}

function migration(button) {
  const chat = state.chats.get(state.chat);
  return chat?.type === "group" && !chat.migrated_to
    ? button("migrate", () => act("migrate", { chat_id: chat.id }))
    : null;
}

function drawCalls(root) {
  const rows = state.calls.map((call) =>
    h(
      "li",
      { class: call.status === 200 ? "" : "bad" },
      h("b", {}, call.method),
      h("span", {}, call.chat_id ?? ""),
      h("em", {}, `${call.status} · ${Math.round((call.seconds ?? 0) * 1000)} ms`),
    ),
  );
  root.replaceChildren(...(rows.length ? rows : [h("li", {}, t("noCalls"))]));
}
