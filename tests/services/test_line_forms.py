"""The form of a line: one question at a time, secrets sealed, a dry run before saving, two editors at once."""

import asyncio
import json
from collections.abc import Coroutine
from contextlib import suppress
from dataclasses import replace
from datetime import timedelta

import pytest
from tortoise.context import TortoiseContext

from domain.access import Role
from domain.health import LineState
from domain.line_fields import LineField, Why
from domain.sip import CheckMethod, LineType, Transport, Verdict
from models import Audit, Carrier, Draft, Flip, Incident, Line, LogRecord
from services.errors import ForbiddenError, NotFoundError
from services.line_form_cards import DryRunFailed, EditConflict, FieldProblem, FormGoneError
from services.line_form_draft import LASTS
from services.sip_accounts import PASSWORD_PURPOSE
from tests.services.house import NOON, House
from tests.services.line_desk import PASSWORD, Desk, forms_of, open_desk


@pytest.fixture
async def desk(house: House) -> Desk:
    return await open_desk(house)


async def password_of(desk: Desk, line: Line) -> str:
    row = await Line.get(id=line.id)
    return desk.house.vault.open(row.sealed_password, row.secret_id, PASSWORD_PURPOSE)


async def test_a_new_line_is_asked_field_by_field_and_saved_once_it_registers(desk: Desk) -> None:
    draft = await desk.new_line()
    assert (draft.step, draft.host, draft.port, draft.has_password) == (None, "sip.volga.example", 5070, True)
    card = await desk.forms.save(desk.anna, NOON)
    [asked] = desk.house.registrar.asked
    assert (asked.user, asked.host, asked.port, asked.password) == ("74951234567", "sip.volga.example", 5070, PASSWORD)
    assert (card.name, card.type, card.carrier, card.state) == ("Опрос", LineType.PHONE, "Волга", LineState.OK)
    line = await Line.get(id=card.id)
    assert (line.version, line.next_check_at, line.contract_id) == (1, NOON, desk.anna.contract_id)
    assert await password_of(desk, line) == PASSWORD
    assert await Draft.all().count() == 0
    assert [row.action for row in await Audit.filter(subject=f"line {card.id}")] == ["add_line"]


async def test_questions_come_in_order(desk: Desk) -> None:
    draft = await desk.forms.begin(desk.anna, NOON, None)
    steps = [draft.step]
    steps.append((await desk.forms.choose(desk.anna, LineField.TYPE, "trunk", NOON)).step)
    steps += [(await desk.answers(text)).step for text in ("Транк", "МТС", "sip.mts.example", "100")]
    expected = (LineField.TYPE, LineField.NAME, LineField.CARRIER, LineField.HOST, LineField.USER, LineField.PASSWORD)
    assert tuple(steps) == expected


async def test_a_refused_answer_leaves_the_form_as_it_was(desk: Desk) -> None:
    await desk.forms.begin(desk.anna, NOON, None)
    before = await desk.forms.choose(desk.anna, LineField.TYPE, "phone", NOON)
    with pytest.raises(FieldProblem) as refused:
        await desk.answers("x\r\nContact: <sip:evil@example.com>")
    assert (refused.value.field, refused.value.why) == (LineField.NAME, Why.CONTROL)
    assert await desk.forms.current(desk.anna, NOON) == before


async def test_a_typed_password_is_sealed_and_stands_nowhere_in_the_open(desk: Desk) -> None:
    draft = await desk.new_line()
    row = await Draft.get()
    assert PASSWORD not in row.answers + row.sealed_secret + repr(draft) + json.dumps(row.answers)
    assert desk.house.vault.open(row.sealed_secret, row.secret_id, PASSWORD_PURPOSE) == PASSWORD
    await desk.forms.save(desk.anna, NOON)
    assert PASSWORD not in "".join(row.details + row.subject for row in await Audit.all())


async def test_the_room_is_told_which_messages_hold_a_secret(desk: Desk) -> None:
    await desk.forms.begin(desk.anna, NOON, None)
    draft = await desk.forms.ask(desk.anna, LineField.PASSWORD, NOON)
    assert desk.forms.is_secret(draft)
    assert (await desk.answers(PASSWORD)).took_secret
    draft = await desk.forms.ask(desk.anna, LineField.NAME, NOON)
    assert not desk.forms.is_secret(draft)
    assert not (await desk.answers("Опрос")).took_secret
    assert (await desk.answers("Сервер: sip.x.example\nЛогин: 101\nПароль: Qw12er34")).took_secret


async def test_a_pasted_letter_fills_the_form_and_asks_what_is_unsure(desk: Desk) -> None:
    await desk.forms.begin(desk.anna, NOON, None)
    letter = "Сервер: sip.x.example:5070\nЛогин: 101\nПароль: будет в SMS\nКоличество каналов: 10"
    draft = await desk.answers(letter)
    assert (draft.host, draft.port, draft.user, draft.channels) == ("sip.x.example", 5070, "101", 10)
    assert draft.step is LineField.PASSWORD
    assert draft.unsure == (LineField.PASSWORD,)
    assert LineField.HOST in draft.filled
    draft = await desk.answers(PASSWORD)
    assert (draft.unsure, draft.step) == ((), LineField.TYPE)


@pytest.mark.parametrize(
    "text",
    [
        "логин: 555\nпасс: hunter22\nсервер: a.example.ru",
        "логин: 555\nпассворд: hunter22\nсервер: a.example.ru",
        "СРОЧНО пароль поменяли новый пароль Zx9-Zx9, сервер sip.kama.example",
        "SIP-аккаунт 555@a.example.ru:5070\nпасс: demo-0501 (не менять)",
        "555\nhunter22\na.example.ru",
        "ключ доступа тут\nhunter22",
        "ваш пароль hunter22",
    ],
)
@pytest.mark.parametrize("step", [LineField.TYPE, LineField.NAME, LineField.PASSWORD])
async def test_what_may_hold_a_password_leaves_the_chat(desk: Desk, text: str, step: LineField) -> None:
    await desk.forms.begin(desk.anna, NOON, None)
    draft = await desk.forms.ask(desk.anna, step, NOON)
    assert desk.forms.is_secret(draft, text)
    with suppress(FieldProblem):
        assert (await desk.answers(text)).took_secret


async def test_a_password_that_was_not_read_is_told_to_be_unclear(desk: Desk) -> None:
    await desk.forms.begin(desk.anna, NOON, None)
    draft = await desk.answers("логин: 555\nпассворд: hunter22\nсервер: a.example.ru")
    assert (draft.user, draft.host, draft.has_password) == ("555", "a.example.ru", False)
    assert (draft.unsure, draft.step, draft.pasted) == ((LineField.PASSWORD,), LineField.PASSWORD, True)
    draft = await desk.forms.choose(desk.anna, LineField.METHOD, "options", NOON)
    assert (draft.unsure, draft.step) == ((), LineField.TYPE)


@pytest.mark.parametrize("step", [LineField.TYPE, LineField.NAME, LineField.HOST])
async def test_a_letter_of_which_nothing_is_read_is_said_to_be_one(desk: Desk, step: LineField) -> None:
    await desk.forms.begin(desk.anna, NOON, None)
    await desk.forms.ask(desk.anna, step, NOON)
    draft = await desk.answers("Добрый день!\nЛиния готова.\nС уважением, Кама")
    assert (draft.unread, draft.took_secret, draft.step, draft.changed) == (True, True, step, frozenset())


@pytest.mark.parametrize("text", ["5061 (TLS)", "5061/TLS", "Port 5061/TLS", "TLS 5061"])
async def test_a_port_may_be_told_with_its_transport(desk: Desk, text: str) -> None:
    await desk.forms.begin(desk.anna, NOON, None)
    await desk.forms.ask(desk.anna, LineField.PORT, NOON)
    draft = await desk.answers(text)
    assert (draft.port, draft.transport) == (5061, Transport.TLS)


async def test_what_a_letter_leaves_unclear_may_stay_as_the_line_has_it(desk: Desk) -> None:
    line = await desk.line()
    await desk.forms.begin(desk.anna, NOON, line.id)
    draft = await desk.answers("Логин: 202\nПароль: будет в SMS")
    assert (draft.step, draft.has_password) == (LineField.PASSWORD, True)
    draft = await desk.forms.ask(desk.anna, None, NOON)
    assert (draft.step, draft.unsure) == (None, ())
    assert draft.changed == {LineField.USER}


async def test_a_letter_about_a_line_never_renames_its_carrier(desk: Desk) -> None:
    line = await desk.line()
    await desk.forms.begin(desk.anna, NOON, line.id)
    draft = await desk.answers("Провайдер: Другой\nДоговор № 9\nЛогин: 202\nПароль: Qw12er34")
    assert (draft.carrier_name, draft.carrier_contract, draft.user) == ("Волга-Телеком", "", "202")


async def test_a_form_survives_a_restart_and_expires_with_its_secret(desk: Desk) -> None:
    draft = await desk.new_line()
    later = NOON + LASTS - timedelta(seconds=1)
    started_again = forms_of(desk.house, desk.house.registrar)
    assert await started_again.current(desk.anna, later) == replace(draft, took_secret=False)
    assert await started_again.current(desk.anna, NOON + LASTS) is None
    assert await Draft.all().count() == 0
    with pytest.raises(FormGoneError):
        await started_again.save(desk.anna, NOON + LASTS)


async def test_a_cancelled_form_holds_nothing(desk: Desk) -> None:
    await desk.new_line()
    await desk.forms.cancel(desk.anna)
    await desk.forms.cancel(desk.anna)
    assert await Draft.all().count() == 0
    assert await desk.forms.current(desk.anna, NOON) is None


async def test_forms_of_two_people_do_not_meet(desk: Desk) -> None:
    await desk.new_line()
    assert await desk.forms.current(desk.boris, NOON) is None
    assert (await desk.forms.begin(desk.boris, NOON, None)).name == ""
    draft = await desk.forms.current(desk.anna, NOON)
    assert draft is not None
    assert draft.name == "Опрос"


async def test_wrong_details_never_replace_working_ones(desk: Desk) -> None:
    line = await desk.line()
    desk.house.registrar.verdict = Verdict.WRONG_PASSWORD
    draft = await desk.change(line, LineField.PASSWORD, "wrong-one")
    assert draft.changed == {LineField.PASSWORD}
    with pytest.raises(DryRunFailed) as failed:
        await desk.forms.save(desk.anna, NOON)
    assert failed.value.verdict is Verdict.WRONG_PASSWORD
    assert desk.house.registrar.asked[-1].password == "wrong-one"
    assert await password_of(desk, line) == PASSWORD
    assert (await Line.get(id=line.id)).version == 0
    assert await LogRecord.all().count() == 0
    assert await desk.forms.current(desk.anna, NOON) is not None


async def test_save_anyway_saves_without_a_try_and_knows_nothing_of_the_line(desk: Desk) -> None:
    line = await desk.line(state=LineState.OK)
    await desk.change(line, LineField.PASSWORD, "other-one")
    card = await desk.forms.save(desk.anna, NOON, anyway=True)
    assert desk.house.registrar.asked == []
    assert (card.state, card.next_check_at) == (LineState.UNKNOWN, NOON)
    assert await password_of(desk, line) == "other-one"


async def test_a_new_name_is_saved_without_bothering_the_carrier(desk: Desk) -> None:
    line = await desk.line(state=LineState.OK)
    await desk.change(line, LineField.NAME, "Новое имя")
    card = await desk.forms.save(desk.anna, NOON)
    assert (card.name, card.state, desk.house.registrar.asked) == ("Новое имя", LineState.OK, [])
    assert (await Line.get(id=line.id)).version == 1
    assert (await Audit.get(action="edit_line")).details == "name"


async def test_a_proven_password_ends_the_outage_as_any_recovery_does(desk: Desk) -> None:
    line = await desk.line()
    await desk.house.fail(Verdict.WRONG_PASSWORD)
    assert (await Line.get(id=line.id)).state is LineState.ERROR
    desk.house.registrar.verdict = Verdict.REGISTERED
    now = desk.house.clock()
    await desk.forms.begin(desk.anna, now, line.id, LineField.PASSWORD)
    draft = await desk.answers("right-one")
    assert (draft.only, draft.step) == (LineField.PASSWORD, None)
    card = await desk.forms.save(desk.anna, now)
    assert (card.state, card.next_check_at, card.incident_id) == (LineState.OK, now, None)
    assert (await Incident.get()).closed_at is not None
    assert [flip.to_state for flip in await Flip.all().order_by("id")] == [LineState.ERROR, LineState.OK]
    assert desk.house.woken


async def test_an_outage_lasts_where_new_details_are_not_proven(desk: Desk) -> None:
    line = await desk.line()
    await desk.house.fail(Verdict.WRONG_PASSWORD)
    await desk.change(line, LineField.PASSWORD, "other-one")
    card = await desk.forms.save(desk.anna, desk.house.clock(), anyway=True)
    assert (card.state, card.next_check_at) == (LineState.ERROR, desk.house.clock())
    assert (await Incident.get()).closed_at is None
    assert (await Line.get(id=line.id)).refusals == 0


async def test_a_failing_line_that_moves_unproven_leaves_its_incident_quietly(desk: Desk) -> None:
    line = await desk.line()
    await desk.house.fail()
    await desk.change(line, LineField.HOST, "other.example")
    card = await desk.forms.save(desk.anna, desk.house.clock(), anyway=True)
    assert (card.state, card.incident_id) == (LineState.UNKNOWN, None)
    assert (await Incident.get()).closed_at is not None


async def test_a_switched_off_line_stays_off_when_it_is_edited(desk: Desk) -> None:
    line = await desk.line(enabled=False, state=LineState.OFF)
    await desk.change(line, LineField.PASSWORD, "right-one")
    card = await desk.forms.save(desk.anna, NOON)
    assert (card.state, card.enabled) == (LineState.OFF, False)


async def test_the_second_editor_is_told_what_changed_and_decides(desk: Desk) -> None:
    line = await desk.line()
    await desk.change(line, LineField.NOTE, "моя заметка")
    await desk.change(line, LineField.NAME, "Имя Бориса", desk.boris)
    await desk.forms.ask(desk.boris, LineField.PASSWORD, NOON)
    await desk.answers("boris-pass", who=desk.boris)
    await desk.forms.save(desk.boris, NOON)
    with pytest.raises(EditConflict) as conflict:
        await desk.forms.save(desk.anna, NOON)
    changes = {change.field: change.value for change in conflict.value.changes}
    assert changes == {LineField.NAME: "Имя Бориса", LineField.PASSWORD: None}
    assert conflict.value.conflict.by == desk.boris.name
    draft = await desk.forms.overwrite(desk.anna, NOON)
    assert (draft.name, draft.note) == ("Имя Бориса", "моя заметка")
    await desk.forms.save(desk.anna, NOON)
    row = await Line.get(id=line.id)
    assert (row.name, row.note, row.version) == ("Имя Бориса", "моя заметка", 2)
    assert await password_of(desk, line) == "boris-pass"


async def test_an_edit_by_another_during_the_dry_run_is_a_conflict_too(desk: Desk) -> None:
    line = await desk.line()
    await desk.change(line, LineField.PASSWORD, "anna-pass")
    await desk.change(line, LineField.NAME, "Имя Бориса", desk.boris)
    desk.house.registrar.hold = asyncio.Event()

    async def boris_saves(hold: asyncio.Event) -> None:
        await desk.house.registrar.begun.wait()
        await desk.forms.save(desk.boris, NOON)
        hold.set()

    saving = desk.forms.save(desk.anna, NOON)
    conflict, _ = await asyncio.gather(saving, boris_saves(desk.house.registrar.hold), return_exceptions=True)
    assert isinstance(conflict, EditConflict)
    assert [change.field for change in conflict.changes] == [LineField.NAME]
    assert await password_of(desk, line) == PASSWORD
    assert await desk.forms.current(desk.anna, NOON) is not None


async def test_what_older_details_showed_is_not_recorded_onto_newer_ones(desk: Desk) -> None:
    line = await desk.line(state=LineState.OK)
    registrar = desk.house.registrar
    registrar.hold, registrar.of_user = asyncio.Event(), {"101": Verdict.WRONG_PASSWORD}
    async with asyncio.TaskGroup() as group:
        group.create_task(desk.house.checks.check_now(desk.anna, line.id, NOON))
        await registrar.begun.wait()
        await desk.change(line, LineField.USER, "202")
        await desk.forms.save(desk.anna, NOON, anyway=True)
        registrar.hold.set()
    row = await Line.get(id=line.id)
    assert (row.streak, row.checked_at, row.user) == (0, None, "202")


async def test_a_leased_check_of_older_details_is_discarded_and_the_line_is_due(desk: Desk) -> None:
    line = await desk.line()
    registrar = desk.house.registrar
    registrar.hold = asyncio.Event()
    [claim] = await desk.house.checks.claim_due(NOON, 5)
    async with asyncio.TaskGroup() as group:
        group.create_task(desk.house.checks.check(claim))
        await registrar.begun.wait()
        await desk.change(line, LineField.USER, "202")
        await desk.forms.save(desk.anna, NOON, anyway=True)
        registrar.hold.set()
    assert (await Line.get(id=line.id)).checked_at is None
    assert [claim.line_id for claim in await desk.house.checks.claim_due(NOON, 5)] == [line.id]


async def test_a_new_name_leaves_the_schedule_alone_and_holds_no_check_up(desk: Desk) -> None:
    slow = NOON + timedelta(hours=2)
    line, due = await desk.line(next_check_at=slow), await desk.line(user="102")
    assert [claim.line_id for claim in await desk.house.checks.claim_due(NOON, 5)] == [due.id]
    for each in (line, due):
        await desk.change(each, LineField.NAME, "Новое имя")
        await desk.forms.save(desk.anna, NOON)
    assert (await Line.get(id=line.id)).next_check_at == slow
    assert [claim.line_id for claim in await desk.house.checks.claim_due(NOON, 5)] == [due.id]


async def test_saving_without_a_change_writes_nothing(desk: Desk) -> None:
    line = await desk.line()
    await desk.change(line, LineField.NAME, line.name)
    card = await desk.forms.save(desk.anna, NOON)
    assert (card.name, (await Line.get(id=line.id)).version) == (line.name, 0)
    assert await Audit.filter(action="edit_line").count() == 0
    assert await Draft.all().count() == 0


async def test_a_double_tap_saves_once(desk: Desk) -> None:
    await desk.new_line()
    results = await asyncio.gather(*(desk.forms.save(desk.anna, NOON) for _ in range(2)), return_exceptions=True)
    assert sorted(type(result).__name__ for result in results) == ["FormGoneError", "LineCard"]
    assert await Line.all().count() == 1


async def test_a_line_that_was_deleted_meanwhile_ends_the_form(desk: Desk) -> None:
    line = await desk.line()
    await desk.change(line, LineField.NAME, "Имя")
    await Line.filter(id=line.id).update(deleted_at=NOON)
    with pytest.raises(NotFoundError):
        await desk.forms.save(desk.anna, NOON)
    assert await Draft.all().count() == 0


async def test_another_server_does_not_move_the_other_lines_of_the_carrier(desk: Desk) -> None:
    line, other = await desk.line(), await desk.line(user="102")
    await desk.change(line, LineField.HOST, "new.example:5080")
    await desk.forms.save(desk.anna, NOON)
    await desk.change(other, LineField.NAME, "Вторая")
    await desk.forms.save(desk.anna, NOON)
    homes = [row.carrier.host for row in await Line.all().order_by("id").select_related("carrier")]
    assert homes == ["new.example", "127.0.0.1"]
    assert await Carrier.all().count() == 2


async def test_a_line_that_comes_back_finds_its_carrier_again(desk: Desk) -> None:
    line, _ = await desk.line(), await desk.line(user="102")
    for host in ("new.example", "127.0.0.1"):
        await desk.change(line, LineField.HOST, host)
        await desk.forms.save(desk.anna, NOON)
    assert (await Line.get(id=line.id)).carrier_id == desk.carrier.id


@pytest.mark.parametrize(
    ("field", "column"),
    [
        (LineField.CARRIER, "name"),
        (LineField.SUPPORT_PHONE, "support_phone"),
        (LineField.CARRIER_CONTRACT, "contract_number"),
    ],
)
async def test_what_is_the_carriers_own_changes_for_all_its_lines(desk: Desk, field: LineField, column: str) -> None:
    line, other = await desk.line(), await desk.line(user="102")
    await desk.change(line, field, "8 800 100")
    await desk.forms.save(desk.anna, NOON)
    row = await Line.get(id=other.id).select_related("carrier")
    assert getattr(row.carrier, column) == "8 800 100"
    assert row.carrier_id == desk.carrier.id


async def test_a_carrier_that_is_renamed_to_its_twin_becomes_one_with_it(desk: Desk) -> None:
    line = await desk.line()
    twin = await Carrier.create(contract_id=desk.anna.contract_id, name="МТС", host="127.0.0.1")
    await desk.change(line, LineField.CARRIER, "МТС")
    await desk.forms.save(desk.anna, NOON)
    assert (await Line.get(id=line.id)).carrier_id == twin.id


async def test_a_known_carrier_is_taken_by_a_button(desk: Desk) -> None:
    await desk.line()
    await desk.forms.begin(desk.anna, NOON, None)
    [brief] = await desk.forms.carriers(desk.anna)
    draft = await desk.forms.choose(desk.anna, LineField.CARRIER, str(brief.id), NOON)
    assert (draft.carrier_name, draft.host, draft.port) == ("Волга-Телеком", "127.0.0.1", 5060)
    foreign = await desk.house.carrier(await desk.house.client("207/25", "Вектор"))
    for number in (str(foreign.id), "0", "x", "9" * 40, "-1"):
        with pytest.raises(NotFoundError):
            await desk.forms.choose(desk.anna, LineField.CARRIER, number, NOON)


async def test_a_known_carrier_never_moves_a_line_off_the_server_that_is_given(desk: Desk) -> None:
    line = await desk.line()
    await desk.forms.begin(desk.anna, NOON, None)
    await desk.forms.choose(desk.anna, LineField.TYPE, "trunk", NOON)
    await desk.answers("Сервер: sip.own.example:5071\nЛогин: 303\nПароль: Qw12er34\nТранспорт: TCP", "Свой адрес")
    draft = await desk.forms.choose(desk.anna, LineField.CARRIER, str(desk.carrier.id), NOON)
    assert (draft.carrier_name, draft.host, draft.port) == ("Волга-Телеком", "sip.own.example", 5071)
    assert (draft.transport, draft.step) == (Transport.TCP, None)
    card = await desk.forms.save(desk.anna, NOON)
    own = (await Line.get(id=card.id).select_related("carrier")).carrier
    assert (own.name, own.host, own.support_phone) == ("Волга-Телеком", "sip.own.example", desk.carrier.support_phone)
    assert own.id != desk.carrier.id
    assert (await Line.get(id=line.id)).carrier_id == desk.carrier.id


async def test_a_line_that_changes_its_carrier_keeps_its_server(desk: Desk) -> None:
    line = await desk.line()
    other = await Carrier.create(contract_id=desk.anna.contract_id, name="МТС", host="sip.mts.example", port=5090)
    await desk.forms.begin(desk.anna, NOON, line.id)
    draft = await desk.forms.choose(desk.anna, LineField.CARRIER, str(other.id), NOON)
    assert (draft.carrier_name, draft.host, draft.port) == ("МТС", "127.0.0.1", 5060)


async def test_a_carrier_chosen_by_mistake_takes_its_own_server_away_again(desk: Desk) -> None:
    other = await Carrier.create(contract_id=desk.anna.contract_id, name="МТС", host="sip.mts.example", port=5090)
    await desk.forms.begin(desk.anna, NOON, None)
    await desk.forms.choose(desk.anna, LineField.CARRIER, str(desk.carrier.id), NOON)
    draft = await desk.forms.choose(desk.anna, LineField.CARRIER, str(other.id), NOON)
    assert (draft.carrier_name, draft.host, draft.port) == ("МТС", "sip.mts.example", 5090)


async def test_a_given_transport_stays_where_the_server_comes_with_the_carrier(desk: Desk) -> None:
    await desk.forms.begin(desk.anna, NOON, None)
    await desk.forms.choose(desk.anna, LineField.TRANSPORT, "tls", NOON)
    draft = await desk.forms.choose(desk.anna, LineField.CARRIER, str(desk.carrier.id), NOON)
    assert (draft.host, draft.port, draft.transport) == ("127.0.0.1", None, Transport.TLS)


async def test_a_gateway_that_registers_to_us_is_saved_and_never_probed(desk: Desk) -> None:
    await desk.forms.begin(desk.anna, NOON, None)
    await desk.forms.choose(desk.anna, LineField.TYPE, "gateway", NOON)
    draft = await desk.forms.choose(desk.anna, LineField.REGISTERS_TO_US, "yes", NOON)
    draft = await desk.answers("Шлюз", "Свой", "goip1")
    assert (draft.step, draft.registers_to_us) == (None, True)
    trial = await desk.forms.try_out(desk.anna, NOON)
    assert (trial.ok, trial.verdict) == (True, None)
    card = await desk.forms.save(desk.anna, NOON)
    assert (card.registers_to_us, card.state) == (True, LineState.UNKNOWN)
    assert await desk.house.checks.claim_due(NOON, 5) == []
    await desk.house.checks.check_now(desk.anna, card.id, NOON)
    assert desk.house.registrar.asked == []


async def test_a_trunk_known_by_its_address_needs_no_login(desk: Desk) -> None:
    await desk.forms.begin(desk.anna, NOON, None)
    await desk.forms.choose(desk.anna, LineField.TYPE, "trunk", NOON)
    await desk.forms.choose(desk.anna, LineField.METHOD, "options", NOON)
    draft = await desk.answers("Транк", "МТС", "203.0.113.7")
    assert (draft.step, draft.method) == (None, CheckMethod.OPTIONS)
    card = await desk.forms.save(desk.anna, NOON)
    assert (card.user, card.method) == ("", CheckMethod.OPTIONS)


async def test_tls_has_its_own_usual_port(desk: Desk) -> None:
    await desk.forms.begin(desk.anna, NOON, None)
    await desk.forms.choose(desk.anna, LineField.TYPE, "phone", NOON)
    await desk.forms.choose(desk.anna, LineField.TRANSPORT, "tls", NOON)
    await desk.answers("Имя", "МТС", "sip.x.example", "1", PASSWORD)
    card = await desk.forms.save(desk.anna, NOON)
    assert (card.transport, card.port) == (Transport.TLS, 5061)


async def test_optional_fields_can_be_emptied_and_needed_ones_cannot(desk: Desk) -> None:
    line = await desk.line(note="старая", proxy="proxy.example", channels=5)
    await desk.forms.begin(desk.anna, NOON, line.id)
    for field in (LineField.NOTE, LineField.PROXY, LineField.CHANNELS):
        await desk.forms.choose(desk.anna, field, "", NOON)
    for field in (LineField.NAME, LineField.USER, LineField.PASSWORD, LineField.HOST, LineField.TYPE):
        with pytest.raises(FieldProblem):
            await desk.forms.choose(desk.anna, field, "", NOON)
    await desk.forms.save(desk.anna, NOON)
    row = await Line.get(id=line.id)
    assert (row.note, row.proxy, row.channels) == ("", "", None)


async def test_an_incomplete_form_asks_for_what_is_missing(desk: Desk) -> None:
    await desk.forms.begin(desk.anna, NOON, None)
    with pytest.raises(FieldProblem):
        await desk.forms.save(desk.anna, NOON)
    draft = await desk.forms.current(desk.anna, NOON)
    assert draft is not None
    assert draft.step is LineField.TYPE


async def test_a_broken_seal_fails_the_dry_run_and_not_the_bot(desk: Desk) -> None:
    line = await desk.line()
    await Line.filter(id=line.id).update(sealed_password="v1.k1.AAAA")
    await desk.change(line, LineField.USER, "202")
    with pytest.raises(DryRunFailed) as failed:
        await desk.forms.save(desk.anna, NOON)
    assert failed.value.verdict is Verdict.UNKNOWN


NASTY = [
    "",
    " ",
    "\0",
    "\ud800",
    "a\r\nVia: x",
    "<b>&\"'",
    "🔴" * 600,
    "x" * 4096,
    "'; DROP TABLE line; --",
    "{}",
    "%s",
    "../..",
    "٣",
]


async def test_no_text_breaks_the_form_whatever_is_asked(desk: Desk) -> None:
    line = await desk.line()
    await desk.forms.begin(desk.anna, NOON, line.id)
    for field in LineField:
        for text in NASTY:
            await desk.forms.ask(desk.anna, field, NOON)
            with suppress(FieldProblem):
                await desk.forms.answer(desk.anna, text, NOON)
            with suppress(FieldProblem, NotFoundError):
                await desk.forms.choose(desk.anna, field, text, NOON)
    await desk.forms.choose(desk.anna, LineField.TYPE, "phone", NOON)
    await desk.forms.ask(desk.anna, LineField.HOST, NOON)
    await desk.answers("sip.x.example")
    card = await desk.forms.save(desk.anna, NOON, anyway=True)
    assert card.host == "sip.x.example"


@pytest.mark.parametrize("role", [Role.MANAGER, Role.ON_CALL, Role.SUPPORT])
async def test_only_an_administrator_edits(desk: Desk, role: Role) -> None:
    line = await desk.line()
    other = replace(desk.anna, role=role)
    calls: list[Coroutine[object, object, object]] = [
        desk.forms.begin(other, NOON, line.id),
        desk.forms.ask(other, LineField.NAME, NOON),
        desk.forms.answer(other, "x", NOON),
        desk.forms.choose(other, LineField.TYPE, "phone", NOON),
        desk.forms.try_out(other, NOON),
        desk.forms.save(other, NOON),
        desk.forms.overwrite(other, NOON),
        desk.forms.carriers(other),
    ]
    for call in calls:
        with pytest.raises(ForbiddenError):
            await call
    assert await desk.forms.current(other, NOON) is None


async def test_a_foreign_line_reads_like_a_missing_one(desk: Desk, db: TortoiseContext) -> None:
    contract = await desk.house.client("207/25", "Вектор")
    [foreign] = await desk.house.some_lines(await desk.house.carrier(contract))
    for number in (foreign.id, 10**15, 0, 2**70):
        with pytest.raises(NotFoundError):
            await desk.forms.begin(desk.anna, NOON, number)
