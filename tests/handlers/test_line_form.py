"""The form of a line as a person fills it in: questions, a letter, secrets, the trial, ways out, two editors."""

import pytest

from domain.access import Role
from domain.line_fields import LineField
from domain.sip import Verdict
from handlers.rooms.line_form_view import AskField, ReviewForm, SaveLine
from handlers.rooms.ways import AddLine, ContinueForm, EditLine
from models import Draft, Line
from services.unfinished import Begun
from tests.handlers.desk import ANNA, GROUP, MARINA, STRANGER, Desk, write_lines
from tests.kit.phone import Phone

LETTER = """Добрый день!
Ваша линия подключена.
Логин: 74951234567
Пароль: qL7-vR2p
Сервер: sip.volga.example:5070
С уважением, Волга-Телеком"""


async def open_form(desk: Desk) -> Phone:
    anna = await desk.join(ANNA, Role.ADMINISTRATOR)
    await anna.press("Линии")
    await anna.press("Добавить")
    await anna.sees("Новая линия")
    return anna


async def filled(desk: Desk, user: str = "74951234567") -> Phone:
    """A new line with every needed answer, at the review."""
    anna = await open_form(desk)
    await anna.press("SIP-транк")
    await anna.sees("Как назвать линию?")
    for asked, answer in (
        ("Как назвать линию?", "Волга-транк"),
        ("Какой провайдер?", "Волга-Телеком"),
        ("Адрес сервера?", "sip.volga.example"),
        ("Логин или номер?", user),
        ("Пароль?", "right-1"),
    ):
        await anna.sees(asked)
        await anna.send(answer)
    await anna.sees("Проверьте и сохраните")
    return anna


async def erased(anna: Phone, text: str) -> bool:
    return not [message for message in anna.messages() if text in message.text]


async def test_a_line_is_added_by_answering_one_question_at_a_time(desk: Desk) -> None:
    anna = await filled(desk)
    assert anna.screen().split("\n")[:4] == [
        "Новая линия · SIP-транк",
        "Имя: Волга-транк",
        "Логин: 74951234567 · пароль есть",
        "Сервер: sip.volga.example",
    ]
    await anna.press("Сохранить")
    card = await anna.sees("Сохранено")
    assert card.text.startswith("🟢 Волга-транк · SIP-транк")
    line = await Line.get().select_related("carrier")
    assert (line.name, line.user, line.carrier.name) == ("Волга-транк", "74951234567", "Волга-Телеком")
    assert not await Draft.exists()


async def test_a_typed_password_is_deleted_at_once(desk: Desk) -> None:
    anna = await filled(desk)
    await anna.sees_no("right-1")
    assert "right-1" not in anna.screen()


async def test_where_telegram_does_not_delete_a_password_the_person_is_told_to(desk: Desk) -> None:
    await desk_refuses_deletion(desk)
    anna = await filled(desk)
    assert "Telegram не дал удалить сообщение с паролем. Удалите его сами" in anna.screen()


async def desk_refuses_deletion(desk: Desk) -> None:
    await desk.telegram.control(
        "faults", method="deleteMessage", error_code=400, description="Bad Request: message can't be deleted"
    )


async def test_a_refused_password_is_deleted_all_the_same(desk: Desk) -> None:
    anna = await filled(desk)
    await anna.press("Пароль")
    await anna.sees("Пароль? Сообщение с ним сразу удалим")
    await anna.send("x" * 200)
    await anna.sees("Пароль: слишком длинно, не больше 128 знаков")
    await anna.sees_no("xxx")


async def test_a_pasted_letter_fills_the_form_and_is_deleted(desk: Desk) -> None:
    anna = await open_form(desk)
    await anna.send(LETTER)
    form = await anna.sees("Из письма:")
    assert "Логин: 74951234567 · пароль есть" in form.text
    assert "Сервер: sip.volga.example:5070" in form.text
    await anna.sees_no("qL7-vR2p")


async def test_a_letter_with_an_unread_password_is_deleted_and_the_password_asked(desk: Desk) -> None:
    anna = await open_form(desk)
    await anna.send("логин: 555\nпассворд: hunter22\nсервер: a.example.ru")
    form = await anna.sees("Непонятно: пароль")
    assert "Логин: 555" in form.text
    await anna.sees_no("hunter22")


async def test_a_letter_that_cannot_be_read_is_deleted_and_the_person_told_what_to_do(desk: Desk) -> None:
    anna = await open_form(desk)
    await anna.send("Добрый день\n555\nhunter22")
    await anna.sees("Письмо не удалось прочитать. Ответьте на вопросы по одному")
    await anna.sees_no("hunter22")


@pytest.mark.parametrize(
    ("field", "answer", "said"),
    [
        ("Имя", "a\nb", "Имя: есть перенос строки или невидимый знак"),
        ("Имя", "x" * 129, "Имя: слишком длинно, не больше 128 знаков"),
        ("Логин", "sip:100", "Логин: уберите sip:"),
        ("Логин", "мой логин", "Логин: только латинские буквы"),
        ("Имя", "Опрос <1>", "Имя: уберите < >"),
        ("Сервер", "http://sip.example.ru", "Сервер: нужен только адрес"),
        ("Сервер", "-bad-.example.ru", "Сервер: такого имени не бывает"),
        ("Сервер", "0.0.0.0", "Сервер: по такому адресу сервера быть не может"),
        ("Сервер", "sip.example.ru:99999", "Сервер: порт после двоеточия"),
        ("Порт", "много", "Порт: нужно число от 1 до 65535"),
        ("Тип", "транк", "Тип: выберите кнопкой"),
    ],
)
async def test_a_refusal_says_what_to_do_and_the_question_stays(desk: Desk, field: str, answer: str, said: str) -> None:
    anna = await filled(desk)
    await anna.press(field)
    await anna.sees_button("Все поля")
    before = (await Draft.get()).answers
    await anna.send(answer)
    await anna.sees(said)
    assert (await Draft.get()).answers == before


async def test_what_does_not_register_is_not_saved_unless_the_person_insists(desk: Desk) -> None:
    desk.carriers.verdicts["74951234567"] = Verdict.WRONG_PASSWORD
    anna = await filled(desk)
    await anna.press("Сохранить")
    await anna.sees("Не сохранено: неверный пароль")
    assert not await Line.exists()
    await anna.press("Сохранить так")
    await anna.sees("Сохранено")
    assert await Line.exists()


async def test_a_trial_is_answered_at_once_and_shown_when_it_ends(desk: Desk) -> None:
    anna = await filled(desk)
    desk.carriers.held.clear()
    assert await anna.press("Сохранить", timeout=2) == "Проверяем"
    await anna.sees("Проверяем новые данные…")
    desk.carriers.held.set()
    await anna.sees("Сохранено")


async def test_a_new_password_is_one_question_and_is_tried_before_it_is_saved(desk: Desk) -> None:
    anna, line = await edited(desk)
    desk.carriers.verdicts[line.user] = Verdict.WRONG_PASSWORD
    await anna.press("Сменить пароль")
    await anna.sees("Новый пароль · МТС-транк")
    await anna.send("wrong-one")
    await anna.sees("Не сохранено: неверный пароль")
    assert (await Line.get(id=line.id)).sealed_password == line.sealed_password
    desk.carriers.verdicts.clear()
    await anna.press("Исправить")
    await anna.send("right-one")
    await anna.sees("Сохранено")
    assert (await Line.get(id=line.id)).sealed_password != line.sealed_password
    await anna.sees_no("right-one")


async def edited(desk: Desk) -> tuple[Phone, Line]:
    """The card of a line on an administrator's phone."""
    anna = await desk.join(ANNA, Role.ADMINISTRATOR)
    [line] = await write_lines(["МТС-транк"])
    await anna.press("Линии")
    await anna.press("⚪ МТС-транк")
    await anna.sees("Ещё не проверена")
    return anna, line


async def test_editing_changes_one_field_and_leaves_the_rest(desk: Desk) -> None:
    anna, line = await edited(desk)
    await anna.press("Изменить")
    await anna.sees("Изменение · МТС-транк")
    await anna.press("Имя")
    await anna.sees("Как назвать линию?")
    await anna.send("Волга")
    await anna.sees("Имя: Волга")
    await anna.press("Сохранить")
    await anna.sees("Сохранено")
    after = await Line.get(id=line.id)
    assert (after.name, after.user, after.carrier_id) == ("Волга", line.user, line.carrier_id)


async def test_a_field_left_for_the_whole_form_is_not_changed(desk: Desk) -> None:
    anna, line = await edited(desk)
    await anna.press("Изменить")
    await anna.press("Логин")
    await anna.sees("Логин или номер?")
    await anna.press("Все поля")
    await anna.sees("Проверьте и сохраните")
    await anna.press("Ещё поля")
    await anna.press("Заметка")
    await anna.sees("Заметка для себя?")
    await anna.press("Пропустить")
    await anna.sees("Проверьте и сохраните")
    assert (await Line.get(id=line.id)).user == line.user


@pytest.mark.parametrize("way", ["button", "command"])
async def test_a_form_is_left_by_its_button_and_by_a_command(desk: Desk, way: str) -> None:
    anna = await open_form(desk)
    await anna.press("SIP-транк")
    if way == "button":
        assert await anna.press("Отмена") == "Форма закрыта, ничего не сохранено"
    else:
        await anna.send("/cancel")
        await anna.sees("Форма закрыта, ничего не сохранено")
    assert not await Draft.exists()
    assert not await Line.exists()
    await anna.send("/cancel")
    await anna.sees("Закрывать нечего")


async def test_a_form_begun_before_goes_on_or_begins_again(desk: Desk) -> None:
    anna = await open_form(desk)
    await anna.press("SIP-транк")
    await anna.sees("Как назвать линию?")
    await anna.send("Волга-транк")
    await anna.send("/lines")
    await anna.press("Добавить")
    assert "Имя: Волга-транк" in (await anna.sees("Форма продолжается")).text
    await anna.press("Начать заново")
    await anna.sees("Пришлите письмо провайдера целиком")


async def test_a_letter_fills_a_form_in_which_nothing_is_asked(desk: Desk) -> None:
    anna = await filled(desk)
    await anna.send(LETTER)
    form = await anna.sees("Из письма:")
    assert "Сервер: sip.volga.example:5070" in form.text
    await anna.sees_no("qL7-vR2p")
    await anna.send("просто слова")
    said = await anna.sees("Сейчас ничего не спрашиваем: выберите поле или сохраните")
    assert "Логин: 74951234567 · пароль есть" in said.text
    await anna.press("Сохранить")
    await anna.sees("Сохранено")
    await anna.send("просто слова")
    await anna.sees_no("Сейчас ничего не спрашиваем")


async def test_another_form_asks_what_becomes_of_the_first(desk: Desk) -> None:
    anna = await filled(desk)
    await write_lines(["МТС-транк"])
    await anna.send("/lines")
    await anna.press("⚪ МТС-транк")
    await anna.press("Изменить")
    asked = await anna.sees("Начатое не закончено")
    assert "Новая линия «Волга-транк»" in asked.text
    assert asked.labels == ["Продолжить", "Начать заново", "‹ Назад", "Домой"]
    await anna.press("‹ Назад")
    await anna.press("Изменить")
    await anna.press("Продолжить")
    await anna.sees("Форма продолжается с того же места")
    await anna.send("/lines")
    await anna.press("⚪ МТС-транк")
    await anna.press("Изменить")
    await anna.press("Начать заново")
    assert "Волга-транк" not in (await anna.sees("Изменение · МТС-транк")).text


NASTY = [
    "<b>жирный</b> & <script>",
    "\u202eхитрый",
    "имя\r\nContact: <sip:evil@example.ru>",
    "x" * 4096,
    "{ $name }",
    "%00%0a",
    "🔴" * 200,
    "0",
    "-1",
    "99999999999999999999",
    "[::1]:5060",
    "::ffff:127.0.0.1",
    "пример.рф",
    "логин: пароль: сервер:",
    "'; DROP TABLE line; --",
]


@pytest.mark.parametrize("field", list(LineField))
async def test_nothing_typed_breaks_a_question(desk: Desk, field: LineField) -> None:
    anna = await filled(desk)
    presses = {"поле": AskField(field), "форма": ReviewForm()}
    keyboard = {"inline_keyboard": [[{"text": text, "callback_data": each.pack()}] for text, each in presses.items()]}
    for text in NASTY:
        for label in presses:
            menu = await desk.telegram.bot().sent("меню", chat_id=ANNA, reply_markup=keyboard)
            await anna.press(label, message_id=menu["message_id"])
            await anna.send(text)
    await anna.send("/lines")
    await anna.sees("Линии · ")


async def test_a_button_of_a_form_that_is_gone_says_so(desk: Desk) -> None:
    anna = await filled(desk)
    old = anna.menu().id
    desk.clock.skip(hours=2)
    assert "форма закрыта" in str(await anna.press("Сохранить", message_id=old))
    assert not await Line.exists()


async def test_a_picture_in_a_form_is_told_what_is_expected(desk: Desk) -> None:
    anna = await open_form(desk)
    await anna.press("SIP-транк")
    await anna.sees("Как назвать линию?")
    await anna.send_document("letter.txt", "bG9naW4gMTAw")
    await anna.sees("Здесь нужен текст: напишите ответ словами")


async def test_an_edited_message_answers_nothing(desk: Desk) -> None:
    anna = await open_form(desk)
    await anna.press("SIP-транк")
    await anna.sees("Как назвать линию?")
    sent = await anna.send("Волга")
    await anna.sees("Какой провайдер?")
    await desk.telegram.control("edit", user_id=ANNA, chat_id=ANNA, message_id=sent.id, text="Вектор")
    await anna.send("Ростелеком")
    assert "Имя: Волга" in (await anna.sees("Адрес сервера?")).text


async def test_a_group_never_answers_a_form(desk: Desk) -> None:
    anna = await open_form(desk)
    await anna.press("SIP-транк")
    await anna.sees("Как назвать линию?")
    here = await anna.in_chat(GROUP)
    await here.send("Волга-транк")
    await anna.send("Другое имя")
    assert "Имя: Другое имя" in (await anna.sees("Какой провайдер?")).text


@pytest.mark.parametrize("role", [Role.MANAGER, Role.ON_CALL])
async def test_other_roles_have_no_forms(desk: Desk, role: Role) -> None:
    await desk.join(ANNA, Role.ADMINISTRATOR)
    [line] = await write_lines(["МТС-транк"])
    marina = await desk.join(MARINA, role)
    await marina.press("Линии")
    await marina.sees("Линии · ")
    assert not {"Добавить", "Отметить"} & set(marina.buttons())
    await marina.press("⚪ МТС-транк")
    await marina.sees("Ещё не проверена")
    assert not {"Изменить", "Сменить пароль", "Отключить"} & set(marina.buttons())
    for press in (AddLine(), EditLine(line.id), EditLine(line.id, True), AskField(LineField.NAME), SaveLine(True)):
        keyboard = {"inline_keyboard": [[{"text": "чужая", "callback_data": press.pack()}]]}
        old = await desk.telegram.bot().sent("меню", chat_id=MARINA, reply_markup=keyboard)
        said = str(await marina.press("чужая", message_id=old["message_id"]))
        assert "Вашей роли это недоступно" in said or "форма закрыта" in said
    assert not await Draft.exists()


async def two_editors(desk: Desk) -> tuple[Phone, Phone, Line]:
    """Both have opened the form of one line, both have typed another name; Marina has saved hers."""
    anna, line = await edited(desk)
    marina = await desk.join(MARINA, Role.ADMINISTRATOR)
    await marina.press("Линии")
    await marina.press("⚪ МТС-транк")
    for phone, name in ((anna, "Имя Анны"), (marina, "Имя Марины")):
        await phone.press("Изменить")
        await phone.press("Имя")
        await phone.sees("Как назвать линию?")
        await phone.send(name)
        await phone.sees(f"Имя: {name}")
    await marina.press("Сохранить")
    await marina.sees("Сохранено")
    await anna.press("Сохранить")
    return anna, marina, line


async def test_the_second_editor_is_told_what_changed_and_keeps_his(desk: Desk) -> None:
    anna, _, line = await two_editors(desk)
    told = await anna.sees("Пока форма была открыта")
    assert "имя: Имя Марины" in told.text
    assert (await Line.get(id=line.id)).name == "Имя Марины"
    await anna.press("Сохранить моё")
    await anna.sees("Сохранено")
    assert (await Line.get(id=line.id)).name == "Имя Анны"


async def test_the_second_editor_leaves_what_the_first_saved(desk: Desk) -> None:
    anna, _, line = await two_editors(desk)
    await anna.sees("Пока форма была открыта")
    await anna.press("Оставить чужое")
    await anna.sees("Имя Марины · SIP-транк")
    assert (await Line.get(id=line.id)).name == "Имя Марины"


async def test_a_line_deleted_meanwhile_ends_the_form(desk: Desk) -> None:
    anna, line = await edited(desk)
    await anna.press("Изменить")
    await anna.press("Имя")
    await anna.sees("Как назвать линию?")
    await Line.filter(id=line.id).update(deleted_at=desk.clock())
    await anna.send("Новое")
    await anna.press("Сохранить")
    await anna.sees("Этого здесь нет")
    assert not await Draft.exists()


async def test_the_whole_form_speaks_english(desk: Desk) -> None:
    anna = await desk.join(ANNA, Role.ADMINISTRATOR)
    await anna.press("Язык")
    await anna.press("English")
    await anna.press("Home")
    await anna.press("Lines")
    await anna.press("Add")
    await anna.sees("New line")
    await anna.press("GSM gateway")
    await anna.sees("Who registers")
    await anna.press("We")
    await anna.sees("What is the line called?")
    await anna.send("Gate\u200b")
    await anna.sees("Which carrier?")
    await anna.send("<b>MTS</b>")
    assert "Carrier: remove < >" in (await anna.sees("remove")).text
    await anna.press("Cancel")
    await anna.sees("No lines yet")


async def test_strangers_type_at_the_door(desk: Desk) -> None:
    stranger = await desk.phone(STRANGER)
    await stranger.send(LETTER)
    await stranger.sees("Доступ даёт администратор договора")
    assert ReviewForm().pack() == "review:0"


async def test_a_form_that_was_left_goes_on_by_a_button(desk: Desk) -> None:
    anna = await open_form(desk)
    member = (await desk.services.members.identify(ANNA, "ru")).member
    assert member is not None
    assert await desk.services.unfinished.current(member, desk.clock()) is None
    await anna.press("SIP-транк")
    await anna.sees("Как назвать линию?")
    await anna.send("Волга-транк")
    await anna.sees("Какой провайдер?")
    left = await desk.services.unfinished.current(member, desk.clock())
    assert left is not None
    assert (left.what, left.subject_id, left.name) == (Begun.LINE, None, "Волга-транк")
    keyboard = {"inline_keyboard": [[{"text": "Продолжить", "callback_data": ContinueForm().pack()}]]}
    await anna.send("/start")
    menu = await desk.telegram.bot().sent("меню", chat_id=ANNA, reply_markup=keyboard)
    await anna.press("Продолжить", message_id=menu["message_id"])
    assert "Имя: Волга-транк" in (await anna.sees("Форма продолжается")).text
    desk.clock.skip(hours=2)
    assert await desk.services.unfinished.current(member, desk.clock()) is None
    menu = await desk.telegram.bot().sent("меню", chat_id=ANNA, reply_markup=keyboard)
    assert "форма закрыта" in str(await anna.press("Продолжить", message_id=menu["message_id"]))


@pytest.mark.parametrize("text", ["пассворд Zx9", "Волга, пароль: Zx9", "password is Zx9"])
async def test_a_password_typed_at_another_question_is_refused_and_deleted(desk: Desk, text: str) -> None:
    anna = await open_form(desk)
    await anna.press("SIP-транк")
    await anna.sees("Как назвать линию?")
    await anna.send(text)
    await anna.sees("Имя: похоже, здесь есть пароль, поэтому не сохранено")
    await anna.sees_no("Zx9")
    assert "Zx9" not in (await Draft.get()).answers


async def test_a_readable_password_at_another_question_goes_to_its_own_field(desk: Desk) -> None:
    anna = await open_form(desk)
    await anna.press("SIP-транк")
    await anna.sees("Как назвать линию?")
    await anna.send("пароль: Qwe123")
    form = await anna.sees("Из письма: пароль")
    assert "Как назвать линию?" in form.text
    await anna.sees_no("Qwe123")


async def test_a_password_in_a_note_is_refused_from_the_card_too(desk: Desk) -> None:
    anna, line = await edited(desk)
    await anna.press("Изменить")
    await anna.press("Ещё поля")
    await anna.press("Заметка")
    await anna.sees("Заметка для себя?")
    await anna.send("менеджер Ольга, пароль: Qwe123")
    await anna.sees("Заметка: похоже, здесь есть пароль")
    await anna.sees_no("Qwe123")
    await anna.send("пароль у Ивана")
    await anna.sees("Пароль у Ивана")
    await anna.press("Сохранить")
    await anna.sees("Сохранено")
    assert (await Line.get(id=line.id)).note == "пароль у Ивана"
