"""Leads from the form to what they become; web forms from the builder to the lead (C-13, C-28)."""

import re
import secrets
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from chassis.testing import eventually
from chassis.testing.product import Client
from tests.browser.chromium import DESKTOP, MOBILE, NARROWEST, overflow, violations
from tests.browser.conftest import Screen, Site
from tests.browser.words import word

pytestmark = pytest.mark.browser


@pytest.fixture
def client(site: Site) -> Client:
    return site.client()


def press(page: Page, name: str, role: Any = "button") -> None:
    """Reach a button or link by the keyboard and press it."""
    button = page.get_by_role(role, name=name, exact=True).first
    button.focus()
    page.keyboard.press("Enter")


def write(page: Page, label: str, text: str) -> None:
    field = page.get_by_role("textbox", name=re.compile(rf"^{re.escape(label)}( \*)?$"))
    field.focus()
    page.keyboard.press("Control+a")
    page.keyboard.press("Backspace")
    page.keyboard.type(text)


def tick(page: Page, label: str) -> None:
    page.get_by_role("checkbox", name=label, exact=True).focus()
    page.keyboard.press("Space")


@pytest.mark.timeout(400)
@pytest.mark.parametrize(
    ("size", "locale"), [(DESKTOP, "es"), (MOBILE, "en")], ids=["desktop-es", "mobile-en"]
)
def test_a_lead_is_written_cloned_and_converted_by_keyboard_alone(  # noqa: PLR0915 - one journey
    screen: Callable[..., Screen], client: Client, size: dict[str, int], locale: str
) -> None:
    """C-28, C-29, C-30: all of it without a mouse; the opportunity stands on the lead's page."""
    mark = secrets.token_hex(3)
    known = client.do(
        "POST",
        "/contacts",
        {"kind": "company", "name": f"Roble {mark}", "tax_id": f"90{mark}"},
    )
    shown = screen(size=size, locale=locale)
    page = shown.page
    shown.open("/leads")
    shown.expect_sound("list")
    press(page, word("lead.new", locale), "link")
    expect(page.get_by_role("heading", name=word("lead.new", locale))).to_be_visible()
    write(page, word("contact.emailN", locale, n=1), "nada")
    shown.expect_sound("form")
    press(page, word("action.save", locale))
    expect(page.locator("[aria-invalid=true]")).to_be_focused()
    write(page, word("contact.emailN", locale, n=1), f"carlos@{mark}.example")
    write(page, word("contact.firstName", locale), "Carlos")
    write(page, word("contact.lastName", locale), f"Peña {mark}")
    write(page, word("lead.company", locale), f"Roble {mark}")
    write(page, word("contact.taxId", locale), f"90{mark}")
    press(page, word("action.save", locale))
    heading = page.get_by_role("heading", level=1)
    expect(heading).to_have_text(f"Carlos Peña {mark}")
    address = page.url
    shown.expect_sound("page")

    press(page, word("lead.clone", locale), "link")
    title = word("lead.cloneTitle", locale, name=f"Carlos Peña {mark}")
    expect(page.get_by_role("heading", name=title)).to_be_visible()
    expect(page.get_by_label(word("lead.company", locale))).to_have_value(f"Roble {mark}")
    write(page, word("contact.firstName", locale), "Ana")
    press(page, word("action.save", locale))
    expect(heading).to_have_text(f"Ana Peña {mark}")
    assert page.url != address

    shown.open(address.removeprefix(shown.site.url))
    expect(heading).to_have_text(f"Carlos Peña {mark}")
    press(page, word("lead.convert", locale))
    found = page.get_by_role("radio", name=word("lead.use", locale, name=f"Roble {mark}"))
    expect(found).to_be_checked()
    tick(page, word("lead.toOpportunity", locale))
    write(page, word("lead.opportunityTitle", locale), "")
    shown.expect_sound("convert")
    dialog = page.get_by_role("dialog")
    submit = dialog.get_by_role("button", name=word("lead.convert", locale), exact=True)
    submit.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_text(word("form.needed", locale))).to_be_visible()
    write(page, word("lead.opportunityTitle", locale), f"Internet {mark}")
    submit.focus()
    page.keyboard.press("Enter")
    expect(dialog).to_be_hidden()
    link = page.get_by_role("link", name=word("lead.openOpportunity", locale))
    expect(link).to_be_visible(timeout=30_000)
    shown.expect_sound("converted")
    lead = client.get(f"/leads/{address.rpartition('/')[2]}")
    assert lead["company_id"] == known["id"]
    link.focus()
    page.keyboard.press("Enter")
    expect(heading).to_have_text(f"Internet {mark}")


def test_a_progress_is_changed_a_note_written_and_a_lead_discarded(
    screen: Callable[..., Screen], client: Client
) -> None:
    """C-28, O-42: from the lead's page, and back from the discarded ones."""
    mark = secrets.token_hex(3)
    lead = client.do("POST", "/leads", {"first_name": "Nota", "last_name": mark})
    shown = screen()
    page = shown.page
    shown.open(f"/leads/{lead['id']}")
    page.get_by_role("combobox", name=word("lead.progress")).click()
    page.get_by_role("option", name=word("lead.progresses.qualified")).click()
    eventually(lambda: client.get(f"/leads/{lead['id']}")["progress"] == "qualified")
    page.get_by_label(word("timeline.newNote")).fill(f"Llamar {mark}")
    page.get_by_role("button", name=word("timeline.addNote")).click()
    expect(page.get_by_text(f"Llamar {mark}", exact=True)).to_be_visible()
    page.get_by_role("button", name=word("table.actions")).click()
    page.get_by_role("menuitem", name=word("contact.discard")).click()
    page.get_by_role("dialog").get_by_role("button", name=word("contact.discard")).click()
    expect(page.get_by_role("heading", name=word("menu.leads"))).to_be_visible()
    shown.open("/leads?discarded=1")
    shown.expect_sound("discarded")
    page.get_by_role(
        "button", name=word("contact.restoreOne", name=f"Nota {mark}"), exact=True
    ).click()
    eventually(lambda: client.get(f"/leads/{lead['id']}")["state"] == "open")


@pytest.mark.timeout(400)
@pytest.mark.parametrize(
    ("size", "locale"), [(DESKTOP, "es"), (MOBILE, "en")], ids=["desktop-es", "mobile-en"]
)
def test_a_form_is_built_sent_and_found(
    screen: Callable[..., Screen], client: Client, size: dict[str, int], locale: str
) -> None:
    """C-13: built on the screen; its page works without a script and is sound; what comes in."""
    mark = secrets.token_hex(3)
    shown = screen(size=size, locale=locale)
    page = shown.page
    shown.open("/admin/forms")
    shown.expect_sound("forms")
    press(page, word("webForm.new", locale), "link")
    expect(page.get_by_role("heading", name=word("webForm.new", locale))).to_be_visible()
    shown.expect_sound("builder")
    press(page, word("action.save", locale))
    expect(page.locator("[aria-invalid=true]").first).to_be_focused()
    write(page, word("webForm.name", locale), f"Demo {mark}")
    press(page, word("action.save", locale))
    expect(page.get_by_role("heading", name=f"Demo {mark}")).to_be_visible()
    page.get_by_role("tab", name=word("webForm.tabs.embedding", locale)).click()
    link = page.locator("a[href*='/public/forms/']")
    expect(link).to_be_visible()
    shown.expect_sound("embedding")
    public = re.sub(r"^https?://[^/]+", shown.site.url, link.get_attribute("href") or "")

    visitor = page.context.new_page()
    visitor.goto(f"{public}?lang={locale}")
    sound(visitor)
    assert visitor.locator("script").count() == 0
    submit = visitor.get_by_role("button")
    submit.click()
    expect(visitor.get_by_role("alert")).to_be_visible()
    sound(visitor)
    visitor.locator("#field-first_name").fill("Carlos")
    visitor.locator("#field-last_name").fill(mark)
    visitor.locator("#field-email").fill(f"c@{mark}.example")
    visitor.locator("#field-consent").check()
    submit.click()
    expect(visitor.get_by_role("status")).to_be_visible()
    sound(visitor)
    visitor.close()

    page.get_by_role("tab", name=word("webForm.submissions", locale)).click()
    record = page.get_by_role("link", name=f"Carlos {mark}")
    expect(record).to_be_visible()
    shown.expect_sound("submissions")
    record.click()
    expect(page.get_by_role("heading", name=f"Carlos {mark}")).to_be_visible()
    expect(page.get_by_text(word("timeline.titles.lead_submitted", locale))).to_be_visible()
    shown.expect_sound("submitted")
    told = eventually(
        lambda: [
            one
            for one in client.get("/notifications")["items"]
            if one["kind"] == "lead.received" and mark in str(one["params"])
        ],
        deadline=30,
    )
    assert told[0]["params"]["form"] == f"Demo {mark}"


def sound(visitor: Page) -> None:
    """Assert that a public page passes axe and fits, also at 320 pixels."""
    size = visitor.viewport_size
    assert violations(visitor) == []
    visitor.set_viewport_size(NARROWEST)
    assert overflow(visitor) == []
    if size:
        visitor.set_viewport_size(size)


@pytest.fixture
def elsewhere() -> Iterator[dict[str, str]]:
    """Serve a web site of somebody else: its one page is what the test writes into it."""
    pages = {"/": ""}

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            body = pages["/"].encode()
            self.send_response(200)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = Thread(target=server.serve_forever)
    thread.start()
    pages["origin"] = f"http://127.0.0.1:{server.server_address[1]}"
    yield pages
    server.shutdown()
    thread.join()
    server.server_close()


def built(client: Client, name: str, **more: Any) -> dict[str, Any]:
    text = {"es": name, "en": name}
    fields = [
        {"name": field, "label": {"es": field, "en": field}, "required": field == "email"}
        for field in ("first_name", "email")
    ]
    body = {"name": name, "title": text, "thanks": {"es": "¡Gracias!", "en": "Thanks!"}}
    return dict(client.do("POST", "/forms", {**body, "fields": fields, **more}))


def test_the_script_puts_the_form_on_another_site(
    screen: Callable[..., Screen], client: Client, elsewhere: dict[str, str]
) -> None:
    """C-13: told what is wrong, thanked, and only where the form names the site."""
    mark = secrets.token_hex(3)
    form = built(client, f"Script {mark}", origins=[elsewhere["origin"]])
    shown = screen()
    page = shown.page
    address = f"{shown.site.url}/api/v1/public/forms/{form['token']}"
    # The script says where to send by the product's public address, which tests reach as it is.
    elsewhere["/"] = (
        f'<!doctype html><html lang="es"><title>Sitio</title><main><h1>Sitio</h1>'
        f'<script src="{address}/embed.js" async></script></main></html>'
    )
    visitor = page.context.new_page()
    public = client.get(f"/forms/{form['id']}/embedding")["page"]
    visitor.route(f"{public}*", lambda route: route.continue_(url=f"{address}?lang=es"))
    visitor.goto(elsewhere["origin"])
    button = visitor.get_by_role("button")
    expect(button).to_be_visible()
    assert violations(visitor) == []
    button.click()
    expect(visitor.locator("[aria-invalid=true]")).to_be_focused()
    visitor.get_by_label("email").fill(f"s@{mark}.example")
    button.click()
    expect(visitor.get_by_text("¡Gracias!")).to_be_visible()
    visitor.close()
    found = client.get(f"/leads?email=s@{mark}.example")["items"]
    assert [one["form_id"] for one in found] == [form["id"]]
