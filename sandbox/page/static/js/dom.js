// Elements are made by DOM calls alone: nothing that came from a message is ever parsed as HTML.

const SVG = "http://www.w3.org/2000/svg";

const PATHS = {
  back: "M15 5l-7 7 7 7",
  people: "M9 11a4 4 0 1 0 0-8 4 4 0 0 0 0 8M2 21v-1a6 6 0 0 1 6-6h2a6 6 0 0 1 6 6v1M16 3.500a4 4 0 0 1 0 7.500M18.500 14.500A6 6 0 0 1 22 20v1",
  chat: "M21 12a8.500 8.500 0 0 1-8.500 8.500c-1.500 0-3-.4-4.200-1.100L3 21l1.600-5.200A8.500 8.500 0 1 1 21 12z",
  world: "M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18zM3 12h18M12 3c2.500 2.500 3.800 5.500 3.800 9s-1.300 6.500-3.800 9c-2.500-2.500-3.800-5.500-3.800-9S9.500 5.500 12 3z",
  send: "M4 12l16-8-6 17-3-7-7-2zM11 14l9-10",
  attach: "M20 11.500l-8.300 8.300a5.300 5.300 0 0 1-7.500-7.500l8.800-8.800a3.500 3.500 0 0 1 5 5l-8.800 8.700a1.800 1.800 0 0 1-2.500-2.500L14.500 7",
  menu: "M4 7h16M4 12h16M4 17h10",
  close: "M6 6l12 12M18 6L6 18",
  copy: "M9 9h10a1 1 0 0 1 1 1v10a1 1 0 0 1-1 1H9a1 1 0 0 1-1-1V10a1 1 0 0 1 1-1zM5 15H4a1 1 0 0 1-1-1V4a1 1 0 0 1 1-1h10a1 1 0 0 1 1 1v1",
  link: "M8 16L17 7M9 7h8v8",
  reply: "M10 6L4 12l6 6v-4c5 0 8 1.500 10 5-.5-6-4-9-10-9.500V6z",
  lock: "M6 11h12v9H6zM8.500 11V7.500a3.500 3.500 0 0 1 7 0V11",
  silent: "M6 16V10a6 6 0 0 1 9.500-4.900M18 10v6l1.500 2H8M10 21h4M4 4l16 16",
  pin: "M9 3h6l-1 6 4 4H6l4-4-1-6zM12 13v8",
  file: "M6 3h8l5 5v13H6zM14 3v5h5",
  down: "M12 5v14M6 13l6 6 6-6",
  more: "M12 6h.01M12 12h.01M12 18h.01",
  check: "M4 12.500l5 5L20 6.500",
  checks: "M2 13l4 4L15 7M11 16l1 1L22 7",
  bolt: "M13 3L5 14h6l-1 7 8-11h-6l1-7z",
  wrench: "M14.500 6.500a4 4 0 0 1 5-3.800L17 5.200l1.800 1.800 2.500-2.500a4 4 0 0 1-5.300 5L8 17.500a2.100 2.100 0 0 1-3-3l8-8",
  chevron: "M6 9l6 6 6-6",
  tick: "M5 12.500l4.500 4.500L19 7.500",
  warning: "M12 4L2.500 20h19L12 4zM12 10v4.500M12 17.500h.01",
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
  element.append(...children.flat(Infinity).filter((child) => child !== null && child !== undefined && child !== false));
  return element;
}

/** A line icon of the set above; purely decorative, so its button carries the label. */
export function icon(name) {
  const svg = document.createElementNS(SVG, "svg");
  for (const [key, value] of Object.entries({ viewBox: "0 0 24 24", class: `icon icon-${name}`, "aria-hidden": "true" }))
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
  const letters = [...name.matchAll(/(?:^|[\s·—-]+)([\p{L}\p{N}])/gu)].map((match) => match[1]).slice(0, 2).join("");
  const hue = Math.abs(Number(String(id).slice(-6))) % 7;
  return h("span", { class: `avatar tint-${hue} ${extra}`, "aria-hidden": "true" }, letters.toUpperCase() || "?");
}

/** "Анна Соколова" of a Telegram user or chat. */
export function nameOf(user) {
  return user ? user.title || [user.first_name, user.last_name].filter(Boolean).join(" ") || String(user.id) : "";
}
