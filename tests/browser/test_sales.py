"""Opportunities on the screen: created, dragged, moved by keys, won, and the truth after a 412."""

import re
import secrets
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from chassis.testing import eventually
from chassis.testing.product import Client
from tests.browser.chromium import DESKTOP, MOBILE, settle
from tests.browser.conftest import Screen, Site
from tests.browser.words import word

pytestmark = pytest.mark.browser


class Deals:
    """What a test needs of sales, over the API: stages, and opportunities of its own."""

    def __init__(self, client: Client) -> None:
        self.client = client
        self.stages = eventually(lambda: client.get("/stages")["items"], deadline=60)
        self.contact = client.get("/contacts?limit=1&kind=company")["items"][0]
        # A word that JSON would read as a number without end: a search in an address is text.
        self.mark = f"{1 + secrets.randbelow(9)}e{secrets.randbelow(10**6):06}"

    def create(self, title: str, *, stage: int = 0, **more: Any) -> dict[str, Any]:
        body = {
            "title": f"{title} {self.mark}",
            "contact_id": self.contact["id"],
            "stage_id": self.stages[stage]["id"],
            "budget": {"amount": "1500000", "currency": "COP"},
        }
        return self.client.create_for_contact("/opportunities", body | more)

    def read(self, one: dict[str, Any]) -> dict[str, Any]:
        return self.client.get(f"/opportunities/{one['id']}")

    def column(self, page: Page, stage: int) -> Any:
        return page.locator(f"[data-stage='{self.stages[stage]['id']}']")


@pytest.fixture
def deals(site: Site) -> Deals:
    return Deals(site.client())


@pytest.mark.parametrize("size", [DESKTOP, MOBILE], ids=["desktop", "mobile"])
def test_the_board_the_list_and_one_opportunity_are_sound(
    screen: Callable[..., Screen], deals: Deals, size: dict[str, int]
) -> None:
    """S-14, S-20, S-37, S-07: readable by everybody, whole, quiet, on both widths."""
    made = deals.create("Sede norte", stage=4, expected_close_on="2026-12-31")
    deals.create("Con dólares", stage=2, budget={"amount": "900", "currency": "USD"})
    shown = screen(size=size)
    shown.open(f"/opportunities?q={deals.mark}")
    expect(deals.column(shown.page, 4)).to_contain_text(made["title"])
    shown.expect_sound("board")
    shown.open(f"/opportunities?view=list&q={deals.mark}")
    expect(shown.page.get_by_text(made["title"]).first).to_be_visible()
    expect(shown.page.get_by_text(word("sale.sum"))).to_be_visible()
    shown.expect_sound("list")
    shown.open(f"/opportunities/{made['id']}")
    expect(shown.page.get_by_role("heading", level=1)).to_have_text(made["title"])
    expect(shown.page.get_by_text(deals.contact["name"])).to_be_visible()
    shown.expect_sound("one")
    shown.page.get_by_role("button", name=word("sale.win.action"), exact=True).click()
    expect(shown.page.get_by_role("dialog")).to_be_visible()
    settle(shown.page)
    shown.expect_sound("win")


def test_a_card_is_dragged_to_another_stage(screen: Callable[..., Screen], deals: Deals) -> None:
    """S-20: dragging changes the stage; the columns' counts and sums follow."""
    made = deals.create("Arrastrada", stage=0)
    shown = screen()
    shown.open(f"/opportunities?q={deals.mark}")
    card = shown.page.locator(f"[data-opportunity='{made['id']}']")
    card.drag_to(deals.column(shown.page, 3).locator("ul"))
    expect(deals.column(shown.page, 3)).to_contain_text(made["title"])
    expect(deals.column(shown.page, 0)).not_to_contain_text(made["title"])
    eventually(lambda: deals.read(made)["stage_id"] == deals.stages[3]["id"], deadline=10)
    expect(deals.column(shown.page, 3)).to_contain_text(
        word("sale.columnSum_one", total=1, amount="").strip(" ·")
    )


def test_a_card_is_moved_by_keys_alone(screen: Callable[..., Screen], deals: Deals) -> None:
    """S-20: Alt with an arrow, or the card's menu; what happened is said."""
    made = deals.create("Con teclas", stage=1)
    shown = screen()
    page = shown.page
    shown.open(f"/opportunities?q={deals.mark}")
    page.locator(f"[data-opportunity='{made['id']}'] a").focus()
    page.keyboard.press("Alt+ArrowRight")
    expect(deals.column(page, 2)).to_contain_text(made["title"])
    moved = word("sale.moved", name=made["title"], stage=deals.stages[2]["name"])
    expect(page.get_by_role("status").filter(has_text=moved).first).to_be_attached()
    expect(page.locator(f"[data-opportunity='{made['id']}'] a")).to_be_focused()
    page.get_by_role("button", name=word("sale.moveOne", name=made["title"])).focus()
    page.keyboard.press("Enter")
    page.get_by_role("menuitem", name=deals.stages[5]["name"]).focus()
    page.keyboard.press("Enter")
    expect(deals.column(page, 5)).to_contain_text(made["title"])
    eventually(lambda: deals.read(made)["version"] == 3, saying="the second move is kept")


def test_who_moves_a_card_second_sees_where_it_is(
    screen: Callable[..., Screen], deals: Deals
) -> None:
    """S-20, bad input: 412; the board shows the truth and nothing is overwritten."""
    made = deals.create("De dos", stage=0)
    shown = screen()
    page = shown.page
    shown.open(f"/opportunities?q={deals.mark}")
    card = page.locator(f"[data-opportunity='{made['id']}']")
    expect(card).to_be_visible()
    deals.client.do(
        "POST", f"/opportunities/{made['id']}/stage", {"stage_id": deals.stages[6]["id"]}
    )
    card.locator("a").focus()
    page.keyboard.press("Alt+ArrowRight")
    expect(deals.column(page, 6)).to_contain_text(made["title"])
    told = word("sale.movedBySomebody", name=made["title"])
    expect(page.get_by_role("status").filter(has_text=told).first).to_be_attached()
    expect(page.get_by_text(word("error.stale"))).to_be_visible()
    assert deals.read(made)["stage_id"] == deals.stages[6]["id"]


def test_an_opportunity_is_created_from_a_contact_changed_won_and_reopened(
    screen: Callable[..., Screen], deals: Deals
) -> None:
    """S-01, S-07, S-10, S-11, S-12, S-15, S-16: the whole way on the screen."""
    shown = screen()
    page = shown.page
    shown.open(f"/contacts/{deals.contact['id']}")
    new = word("customer.newOne", what=word("customer.opportunities"))
    page.get_by_role("link", name=new).click()
    page.wait_for_url(re.compile(r"/opportunities/new\?contact_id="))
    expect(page.get_by_label(word("sale.contact")).first).to_have_value(deals.contact["name"])
    page.get_by_label(word("sale.title")).first.fill(f"Del contacto {deals.mark}")
    page.get_by_label(word("sale.budget")).first.fill("2500000")
    page.get_by_role("button", name=word("action.save"), exact=True).click()
    page.wait_for_url(re.compile(r"/opportunities/[0-9a-f-]{36}$"))
    expect(page.get_by_role("heading", level=1)).to_have_text(f"Del contacto {deals.mark}")
    field = word("contact.editField", field=word("sale.probability"))
    page.get_by_role("button", name=field).click()
    page.get_by_role("textbox", name=word("sale.probability")).fill("40")
    page.keyboard.press("Enter")
    expect(page.get_by_text(word("sale.byHand"))).to_be_visible()
    expect(page.get_by_text(re.compile(r"1\.000\.000"))).to_be_visible()
    page.get_by_role("button", name=word("sale.win.action"), exact=True).click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_role("button", name=word("sale.win.action"), exact=True).click()
    expect(dialog.get_by_text(word("form.needed"))).to_be_visible()
    dialog.get_by_label(word("sale.win.reason")).first.click()
    page.get_by_role("option").first.click()
    dialog.get_by_role("button", name=word("sale.win.action"), exact=True).click()
    expect(page.get_by_role("link", name=word("sale.sellAgain"))).to_be_visible()
    shown.open(f"/sales?q={deals.mark}")
    page.get_by_role("link", name=f"Del contacto {deals.mark}").click()
    page.get_by_role("button", name=word("sale.reopen.action"), exact=True).click()
    dialog.get_by_label(word("sale.reopen.reason")).first.fill("Cambió de plan")
    dialog.get_by_role("button", name=word("sale.reopen.action"), exact=True).click()
    expect(page.get_by_role("button", name=word("sale.win.action"), exact=True)).to_be_visible()
    expect(page.get_by_text("Cambió de plan")).to_be_visible()


def test_a_stage_is_added_arranged_and_deleted(screen: Callable[..., Screen], deals: Deals) -> None:
    """S-03, S-17: deleting asks where its opportunities go."""
    name = f"Etapa {deals.mark}"
    made = deals.client.do("POST", "/stages", {"name": name, "probability": 60})
    standing = deals.create("Queda", stage_id=made["id"])
    shown = screen()
    page = shown.page
    shown.open("/admin/stages")
    page.get_by_role("button", name=word("arrange.up", name=name)).click()
    eventually(
        lambda: [one["id"] for one in deals.client.get("/stages")["items"]][-2] == made["id"],
        deadline=10,
    )
    page.get_by_role("button", name=word("action.deleteOne", name=name)).click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_role("button", name=word("action.delete"), exact=True).click()
    expect(dialog.get_by_role("alert")).to_be_visible()
    dialog.get_by_label(word("stage.moveTo")).first.click()
    page.get_by_role("option", name=deals.stages[0]["name"]).click()
    dialog.get_by_role("button", name=word("action.delete"), exact=True).click()
    expect(page.get_by_text(name, exact=True)).to_have_count(0)
    assert deals.read(standing)["stage_id"] == deals.stages[0]["id"]
