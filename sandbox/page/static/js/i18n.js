// The page's own labels. What the bot says comes from the bot, in the language of the person.

const RU = {
  people: "Люди", chat: "Чат", world: "Мир", groups: "Группы", demo: "Песочница", language: "English",
  administrator: "администратор", manager: "менеджер", on_call: "дежурный", stranger: "посторонний", member: "участник",
  noMessages: "Сообщений нет", choose: "Выберите, кем быть", bot: "бот", noBot: "Бот ещё не подключился",
  members: { one: "участник", few: "участника", many: "участников", other: "участника" },
  typing: "печатает", uploading: "отправляет файл", today: "Сегодня", yesterday: "Вчера", edited: "изменено",
  message: "Сообщение", send: "Отправить", attach: "Прикрепить файл", commands: "Меню", commandsOf: "Команды бота",
  noCommands: "Бот не назвал команд", start: "Запустить", startHint: "Здесь пока пусто. Нажмите «Запустить», и бот ответит.",
  groupHint: "В группе пока пусто.", writeAs: "Вы пишете и нажимаете как", reply: "Ответить", copy: "Копировать",
  edit: "Изменить", remove: "Удалить", copied: "Скопировано", noCopy: "Копировать отсюда нельзя", actions: "Действия с сообщением",
  react: "Поставить 👍", replyTo: "Ответ", editing: "Изменение", cancel: "Отмена", close: "Закрыть", ok: "Понятно",
  protected: "Нельзя переслать и скопировать", silent: "Без звука", pinned: "Закреплено", toBottom: "Вниз",
  reveal: "Скрытый текст: показать", expand: "Развернуть", collapse: "Свернуть", download: "Скачать", deletedMessage: "Сообщение удалено",
  photo: "Фото", document: "Файл", contact: "Контакт", location: "Место", unsupported: "Вложение", sendContact: "Отправить номер",
  allTopics: "Все темы", unread: "непрочитанных", openLink: "Открыть ссылку", opens: "Откроется в новой вкладке", back: "Назад к списку",
  joined: "теперь в группе", left: "больше не в группе", titled: "Название группы", pinnedMessage: "Закреплено сообщение",
  migrated: "Группа стала супергруппой", topicCreated: "Создана тема", created: "Группа создана", service: "Событие",
  groupGone: "Группа удалена", blocked: "Бот заблокирован", unblock: "Разблокировать",
  working: "Работают", of: "из", mendAll: "Починить всё", brokenOnly: "Только сломанные", nothingBroken: "Все линии работают.",
  noWorld: "Провайдеры здесь не запущены.", support: "поддержка", contract: "договор", carriers: "Провайдеры",
  line: { one: "линия", few: "линии", many: "линий", other: "линии" }, carrierDown: "Провайдер недоступен", carrierMute: "Провайдер молчит",
  carrierBreak: "Сломать провайдера", carrierUp: "Включить", wholeCarrier: "Весь провайдер", allLines: "Все линии сразу",
  closed: "Порты закрыты", silentCarrier: "Молчит", break: "Сломать", mend: "Починить", works: "Работает", notChecked: "ещё не проверяли",
  phone: "SIP-телефон", trunk: "SIP-транк", gateway: "GSM SIP-шлюз", options: "по адресу, без пароля", password: "Пароль у провайдера",
  registeredNow: "Зарегистрировано", requests: "Запросов", seconds: "с", delay: "Задержка, с", noAnswer: "без ответа",
  wrong_password: "Сменить пароль", unknown_number: "Нет номера · 404", forbidden: "Отказ · 403", unavailable: "Сбой · 503",
  silence: "Молчание", slow: "Медленно", is_wrong_password: "пароль сменён", is_unknown_number: "номер неизвестен, 404",
  is_forbidden: "отказ, 403", is_unavailable: "сбой, 503", is_silence: "молчит", is_slow: "отвечает медленно",
  telegram: "Телеграм", telegramHint: "Сбои между ботом и Телеграмом", fault429: "429 на минуту", fault500: "500 на минуту",
  faultReset: "Обрывы: половина", faultSlow: "Медленно: 3 с", faultsOff: "Убрать сбои", activeFaults: "Сбои включены",
  blockBot: "Заблокировать бота", unblockBot: "Разблокировать бота", blockedBy: "заблокировал бота", migrate: "Сделать супергруппой",
  calls: "Вызовы бота", noCalls: "Вызовов ещё не было.", now: "сейчас", ago: "назад", secondsShort: "с", minutesShort: "мин", hoursShort: "ч",
  offline: "Нет связи с песочницей. Переподключаюсь…", failed: "Не получилось",
};

const EN = {
  people: "People", chat: "Chat", world: "World", groups: "Groups", demo: "Sandbox", language: "Русский",
  administrator: "administrator", manager: "manager", on_call: "on call", stranger: "stranger", member: "member",
  noMessages: "No messages", choose: "Choose who you are", bot: "bot", noBot: "No bot has connected yet",
  members: { one: "member", other: "members" },
  typing: "typing", uploading: "sending a file", today: "Today", yesterday: "Yesterday", edited: "edited",
  message: "Message", send: "Send", attach: "Attach a file", commands: "Menu", commandsOf: "Commands of the bot",
  noCommands: "The bot has named no commands", start: "Start", startHint: "Nothing here yet. Press Start and the bot will answer.",
  groupHint: "Nothing in the group yet.", writeAs: "You write and press as", reply: "Reply", copy: "Copy",
  edit: "Edit", remove: "Delete", copied: "Copied", noCopy: "Copying is not allowed here", actions: "Message actions",
  react: "React with 👍", replyTo: "Reply", editing: "Editing", cancel: "Cancel", close: "Close", ok: "Got it",
  protected: "Cannot be forwarded or copied", silent: "Without sound", pinned: "Pinned", toBottom: "To the newest",
  reveal: "Hidden text: reveal", expand: "Expand", collapse: "Collapse", download: "Download", deletedMessage: "Deleted message",
  photo: "Photo", document: "File", contact: "Contact", location: "Location", unsupported: "Attachment", sendContact: "Send my number",
  allTopics: "All topics", unread: "unread", openLink: "Open the link", opens: "Opens in a new tab", back: "Back to the list",
  joined: "joined the group", left: "left the group", titled: "Group name", pinnedMessage: "Message pinned",
  migrated: "The group became a supergroup", topicCreated: "Topic created", created: "Group created", service: "Event",
  groupGone: "The group was deleted", blocked: "The bot is blocked", unblock: "Unblock",
  working: "Working", of: "of", mendAll: "Mend everything", brokenOnly: "Broken only", nothingBroken: "Every line works.",
  noWorld: "No carriers run here.", support: "support", contract: "contract", carriers: "Carriers",
  line: { one: "line", other: "lines" }, carrierDown: "Carrier is down", carrierMute: "Carrier is mute",
  carrierBreak: "Break the carrier", carrierUp: "Bring up", wholeCarrier: "Whole carrier", allLines: "All lines at once",
  closed: "Ports closed", silentCarrier: "Mute", break: "Break", mend: "Mend", works: "Works", notChecked: "not checked yet",
  phone: "SIP phone", trunk: "SIP trunk", gateway: "GSM gateway", options: "by address, no password", password: "Password at the carrier",
  registeredNow: "Registered", requests: "Requests", seconds: "s", delay: "Delay, s", noAnswer: "no answer",
  wrong_password: "Change password", unknown_number: "No number · 404", forbidden: "Refusal · 403", unavailable: "Failure · 503",
  silence: "Silence", slow: "Slow", is_wrong_password: "password changed", is_unknown_number: "unknown number, 404",
  is_forbidden: "refused, 403", is_unavailable: "failing, 503", is_silence: "silent", is_slow: "answers slowly",
  telegram: "Telegram", telegramHint: "Trouble between the bot and Telegram", fault429: "429 for a minute", fault500: "500 for a minute",
  faultReset: "Resets: half of calls", faultSlow: "Slow: 3 s", faultsOff: "Clear faults", activeFaults: "Faults are on",
  blockBot: "Block the bot", unblockBot: "Unblock the bot", blockedBy: "has blocked the bot", migrate: "Make it a supergroup",
  calls: "Calls of the bot", noCalls: "No calls yet.", now: "now", ago: "ago", secondsShort: "s", minutesShort: "min", hoursShort: "h",
  offline: "No connection to the sandbox. Reconnecting…", failed: "That did not work",
};

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

export const clock = (seconds) => at(seconds).toLocaleTimeString(language, { hour: "2-digit", minute: "2-digit" });

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
  const [value, unit] = past < 60 ? [past, "secondsShort"] : past < 3600 ? [Math.floor(past / 60), "minutesShort"] : [Math.floor(past / 3600), "hoursShort"];
  return `${value}\u00a0${t(unit)} ${t("ago")}`;
}
