"""One call in the browser: it rings, is answered, ends, is classified, and is found again."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from chassis.testing import eventually
from chassis.testing.product import Client
from tests.browser.chromium import DESKTOP, MOBILE, settle
from tests.browser.conftest import Screen, Site
from tests.browser.telephone import card, choose_state, end_calls, ring, ring_for
from tests.browser.words import word

pytestmark = pytest.mark.browser


def calls_and_contacts(page: Page) -> tuple[int, int]:
    """Read two tiles of the dashboard: the calls, and the contacts that were made."""
    tiles = page.get_by_test_id("kpis").locator("dd .number")
    expect(tiles).to_have_count(4)
    shown = tiles.all_inner_texts()
    return int(re.sub(r"\D", "", shown[0])), int(re.sub(r"\D", "", shown[3]))


def stands_elsewhere(shown: Screen, contact_id: str) -> None:
    """Assert: the contact's manager is told, and the follow-up message has gone out."""
    page = shown.page
    contact = shown.site.client().get(f"/contacts/{contact_id}")
    shown.open("/notifications")
    told = page.get_by_role("listitem").filter(has_text=as_digits(contact["name"]))
    expect(told.first).to_be_visible()
    shown.open("/mailbox")
    sent = page.locator("#main").get_by_role("listitem")
    expect(sent.filter(has_text=as_digits(contact["phones"][0]["number"])).first).to_be_visible()


def as_digits(number: str) -> re.Pattern[str]:
    """Return what finds a number however a screen spaces it."""
    return re.compile(r"\D*".join(re.sub(r"\D", "", number)))


def free_hands(client: Client) -> None:
    """Leave no call of an earlier test in hand, and nobody available."""
    end_calls(client)
    client.do("PUT", "/agents/me/state", {"state": "offline"})


@pytest.fixture
def at_the_desk(screen: Callable[..., Screen], site: Site) -> Callable[..., Screen]:
    """Give a maker of screens whose person is available with nothing in hand."""
    free_hands(site.client())

    def make(**options: object) -> Screen:
        shown = screen(**options)
        locale = str(options.get("locale", "es"))
        choose_state(shown.page, "available", locale)
        return shown

    return make


@pytest.mark.timeout(180)
@pytest.mark.parametrize(
    ("locale", "size"),
    [("es", DESKTOP), ("en", DESKTOP), ("es", MOBILE)],
    ids=["es", "en", "phone"],
)
def test_a_call_from_ring_to_record(
    at_the_desk: Callable[..., Screen], locale: str, size: dict[str, int]
) -> None:
    """T-12, T-14, T-15, T-24, T-25, R-10: the journey of a call, each state sound."""
    shown = at_the_desk(locale=locale, size=size)
    page = shown.page
    panel = page.locator("#softphone")
    shown.open("/")
    calls, made = calls_and_contacts(page)
    shown.expect_sound("available")
    ring(page, locale)
    shown.expect_sound("ringing")
    # The card follows to the contact that the unknown number got.
    link = card(page, locale).get_by_role("link")
    expect(link).to_be_visible(timeout=5_000)
    card(page, locale).get_by_role("button", name=word("phone.answer", locale)).click()
    expect(panel.get_by_role("timer")).to_be_visible()
    expect(card(page, locale)).to_be_hidden()
    shown.expect_sound("talking")

    # No change of page and no reload ends the call.
    shown.open("/calls")
    expect(panel.get_by_role("timer")).to_be_visible()
    page.reload()
    page.wait_for_selector("h1")
    if not panel.is_visible():
        page.locator("[aria-controls=softphone]").click()
    expect(panel.get_by_role("timer")).to_be_visible()

    panel.get_by_role("button", name=word("phone.hangup", locale)).click()
    outcome = panel.get_by_label(re.compile(word("wrapUp.outcome", locale))).first
    expect(outcome).to_be_visible()
    shown.expect_sound("wrap-up")
    panel.get_by_role("button", name=word("wrapUp.save", locale)).click()
    expect(panel.get_by_text(word("wrapUp.required", locale)).last).to_be_visible()
    shown.expect_sound("wrap-up-refused")
    outcome.click()
    page.get_by_role("option").first.click()
    panel.get_by_label(word("wrapUp.note", locale)).fill(
        "Pide precios de mayorista; llamar el jueves."
    )
    party = panel.get_by_role("link").first
    contact_path = party.get_attribute("href")
    assert contact_path
    panel.get_by_role("button", name=word("wrapUp.save", locale)).click()
    expect(outcome).to_be_hidden()

    # The call stands in the log and on the contact's timeline with its note.
    shown.open("/calls")
    row = page.locator("[role=row]").nth(1)
    expect(row).to_contain_text(word("call.status.completed", locale))
    expect(row.get_by_role("link")).to_have_attribute("href", contact_path)
    shown.open(contact_path)
    expect(page.get_by_text("Pide precios de mayorista; llamar el jueves.")).to_be_visible()
    expect(page.get_by_text(word("timeline.titles.call_inbound", locale)).first).to_be_visible()
    shown.expect_sound("record")

    stands_elsewhere(shown, contact_path.rpartition("/")[2])
    shown.open("/")
    eventually(lambda: calls_and_contacts(page) == (calls + 1, made + 1), saying="the figures move")
    choose_state(page, "offline", locale)


@pytest.mark.timeout(120)
def test_a_call_is_answered_without_a_mouse_and_steals_no_focus(
    at_the_desk: Callable[..., Screen],
) -> None:
    """T-14: somebody who types goes on typing; Ctrl+Shift+Enter answers."""
    shown = at_the_desk()
    page = shown.page
    shown.open("/contacts/new")
    settle(page)
    first = page.get_by_label(word("contact.firstName")).first
    first.fill("Ma")
    page.locator("#softphone").get_by_role("button", name=word("phone.simulate")).focus()
    page.keyboard.press("Enter")
    first.focus()
    expect(card(page)).to_be_visible(timeout=5_000)
    page.keyboard.type("ría")
    assert first.input_value() in ("María", "ríaMa")
    assert page.evaluate("document.activeElement.tagName") == "INPUT"
    alert = page.locator("[role=alert]").filter(has_text=re.compile(word("phone.incoming")))
    expect(alert).to_have_count(1)
    page.keyboard.press("Control+Shift+Enter")
    panel = page.locator("#softphone")
    expect(panel.get_by_role("timer")).to_be_visible()
    panel.get_by_role("button", name=word("phone.hangup")).click()
    outcome = panel.get_by_label(re.compile(word("wrapUp.outcome"))).first
    expect(outcome).to_be_visible()
    outcomes = page.get_by_role("option")

    def opened() -> bool:
        # The form is drawn anew when the call has ended for good, and the list closes with it.
        outcome.press("ArrowDown")
        return outcomes.first.is_visible()

    eventually(opened, saying="the outcomes are offered")
    outcome.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(outcome).not_to_have_value("")
    page.keyboard.press("Tab")
    page.keyboard.type("Sin ratón")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(outcome).to_be_hidden()
    assert page.get_by_label(word("contact.firstName")).first.input_value() != ""
    choose_state(page, "offline")


@pytest.mark.timeout(120)
def test_a_rejected_call_is_missed_and_may_be_found(at_the_desk: Callable[..., Screen]) -> None:
    """T-14, T-16: Ctrl+Shift+Backspace rejects; with nobody else it is a missed call."""
    shown = at_the_desk()
    page = shown.page
    ring(page)
    page.keyboard.press("Control+Shift+Backspace")
    expect(card(page)).to_be_hidden()
    choose_state(page, "offline")
    shown.open("/calls?status=missed")
    expect(page.locator("[role=row]").nth(1)).to_contain_text(word("call.status.missed"))


@pytest.mark.timeout(120)
def test_only_one_tab_rings_and_all_show_the_call(at_the_desk: Callable[..., Screen]) -> None:
    """web.md 2.3: one leader; a second tab shows the call and can end it."""
    shown = at_the_desk()
    page = shown.page
    other = page.context.new_page()
    other.goto(f"{shown.site.url}/contacts")
    other.wait_for_selector("h1")
    streams: list[str] = []
    other.on("request", lambda request: streams.append(request.url))
    ring(page)
    expect(card(other)).to_be_visible(timeout=5_000)
    assert not [url for url in streams if url.endswith("/stream")]
    card(other).get_by_role("button", name=word("phone.answer")).click()
    expect(page.locator("#softphone").get_by_role("timer")).to_be_visible(timeout=5_000)
    page.close()
    panel = other.locator("#softphone")
    expect(panel.get_by_role("timer")).to_be_visible()
    panel.get_by_role("button", name=word("phone.hangup")).click()
    outcome = panel.get_by_label(re.compile(word("wrapUp.outcome"))).first
    expect(outcome).to_be_visible(timeout=7_000)
    outcome.click()
    other.get_by_role("option").first.click()
    panel.get_by_role("button", name=word("wrapUp.save")).click()
    expect(outcome).to_be_hidden()
    choose_state(other, "offline")


@pytest.mark.timeout(120)
def test_the_card_shows_for_one_call_after_the_other(
    at_the_desk: Callable[..., Screen], site: Site
) -> None:
    """T-14: five calls, five cards; how soon they come is measured by `make bench-card`."""
    shown = at_the_desk()
    assert len(ring_for(shown.page, site.client(), calls=5)) == 5
    choose_state(shown.page, "offline")
