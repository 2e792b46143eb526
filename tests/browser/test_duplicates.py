"""Duplicates from the list to the merged contact and back (C-46)."""

import secrets
from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, expect

from tests.browser.chromium import DESKTOP, MOBILE
from tests.browser.conftest import Screen, Site
from tests.browser.words import word

pytestmark = pytest.mark.browser


def press(where: Locator, name: str) -> None:
    """Reach a button by the keyboard and press it."""
    button = where.get_by_role("button", name=name, exact=True).first
    button.focus()
    button.press("Enter")


@pytest.mark.timeout(400)
@pytest.mark.parametrize(
    ("size", "locale"), [(DESKTOP, "es"), (MOBILE, "en")], ids=["desktop-es", "mobile-en"]
)
def test_two_cards_become_one_and_two_again_by_keyboard_alone(
    screen: Callable[..., Screen], site: Site, size: dict[str, int], locale: str
) -> None:
    """C-46: found by a shared address, compared, merged with a choice, separated again."""
    client, mark = site.client(), secrets.token_hex(4)
    address = {"emails": [{"address": f"a@{mark}.example"}]}
    one, two = (
        client.do(
            "POST",
            "/contacts",
            {"kind": "company", "name": f"{name} {mark}", "website": f"{name}.example", **address},
        )
        for name in ("acme", "acmesa")
    )
    shown = screen(size=size, locale=locale)
    page = shown.page
    shown.open("/contacts/duplicates?by=email")
    group = page.get_by_role(
        "region", name=word("duplicates.group", locale, key=f"a@{mark}.example")
    )
    expect(group).to_be_visible()
    shown.expect_sound("list")
    press(group, word("duplicates.compare", locale))
    dialog = page.get_by_role("dialog")
    website = dialog.get_by_role("radiogroup", name=word("contact.website", locale))
    expect(website).to_be_visible()
    shown.expect_sound("compare")
    theirs = website.get_by_role("radio", name="https://acmesa.example", exact=True)
    theirs.focus()
    page.keyboard.press("Space")
    press(dialog, word("duplicates.merge", locale))
    expect(dialog).to_be_hidden()
    expect(group).to_be_hidden()
    merged = client.get(f"/contacts/{one['id']}")
    survivor, gone = (one, two) if merged["state"] == "active" else (two, one)
    assert client.get(f"/contacts/{survivor['id']}")["website"] == "https://acmesa.example"

    shown.open(f"/contacts/{survivor['id']}")
    name = word("duplicates.unmergeOne", locale, name=gone["name"])
    expect(page.get_by_role("button", name=name)).to_be_visible()
    press(page.locator("body"), name)
    press(page.get_by_role("dialog"), word("duplicates.unmerge", locale))
    possible = page.get_by_role("region", name=word("duplicates.possible", locale))
    expect(possible.get_by_role("link", name=gone["name"])).to_be_visible()
    shown.expect_sound("page")
    assert client.get(f"/contacts/{one['id']}")["website"] == "https://acme.example"
    press(possible, word("duplicates.apartFrom", locale, name=gone["name"]))
    expect(possible).to_be_hidden()
