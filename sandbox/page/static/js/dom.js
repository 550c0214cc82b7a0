// Elements are made by DOM calls alone: nothing that came from a message is ever parsed as HTML.

const SVG = "http://www.w3.org/2000/svg";

const PATHS = {
  back: "M15 5l-7 7 7 7",
  people:
    "M8.5 11a3.7 3.7 0 1 0 0-7.4 3.7 3.7 0 0 0 0 7.4zM1.8 20c0-3.3 3-5.5 6.7-5.5s6.7 2.2 6.7 5.5M16 4a3.5 3.5 0 0 1 0 6.8M18 14.9c2.6.7 4.2 2.6 4.2 5.1",
  chat: "M21 12a8.5 8.5 0 0 1-8.5 8.5c-1.5 0-3-.4-4.2-1.1L3 21l1.6-5.2A8.5 8.5 0 1 1 21 12z",
  world:
    "M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18zM3 12h18M12 3c2.5 2.5 3.8 5.5 3.8 9s-1.3 6.5-3.8 9c-2.5-2.5-3.8-5.5-3.8-9S9.5 5.5 12 3z",
  send: "M3.5 4.5L21 12 3.5 19.5 6 12.8 13 12 6 11.2z",
  attach: "M20 11.5l-8.3 8.3a5.3 5.3 0 0 1-7.5-7.5l8.8-8.8a3.5 3.5 0 0 1 5 5l-8.8 8.7a1.8 1.8 0 0 1-2.5-2.5L14.5 7",
  menu: "M4 7h16M4 12h16M4 17h10",
  close: "M6 6l12 12M18 6L6 18",
  copy: "M9 9h10a1 1 0 0 1 1 1v10a1 1 0 0 1-1 1H9a1 1 0 0 1-1-1V10a1 1 0 0 1 1-1zM5 15H4a1 1 0 0 1-1-1V4a1 1 0 0 1 1-1h10a1 1 0 0 1 1 1v1",
  link: "M8 16L17 7M9 7h8v8",
  reply: "M10 6L4 12l6 6v-4c5 0 8 1.5 10 5-.5-6-4-9-10-9.5V6z",
  lock: "M6 11h12v9H6zM8.5 11V7.5a3.5 3.5 0 0 1 7 0V11",
  silent: "M6 16V10a6 6 0 0 1 9.5-4.9M18 10v6l1.5 2H8M10 21h4M4 4l16 16",
  pin: "M9 3h6l-1 6 4 4H6l4-4-1-6zM12 13v8",
  file: "M6 3h8l5 5v13H6zM14 3v5h5",
  down: "M12 5v14M6 13l6 6 6-6",
  checks: "M2 13l4 4L15 7M11 16l1 1L22 7",
  bolt: "M13 3L5 14h6l-1 7 8-11h-6l1-7z",
  edit: "M4 20l1-4L16 5l3 3L8 19l-4 1zM14 7l3 3",
  chevron: "M6 9l6 6 6-6",
  tick: "M5 12.5l4.5 4.5L19 7.5",
};

/** An element with attributes and children. `on` maps events to handlers; null children and attributes are left out. */
export function h(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  const { on = {}, ...rest } = attributes;
  for (const [name, value] of Object.entries(rest)) {
    if (value === null || value === undefined || value === false) continue;
    element.setAttribute(name, value === true ? "" : String(value));
  }
  for (const [event, handler] of Object.entries(on)) element.addEventListener(event, handler);
  element.append(
    ...children.flat(Infinity).filter((child) => child !== null && child !== undefined && child !== false),
  );
  return element;
}

/** A line icon of the set above; purely decorative, so its button carries the label. */
export function icon(name) {
  const svg = document.createElementNS(SVG, "svg");
  for (const [key, value] of Object.entries({
    viewBox: "0 0 24 24",
    class: `icon icon-${name}`,
    "aria-hidden": "true",
  }))
    svg.setAttribute(key, value);
  const path = document.createElementNS(SVG, "path");
  path.setAttribute("d", PATHS[name]);
  svg.append(path);
  return svg;
}

/** Make `parent` hold exactly `nodes`, touching only what differs, so that focus and animations survive. */
export function reconcile(parent, nodes) {
  const wanted = new Set(nodes);
  for (const child of [...parent.childNodes]) if (!wanted.has(child)) child.remove();
  nodes.forEach((node, index) => {
    if (parent.childNodes[index] !== node) parent.insertBefore(node, parent.childNodes[index] ?? null);
  });
}

/** A round picture with initials; its colour follows the id. */
export function avatar(id, name, extra = "") {
  const letters = [...name.matchAll(/(?:^|[\s·—-]+)([\p{L}\p{N}])/gu)]
    .map((match) => match[1])
    .slice(0, 2)
    .join("");
  const hue = Math.abs(Number(String(id).slice(-6))) % 7;
  return h("span", { class: `avatar tint-${hue} ${extra}`, "aria-hidden": "true" }, letters.toUpperCase() || "?");
}

/** "Анна Соколова" of a Telegram user or chat. */
export function nameOf(user) {
  return user ? user.title || [user.first_name, user.last_name].filter(Boolean).join(" ") || String(user.id) : "";
}

/**
 * Elements by key, made anew only when what they show changed: a button stays the same element while it is being
 * pressed, whatever happens around it. `take` gives the element of a key, `done` forgets those not taken since.
 */
export function keeper() {
  let known = new Map();
  let next = new Map();
  return {
    take(key, shows, make) {
      const version = JSON.stringify(shows);
      const old = known.get(key);
      const node = old?.version === version ? old.node : make(old?.shows);
      next.set(key, { version, node, shows });
      return node;
    },
    done() {
      known = next;
      next = new Map();
    },
  };
}

/** Draw, and give the focus back to the element of the same name when drawing replaced it. */
export function keepFocus(root, draw) {
  const name = root.contains(document.activeElement) ? document.activeElement.dataset.testid : null;
  draw();
  if (name && !root.contains(document.activeElement))
    root.querySelector(`[data-testid="${CSS.escape(name)}"]`)?.focus({ preventScroll: true });
}

const drawn = new WeakMap();

/** Call `draw` only when what `root` shows is another thing than the last time. */
export function whenOther(root, shows, draw) {
  const version = JSON.stringify(shows);
  if (drawn.get(root) === version) return;
  drawn.set(root, version);
  keepFocus(root, draw);
}
