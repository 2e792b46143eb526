"""Cases on the screen: from the question of the type to the solution, and what is due."""

import re
import secrets
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from chassis.testing.product import Client
from tests.browser.chromium import DESKTOP, MOBILE, settle
from tests.browser.conftest import Screen, Site
from tests.browser.words import word

pytestmark = pytest.mark.browser


def one_of(client: Client, path: str, **wanted: Any) -> dict[str, Any]:
    return next(item for item in client.get(path)["items"] if wanted.items() <= item.items())


def event(client: Client, title: str, **more: Any) -> dict[str, Any]:
    """Make an event, the one seeded type that needs no contact."""
    type_id = one_of(client, "/case-types", prefix="EVE")["id"]
    return client.do("POST", "/cases", {"type_id": type_id, "title": title, **more})


def known_contact(client: Client) -> dict[str, Any]:
    """Make a contact, and wait until cases knows it."""
    name = f"Nubia {secrets.token_hex(3)}"
    body = {"kind": "person", "first_name": name, "last_name": "Torres"}
    contact = client.do("POST", "/contacts", body)
    type_id = one_of(client, "/case-types", prefix="SUG")["id"]
    probe = {"type_id": type_id, "title": "Sugerencia previa", "contact_id": contact["id"]}
    client.create_for_contact("/cases", probe)
    return contact


def open_case(shown: Screen, case: dict[str, Any]) -> Page:
    shown.open(f"/cases/{case['id']}")
    shown.page.get_by_role("heading", name=case["title"], level=1).wait_for()
    settle(shown.page)
    return shown.page


def test_a_case_is_made_from_a_contact_with_its_type_asked_first(
    screen: Callable[..., Screen], site: Site
) -> None:
    """K-09, K-05, K-14, K-28: the type, then the rest; the number appears on its page."""
    contact = known_contact(site.client())
    shown = screen()
    page = shown.page
    shown.open(f"/contacts/{contact['id']}")
    page.get_by_role("button", name=word("case.create")).click()
    page.wait_for_url(re.compile(r"/cases/new\?contact_id="))
    expect(page.get_by_label(word("case.title"))).to_have_count(0)
    page.get_by_role("radio", name="Petición").click()
    page.get_by_role("button", name=word("action.save"), exact=True).click()
    title = page.get_by_label(word("case.title"))
    expect(title).to_have_attribute("aria-invalid", "true")
    shown.expect_sound("refused")
    title.fill("Copia del contrato")
    page.get_by_role("button", name=word("action.save"), exact=True).click()
    page.get_by_role("heading", name="Copia del contrato", level=1).wait_for()
    expect(page.get_by_text(re.compile(r"^PET-\d{6}$"))).to_be_visible()
    expect(page.get_by_role("link", name=contact["name"]).first).to_be_visible()


@pytest.mark.parametrize("size", [DESKTOP, MOBILE], ids=["desktop", "mobile"])
def test_a_case_is_solved_closed_by_its_tick_and_reopened_with_a_reason(
    screen: Callable[..., Screen], site: Site, size: dict[str, int]
) -> None:
    """K-20, K-07: no solution, no solving; unticking asks why; the history tells it all."""
    shown = screen(size=size)
    page = open_case(shown, event(site.client(), "Visita técnica"))
    shown.expect_sound("open")
    page.get_by_role("button", name=word("case.solve"), exact=True).click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_role("button", name=word("case.solve"), exact=True).click()
    expect(dialog.get_by_text(word("case.solutionNeeded"))).to_be_visible()
    shown.expect_sound("unsolved")
    dialog.get_by_label(word("case.solution")).fill("Se cambió el equipo.")
    dialog.get_by_role("button", name=word("case.solve"), exact=True).click()
    expect(dialog).to_be_hidden()
    expect(page.get_by_text("Se cambió el equipo.").first).to_be_visible()
    page.get_by_role("checkbox", name=word("case.tick")).click()
    tick = page.get_by_role("checkbox", name=word("case.untick"))
    expect(tick).to_be_checked()
    tick.click()
    dialog.get_by_label(word("case.reason")).fill("Volvió a fallar")
    dialog.get_by_role("button", name=word("case.reopen"), exact=True).click()
    expect(page.get_by_role("checkbox", name=word("case.tick"))).not_to_be_checked()
    history = page.get_by_role("list", name=word("case.history"))
    for kind in ("opened", "solved", "closed", "reopened"):
        expect(history.get_by_text(word(f"case.events.{kind}"), exact=True)).to_be_visible()
    expect(history.get_by_text("Volvió a fallar")).to_be_visible()
    shown.expect_sound("reopened")


def test_choosing_a_solved_state_asks_for_the_solution_where_it_stands(
    screen: Callable[..., Screen], site: Site
) -> None:
    """K-20, K-08: edited in place; the server's refusal stays at the field."""
    shown = screen()
    page = open_case(shown, event(site.client(), "Cambio de plan"))
    page.get_by_role(
        "button", name=word("contact.editField", field=word("case.state")), exact=True
    ).click()
    page.locator("form input[aria-haspopup=listbox]").click()
    page.get_by_role("option", name="Solucionado").click()
    page.get_by_role("button", name=word("action.save"), exact=True).click()
    expect(page.locator("form").get_by_role("alert").first).to_be_visible()
    shown.expect_sound("state")
    page.get_by_role("textbox", name=word("case.solution")).fill("Plan cambiado")
    page.get_by_role("button", name=word("action.save"), exact=True).click()
    expect(page.get_by_role("button", name=word("case.reopen"), exact=True)).to_be_visible()


def test_overdue_cases_are_found_by_a_filter_that_stands_in_the_address(
    screen: Callable[..., Screen], site: Site
) -> None:
    """K-16, K-25: overdue is said in words too; the address holds what was asked."""
    title = f"Vencida {secrets.token_hex(3)}"
    event(site.client(), title, due_at="2026-01-05T15:00:00Z")
    shown = screen()
    page = shown.page
    shown.open("/cases")
    page.get_by_role("switch", name=word("case.onlyOverdue")).press("Space")
    page.wait_for_url(re.compile(r"overdue="))
    page.get_by_placeholder(word("case.search")).fill(title)
    row = page.get_by_role("row").filter(has_text=title)
    expect(row.get_by_text(re.compile(word("case.overdue")))).to_be_visible()
    shown.expect_sound("overdue")
    page.reload()
    expect(page.get_by_role("link", name=title)).to_be_visible()


def test_a_deleted_case_is_restored_from_the_list(
    screen: Callable[..., Screen], site: Site
) -> None:
    """K-08: deleting asks first; administrators bring it back."""
    title = f"Por error {secrets.token_hex(3)}"
    shown = screen()
    page = open_case(shown, event(site.client(), title))
    page.get_by_role("button", name=word("table.actions")).click()
    page.get_by_role("menuitem", name=word("case.discard")).click()
    page.get_by_role("dialog").get_by_role("button", name=word("case.discard")).click()
    page.wait_for_url(re.compile(r"/cases$"))
    page.get_by_role("link", name=word("case.showDiscarded")).click()
    row = page.get_by_role("row").filter(has_text=title)
    row.get_by_role("button", name=re.compile(word("case.restore"))).click()
    expect(row).to_have_count(0)
    shown.open("/cases")
    expect(page.get_by_role("link", name=title)).to_be_visible()


def test_an_administrator_lays_out_a_type_and_a_calendar(screen: Callable[..., Screen]) -> None:
    """K-09, K-14, K-16, O-13: a type with its prefix; a calendar needs hours."""
    shown = screen()
    page = shown.page
    prefix = f"Z{secrets.token_hex(2)}".upper()
    shown.open("/admin/cases")
    page.get_by_role("button", name=word("caseSettings.newType"), exact=True).click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_label(word("arrange.name")).fill(f"Felicitación {prefix}")
    dialog.get_by_label(word("caseSettings.prefix")).fill("pet")
    dialog.get_by_role("button", name=word("action.save"), exact=True).click()
    expect(dialog.get_by_label(word("caseSettings.prefix"))).to_have_attribute(
        "aria-invalid", "true"
    )
    dialog.get_by_label(word("caseSettings.prefix")).fill(prefix)
    dialog.get_by_role("button", name=word("action.save"), exact=True).click()
    expect(page.get_by_role("cell", name=prefix, exact=True)).to_be_visible()
    page.get_by_role("tab", name=word("caseSettings.tabs.calendars")).click()
    page.wait_for_url(re.compile(r"tab=calendars"))
    page.get_by_role("button", name=word("caseSettings.newCalendar"), exact=True).click()
    name = f"Turno noche {prefix}"
    dialog.get_by_label(word("caseSettings.calendarName")).fill(name)
    dialog.get_by_role("button", name=word("caseSettings.addHoliday")).click()
    dialog.get_by_label(word("caseSettings.holidayOn", n=1)).fill("2026-12-25")
    dialog.get_by_role("button", name=word("action.save"), exact=True).click()
    expect(dialog).to_be_hidden()
    expect(page.get_by_role("row").filter(has_text=name)).to_be_visible()
