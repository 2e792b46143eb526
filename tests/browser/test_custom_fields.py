"""Fields of the organization's own, from the designer to the list's columns."""

import re
import secrets
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.chromium import DESKTOP, MOBILE
from tests.browser.conftest import Screen, Site
from tests.browser.words import word

pytestmark = pytest.mark.browser
FIELDS = "/custom-fields?entity=contact"


class Fields:
    """Fields of a test's own, made over the API; gone from the screens when the test ends."""

    def __init__(self, site: Site) -> None:
        self.client = site.client()
        self.mark = secrets.token_hex(3)
        self.made: list[dict[str, Any]] = []

    def title(self, name: str) -> str:
        return f"{name} {self.mark}"

    def add(self, name: str, type_: str, **more: Any) -> dict[str, Any]:
        made = self.client.do("POST", FIELDS, {"title": self.title(name), "type": type_, **more})
        self.made.append(made)
        return dict(made)

    def remove_all(self) -> None:
        for field in self.client.get(f"{FIELDS}&limit=200")["items"]:
            if self.mark in field["title"]:
                self.client.do(
                    "DELETE",
                    f"/custom-fields/{field['id']}?entity=contact",
                    headers={"If-Match": f'"{field["version"]}"'},
                )


@pytest.fixture
def fields(site: Site) -> Iterator[Fields]:
    made = Fields(site)
    yield made
    made.remove_all()


def furnish(fields: Fields) -> dict[str, Any]:
    """Give contacts a field of each type, and one contact a value in each."""
    options = [{"label": "Pequeña"}, {"label": "Mediana"}, {"label": "Grande"}]
    values: dict[str, Any] = {}
    for name, type_, more, value in (
        ("Datos de la finca", "heading", {}, None),
        ("Apodo", "text", {}, "El Ñato"),
        ("Historia", "area", {}, "Cliente desde la feria de 2019.\nPrefiere que lo llamen."),
        ("Hectáreas", "number", {}, 12.5),
        ("Cupo", "money", {"currency": "COP"}, {"amount": "2500000.00", "currency": "COP"}),
        ("Ingreso", "date", {}, "2026-05-01"),
        ("Tamaño", "list", {"options": options}, "grande"),
        ("Cultivos", "multiple_list", {"options": options}, ["mediana", "grande"]),
        ("Socio", "checkbox", {}, True),
    ):
        made = fields.add(name, type_, **more)
        if value is not None:
            values[made["key"]] = value
    body = {"kind": "person", "first_name": "Íngrid", "last_name": fields.mark, "custom": values}
    return dict(fields.client.do("POST", "/contacts", body))


def pick(page: Page, label: str, option: str) -> None:
    page.get_by_label(label, exact=True).first.click()
    page.get_by_role("option", name=option, exact=True).click()


@pytest.mark.parametrize("size", [DESKTOP, MOBILE], ids=["desktop", "mobile"])
def test_every_type_is_shown_sound_on_form_page_and_designer(
    screen: Callable[..., Screen], fields: Fields, size: dict[str, int]
) -> None:
    """C-04, G-14: a field of each type in the form, on the record's page and in the designer."""
    contact = furnish(fields)
    shown = screen(size=size)
    page = shown.page
    shown.open("/admin/fields")
    page.get_by_text(fields.title("Cultivos")).wait_for()
    shown.expect_sound("designer")
    shown.open(f"/contacts/{contact['id']}")
    page.wait_for_selector("#contact-name")
    expect(page.get_by_role("heading", name=fields.title("Datos de la finca"))).to_be_visible()
    for text in ("El Ñato", "12,5", "Grande", "Mediana, Grande", "01/05/2026"):
        expect(page.get_by_text(text, exact=True).first).to_be_visible()
    shown.expect_sound("record")
    label = fields.title("Tamaño")
    page.get_by_role("button", name=word("contact.editField", field=label)).click()
    shown.expect_sound("fact")
    page.keyboard.press("Escape")
    page.keyboard.press("Escape")
    shown.open("/contacts/new")
    page.get_by_label(fields.title("Apodo")).wait_for()
    shown.expect_sound("form")


def test_a_field_is_designed_filled_in_and_found(
    screen: Callable[..., Screen], fields: Fields
) -> None:
    """C-04, G-14, C-48, S4: from 'Nuevo campo' to a column that filters and sorts."""
    shown = screen()
    page = shown.page
    shown.open("/admin/fields")
    page.get_by_role("button", name=word("fields.new")).click()
    title = fields.title("Talla")
    page.get_by_label(word("fields.title")).fill(title)
    pick(page, word("fields.type"), word("fields.types.list"))
    for number, label in enumerate(("Chica", "Grande"), 1):
        page.get_by_label(word("fields.optionN", n=number), exact=True).fill(label)
    shown.expect_sound("editor")
    page.get_by_role("button", name=word("action.save"), exact=True).click()
    row = page.get_by_role("listitem").filter(has_text=title)
    expect(row).to_be_visible()

    shown.open("/contacts/new")
    page.get_by_label(word("contact.firstName")).first.fill("Talla")
    page.get_by_label(word("contact.lastName")).first.fill(fields.mark)
    pick(page, title, "Grande")
    page.get_by_role("button", name=word("action.save"), exact=True).click()
    page.wait_for_selector("#contact-name")
    expect(page.get_by_text("Grande", exact=True).first).to_be_visible()

    page.get_by_role("button", name=word("contact.editField", field=title)).click()
    page.get_by_role("combobox", name=title).select_option("Chica")
    page.get_by_role("button", name=word("action.save"), exact=True).click()
    expect(page.get_by_text("Chica", exact=True).first).to_be_visible()

    shown.open("/contacts")
    page.get_by_role("button", name=word("table.columns")).click()
    page.get_by_role("checkbox", name=title, exact=True).check()
    page.keyboard.press("Escape")
    page.get_by_role("button", name=title, exact=True).click()
    page.wait_for_url(re.compile(r"sort=custom"))
    expect(page.get_by_role("columnheader", name=title)).to_have_attribute("aria-sort", "ascending")
    page.get_by_role("button", name=word("custom.filter.button")).click()
    pick(page, word("custom.filter.field"), title)
    pick(page, word("custom.filter.value"), "Chica")
    shown.expect_sound("filter")
    page.get_by_role("button", name=word("custom.filter.add")).click()
    page.wait_for_url(re.compile(r"custom="))
    expect(page.get_by_role("link", name=f"Talla {fields.mark}")).to_be_visible()
    expect(page.get_by_role("table")).to_have_attribute("aria-rowcount", "2")
    shown.expect_sound("filtered")
    page.reload()
    expect(page.get_by_role("link", name=f"Talla {fields.mark}")).to_be_visible()


def test_a_removed_field_comes_back_with_what_was_typed(
    screen: Callable[..., Screen], fields: Fields
) -> None:
    """O-30, C-04: removing says what is kept; restoring brings it back."""
    field = fields.add("Apodo", "text")
    body = {
        "kind": "person",
        "first_name": "Vuelve",
        "last_name": "Ya",
        "custom": {field["key"]: "El Ñato"},
    }
    contact = fields.client.do("POST", "/contacts", body)
    shown = screen()
    page = shown.page
    shown.open("/admin/fields")
    page.get_by_role("button", name=word("fields.removeOne", name=field["title"])).click()
    dialog = page.get_by_role("dialog")
    expect(dialog.get_by_text(word("fields.removeText"))).to_be_visible()
    dialog.get_by_role("button", name=word("fields.remove"), exact=True).click()
    restore = page.get_by_role("button", name=word("fields.restoreOne", name=field["title"]))
    expect(restore).to_be_visible()
    shown.expect_sound("removed")
    restore.click()
    expect(restore).to_be_hidden()
    shown.open(f"/contacts/{contact['id']}")
    expect(page.get_by_text("El Ñato", exact=True)).to_be_visible()


def test_a_hidden_field_is_on_no_screen_and_an_order_holds(
    screen: Callable[..., Screen], fields: Fields
) -> None:
    """G-14: order and visibility, of the built-in fields too."""
    field = fields.add("Apodo", "text")
    layout = "/custom-fields/layout?entity=contact"
    before = fields.client.get(layout)["fields"]
    try:
        shown = screen()
        page = shown.page
        shown.open("/admin/fields")
        website = word("contact.website")
        switch = page.get_by_label(word("fields.visibleOne", name=website), exact=True)
        switch.focus()
        page.keyboard.press("Space")
        expect(switch).not_to_be_checked()
        first = [{"name": f"custom.{field['key']}", "visible": True}]
        fields.client.do("PUT", layout, {"fields": first})
        page.reload()
        page.get_by_role("listitem").first.wait_for()
        expect(page.get_by_role("listitem").filter(has_text=field["title"])).to_be_visible()
        shown.open("/contacts/new")
        page.get_by_label(field["title"]).wait_for()
        assert page.get_by_label(word("contact.website")).count() == 0
        expect(page.locator("form input[type=text], form input:not([type])").first).to_be_visible()
        labels = page.locator("form label").all_inner_texts()
        own = next(place for place, text in enumerate(labels) if field["title"] in text)
        name = next(place for place, text in enumerate(labels) if word("contact.firstName") in text)
        assert own < name
    finally:
        fields.client.do(
            "PUT",
            layout,
            {"fields": [{"name": one["name"], "visible": one["visible"]} for one in before]},
        )


def test_the_clients_account_stands_where_the_layout_places_it(
    screen: Callable[..., Screen], fields: Fields
) -> None:
    """G-14: catalogs and the account are arranged, hidden and put under a heading like the rest."""
    heading = fields.add("Comercial", "heading")
    layout = "/custom-fields/layout?entity=contact"
    before = [
        {"name": one["name"], "visible": one["visible"]}
        for one in fields.client.get(layout)["fields"]
    ]
    last = [{"name": name, "visible": True} for name in (f"custom.{heading['key']}", "priority")]
    kept = [one for one in before if one["name"] not in {each["name"] for each in last}]
    hidden = [{**one, "visible": one["visible"] and one["name"] != "type_id"} for one in kept]
    body = {"kind": "person", "first_name": "Alba", "last_name": fields.mark}
    contact = fields.client.do("POST", "/contacts", body)
    fields.client.do("PUT", layout, {"fields": hidden + last})
    try:
        shown = screen()
        page = shown.page
        shown.open("/contacts/new")
        part = page.get_by_role("group", name=heading["title"])
        expect(part.get_by_role("combobox", name=word("contact.priority"))).to_be_visible()
        account = page.get_by_role("group", name=word("contact.form.account"))
        expect(account.get_by_label(word("contact.priceList"))).to_be_visible()
        expect(account.get_by_label(word("contact.priority"))).to_have_count(0)
        expect(page.get_by_role("combobox", name=word("contact.type"))).to_have_count(0)
        shown.expect_sound("form")
        shown.open(f"/contacts/{contact['id']}")
        facts = page.get_by_role("region", name=word("contact.facts"))
        expect(facts.get_by_role("heading", name=heading["title"])).to_be_visible()
        expect(facts.get_by_text(word("contact.priorities.normal"), exact=True)).to_be_visible()
        account = page.get_by_role("region", name=word("contact.form.account"))
        expect(account.get_by_text(word("contact.priceList"), exact=True)).to_be_visible()
        expect(account.get_by_text(word("contact.priority"), exact=True)).to_have_count(0)
        expect(page.get_by_text(word("contact.type"), exact=True)).to_have_count(0)
        shown.expect_sound("record")
    finally:
        fields.client.do("PUT", layout, {"fields": before})


def test_what_is_typed_survives_a_reload(screen: Callable[..., Screen], fields: Fields) -> None:
    """O-30: an unsaved form is back after a reload, the organization's own fields included."""
    field = fields.add("Apodo", "text")
    shown = screen()
    page = shown.page
    page.on("dialog", lambda dialog: dialog.accept())
    shown.open("/contacts/new")
    page.get_by_label(word("contact.firstName")).first.fill("Valentina")
    page.get_by_label(word("contact.lastName")).first.fill("Ruiz")
    page.get_by_label(field["title"]).fill("La Ñata")
    page.wait_for_function("() => Object.keys(sessionStorage).some(key => key.includes('draft'))")
    page.wait_for_function(
        "() => Object.values(sessionStorage).some(value => value.includes('La Ñata'))"
    )
    page.reload()
    expect(page.get_by_text(word("draft.found"))).to_be_visible()
    expect(page.get_by_label(word("contact.firstName")).first).to_have_value("Valentina")
    expect(page.get_by_label(field["title"])).to_have_value("La Ñata")
    shown.expect_sound("draft")
    page.get_by_role("button", name=word("action.save"), exact=True).click()
    page.wait_for_selector("#contact-name")
    expect(page.get_by_text("La Ñata", exact=True)).to_be_visible()
    shown.open("/contacts/new")
    page.get_by_label(field["title"]).wait_for()
    expect(page.get_by_text(word("draft.found"))).to_have_count(0)
    expect(page.get_by_label(word("contact.firstName")).first).to_have_value("")
