"""An invoice from a blank form to paid, as somebody at a keyboard makes it."""

import secrets
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import expect

from chassis.testing import eventually
from tests.browser.chromium import DESKTOP, MOBILE
from tests.browser.conftest import Screen, Site
from tests.browser.words import word

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def client_id(site: Site) -> str:
    """A client whom billing knows by now, and a tax."""
    api = site.client()
    mark = secrets.token_hex(3)
    body = {"kind": "company", "name": f"Cafetal {mark}", "class": "client"}
    contact = api.do("POST", "/contacts", body)
    api.do("POST", "/taxes", {"name": f"IVA {mark}", "rate_percent": "19"})

    def known() -> Any:
        draft = api("POST", "/invoices", json={"contact_id": contact["id"]})
        return draft.ok and draft.json()

    made = eventually(known, deadline=60, saying="billing knows the contact")
    removed = api("DELETE", f"/invoices/{made['id']}", headers={"If-Match": '"1"'})
    assert removed.ok
    return str(contact["id"])


def field(name: str, line: int) -> str:
    return word("line.of", field=word(f"line.{name}"), n=line)


def test_twenty_lines_are_typed_without_leaving_the_grid_and_become_a_paid_invoice(
    screen: Callable[..., Screen], client_id: str
) -> None:
    """B-12…B-16, B-18, B-20, beyond 13: the totals are the server's; an issued one has no form."""
    shown = screen()
    page = shown.page
    shown.open(f"/invoices/new?contact_id={client_id}")
    first = page.get_by_label(field("description", 1), exact=True)
    first.fill("Línea 1")
    page.keyboard.press("Tab")
    for number in range(2, 21):
        page.keyboard.press("Enter")
        page.keyboard.press("Tab")
        page.keyboard.type(f"Línea {number}")
        expect(page.get_by_label(field("description", number), exact=True)).to_be_visible()
    for number in range(1, 21):
        page.get_by_label(field("unit_price", number), exact=True).fill("0,335")
        page.get_by_label(field("quantity", number), exact=True).fill("3")
    expect(page.get_by_text("$ 20,20", exact=True)).to_be_visible()
    page.get_by_role("button", name=word("invoice.saveDraft")).click()
    page.wait_for_selector("#invoice-name")
    expect(page.get_by_role("heading", name=word("invoice.draftTitle"))).to_be_visible()
    shown.expect_sound("draft")
    page.get_by_role("button", name=word("invoice.act.issue"), exact=True).click()
    expect(page.get_by_role("heading", level=1, name="INV00000")).to_be_visible()
    expect(page.get_by_label(field("description", 1), exact=True)).to_have_count(0)
    shown.expect_sound("issued")
    page.get_by_role("button", name=word("invoice.act.pay"), exact=True).click()
    dialog = page.get_by_role("dialog")
    shown.expect_sound("payment")
    dialog.get_by_role("button", name=word("invoice.act.pay"), exact=True).click()
    expect(page.get_by_text(word("invoice.states.paid"), exact=True).first).to_be_visible()
    with page.expect_download() as saved:
        page.get_by_role("button", name=word("invoice.act.pdf"), exact=True).click()
    assert saved.value.suggested_filename.startswith("INV")


def test_what_cannot_be_issued_is_said_in_words(
    screen: Callable[..., Screen], client_id: str
) -> None:
    """Bad input: the server's sentence stands on the page, and the draft with it."""
    shown = screen()
    page = shown.page
    shown.open(f"/invoices/new?contact_id={client_id}")
    page.get_by_role("button", name=word("invoice.saveDraft")).click()
    page.wait_for_selector("#invoice-name")
    page.get_by_role("button", name=word("invoice.act.issue"), exact=True).click()
    expect(page.get_by_role("alert").filter(has_text="no tiene líneas")).to_be_visible()
    shown.expect_sound("refused")


@pytest.mark.parametrize("size", [DESKTOP, MOBILE], ids=["desktop", "mobile"])
@pytest.mark.parametrize("locale", ["es", "en"])
def test_catalogs_of_billing_are_sound_when_something_is_in_them(
    screen: Callable[..., Screen], client_id: str, size: dict[str, int], locale: str
) -> None:
    """B-22…B-25, B-40: dialogs and tabs too."""
    assert client_id
    shown = screen(size=size, locale=locale)
    page = shown.page
    shown.open("/products")
    page.get_by_role("button", name=word("product.new", locale), exact=True).first.click()
    page.wait_for_selector("[role=dialog] form")
    shown.expect_sound("product")
    page.keyboard.press("Escape")
    page.wait_for_selector("[role=dialog]", state="detached")
    page.get_by_role("button", name=word("product.categories", locale), exact=True).click()
    page.wait_for_selector("[role=dialog] form")
    shown.expect_sound("categories")
    page.keyboard.press("Escape")
    shown.open("/admin/billing")
    for tab in ("tax.title", "rate.title"):
        page.get_by_role("tab", name=word(tab, locale)).click()
        shown.expect_sound(tab.partition(".")[0])
