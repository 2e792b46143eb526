"""Catalogs arranged by keys and by dragging, the account form, referrals, tags, currencies."""

import re
import secrets
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, Route, expect

from chassis.testing.product import Client
from tests.browser.chromium import DESKTOP, MOBILE
from tests.browser.conftest import Screen, Site
from tests.browser.words import word

pytestmark = pytest.mark.browser


@pytest.fixture
def client(site: Site) -> Client:
    return site.client()


def made(client: Client, path: str, **body: Any) -> dict[str, Any]:
    answer = client("POST", path, json=body)
    assert answer.ok, answer.text
    found: dict[str, Any] = answer.json()
    return found


def choose(page: Page, label: str, option: str) -> None:
    """Pick an option of a list by keys."""
    page.get_by_role("combobox", name=label, exact=True).first.click()
    page.get_by_role("option", name=option, exact=True).click()


def test_a_temperature_is_added_coloured_and_moved_by_keys_and_by_dragging(
    screen: Callable[..., Screen], client: Client
) -> None:
    """C-42, G-23: what happened is said; the order is the server's."""
    mark = secrets.token_hex(3)
    shown = screen()
    page = shown.page
    shown.open("/admin/contacts?tab=temperatures")
    page.get_by_role("button", name=word("contactSettings.new.temperatures"), exact=True).click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_label(word("arrange.name")).fill(f"Helado {mark}")
    dialog.get_by_label(word("arrange.colour")).fill("#204080")
    shown.expect_sound("dialog")
    dialog.get_by_role("button", name=word("action.save"), exact=True).click()
    expect(dialog).to_be_hidden()

    def order() -> list[str]:
        return [one["name"] for one in client.get("/temperatures")["items"]]

    assert order()[-1] == f"Helado {mark}"
    up = page.get_by_role("button", name=word("arrange.up", name=f"Helado {mark}"), exact=True)
    up.focus()
    page.keyboard.press("Enter")
    count = len(order())

    def moved_to(place: int) -> None:
        said = word("arrange.moved", name=f"Helado {mark}", place=place, count=count)
        expect(page.get_by_role("status").filter(has_text=said)).to_be_attached()
        assert order()[place - 1] == f"Helado {mark}"

    moved_to(count - 1)
    rows = page.locator("tbody tr")
    rows.nth(count - 2).drag_to(rows.nth(0))
    expect(rows.nth(0)).to_contain_text(f"Helado {mark}")
    moved_to(1)
    row = next(one for one in client.get("/temperatures")["items"] if mark in one["name"])
    assert row["colour"] == "#204080"


def test_a_move_made_while_another_is_being_saved_is_kept(
    screen: Callable[..., Screen], client: Client
) -> None:
    """G-23: the screen has each move at once, the server has them one after the other."""
    mark = secrets.token_hex(3)
    made(client, "/temperatures", name=f"Frío {mark}", colour="#204080")
    made(client, "/temperatures", name=f"Gélido {mark}", colour="#204080")
    shown = screen()
    page = shown.page
    held: list[Route] = []

    def hold(route: Route) -> None:
        held.append(route)

    page.route("**/temperatures/order", hold, times=1)
    shown.open("/admin/contacts?tab=temperatures")
    rows = page.locator("tbody tr")
    last = page.get_by_role("button", name=word("arrange.up", name=f"Gélido {mark}"), exact=True)
    last.focus()
    page.keyboard.press("Enter")
    count = rows.count()
    expect(rows.nth(count - 2)).to_contain_text(f"Gélido {mark}")
    rows.nth(count - 1).drag_to(rows.nth(0))
    expect(rows.nth(0)).to_contain_text(f"Frío {mark}")
    held.pop().continue_()
    said = word("arrange.moved", name=f"Frío {mark}", place=1, count=count)
    expect(page.get_by_role("status").filter(has_text=said)).to_be_attached()
    names = [one["name"] for one in client.get("/temperatures")["items"]]
    assert names[0] == f"Frío {mark}"
    assert names[-1] == f"Gélido {mark}"
    expect(rows.nth(0)).to_contain_text(names[0])


def test_two_quick_moves_of_an_entry_are_two(screen: Callable[..., Screen], client: Client) -> None:
    """G-23: the second comes before the screen has shown the first."""
    name = f"Polar {secrets.token_hex(3)}"
    made(client, "/temperatures", name=name, colour="#204080")
    shown = screen()
    shown.open("/admin/contacts?tab=temperatures")
    up = shown.page.get_by_role("button", name=word("arrange.up", name=name), exact=True)
    up.evaluate("button => { button.click(); button.click(); }")
    rows = shown.page.locator("tbody tr")
    expect(rows.nth(rows.count() - 3)).to_contain_text(name)


@pytest.mark.parametrize("size", [DESKTOP, MOBILE], ids=["desktop", "mobile"])
def test_deleting_an_entry_asks_where_its_contacts_go(
    screen: Callable[..., Screen], client: Client, size: dict[str, int]
) -> None:
    """C-02, C-19, C-20: the refusal says how many; then they have the other one."""
    mark = secrets.token_hex(3)
    going = made(client, "/contact-types", name=f"Aliado {mark}")
    target = made(client, "/contact-types", name=f"Socia {mark}")
    contact = made(client, "/contacts", kind="company", name=f"Acme {mark}", type_id=going["id"])
    shown = screen(size=size)
    page = shown.page
    shown.open("/admin/contacts")
    page.get_by_role("button", name=word("action.deleteOne", name=going["name"])).click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_role("button", name=word("action.delete"), exact=True).click()
    expect(dialog.get_by_role("alert")).to_contain_text("1")
    shown.expect_sound("refused")
    choose(page, word("contactSettings.moveTo"), target["name"])
    dialog.get_by_role("button", name=word("action.delete"), exact=True).click()
    expect(dialog).to_be_hidden()
    assert client.get(f"/contacts/{contact['id']}")["type_id"] == target["id"]


@pytest.mark.parametrize("size", [DESKTOP, MOBILE], ids=["desktop", "mobile"])
def test_the_account_form_is_filled_shown_and_found_by(
    screen: Callable[..., Screen], client: Client, size: dict[str, int]
) -> None:
    """C-05, C-06, C-32, C-33, C-34, C-35, C-36, C-37, C-47, B-37: an account, whole."""
    mark = secrets.token_hex(3)
    shown = screen(size=size)
    page = shown.page
    shown.open("/contacts/new?kind=company")
    page.get_by_role("button", name=word("action.save"), exact=True).click()
    name = page.get_by_label(word("contact.companyName"))
    expect(name).to_have_attribute("aria-invalid", "true")
    name.fill(f"Cuenta {mark}")
    choose(page, word("contact.class"), word("contact.classes.client"))
    choose(page, word("contact.type"), "Proveedor")
    choose(page, word("contact.temperature"), "Caliente")
    choose(page, word("contact.currency"), "USD")
    choose(page, word("contact.priority"), word("contact.priorities.high"))
    page.get_by_label(word("contact.priceList")).fill("Distribuidores")
    page.get_by_label(word("contact.economicActivity")).fill("Comercio")
    page.get_by_label(word("contact.ledgerAccount")).fill("130505")
    page.get_by_text(word("contact.credit"), exact=True).click()
    page.get_by_label(word("contact.creditDays")).fill("45")
    page.get_by_label(word("contact.creditLimit")).press_sequentially("25.000.000")
    page.get_by_role("switch", name=word("contact.isSupplier")).focus()
    page.keyboard.press("Space")
    page.get_by_role("combobox", name=word("contact.tags"), exact=True).fill(f"feria {mark}")
    page.keyboard.press("Enter")
    page.keyboard.press("Escape")  # the suggestions close
    shown.expect_sound("form")
    page.get_by_role("button", name=word("action.save"), exact=True).click()
    page.wait_for_selector("#contact-name")
    found = client.get(f"/contacts?name=Cuenta {mark}")["items"][0]
    assert (found["currency"], found["credit_days"], found["priority"]) == ("USD", 45, "high")
    assert found["credit_limit"] == {"amount": "25000000.00", "currency": "COP"}
    assert found["is_supplier"] is True
    number = f"{found['client_number']:06d}"
    expect(page.get_by_text(word("contact.clientN", number=number))).to_be_visible()
    expect(page.get_by_text(word("contact.creditDaysN_other", count=45))).to_be_visible()
    shown.expect_sound("record")
    hot = found["temperature_id"]
    shown.open(f"/contacts?temperature={hot}&tag=feria {mark}")
    expect(page.get_by_role("link", name=f"Cuenta {mark}")).to_be_visible()
    shown.expect_sound("list")


def test_the_list_is_narrowed_by_temperature_and_by_type_and_shows_their_columns(
    screen: Callable[..., Screen], client: Client
) -> None:
    """C-02, C-47, C-42: in the address, so it can be sent to somebody else."""
    mark = secrets.token_hex(3)
    kinds = {one["name"]: one["id"] for one in client.get("/contact-types")["items"]}
    warm = next(one for one in client.get("/temperatures")["items"] if one["name"] == "Tibio")
    body = {"kind": "company", "type_id": kinds["Competidor"], "temperature_id": warm["id"]}
    made(client, "/contacts", name=f"Tibia {mark}", **body)
    made(client, "/contacts", kind="company", name=f"Otra {mark}")
    shown = screen()
    page = shown.page
    shown.open(f"/contacts?q={mark}")
    expect(page.get_by_role("link", name=f"Otra {mark}")).to_be_visible()
    choose(page, word("contact.temperature"), "Tibio")
    page.wait_for_url(re.compile(f"temperature={warm['id']}"))
    expect(page.get_by_role("link", name=f"Otra {mark}")).to_have_count(0)
    expect(page.get_by_role("cell", name="Tibio")).to_be_visible()
    page.get_by_role("button", name=word("contact.moreFilters")).click()
    choose(page, word("contact.type"), "Competidor")
    page.wait_for_url(re.compile(f"type={kinds['Competidor']}"))
    expect(page.get_by_role("link", name=f"Tibia {mark}")).to_be_visible()
    shown.expect_sound("filters")
    page.keyboard.press("Escape")
    page.get_by_role("button", name=word("table.columns")).click()
    page.get_by_label(word("contact.type"), exact=True).check()
    expect(page.get_by_role("cell", name="Competidor")).to_be_visible()


def test_a_referral_leads_both_ways_and_an_event_has_its_category(
    screen: Callable[..., Screen], client: Client
) -> None:
    """C-49, C-41: who referred and whom they referred; a meeting written on the history."""
    mark = secrets.token_hex(3)
    carla = made(client, "/contacts", kind="person", first_name="Carla", last_name=mark)
    source = next(
        one for one in client.get("/contact-sources")["items"] if one["kind"] == "referral"
    )
    referred = {"source_id": source["id"], "referred_by_id": carla["id"]}
    ana = made(client, "/contacts", kind="person", first_name="Ana", last_name=mark, **referred)
    shown = screen()
    page = shown.page
    shown.open(f"/contacts/{ana['id']}")
    page.get_by_role("link", name=f"Carla {mark}").click()
    page.wait_for_url(re.compile(carla["id"]))
    card = page.get_by_role("region", name=word("contact.referrals"))
    expect(card.get_by_role("link", name=f"Ana {mark}")).to_be_visible()
    shown.expect_sound("referrals")
    choose(page, word("timeline.category"), "Reunión")
    page.get_by_label(word("timeline.newNote")).fill("Acordamos la entrega")
    page.get_by_role("button", name=word("timeline.addNote")).click()
    entry = page.get_by_role("listitem").filter(has_text="Acordamos la entrega")
    expect(entry).to_contain_text("Reunión")


def test_a_tag_is_renamed_and_merged_for_every_contact(
    screen: Callable[..., Screen], client: Client
) -> None:
    """G-22, C-06: from the settings; the contacts follow."""
    mark = secrets.token_hex(3)
    contact = made(
        client, "/contacts", kind="company", name=f"T {mark}", tags=[f"a {mark}", f"b {mark}"]
    )
    shown = screen()
    page = shown.page
    shown.open("/admin/contacts?tab=tags")
    page.get_by_role("button", name=word("action.editOne", name=f"a {mark}")).click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_label(word("tag.name")).fill(f"c {mark}")
    dialog.get_by_role("button", name=word("action.save"), exact=True).click()
    expect(dialog).to_be_hidden()
    page.get_by_role("button", name=word("action.deleteOne", name=f"b {mark}")).click()
    choose(page, word("tag.mergeInto"), f"c {mark}")
    dialog.get_by_role("button", name=word("action.delete"), exact=True).click()
    expect(dialog).to_be_hidden()
    assert client.get(f"/contacts/{contact['id']}")["tags"] == [f"c {mark}"]


def test_a_new_invoice_is_in_its_clients_currency(
    screen: Callable[..., Screen], client: Client
) -> None:
    """C-05: chosen with the client, unless somebody picks another."""
    mark = secrets.token_hex(3)
    abroad = made(client, "/contacts", kind="company", name=f"Dólar {mark}", currency="USD")
    shown = screen()
    page = shown.page
    shown.open(f"/invoices/new?contact_id={abroad['id']}")
    currency = page.get_by_role("combobox", name=word("invoice.currency"), exact=True)
    expect(currency).to_have_value("USD")
