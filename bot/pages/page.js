"use strict";
const copied = document.getElementById("words").dataset.copied;
const over = () => document.querySelector("main").replaceChildren(document.getElementById("over").content.cloneNode(true));
const copy = async (text) => {
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    // Without https there is no clipboard API.
    const field = document.createElement("textarea");
    field.value = text;
    document.body.append(field);
    field.select();
    document.execCommand("copy");
    field.remove();
  }
};
for (const button of document.querySelectorAll("[data-copy]")) {
  button.addEventListener("click", async () => {
    await copy(button.dataset.copy);
    const label = button.textContent;
    button.textContent = copied;
    setTimeout(() => { button.textContent = label; }, 1500);
  });
}
// The details leave the screen with their owner: after ten minutes, and when the page is left.
setTimeout(over, 600000);
addEventListener("pagehide", over);
