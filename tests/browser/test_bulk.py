"""One act on many contacts of the list: ticks, all that match, progress, what was refused."""

import re
import secrets
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from chassis.testing.product import Client
from tests.browser.chromium import DESKTOP, MOBILE
from tests.browser.conftest import Screen, Site
from tests.browser.words import word

pytestmark = pytest.mark.browser
BOTH = pytest.mark.parametrize(
    ("size", "locale"), [(DESKTOP, "es"), (MOBILE, "en")], ids=["desktop-es", "mobile-en"]
)
PEOPLE = 6


@pytest.fixture
def client(site: Site) -> Client:
    """A person who signs in over the API."""
    return site.client()


@pytest.fixture
def mark(client: Client) -> str:
    """Six people with one surname and tag that nobody else has."""
    mark = f"Zb{secrets.token_hex(3)}"
    for place in range(PEOPLE):
        body = {"kind": "person", "first_name": f"Ana{place}", "last_name": mark, "tags": [mark]}
        client.do("POST", "/contacts", body | {"manager_ids": []})
    return mark


def listed(client: Client, mark: str, **more: str) -> list[dict[str, object]]:
    """Return the people, by name."""
    asked = "&".join(f"{name}={value}" for name, value in more.items())
    found = client.get(f"/contacts?tags={mark}&sort=name&{asked}")["items"]
    assert isinstance(found, list)
    return found


def tick(page: Page, locale: str, name: str, *, shift: bool = False) -> None:
    """Tick a row by the keyboard."""
    box = page.get_by_role("checkbox", name=word("bulk.tick", locale, name=name), exact=True)
    box.focus()
    page.keyboard.press("Shift+Space" if shift else "Space")


def choose(page: Page, locale: str, action: str) -> None:
    """Open the dialog of an action by the keyboard."""
    bar = page.get_by_role("region", name=word("bulk.title", locale))
    expect(bar).to_be_visible()
    button = bar.get_by_role("button", name=word(action, locale), exact=True)
    if not button.count():
        bar.get_by_role("button", name=word("bulk.more", locale), exact=True).press("Enter")
        button = page.get_by_role("menuitem", name=word(action, locale), exact=True)
    button.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("dialog")).to_be_visible()


def finish(page: Page, locale: str) -> None:
    """Wait for the end and close the dialog by the key that has the focus."""
    status = page.get_by_role("dialog").get_by_role("status")
    expect(status).to_contain_text(word("bulk.states.done", locale), timeout=60_000)
    expect(page.get_by_role("button", name=word("action.close", locale)).last).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_role("dialog")).to_be_hidden()


@BOTH
def test_ticked_contacts_are_assigned_by_keyboard_alone(
    screen: Callable[..., Screen],
    client: Client,
    mark: str,
    size: dict[str, int],
    locale: str,
) -> None:
    """C-43, G-10: a range of ticks, a dialog, counts; the others stay as they were."""
    shown = screen(size=size, locale=locale)
    page = shown.page
    shown.open(f"/contacts?tag={mark}&sort=name")
    expect(page.get_by_role("table")).to_have_attribute("aria-rowcount", str(PEOPLE + 1))
    tick(page, locale, f"Ana1 {mark}")
    tick(page, locale, f"Ana3 {mark}", shift=True)
    expect(page.get_by_role("status").filter(has_text=re.compile("^3 "))).to_be_visible()
    shown.expect_sound("ticked")
    choose(page, locale, "bulk.assign.action")
    submit = page.get_by_role("dialog").get_by_role(
        "button", name=word("bulk.assign.action", locale), exact=True
    )
    submit.press("Enter")
    expect(page.get_by_text(word("bulk.assign.nobody", locale))).to_be_visible()
    shown.expect_sound("asked")
    field = page.get_by_role("dialog").get_by_label(word("contact.managers", locale), exact=True)
    field.first.fill(client.user["name"])
    expect(page.get_by_role("option").first).to_be_visible()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    submit.press("Enter")
    finish(page, locale)
    given = [bool(person["manager_ids"]) for person in listed(client, mark)]
    assert given == [False, True, True, True, False, False]
    expect(page.get_by_role("region", name=word("bulk.title", locale))).to_be_hidden()


@BOTH
def test_all_that_match_are_discarded_and_come_back(
    screen: Callable[..., Screen],
    client: Client,
    mark: str,
    size: dict[str, int],
    locale: str,
) -> None:
    """G-11, C-18: one tick leads to all that match; the discarded list brings them back."""
    shown = screen(size=size, locale=locale)
    page = shown.page
    shown.open(f"/contacts?tag={mark}&sort=name")
    tick(page, locale, f"Ana2 {mark}")
    every = word("bulk.selectAll_other", locale, total=str(PEOPLE))
    page.get_by_role("button", name=every, exact=True).press("Enter")
    expect(page.get_by_role("checkbox", checked=True).first).to_be_visible()
    choose(page, locale, "bulk.discard.action")
    shown.expect_sound("confirm")
    confirm = page.get_by_role("dialog").get_by_role(
        "button", name=word("bulk.discard.action", locale), exact=True
    )
    confirm.press("Enter")
    finish(page, locale)
    assert listed(client, mark) == []
    shown.open(f"/contacts?discarded=1&q={mark}")
    expect(page.get_by_role("table")).to_have_attribute("aria-rowcount", str(PEOPLE + 1))
    tick(page, locale, f"Ana1 {mark}")
    choose(page, locale, "bulk.restore.action")
    page.get_by_role("dialog").get_by_role(
        "button", name=word("bulk.restore.action", locale), exact=True
    ).press("Enter")
    finish(page, locale)
    assert [person["name"] for person in listed(client, mark)] == [f"Ana1 {mark}"]


@BOTH
def test_a_tag_is_put_on_all_in_sight(
    screen: Callable[..., Screen],
    client: Client,
    mark: str,
    size: dict[str, int],
    locale: str,
) -> None:
    """C-43, N-16: dialogs of the other actions; each has all its labels."""
    shown = screen(size=size, locale=locale)
    page = shown.page
    shown.open(f"/contacts?tag={mark}&sort=name")
    tick(page, locale, f"Ana0 {mark}")
    tick(page, locale, f"Ana5 {mark}", shift=True)
    for action in ("edit", "plan", "note", "mail", "copy"):
        choose(page, locale, f"bulk.{action}.action")
        shown.expect_sound(action)
        cancel = page.get_by_role("dialog").get_by_role(
            "button", name=word("action.cancel", locale)
        )
        cancel.press("Enter")
        expect(page.get_by_role("dialog")).to_be_hidden()
    choose(page, locale, "bulk.tags.action")
    field = page.get_by_role("dialog").get_by_label(word("bulk.tags.add", locale), exact=True)
    field.first.fill(f"{mark}x")
    page.keyboard.press("Enter")
    page.get_by_role("dialog").get_by_role(
        "button", name=word("bulk.tags.submit", locale), exact=True
    ).press("Enter")
    finish(page, locale)
    assert all(person["tags"] == [mark, f"{mark}x"] for person in listed(client, mark))


def test_what_was_refused_is_shown_and_can_be_taken_away(
    screen: Callable[..., Screen], client: Client, mark: str
) -> None:
    """C-43: the reason stands beside the name."""
    shown = screen(size=DESKTOP, locale="es")
    page = shown.page
    shown.open(f"/contacts?tag={mark}&sort=name")
    header = page.get_by_role("checkbox", name=word("bulk.tickShown", "es"))
    header.focus()
    page.keyboard.press("Space")
    gone = listed(client, mark)[0]
    client.do("DELETE", f"/contacts/{gone['id']}", headers={"If-Match": f'"{gone["version"]}"'})
    choose(page, "es", "bulk.discard.action")
    page.get_by_role("dialog").get_by_role(
        "button", name=word("bulk.discard.action", "es"), exact=True
    ).press("Enter")
    refused = page.get_by_role("list", name=word("bulk.refusedList", "es"))
    expect(refused.get_by_role("listitem")).to_have_count(1, timeout=60_000)
    shown.expect_sound("refused")
    with page.expect_download() as saved:
        page.get_by_role("button", name=word("bulk.fetch", "es")).press("Enter")
    assert saved.value.suggested_filename == "rechazados.csv"
    page.get_by_role("button", name=word("action.close", "es")).last.press("Enter")
    expect(page.get_by_role("dialog")).to_be_hidden()
