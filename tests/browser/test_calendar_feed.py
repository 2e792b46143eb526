"""The address of one's calendar: created, read by a program, renewed and revoked in the profile."""

import secrets
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
import requests
from playwright.sync_api import Page, expect

from tests.browser.chromium import DESKTOP, MOBILE
from tests.browser.conftest import Screen, Site
from tests.browser.words import word

pytestmark = pytest.mark.browser


def address(page: Page) -> str:
    return page.get_by_label(word("calendarFeed.address")).input_value()


def press(page: Page, key: str) -> None:
    page.get_by_role("button", name=word(f"calendarFeed.{key}"), exact=True).click()


def confirm(page: Page, key: str) -> None:
    """Press a button and say yes to what it asks."""
    press(page, key)
    dialog = page.get_by_role("dialog")
    dialog.get_by_role("button", name=word(f"calendarFeed.{key}"), exact=True).click()
    expect(dialog).to_have_count(0)


def fetched(shown: str, site: Site) -> requests.Response:
    """Read an address as a calendar program does, wherever the suite's product listens."""
    path = "/api/v1/public/calendars/" + shown.rpartition("/")[2]
    return requests.get(site.url + path, timeout=10)


@pytest.mark.parametrize("size", [DESKTOP, MOBILE], ids=["desktop", "mobile"])
def test_an_address_is_created_renewed_and_revoked(
    screen: Callable[..., Screen], site: Site, size: dict[str, int]
) -> None:
    """N-18: it is shown once; programs read activities at the newest address alone."""
    client = site.client()
    client("DELETE", "/activities/feed")
    title = f"Tarea {secrets.token_hex(3)}"
    due_at = (datetime.now(UTC) + timedelta(hours=5)).isoformat()
    client.do("POST", "/activities", {"kind": "task", "title": title, "due_at": due_at})
    shown = screen(size=size)
    page = shown.page
    shown.open("/profile")
    expect(page.get_by_text(word("calendarFeed.none"))).to_be_visible()
    press(page, "create")
    first = address(page)
    shown.expect_sound("address")
    answer = fetched(first, site)
    assert answer.status_code == 200
    assert f"SUMMARY:{title}" in answer.text
    confirm(page, "renew")
    expect(page.get_by_label(word("calendarFeed.address"))).not_to_have_value(first)
    second = address(page)
    assert (fetched(first, site).status_code, fetched(second, site).status_code) == (404, 200)
    confirm(page, "revoke")
    expect(page.get_by_text(word("calendarFeed.none"))).to_be_visible()
    assert fetched(second, site).status_code == 404
