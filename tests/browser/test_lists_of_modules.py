"""The lists of the other modules: saved views, chosen columns, files; in two languages."""

import csv
import io
import re
import secrets
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from chassis.testing.product import Client
from tests.browser.chromium import DESKTOP, MOBILE
from tests.browser.conftest import Screen, Site
from tests.browser.test_cases import event
from tests.browser.test_exports_and_views import export, press
from tests.browser.test_sales import Deals
from tests.browser.words import word

pytestmark = pytest.mark.browser
BOTH = pytest.mark.parametrize(
    ("size", "locale"), [(DESKTOP, "es"), (MOBILE, "en")], ids=["desktop-es", "mobile-en"]
)


class Views:
    """The saved views of one list, over the API; those that a test made are gone after it."""

    def __init__(self, client: Client, entity: str) -> None:
        self.client = client
        self.path = f"/views?entity={entity}"
        self.entity = entity

    def all(self) -> list[dict[str, Any]]:
        """Return those that one chooses from."""
        found: list[dict[str, Any]] = self.client.get(self.path)["items"]
        return found

    def forget(self) -> None:
        """Delete them."""
        for view in self.all():
            path = f"/views/{view['id']}?entity={self.entity}"
            self.client.do("DELETE", path, headers={"If-Match": f'"{view["version"]}"'})


@pytest.fixture
def views(site: Site) -> Iterator[Callable[[str], Views]]:
    made: list[Views] = []

    def of(entity: str) -> Views:
        made.append(Views(site.client(), entity))
        return made[-1]

    yield of
    for each in made:
        each.forget()


def rows_of(path: Path, locale: str) -> list[list[str]]:
    """Return the rows of a CSV file of that language, its titles first."""
    text = path.read_text(encoding="utf-8-sig")
    return list(csv.reader(io.StringIO(text), delimiter=";" if locale == "es" else ","))


def keep(page: Page, own: Views, name: str, locale: str) -> dict[str, Any]:
    """Keep the list as it is in a view by keys; return the view."""
    press(page, word("lists.saveAs", locale))
    dialog = page.get_by_role("dialog")
    dialog.get_by_label(word("lists.name", locale)).fill(name)
    page.keyboard.press("Enter")
    chosen = word("lists.view", locale, name=name)
    expect(page.get_by_role("button", name=chosen)).to_be_visible()
    (view,) = own.all()
    return view


def choose(page: Page, before: str, name: str, locale: str) -> None:
    """Look at the list by another view."""
    press(page, word("lists.view", locale, name=before))
    page.get_by_role("menuitem", name=name).click()
    chosen = word("lists.view", locale, name=name)
    expect(page.get_by_role("button", name=chosen)).to_be_visible()


@BOTH
def test_opportunities_are_kept_in_a_view_and_taken_away(
    screen: Callable[..., Screen],
    site: Site,
    views: Callable[[str], Views],
    size: dict[str, int],
    locale: str,
) -> None:
    """S-07, S-21, R-13: the view keeps what the list asks, the file is what it shows."""
    own, deals = views("opportunities"), Deals(site.client())
    for title, amount in (("Norte", "1500"), ("Sur", "2500")):
        deals.create(title, budget={"amount": amount, "currency": "COP"})
    shown = screen(size=size, locale=locale)
    page = shown.page
    shown.open(f"/opportunities?view=list&q={deals.mark}&quick=mine&sort=-amount")
    expect(page.get_by_text(f"Sur {deals.mark}").first).to_be_visible()
    shown.expect_sound("list")
    view = keep(page, own, f"Vista {deals.mark}", locale)
    assert view["filter"] == {"q": deals.mark, "owner_id": "@me", "state": "open"}
    assert view["sort"] == "-amount"

    saved = export(page, locale, "csv")
    assert saved.suggested_filename.startswith(view["name"])
    rows = rows_of(Path(saved.path()), locale)
    assert [row[0] for row in rows[1:]] == [f"Sur {deals.mark}", f"Norte {deals.mark}"]
    assert word("sale.currency", locale) in rows[0]
    page.keyboard.press("Escape")
    shown.open("/exports")
    expect(page.get_by_text(saved.suggested_filename).first).to_be_visible()

    shown.open("/opportunities?view=list")
    choose(page, word("menu.opportunities", locale), view["name"], locale)
    expect(page).to_have_url(re.compile("quick=mine"))
    expect(page.get_by_text(f"Norte {deals.mark}").first).to_be_visible()


@BOTH
def test_cases_are_kept_in_a_view_and_taken_away(
    screen: Callable[..., Screen],
    site: Site,
    views: Callable[[str], Views],
    size: dict[str, int],
    locale: str,
) -> None:
    """R-13: what is open of a type, by its deadline; the file is what the list shows."""
    own, mark = views("cases"), f"Zc{secrets.token_hex(3)}"
    for title, due in (("Uno", "2020-01-02T15:00:00Z"), ("Dos", "2020-01-01T15:00:00Z")):
        event(own.client, f"{title} {mark}", due_at=due)
    shown = screen(size=size, locale=locale)
    page = shown.page
    shown.open(f"/cases?q={mark}&overdue=1&sort=due_at")
    expect(page.get_by_text(f"Uno {mark}").first).to_be_visible()
    shown.expect_sound("list")
    view = keep(page, own, f"Vista {mark}", locale)
    assert view["filter"] == {"q": mark, "overdue": "true", "state_class.in": "new,in_progress"}

    rows = rows_of(Path(export(page, locale, "csv").path()), locale)
    assert [row[1] for row in rows[1:]] == [f"Dos {mark}", f"Uno {mark}"]
    assert {row[0][:4] for row in rows[1:]} == {"EVE-"}
    page.keyboard.press("Escape")

    shown.open("/cases?open=all")
    choose(page, word("menu.cases", locale), view["name"], locale)
    expect(page).to_have_url(re.compile("overdue=1"))
    expect(page).not_to_have_url(re.compile("open=all"))
    expect(page.get_by_text(f"Dos {mark}").first).to_be_visible()


@BOTH
def test_invoices_are_kept_in_a_view_and_taken_away(
    screen: Callable[..., Screen],
    site: Site,
    views: Callable[[str], Views],
    size: dict[str, int],
    locale: str,
) -> None:
    """R-13, B-37: what is overdue stays what is overdue; the file is what the list shows."""
    own, mark = views("invoices"), f"Zi{secrets.token_hex(3)}"
    contact = own.client.get("/contacts?limit=1&kind=company")["items"][0]["id"]
    lines = [{"description": "Plan", "quantity": "1", "unit_price": "100"}]
    body = {"contact_id": contact, "currency": "COP", "lines": lines, "order_number": mark}
    made = own.client.create_for_contact("/invoices", body)
    issued = own.client.do("POST", f"/invoices/{made['id']}/issue")
    shown = screen(size=size, locale=locale)
    page = shown.page
    shown.open(f"/invoices?q={mark}&mine=1")
    expect(page.get_by_text(issued["number"]).first).to_be_visible()
    shown.expect_sound("list")
    rows = rows_of(Path(export(page, locale, "csv").path()), locale)
    assert [row[0] for row in rows[1:]] == [issued["number"]]
    assert "COP" in rows[1]
    page.keyboard.press("Escape")

    shown.open(f"/invoices?q={mark}&due=1&mine=1")
    expect(page.get_by_text(issued["number"])).to_have_count(0)
    view = keep(page, own, f"Vista {mark}", locale)
    overdue = {"state": "issued", "due_on.lt": "@today"}
    assert view["filter"] == overdue | {"q": mark, "owner_id": "@me"}

    shown.open("/invoices")
    choose(page, word("menu.invoices", locale), view["name"], locale)
    expect(page).to_have_url(re.compile("due=1"))
    expect(page.get_by_text(issued["number"])).to_have_count(0)
