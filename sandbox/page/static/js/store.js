// What the page knows: people, chats, messages, and which chat is looked at through whose eyes.

import { act } from "./api.js";
import { nameOf } from "./dom.js";

export const state = {
  bot: null,
  users: new Map(),
  chats: new Map(),
  messages: new Map(),
  actions: new Map(),
  pinned: new Map(),
  unread: new Map(),
  cast: {},
  faults: [],
  calls: [],
  blocked: new Set(),
  online: true,
  chat: null,
  as: null,
  topic: null,
};

const listeners = new Map();
const pending = new Set();

/** Call `handler` after anything of `kinds` changed: people, messages, chat, world, telegram. */
export function on(kinds, handler) {
  for (const kind of kinds.split(" ")) listeners.set(kind, [...(listeners.get(kind) ?? []), handler]);
}

/** Many changes in one turn of the loop make one drawing. */
export function changed(...kinds) {
  if (!pending.size) queueMicrotask(draw);
  for (const kind of kinds) pending.add(kind);
}

function draw() {
  const handlers = new Set([...pending].flatMap((kind) => listeners.get(kind) ?? []));
  pending.clear();
  for (const handler of handlers) handler();
}

export const isGroup = (chat) => Number(chat) < 0;
export const messagesOf = (chat) => state.messages.get(Number(chat)) ?? new Map();
export const groups = () => [...state.chats.values()].filter((chat) => isGroup(chat.id) && !chat.migrated_to);
export const peopleOf = (chat) =>
  (chat?.members ?? []).filter((m) => !m.user.is_bot && !["left", "kicked"].includes(m.status)).map((m) => m.user);
export const titleOf = (chat) =>
  isGroup(chat) ? nameOf(state.chats.get(Number(chat))) : nameOf(state.users.get(Number(chat)));

/** The newest message of a chat, for the list. */
export function lastOf(chat) {
  return [...messagesOf(chat).values()].reduce(
    (last, seen) => (seen.message_id > (last?.message_id ?? -1) ? seen : last),
    null,
  );
}

/** Look at `chat`: a person's own chat with the bot, or a group as one of its people. */
export function open(chat, as = null) {
  const members = peopleOf(state.chats.get(Number(chat))).map((user) => user.id);
  state.chat = Number(chat);
  state.as = isGroup(chat) ? ([as, state.as, ...members].find((id) => members.includes(id)) ?? null) : Number(chat);
  state.topic = null;
  state.unread.delete(state.chat);
  remember();
  changed("people", "chat", "messages");
}

export function actAs(user) {
  state.as = user;
  remember();
  changed("people", "chat", "messages");
}

export function chooseTopic(topic) {
  state.topic = topic;
  changed("chat", "messages");
}

/** Keep in the tab what was read, and in the address which chat is open. */
export function remember() {
  const read = Object.fromEntries(
    [...state.messages.keys()].map((chat) => [
      chat,
      state.unread.get(chat) ? readUpTo(chat) : (lastOf(chat)?.message_id ?? 0),
    ]),
  );
  sessionStorage.setItem("read", JSON.stringify(read));
  history.replaceState(null, "", `#${state.chat}${isGroup(state.chat) && state.as ? `:${state.as}` : ""}`);
}

export const readUpTo = (chat) => JSON.parse(sessionStorage.getItem("read") ?? "{}")[chat] ?? 0;
export const fromPeople = (seen) => seen.message.from && !seen.message.from.is_bot;

/** Send as the person whose eyes we look through. */
export async function say(body) {
  const topic = state.topic ? { message_thread_id: state.topic } : {};
  const sent = await act("send", { user_id: state.as, chat_id: state.chat, ...topic, ...body });
  changed("sent");
  return sent;
}
