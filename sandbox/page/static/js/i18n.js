// The page's own labels. What the bot says comes from the bot, in the language of the person.

import { EN } from "./words-en.js";
import { RU } from "./words-ru.js";

const LANGUAGES = { ru: RU, en: EN };
let language = localStorage.getItem("language") === "en" ? "en" : "ru";

export const currentLanguage = () => language;

/** The label of `key` in the chosen language. */
export const t = (key) => LANGUAGES[language][key] ?? key;

/** "5 участников": the number with the form of the word that fits it. */
export function plural(key, count) {
  const forms = LANGUAGES[language][key];
  return `${count} ${forms[new Intl.PluralRules(language).select(count)] ?? forms.other}`;
}

export function toggleLanguage() {
  language = language === "ru" ? "en" : "ru";
  localStorage.setItem("language", language);
  document.documentElement.lang = language;
}

const at = (seconds) => new Date(seconds * 1000);

export const clock = (seconds) =>
  at(seconds).toLocaleTimeString(language, { hour: "2-digit", minute: "2-digit", hourCycle: "h23" });

/** "Сегодня", "Вчера" or "21 ноября". */
export function day(seconds) {
  const date = at(seconds);
  const days = Math.round((new Date().setHours(0, 0, 0, 0) - new Date(date).setHours(0, 0, 0, 0)) / 86_400_000);
  if (days === 0) return t("today");
  return days === 1 ? t("yesterday") : date.toLocaleDateString(language, { day: "numeric", month: "long" });
}

/** "12 с назад". */
export function ago(seconds) {
  const past = Math.max(0, Math.round(Date.now() / 1000 - seconds));
  if (past < 3) return t("now");
  const [value, unit] =
    past < 60
      ? [past, "secondsShort"]
      : past < 3600
        ? [Math.floor(past / 60), "minutesShort"]
        : [Math.floor(past / 3600), "hoursShort"];
  return `${value}\u00a0${t(unit)} ${t("ago")}`;
}
