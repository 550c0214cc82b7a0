// Photos, documents, contacts and places inside a bubble.

import { h, icon } from "./dom.js";
import { t } from "./i18n.js";

const FILES = ["document", "video", "audio", "voice", "animation", "video_note", "sticker"];

/** The media of a message, or null. */
export function media(seen) {
  const { message } = seen;
  if (message.photo) return photo(seen);
  const kind = FILES.find((name) => message[name]);
  if (kind) return file(seen, message[kind]);
  if (message.contact)
    return card(
      "people",
      `${message.contact.first_name} ${message.contact.last_name ?? ""}`.trim(),
      message.contact.phone_number,
    );
  if (message.location)
    return card("world", t("location"), `${message.location.latitude}, ${message.location.longitude}`);
  return message.dice ? h("div", { class: "dice" }, `${message.dice.emoji} ${message.dice.value}`) : null;
}

function photo(seen) {
  const size = seen.message.photo.at(-1);
  const image = h("img", {
    src: seen.file,
    alt: seen.message.caption ?? t("photo"),
    width: size.width,
    height: size.height,
    loading: "lazy",
    draggable: seen.protected ? "false" : null,
  });
  const hidden = seen.message.has_media_spoiler;
  const frame = h(
    "button",
    {
      type: "button",
      class: `photo ${hidden ? "veiled" : ""}`,
      "aria-label": t(hidden ? "reveal" : "photo"),
      "data-testid": "photo",
    },
    image,
  );
  frame.addEventListener("click", () =>
    frame.classList.contains("veiled") ? frame.classList.remove("veiled") : enlarge(seen),
  );
  return frame;
}

function enlarge(seen) {
  const image = h("img", { src: seen.file, alt: seen.message.caption ?? t("photo") });
  const close = h(
    "button",
    { type: "button", class: "lightbox-close", "aria-label": t("close"), on: { click: () => dialog.close() } },
    icon("close"),
  );
  const dialog = h(
    "dialog",
    { class: "lightbox", on: { close: () => dialog.remove(), click: () => dialog.close() } },
    image,
    close,
  );
  document.body.append(dialog);
  dialog.showModal();
}

function file(seen, data) {
  const name = data.file_name ?? t("unsupported");
  const inner = [
    h(
      "span",
      { class: "file-icon", "aria-hidden": "true" },
      icon("file"),
      h("small", {}, name.split(".").pop().slice(0, 4)),
    ),
    h("span", { class: "file-words" }, h("b", {}, name), h("span", {}, size(data.file_size))),
  ];
  if (!seen.file) return h("div", { class: "file" }, inner);
  return h(
    "a",
    {
      class: "file",
      href: seen.file,
      download: name,
      "data-testid": "document",
      "aria-label": `${t("download")}: ${name}`,
    },
    inner,
  );
}

function size(bytes) {
  if (!bytes) return "";
  return bytes < 1024
    ? `${bytes} B`
    : bytes < 1_048_576
      ? `${(bytes / 1024).toFixed(1)} KB`
      : `${(bytes / 1_048_576).toFixed(1)} MB`;
}

const card = (picture, first, second) =>
  h(
    "div",
    { class: "file" },
    h("span", { class: "file-icon" }, icon(picture)),
    h("span", { class: "file-words" }, h("b", {}, first), h("span", {}, second)),
  );
