"""Lists of any length and forms that lose nothing."""

import re
import secrets
from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Screen, Site
from tests.browser.words import word

pytestmark = pytest.mark.browser


def problem(status: int, code: str, *errors: tuple[str, str]) -> str:
    """Return a problem+json body."""
    fields = ",".join(f'{{"field":"{f}","code":"x","message":"{m}"}}' for f, m in errors)
    return (
        f'{{"type":"urn:x","title":"{code}","status":{status},"code":"{code}",'
        f'"detail":"{code}","errors":[{fields}]}}'
    )


def test_a_long_list_holds_few_rows_and_reaches_its_end_in_one_jump(
    screen: Callable[..., Screen],
) -> None:
    """C-14: at most 60 rows in the document; the last row is one key away."""
    shown = screen()
    page = shown.page
    shown.open("/contacts")
    table = page.get_by_role("table")
    page.wait_for_selector("[role=row] a")
    total = int(table.get_attribute("aria-rowcount") or 0) - 1
    assert page.locator("[role=row]").count() <= 60
    table.focus()
    page.keyboard.press("End")
    last = page.locator(f"[role=row][aria-rowindex='{total + 1}'] a")
    expect(last).to_be_visible()
    assert page.locator("[role=row]").count() <= 60


def test_filters_stand_in_the_address_and_survive_a_reload(screen: Callable[..., Screen]) -> None:
    """C-14, C-22: what is asked can be sent to somebody else."""
    shown = screen()
    page = shown.page
    shown.open("/contacts")
    page.get_by_text(word("contact.kinds.companies"), exact=True).click()
    page.wait_for_url(re.compile(r"kind=company"))
    page.get_by_placeholder(word("contact.search")).fill("a")
    page.wait_for_url(re.compile(r"q=a"))
    page.reload()
    page.wait_for_selector("h1")
    expect(page.get_by_placeholder(word("contact.search"))).to_have_value("a")
    page.get_by_role("button", name=word("contact.name"), exact=True).click()
    page.wait_for_url(re.compile(r"sort=name"))
    expect(page.get_by_role("columnheader", name=word("contact.name"))).to_have_attribute(
        "aria-sort", "ascending"
    )


def test_the_servers_errors_stand_at_their_fields_and_nothing_is_lost(
    screen: Callable[..., Screen],
) -> None:
    """C-03, C-11: a phone that cannot be one is said at its line; what was typed stays."""
    shown = screen()
    page = shown.page
    shown.open("/contacts/new")
    page.get_by_label(word("contact.firstName")).first.fill("Íñigo")
    page.get_by_label(word("contact.lastName")).first.fill("Zúñiga")
    page.get_by_role("button", name=word("contact.addPhone")).click()
    # The first line stays blank: the error belongs to the second.
    second = page.get_by_label(word("contact.phoneN", n=2), exact=True)
    second.fill("12")
    page.get_by_role("button", name=word("action.save"), exact=True).click()
    expect(second).to_have_attribute("aria-invalid", "true")
    expect(second).to_be_focused()
    expect(page.get_by_label(word("contact.firstName")).first).to_have_value("Íñigo")
    shown.expect_sound("refused")
    second.fill("300 765 4321")
    page.get_by_role("button", name=word("contact.form.saveAndNew")).click()
    expect(page.get_by_label(word("contact.firstName")).first).to_have_value("")
    shown.open("/contacts?q=I%C3%B1igo%20Zu%C3%B1iga")
    page.locator("[role=row] a").first.click()
    page.wait_for_selector("#contact-name")
    expect(page.get_by_text("+57 300 7654321").first).to_be_visible()


def test_leaving_a_form_with_something_typed_asks_first(screen: Callable[..., Screen]) -> None:
    """Nothing typed is lost by a slip."""
    shown = screen()
    page = shown.page
    shown.open("/contacts/new")
    page.get_by_label(word("contact.firstName")).first.fill("Ana")
    page.get_by_role("navigation").get_by_role("link", name=word("menu.calls")).click()
    dialog = page.get_by_role("dialog")
    expect(dialog).to_be_visible()
    dialog.get_by_role("button", name=word("leave.stay")).click()
    expect(page.get_by_label(word("contact.firstName")).first).to_have_value("Ana")


def test_a_stale_change_says_so_and_may_be_saved_all_the_same(
    screen: Callable[..., Screen],
) -> None:
    """C-15: 412 tells what happened; the value stays in its editor."""
    shown = screen()
    page = shown.page
    shown.open("/contacts?kind=person")
    page.locator("[role=row] a").first.click()
    page.wait_for_selector("#contact-name")
    page.get_by_role(
        "button", name=word("contact.editField", field=word("contact.position"))
    ).click()
    editor = page.get_by_role("textbox", name=word("contact.position"))
    editor.fill("Gerente de planta")
    stale = {"left": 1}

    def once(route: object) -> None:
        if route.request.method == "PATCH" and stale["left"]:  # type: ignore[attr-defined]
            stale["left"] = 0
            route.fulfill(  # type: ignore[attr-defined]
                status=412, content_type="application/problem+json", body=problem(412, "stale")
            )
        else:
            route.continue_()  # type: ignore[attr-defined]

    page.route(re.compile(r"/api/v1/contacts/[0-9a-f-]{36}$"), once)
    page.keyboard.press("Enter")
    expect(page.get_by_text(word("stale.inline"))).to_be_visible()
    expect(editor).to_have_value("Gerente de planta")
    shown.expect_sound("stale")
    page.get_by_role("button", name=word("stale.overwrite")).click()
    expect(page.get_by_text("Gerente de planta").first).to_be_visible()


def test_a_session_that_ends_keeps_the_page(screen: Callable[..., Screen]) -> None:
    """G-01: the password is asked for over the page; the form keeps what was typed."""
    shown = screen()
    page = shown.page
    shown.open("/contacts/new")
    page.get_by_label(word("contact.firstName")).first.fill("Valentina")
    page.get_by_label(word("contact.lastName")).first.fill("Ruiz")
    page.route("**/api/v1/auth/refresh", lambda route: route.fulfill(status=401, body="{}"))
    page.route("**/api/v1/contacts", lambda route: route.fulfill(status=401, body="{}"))
    page.get_by_role("button", name=word("action.save"), exact=True).click()
    dialog = page.get_by_role("dialog", name=word("expired.title"))
    expect(dialog).to_be_visible()
    shown.expect_sound("expired")
    page.unroute("**/api/v1/auth/refresh")
    page.unroute("**/api/v1/contacts")
    dialog.get_by_label(word("login.password"), exact=True).fill(shown.site.password)
    page.keyboard.press("Enter")
    expect(dialog).to_be_hidden()
    expect(page.get_by_label(word("contact.firstName")).first).to_have_value("Valentina")


def test_the_palette_goes_anywhere_by_keys(screen: Callable[..., Screen]) -> None:
    """G-21: Ctrl+K, a few letters, Enter."""
    shown = screen()
    page = shown.page
    shown.open("/contacts")
    page.keyboard.press("Control+k")
    page.get_by_placeholder(word("palette.placeholder")).wait_for()
    page.keyboard.type("llama")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"/calls$"))


def test_the_language_is_kept_for_the_person(screen: Callable[..., Screen]) -> None:
    """G-26: chosen in the header, it holds after a reload."""
    shown = screen(locale="en")
    page = shown.page
    page.reload()
    page.wait_for_selector("h1")
    assert page.evaluate("document.documentElement.lang") == "en"
    expect(page.get_by_role("link", name=word("menu.contacts", "en")).first).to_be_attached()


@pytest.fixture
def narrow(site: Site) -> Site:
    """The same product for somebody who may look at contacts and do nothing else."""
    client, name = site.client(), f"Solo contactos {secrets.token_hex(4)}"
    body = {"name": name, "permissions": ["contacts.view"], "scope": "own"}
    account = {
        "email": f"{secrets.token_hex(4)}@ejemplo.com",
        "name": name,
        "password": "una-clave-bastante-larga",
        "profile_id": client.do("POST", "/profiles", body)["id"],
        "role_id": client.get("/roles")["items"][0]["id"],
    }
    client.do("POST", "/users", account)
    return Site(site.url, account["email"], account["password"])


def test_a_user_without_rights_sees_only_their_modules(
    screen: Callable[..., Screen], narrow: Site
) -> None:
    """G-08: the menu is by permission; a page of another module says that it is not allowed."""
    shown = screen(logged_in=False)
    page, shown.site = shown.page, narrow
    shown.log_in()
    menu = page.get_by_role("navigation")
    expect(menu.get_by_role("link", name=word("menu.contacts"))).to_be_attached()
    for hidden in ("users", "roles", "calls", "templates"):
        expect(menu.get_by_role("link", name=word(f"menu.{hidden}"))).to_have_count(0)
