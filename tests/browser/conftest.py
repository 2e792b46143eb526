"""Chromium against a running product.

`site` is the suite's own product, or the one at the address of TRONCAL_TEST_SITE
(with TRONCAL_ADMIN_EMAIL and TRONCAL_ADMIN_PASSWORD).
"""

import os
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Page, Playwright, expect, sync_playwright

from chassis.testing.product import Client, Product
from tests.browser.chromium import (
    DESKTOP,
    PATIENCE,
    WEB,
    complaints,
    executable,
    open_context,
    overflow,
    settle,
    violations,
)

SHOTS = Path(__file__).parent / "screenshots"


@dataclass(frozen=True)
class Site:
    """Where the app is, and who may administer it."""

    url: str
    email: str
    password: str

    def client(self) -> Client:
        """Sign in over the API."""
        return Client(self.url, self.email, self.password)


def furnish(client: Client) -> None:
    """Put enough into an empty product that its lists scroll."""
    for index in range(70 - client.get("/contacts?count=1")["total"]):
        body = {"class": ("prospect", "interested", "client")[index % 3]}
        phones = [{"number": f"+57310555{index:04d}"}]
        if index % 6 == 0:
            named = {"kind": "company", "name": f"Agro Pacífico {index}"}
        else:
            named = {"kind": "person", "first_name": "Ana María", "last_name": f"Gómez {index}"}
        client.do("POST", "/contacts", {**body, **named, "phones": phones})
    if client.get("/activities?count=1")["total"] == 0:
        busy(client)


def busy(client: Client) -> None:
    """Plan activities of every kind and flag, and complete one."""
    contacts = client.get("/contacts?limit=4&kind=person")["items"]
    moment = datetime.now(UTC).replace(minute=0, second=0, microsecond=0)
    for kind, contact, hours in zip(
        ("call", "task", "meeting", "visit"), contacts, (-3, 6, 30, 90), strict=True
    ):
        at = [(moment + timedelta(hours=hours + more)).isoformat() for more in (0, 1)]
        spans = kind in ("meeting", "visit")
        when = {"starts_at": at[0], "ends_at": at[1]} if spans else {"due_at": at[0]}
        related = {"type": "contact", "id": contact["id"]}
        body = {"kind": kind, "title": f"Con {contact['name']}", "related": related}
        made = client.do("POST", "/activities", body | when)
    client.do("POST", f"/activities/{made['id']}/complete", {"outcome": "Hecho"})


@pytest.fixture(scope="session")
def site(request: pytest.FixtureRequest) -> Site:
    """Give the suite's own product, furnished, or the one at the address of TRONCAL_TEST_SITE."""
    given = os.environ.get("TRONCAL_TEST_SITE")
    if given:
        return Site(given, os.environ["TRONCAL_ADMIN_EMAIL"], os.environ["TRONCAL_ADMIN_PASSWORD"])
    product: Product = request.getfixturevalue("run")
    site = Site(product.base, *product.login)
    furnish(site.client())
    return site


@pytest.fixture(scope="session")
def playwright() -> Iterator[Playwright]:
    """Start the driver; fail in one sentence without Chromium or the built app."""
    if executable() is None:
        pytest.fail("no Chromium here: apt-get install chromium")
    if not (WEB / "dist" / "index.html").is_file():
        pytest.fail("the web app is not built: make web")
    expect.set_options(timeout=PATIENCE)
    with sync_playwright() as driver:
        yield driver


class Screen:
    """One page of one browser, and what must hold of it whatever it shows."""

    def __init__(self, page: Page, site: Site, name: str, locale: str) -> None:
        self.page, self.site, self.name, self.locale = page, site, name, locale
        self.complaints = complaints(page)

    def open(self, path: str) -> None:
        """Go to a path, as a link would once the app runs, and wait until it stands."""
        page = self.page
        if page.url.startswith(self.site.url) and not page.url.endswith("/login"):
            page.evaluate(
                "path => { history.pushState({}, '', path);"
                " dispatchEvent(new PopStateEvent('popstate')) }",
                path,
            )
        else:
            page.goto(self.site.url + path)
        if path != "/login":
            page.wait_for_selector(f"#main[data-page='{path.partition('?')[0]}']")
        page.wait_for_selector("h1")
        settle(page)

    def log_in(self) -> None:
        """Log in as the administrator, by keys only."""
        page = self.page
        page.goto(f"{self.site.url}/login")
        page.wait_for_selector("input[name=email]")
        page.locator("input[name=email]").focus()
        page.keyboard.type(self.site.email)
        page.keyboard.press("Tab")
        page.keyboard.type(self.site.password)
        page.keyboard.press("Enter")
        page.wait_for_selector("#main h1")
        settle(page)
        # The language is the person's, and an earlier test may have chosen another.
        if page.evaluate("document.documentElement.lang") != self.locale:
            choose_language(page, self.locale)

    def expect_sound(self, state: str) -> None:
        """Assert: axe finds nothing, nothing is wider than the window, nobody complained."""
        page = self.page
        # The middle of the header is bare: no tooltip stays open over what is examined.
        width = page.viewport_size["width"] if page.viewport_size else 0
        page.mouse.move(width / 2, 28)
        page.wait_for_selector("h1", state="attached")  # every page has one, once it is there
        settle(page)
        SHOTS.mkdir(exist_ok=True)
        page.screenshot(path=SHOTS / f"{self.name}-{state}.png")
        assert violations(page) == [], f"{state}: axe"
        assert overflow(page) == [], f"{state}: wider than the window"
        assert self.complaints == [], f"{state}: console"


@pytest.fixture
def screen(
    playwright: Playwright, site: Site, request: pytest.FixtureRequest
) -> Iterator[Callable[..., Screen]]:
    """Give a maker of screens: `screen(size=MOBILE, locale="en")` is logged in unless told not."""
    with ExitStack() as stack:

        def make(
            *, size: dict[str, int] = DESKTOP, locale: str = "es", logged_in: bool = True
        ) -> Screen:
            context = stack.enter_context(open_context(playwright, size=size, locale=locale))
            name = f"{request.node.name.partition('[')[0]}-{locale}-{size['width']}"
            made = Screen(context.new_page(), site, name, locale)
            if logged_in:
                made.log_in()
            return made

        yield make


def choose_language(page: Page, locale: str) -> None:
    """Choose the language as a person does; on a narrow screen the choice is in the account."""
    option = page.locator(f".mantine-SegmentedControl-root input[value={locale}]").first
    if option.is_visible() or option.locator("xpath=..").is_visible():
        option.locator("xpath=following-sibling::label").click()
    else:
        page.get_by_role("banner").get_by_role("button").first.click()
        page.locator(f"[role=dialog] input[value={locale}] + label").click()
        page.keyboard.press("Escape")
        page.wait_for_selector("[role=dialog]", state="detached")
    page.wait_for_function("l => document.documentElement.lang === l", arg=locale)
