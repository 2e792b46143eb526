"""The guide for newcomers, docs/guia/contactos.md: walked as it says, pictures taken on the way.

`make guide` writes the pictures; without GUIDE the walk alone is made.
"""

import os
import re
import secrets
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from chassis.testing.product import Client
from tests.browser.chromium import settle
from tests.browser.conftest import Screen, Site
from tests.browser.telephone import card, choose_state, end_calls, ring
from tests.browser.words import every_word, word

pytestmark = pytest.mark.browser

GUIDE = Path(__file__).parents[2] / "docs" / "guia" / "contactos.md"
PICTURES = GUIDE.parent / "imagenes"
NAMES = ("María Núñez", "José Peña", "Luz Marina Ríos", "Andrés Gutiérrez", "Sofía Cárdenas")


def test_the_guide_says_what_the_screens_say():
    """What stands in bold is a word of the screens, as they show it."""
    text = " ".join(GUIDE.read_text(encoding="utf8").split())
    bold = set(re.findall(r"\*\*(.+?)\*\*", text)) - {"en negrita"}
    words = every_word()
    assert [each for each in sorted(bold) if each not in words] == []
    assert len(bold) > 20


def test_the_guide_shows_pictures_that_are_there():
    """Each picture is in the repository, and none is there for nothing."""
    named = set(re.findall(r"\(imagenes/([\w-]+\.png)\)", GUIDE.read_text(encoding="utf8")))
    assert named == {each.name for each in PICTURES.glob("*.png")}


def picture(page: Page, name: str, of: Locator | None = None) -> None:
    """Take one of the guide's pictures, of a part or of the window."""
    if not os.environ.get("GUIDE"):
        return
    settle(page)
    PICTURES.mkdir(exist_ok=True)
    (of or page).screenshot(path=PICTURES / f"{name}.png")


def press(where: Any, key: str, **values: object) -> None:
    where.get_by_role("button", name=word(key, **values), exact=True).click()


def book(folder: Path, line: int) -> Path:
    """Write a file as Excel saves it in Spanish, its last row with half a number."""
    rows = ["Nombre;Apellido;Celular;Clase;Ciudad"]
    for at, name in enumerate(NAMES):
        first, _, last = name.rpartition(" ")
        kind = "Cliente" if at % 2 else "Prospecto"
        rows.append(f"{first};{last};301 {line:05d}{at:02d};{kind};Bogotá")
    rows.append("Óscar;Pinto;12;Cliente;Cali")
    file = folder / "clientes.csv"
    file.write_bytes("\r\n".join(rows).encode("cp1252"))
    return file


@pytest.fixture
def quiet_desk(site: Site) -> Iterator[Client]:
    """Leave no call in hand, before and after."""
    client = site.client()
    end_calls(client)
    client.do("PUT", "/agents/me/state", {"state": "offline"})
    yield client
    end_calls(client)
    client.do("PUT", "/agents/me/state", {"state": "offline"})


@pytest.mark.timeout(240)
def test_a_newcomer_walks_the_guide(
    screen: Callable[..., Screen], quiet_desk: Client, tmp_path: Path
) -> None:
    """C-12, C-44, T-14, T-24, N-01: import, find, talk, follow up, in the order of the guide."""
    shown = screen(size={"width": 1280, "height": 800})
    page = shown.page
    line = secrets.randbelow(10**5)
    imports(shown, book(tmp_path, line))
    finds(shown, f"{line:05d}02")
    notes(page)
    speaks(shown, quiet_desk)
    plans(shown)


def imports(shown: Screen, file: Path) -> None:
    page = shown.page
    shown.open("/contacts")
    press(page, "contact.newKind")
    page.get_by_role("menuitem", name=word("imports.contacts")).click()
    with page.expect_file_chooser() as chooser:
        press(page, "imports.choose")
    chooser.value.set_files(file)
    for at, name in enumerate(("format", "columns", "values", "rules", "preview"), 1):
        title = word("imports.step", at=at, of=5, name=word(f"imports.steps.{name}"))
        expect(page.get_by_role("heading", name=title)).to_be_visible()
        if name == "columns":
            picture(page, "importar-columnas")
        if name == "preview":
            expect(page.get_by_role("table").first).to_contain_text(NAMES[0])
            picture(page, "importar-vista-previa")
        else:
            press(page, "imports.next")
    press(page, "imports.start_other", total=len(NAMES) + 1)
    expect(page.locator("[data-count=created]")).to_have_text(str(len(NAMES)), timeout=30_000)
    expect(page.get_by_text(word("imports.states.done"), exact=True)).to_be_visible(timeout=30_000)
    expect(page.locator("[data-count=rejected]")).to_have_text("1")
    picture(page, "importar-resultado")


def finds(shown: Screen, digits: str) -> None:
    page = shown.page
    shown.open("/contacts")
    page.get_by_role("searchbox", name=word("contact.search")).fill(digits)
    rows = page.get_by_role("row")
    expect(rows.filter(has_text=NAMES[0])).to_have_count(0)
    row = rows.filter(has_text=NAMES[2])
    expect(row).to_have_count(1)
    picture(page, "lista")
    row.get_by_role("link", name=NAMES[2]).click()
    expect(page.get_by_role("heading", level=1, name=NAMES[2])).to_be_visible()
    number = page.get_by_role("link", name=re.compile(word("activity.callNumber", number="")))
    assert digits in (number.first.get_attribute("href") or "")
    picture(page, "ficha")


def notes(page: Page) -> None:
    section = page.get_by_role("region", name=word("activity.section"))
    press(section, "activity.new")
    dialog = page.get_by_role("dialog")
    dialog.get_by_label(word("activity.title")).fill("Enviar la propuesta")
    press(dialog, "moment.quick.d3")
    picture(page, "actividad")
    press(dialog, "action.save")
    expect(dialog).to_have_count(0)
    expect(section.get_by_role("listitem").filter(has_text="Enviar la propuesta")).to_be_visible()


def speaks(shown: Screen, client: Client) -> None:
    page = shown.page
    choose_state(page, "available")
    panel = page.locator("#softphone")
    ring(page)
    picture(page, "llamada-entrante")
    card(page).get_by_role("button", name=word("phone.answer")).click()
    expect(panel.get_by_role("timer")).to_be_visible()
    panel.get_by_role("button", name=word("phone.hangup")).click()
    outcome = panel.get_by_label(re.compile(word("wrapUp.outcome"))).first
    expect(outcome).to_be_visible()
    outcome.click()
    page.get_by_role("option").first.click()
    panel.get_by_label(word("wrapUp.note")).fill("Pide precios de mayorista.")
    picture(page, "tipificar", panel)
    panel.get_by_role("button", name=word("wrapUp.save")).click()
    expect(outcome).to_be_hidden()
    choose_state(page, "offline")
    assert client.get("/calls/current")["items"] == []


def plans(shown: Screen) -> None:
    shown.open("/activities")
    expect(shown.page.get_by_text("Enviar la propuesta").first).to_be_visible()
    picture(shown.page, "actividades")
