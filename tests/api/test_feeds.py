"""What the billing reads out: each once, in an order that never changes."""

from domain.access import Role
from services.cards import MemberCard
from services.members import MemberService
from tests.api.desk import NUMBER, Desk, charge


async def manager(desk: Desk, number: str = NUMBER, telegram_id: int = 1) -> MemberCard:
    members = MemberService("Europe/Samara")
    token = await members.invite(number, Role.MANAGER, desk.clock())
    return await members.redeem(token, telegram_id, "Анна", "", "ru", desk.clock())


async def test_a_promised_payment_is_read_out(desk: Desk) -> None:
    await desk.push("charges", charge("c1", 500))
    member = await manager(desk)
    asked = await desk.money.promised.terms(member, desk.clock())
    card = await desk.money.promised.promise(member, asked.token, desk.clock())
    said = await desk.ask("GET", "/billing/promised-payments")
    assert said.body == {
        "items": [
            {
                "id": card.id,
                "contract": NUMBER,
                "amount": 500,
                "made_at": card.made_at.isoformat().replace("+00:00", "Z"),
                "until": card.until.isoformat().replace("+00:00", "Z"),
            }
        ],
        "next": card.id,
    }


async def test_requested_invoices_are_read_page_by_page(desk: Desk) -> None:
    member = await manager(desk)
    for key in "abcde":
        await desk.money.invoices.request(member, 50_000_00, key, desk.clock())
    numbers, after = [], 0
    while True:
        said = await desk.ask("GET", f"/billing/requested-invoices?after={after}&limit=2")
        if not said.body["items"]:
            break
        numbers += [item["number"] for item in said.body["items"]]
        after = said.body["next"]
    assert len(numbers) == len(set(numbers)) == 5
    assert said.body == {"items": [], "next": after}
    assert numbers == sorted(numbers)


async def test_a_requested_invoice_is_pushed_back_just_as_it_was_read(desk: Desk) -> None:
    await desk.money.invoices.request(await manager(desk), 50_000_00, "a", desk.clock())
    [asked] = (await desk.ask("GET", "/billing/requested-invoices")).body["items"]
    item = {name: asked[name] for name in ("contract", "number", "day", "due_on", "rows")}
    item["outside_id"] = "i1"
    said = await desk.push("invoices", {**item, "day": "2026-01-01"})
    assert (said.status, said.problem) == (409, "ledger-conflict")
    assert (await desk.push("invoices", item)).body == {"created": 1, "known": 0}
    assert (await desk.push("invoices", item)).body == {"created": 0, "known": 1}


async def test_an_invoice_that_the_billing_sent_is_not_read_back(desk: Desk) -> None:
    row = {"name": "Услуги", "amount": 1, "price": 1, "service_day": "2026-03-02", "vat": "none"}
    await desk.push(
        "invoices", {"contract": NUMBER, "outside_id": "i", "number": "1", "day": "2026-03-02", "rows": [row]}
    )
    assert (await desk.ask("GET", "/billing/requested-invoices?after=0")).body == {"items": [], "next": 0}
