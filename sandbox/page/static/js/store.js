// What the page knows: people, chats, messages, and which chat is looked at through whose eyes.

import { act, cast, listen, read } from "./api.js";
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

function remember() {
  const read = Object.fromEntries(
    [...state.messages.keys()].map((chat) => [
      chat,
      state.unread.get(chat) ? readUpTo(chat) : (lastOf(chat)?.message_id ?? 0),
    ]),
  );
  sessionStorage.setItem("read", JSON.stringify(read));
  history.replaceState(null, "", `#${state.chat}${isGroup(state.chat) && state.as ? `:${state.as}` : ""}`);
}

const readUpTo = (chat) => JSON.parse(sessionStorage.getItem("read") ?? "{}")[chat] ?? 0;
const fromPeople = (seen) => seen.message.from && !seen.message.from.is_bot;

function put(seen, fresh) {
  const chat = Number(seen.chat_id);
  if (!state.messages.has(chat)) state.messages.set(chat, new Map());
  const known = state.messages.get(chat);
  const isNew = !known.has(seen.message_id);
  if (seen.deleted) known.delete(seen.message_id);
  else known.set(seen.message_id, seen);
  if (!fresh || seen.deleted) return;
  if (seen.message.from?.is_bot) state.actions.delete(chat);
  if (chat !== state.chat && isNew && !fromPeople(seen)) state.unread.set(chat, (state.unread.get(chat) ?? 0) + 1);
  if (chat === state.chat) remember();
  changed("people", "messages", "chat");
}

const events = {
  message: (seen) => put(seen, true),
  edited: (seen) => put(seen, true),
  deleted: ({ chat_id, message_id }) => {
    messagesOf(chat_id).delete(message_id);
    changed("messages", "people");
  },
  action: ({ chat_id, action }) => {
    const mark = { action };
    state.actions.set(Number(chat_id), mark);
    setTimeout(
      () =>
        state.actions.get(Number(chat_id)) === mark &&
        state.actions.delete(Number(chat_id)) &&
        changed("chat", "people"),
      5000,
    );
    changed("chat", "people");
  },
  reaction: ({ chat_id, message_id, user_id, emoji }) => {
    const seen = messagesOf(chat_id).get(message_id);
    if (seen) messagesOf(chat_id).set(message_id, { ...seen, reactions: { ...seen.reactions, [user_id]: emoji } });
    changed("messages");
  },
  pinned: ({ chat_id, pinned }) => state.pinned.set(Number(chat_id), pinned) && changed("chat"),
  chat: (chat) => {
    state.chats.set(Number(chat.id), chat);
    if (chat.migrated_to && state.chat === Number(chat.id)) load().then(() => open(chat.migrated_to, state.as));
    changed("people", "chat", "messages");
  },
  user: (user) => state.users.set(user.id, user) && changed("people", "chat"),
  commands: () => changed("chat"),
  call: (call) => {
    if (call.method.toLowerCase() === "getupdates") return;
    if (!state.bot) load();
    state.calls = [call, ...state.calls].slice(0, 40);
    changed("calls");
  },
  reset: () => load().then(() => open(state.chat ?? [...state.users.keys()][0])),
};

/** Read everything anew. */
async function load() {
  const [known, roles, faults] = await Promise.all([
    read("state"),
    cast().catch(() => ({})),
    read("faults").catch(() => []),
  ]);
  Object.assign(state, { bot: known.bots.at(-1) ?? null, cast: roles, faults, messages: new Map() });
  state.users = new Map(known.users.map((user) => [user.id, user]));
  state.chats = new Map(known.chats.map((chat) => [Number(chat.id), chat]));
  for (const chat of known.chats) state.pinned.set(Number(chat.id), chat.pinned ?? []);
  await Promise.all([...state.users.keys(), ...groups().map((chat) => chat.id)].map(loadMessages));
  changed("people", "chat", "messages", "telegram");
}

async function loadMessages(chat) {
  const who = isGroup(chat) ? { chat_id: chat } : { user_id: chat, chat_id: chat };
  for (const seen of await read("messages", { ...who, limit: 200 }).catch(() => [])) put(seen, false);
  const after = readUpTo(chat);
  const unread = [...messagesOf(chat).values()].filter((seen) => seen.message_id > after && !fromPeople(seen)).length;
  if (unread && Number(chat) !== state.chat) state.unread.set(Number(chat), unread);
}

/** Connect, read, and open the chat named in the address (or the first person's). */
export async function begin() {
  await load();
  const [, chat, as] = /^#(-?\d+)(?::(\d+))?$/.exec(location.hash) ?? [];
  const known = chat && (state.users.has(Number(chat)) || state.chats.has(Number(chat)));
  const first = [...state.users.keys()][0] ?? groups()[0]?.id;
  if (known || first) open(known ? chat : first, as ? Number(as) : null);
  let connected = false;
  listen("/control/events", events, (online) => {
    if (online && connected) load();
    connected ||= online;
    state.online = online;
    changed("chat");
  });
}

/** Send as the person whose eyes we look through. */
export const say = (body) =>
  act("send", {
    user_id: state.as,
    chat_id: state.chat,
    ...(state.topic ? { message_thread_id: state.topic } : {}),
    ...body,
  });
