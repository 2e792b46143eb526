"""The list taken away as a file, and looked at by saved views: by keyboard, in two languages."""

import csv
import io
import re
import secrets
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Download, Page, expect

from chassis.testing.product import Client
from tests.browser.chromium import DESKTOP, MOBILE
from tests.browser.conftest import Screen, Site
from tests.browser.words import word

pytestmark = pytest.mark.browser
BOTH = pytest.mark.parametrize(
    ("size", "locale"), [(DESKTOP, "es"), (MOBILE, "en")], ids=["desktop-es", "mobile-en"]
)
VIEWS = "/views?entity=contacts"


@pytest.fixture
def client(site: Site) -> Iterator[Client]:
    """A person who signs in over the API; the views that a test made are gone after it."""
    client = site.client()
    yield client
    for view in client.get(VIEWS)["items"]:
        path = f"/views/{view['id']}?entity=contacts"
        client.do("DELETE", path, headers={"If-Match": f'"{view["version"]}"'})


@pytest.fixture
def mark(client: Client) -> str:
    """Two people and a company with one surname that nobody else has."""
    mark = f"Zx{secrets.token_hex(3)}"
    for name, class_ in (("Ana", "client"), ("Íñigo", "prospect")):
        body = {"kind": "person", "first_name": name, "last_name": mark, "class": class_}
        client.do("POST", "/contacts", body | {"tags": [mark], "description": "=1+1"})
    client.do("POST", "/contacts", {"kind": "company", "name": f"Acme {mark}"})
    return mark


def press(page: Page, name: str | re.Pattern[str]) -> None:
    """Reach a button by the keyboard and press it."""
    button = page.get_by_role("button", name=name, exact=isinstance(name, str)).last
    button.focus()
    page.keyboard.press("Enter")


def filters(page: Page, locale: str) -> None:
    """Open the filters where they stand behind a button."""
    name = re.compile(f"^{re.escape(word('table.filters', locale))}")
    button = page.get_by_role("button", name=name)
    if button.is_visible() and button.get_attribute("aria-expanded") == "false":
        button.click()


def export(page: Page, locale: str, format_: str, **more: str) -> Download:
    """Export by keys alone; return what the browser saved."""
    filters(page, locale)
    press(page, word("exports.button", locale))
    dialog = page.get_by_role("dialog")
    expect(dialog).to_be_visible()
    for chosen in (word(f"exports.formats.{format_}", locale), *more.values()):
        radio = dialog.get_by_role("radio", name=re.compile(f"^{re.escape(chosen)}"))
        radio.focus()
        page.keyboard.press("Space")
        expect(radio).to_be_checked()
    with page.expect_download(timeout=60_000) as saved:
        press(page, word("exports.start", locale))
    return saved.value


@BOTH
def test_a_filtered_list_is_taken_away_by_keyboard_alone(
    screen: Callable[..., Screen], mark: str, size: dict[str, int], locale: str
) -> None:
    """R-13, C-27: the filters, the order and the columns of the list, in each format."""
    shown = screen(size=size, locale=locale)
    page = shown.page
    shown.open(f"/contacts?tag={mark}&sort=-name")
    expect(page.get_by_role("table")).to_have_attribute("aria-rowcount", "3")
    filters(page, locale)
    press(page, word("exports.button", locale))
    expect(page.get_by_role("dialog")).to_be_visible()
    shown.expect_sound("dialog")
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_be_hidden()

    saved = export(page, locale, "csv")
    assert saved.suggested_filename.startswith(mark)
    text = Path(saved.path()).read_text(encoding="utf-8-sig")
    rows = list(csv.reader(io.StringIO(text), delimiter=";" if locale == "es" else ","))
    assert [row[0] for row in rows[1:]] == [f"Íñigo {mark}", f"Ana {mark}"]
    assert len(rows[0]) < 12
    expect(page.get_by_role("dialog").get_by_role("status")).to_contain_text(
        saved.suggested_filename
    )
    shown.expect_sound("ready")
    page.keyboard.press("Enter")
    expect(page.get_by_role("dialog")).to_be_hidden()

    everything = export(page, locale, "xlsx", columns=word("exports.every", locale))
    with zipfile.ZipFile(everything.path()) as archive:
        xml = archive.read("xl/worksheets/sheet1.xml").decode()
    assert "<t>=1+1</t>" in xml
    assert "<f>" not in xml
    page.keyboard.press("Escape")
    cards = Path(export(page, locale, "vcard4").path()).read_text(encoding="utf-8")
    assert cards.count("BEGIN:VCARD") == 2
    page.keyboard.press("Escape")
    data = export(page, locale, "zip")
    with zipfile.ZipFile(data.path()) as archive:
        assert "contact.csv" in archive.namelist()
    page.keyboard.press("Escape")

    shown.open("/exports")
    expect(page.get_by_text(saved.suggested_filename).first).to_be_visible()
    shown.expect_sound("past")
    with page.expect_download() as again:
        fetch = word("exports.fetchOne", locale, name=saved.suggested_filename)
        page.get_by_role("button", name=fetch).first.click()
    assert again.value.suggested_filename == saved.suggested_filename


@BOTH
def test_a_view_is_kept_changed_shared_and_deleted_by_keyboard_alone(  # noqa: PLR0915 - one journey
    screen: Callable[..., Screen],
    client: Client,
    mark: str,
    size: dict[str, int],
    locale: str,
) -> None:
    """S4, R-13: filters, search, order and columns under a name; the address stays the truth."""
    shown = screen(size=size, locale=locale)
    page = shown.page
    shown.open(f"/contacts?q={mark}&class=client&sort=name")
    expect(page.get_by_role("table")).to_have_attribute("aria-rowcount", "2")
    press(page, word("lists.saveAs", locale))
    dialog = page.get_by_role("dialog")
    dialog.get_by_label(word("lists.name", locale)).fill(f"Clientes {mark}")
    shown.expect_sound("keep")
    page.keyboard.press("Enter")
    expect(dialog).to_be_hidden()
    page.wait_for_url(re.compile(r"view="))
    (view,) = client.get(VIEWS)["items"]
    assert view["filter"] == {"q": mark, "class": "client"}
    assert view["sort"] == "name"

    shown.open("/contacts?view=own")
    press(page, word("lists.view", locale, name=word("lists.all", locale)))
    item = page.get_by_role("menuitem", name=f"Clientes {mark}")
    expect(item).to_be_visible()
    shown.expect_sound("menu")
    item.focus()
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(f"q={mark}"))
    expect(page.get_by_role("table")).to_have_attribute("aria-rowcount", "2")
    assert view["id"] in page.url

    page.get_by_placeholder(word("contact.search", locale)).fill(f"Acme {mark}")
    expect(page.get_by_text(word("lists.changed", locale), exact=True)).to_be_visible()
    shown.expect_sound("changed")
    press(page, word("lists.discard", locale))
    expect(page.get_by_placeholder(word("contact.search", locale))).to_have_value(mark)
    expect(page.get_by_text(word("lists.changed", locale), exact=True)).to_be_hidden()

    filters(page, locale)
    press(page, word("table.columns", locale))
    email = page.get_by_role("checkbox", name=word("contact.email", locale), exact=True)
    expect(email).to_be_checked()
    email.focus()
    page.keyboard.press("Space")
    expect(email).not_to_be_checked()
    up = page.get_by_role(
        "button", name=word("lists.moveUp", locale, name=word("contact.phone", locale)), exact=True
    )
    up.focus()
    page.keyboard.press("Enter")
    expect(up).to_be_focused()
    width = page.get_by_label(
        word("lists.widthOf", locale, name=word("contact.class", locale)), exact=True
    )
    width.fill("210")
    shown.expect_sound("columns")
    page.keyboard.press("Escape")
    press(page, word("lists.save", locale))
    expect(page.get_by_text(word("lists.changed", locale), exact=True)).to_be_hidden()
    (view,) = client.get(VIEWS)["items"]
    names = [column["name"] for column in view["columns"]]
    assert names[:3] == ["name", "phone", "class"]
    assert "email" not in names
    assert view["columns"][2]["width"] == 210
    if size is DESKTOP:
        heads = page.get_by_role("columnheader").all_inner_texts()
        assert heads[2:4] == [word("contact.phone", locale), word("contact.class", locale)]

    press(page, word("lists.view", locale, name=f"Clientes {mark}"))
    page.get_by_role("menuitem", name=word("lists.edit", locale)).focus()
    page.keyboard.press("Enter")
    share = dialog.get_by_role("checkbox", name=word("lists.shareLabel", locale))
    share.focus()
    page.keyboard.press("Space")
    press(page, word("action.save", locale))
    expect(dialog).to_be_hidden()
    assert client.get(VIEWS)["items"][0]["shared"]

    press(page, word("lists.view", locale, name=f"Clientes {mark}"))
    page.get_by_role("menuitem", name=word("lists.remove", locale)).focus()
    page.keyboard.press("Enter")
    expect(dialog).to_be_visible()
    shown.expect_sound("remove")
    press(page, word("lists.remove", locale))
    expect(dialog).to_be_hidden()
    expect(
        page.get_by_role("button", name=word("lists.view", locale, name=word("lists.all", locale)))
    ).to_be_visible()
    assert client.get(VIEWS)["items"] == []


def test_everybody_begins_with_the_administrators_view(
    screen: Callable[..., Screen], client: Client, mark: str
) -> None:
    """The default opens where the address says nothing; the list's own stays one choice away."""
    body = {"name": f"Inicial {mark}", "filter": {"q": mark, "kind": "company"}, "default": True}
    client.do("POST", VIEWS, body)
    shown = screen()
    page = shown.page
    shown.open("/contacts")
    page.wait_for_url(re.compile(r"kind=company"))
    expect(page.get_by_role("table")).to_have_attribute("aria-rowcount", "2")
    press(page, word("lists.view", name=f"Inicial {mark}"))
    page.get_by_role("menuitem", name=word("lists.all")).click()
    page.wait_for_url(re.compile(r"view=own"))
    expect(page.get_by_placeholder(word("contact.search"))).to_have_value("")


def test_a_view_opens_without_what_is_gone_and_says_what(
    screen: Callable[..., Screen], client: Client, mark: str
) -> None:
    """C-02: an entry that was deleted is named; the rest of the view holds."""
    names = {"name": f"Breve {mark}", "name_en": f"Brief {mark}"}
    kind = client.do("POST", "/contact-types", names)
    view = {
        "name": f"Vieja {mark}",
        "filter": {"q": mark, "type_id": kind["id"], "created_at.gte": "2020-01-01T00:00:00Z"},
    }
    client.do("POST", VIEWS, view)
    path = f"/contact-types/{kind['id']}"
    client.do("DELETE", path, headers={"If-Match": f'"{kind["version"]}"'})
    shown = screen()
    page = shown.page
    shown.open("/contacts")
    press(page, word("lists.view", name=word("lists.all")))
    page.get_by_role("menuitem", name=f"Vieja {mark}").click()
    expect(page.get_by_role("table")).to_have_attribute("aria-rowcount", "4")
    told = page.get_by_role("status").filter(has_text=word("contact.type"))
    expect(told).to_contain_text("created_at")
    shown.expect_sound("gone")


def test_a_column_is_drawn_wider_by_the_mouse(screen: Callable[..., Screen]) -> None:
    """S4: the edge of a heading; a double click gives the list's own width back."""
    shown = screen()
    page = shown.page
    shown.open("/contacts?view=own")
    heading = page.get_by_role("columnheader", name=word("contact.email"), exact=True)
    before = heading.bounding_box()
    assert before is not None
    edge = before["x"] + before["width"] - 3, before["y"] + before["height"] / 2
    page.mouse.move(*edge)
    page.mouse.down()
    page.mouse.move(edge[0] + 90, edge[1], steps=5)
    page.mouse.up()
    after = heading.bounding_box()
    assert after is not None
    assert abs(after["width"] - before["width"] - 90) < 4
    page.mouse.dblclick(after["x"] + after["width"] - 3, edge[1])
    page.wait_for_function("!localStorage.getItem('troncal.list.contacts.')")
