// Keeps the store true: reads everything on connecting, then follows the events of the sandbox.

import { cast, listen, read } from "./api.js";
import { changed, fromPeople, groups, messagesOf, open, readUpTo, remember, state } from "./store.js";

let meanwhile = null; // what events told while everything is being read: it is newer than what was read

/** The messages of a chat, to be changed. */
function shelf(id) {
  const chat = Number(id);
  if (!state.messages.has(chat)) state.messages.set(chat, new Map());
  return state.messages.get(chat);
}

/** A message came or changed. */
function put(seen) {
  const chat = Number(seen.chat_id);
  meanwhile?.push(() => shelf(chat).set(seen.message_id, seen));
  const known = shelf(chat);
  const isNew = !known.has(seen.message_id);
  known.set(seen.message_id, seen);
  if (seen.message.from?.is_bot) state.actions.delete(chat);
  if (chat !== state.chat && isNew && !fromPeople(seen)) state.unread.set(chat, (state.unread.get(chat) ?? 0) + 1);
  if (chat === state.chat) remember();
  changed("people", "messages", "chat");
}

const events = {
  message: put,
  edited: put,
  deleted: ({ chat_id, message_id }) => {
    meanwhile?.push(() => shelf(chat_id).delete(message_id));
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
  reset: () =>
    load().then(() =>
      open(state.users.has(state.chat) || state.chats.has(state.chat) ? state.chat : [...state.users.keys()][0]),
    ),
};

let loading = null;

/** Read everything anew; one reading at a time. */
const load = () => (loading ??= readAll().finally(() => (loading = meanwhile = null)));

async function readAll() {
  meanwhile = [];
  const [known, roles, faults] = await Promise.all([read("state"), cast().catch(() => ({})), read("faults")]);
  Object.assign(state, { bot: known.bots.at(-1) ?? null, cast: roles, faults });
  state.users = new Map(known.users.map((user) => [user.id, user]));
  state.chats = new Map(known.chats.map((chat) => [Number(chat.id), chat]));
  for (const chat of known.chats) state.pinned.set(Number(chat.id), chat.pinned ?? []);
  const people = [...state.users.keys()];
  await Promise.all([
    ...people.map(loadPerson),
    ...groups().map((chat) => loadMessages(Number(chat.id), { chat_id: chat.id })),
  ]);
  for (const again of meanwhile) again();
  changed("people", "chat", "messages", "telegram");
}

/** A person's chat with the bot; before a bot called for the first time there is none. */
async function loadPerson(id) {
  if (!state.bot) return state.messages.delete(id);
  const own = (await read("chats", { user_id: id })).find(({ chat }) => chat.type === "private");
  if (own?.blocked) state.blocked.add(id);
  else state.blocked.delete(id);
  return loadMessages(id, { user_id: id, chat_id: id });
}

async function loadMessages(chat, where) {
  const found = await read("messages", { ...where, limit: 200 });
  state.messages.set(chat, new Map(found.map((seen) => [seen.message_id, seen])));
  const after = readUpTo(chat);
  const unread = found.filter((seen) => seen.message_id > after && !fromPeople(seen)).length;
  if (unread && chat !== state.chat) state.unread.set(chat, unread);
  else state.unread.delete(chat);
}

/** Connect, and read everything whenever the connection (again) stands; `failed` is told what went wrong. */
export function begin(failed) {
  listen("/control/events", events, (online) => {
    state.online = online;
    changed("chat");
    if (online) load().then(openFirst).catch(failed);
  });
}

/** The chat named in the address, or the first person's. */
function openFirst() {
  if (state.chat !== null) return;
  const [, chat, as] = /^#(-?\d+)(?::(\d+))?$/.exec(location.hash) ?? [];
  const known = state.users.has(Number(chat)) || state.chats.has(Number(chat));
  const first = [...state.users.keys()][0] ?? groups()[0]?.id;
  document.body.dataset.ready = "";
  if (known || first) open(known ? chat : first, as ? Number(as) : null);
}
