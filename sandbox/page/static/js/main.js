// Puts the page together.

import { mountChat } from "./chat.js";
import { currentLanguage, t } from "./i18n.js";
import { begin } from "./feed.js";
import { mountPeople } from "./people.js";
import { changed, on } from "./store.js";
import { mountTabs } from "./tabs.js";
import { toast } from "./toast.js";
import { mountWorld } from "./world.js";

const part = (id) => document.getElementById(id);

document.documentElement.lang = currentLanguage();
mountPeople(part("people"));
mountChat(part("chat"));
mountTabs(part("tabs"));
on("people tabs", () => ["people", "chat", "world"].forEach((name) => part(name).setAttribute("aria-label", t(name))));
mountWorld(part("world"));
begin((error) => toast(`${t("failed")}: ${error.message}`, "error"));
changed("people", "tabs");
