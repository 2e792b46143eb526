"""Importing by keyboard: the file, the steps, the run, the bad rows, undo (C-12, C-50)."""

import secrets
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from chassis.testing import eventually
from chassis.testing.product import Client
from tests.browser.chromium import DESKTOP, MOBILE
from tests.browser.conftest import Screen, Site
from tests.browser.words import word

pytestmark = pytest.mark.browser


@pytest.fixture
def client(site: Site) -> Client:
    return site.client()


def press(page: Page, name: str) -> None:
    """Reach a button by the keyboard and press it."""
    button = page.get_by_role("button", name=name, exact=True)
    button.focus()
    page.keyboard.press("Enter")


def step(page: Page, at: int, name: str, locale: str = "es") -> None:
    shown = word("imports.step", locale, at=at, of=5, name=word(f"imports.steps.{name}", locale))
    expect(page.get_by_role("heading", name=shown)).to_be_visible()


def choose_by_keys(page: Page, label: str, typed: str) -> None:
    field = page.get_by_role("combobox", name=label, exact=True)
    field.focus()
    page.keyboard.type(typed)
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")


def count(page: Page, name: str) -> Any:
    return page.locator(f"[data-count={name}]")


@pytest.mark.parametrize(
    ("size", "locale"), [(DESKTOP, "es"), (MOBILE, "en")], ids=["desktop-es", "mobile-en"]
)
def test_a_file_is_imported_and_undone_by_keyboard_alone(  # noqa: PLR0915 - one journey
    screen: Callable[..., Screen], client: Client, tmp_path: Path, size: dict[str, int], locale: str
) -> None:
    """C-12, C-50: a file of Excel in Windows-1252, a wrong list text, a bad row, then undo."""
    mark = secrets.token_hex(3)
    line = secrets.randbelow(10**6)
    file = tmp_path / f"clientes-{mark}.csv"
    rows = [
        "Listado de clientes;;;;",
        "Nombre;Apellido;Celular;Clase;Notas",
        f"María;Núñez {mark};301 0{line:06d};Cliente;",
        f"José;Peña {mark};302 0{line:06d};Posible;",
        f"Luis;Mora {mark};12;Cliente;",
    ]
    file.write_bytes("\r\n".join(rows).encode("cp1252"))
    shown = screen(size=size, locale=locale)
    page = shown.page
    shown.open("/contacts")
    menu = page.get_by_role("button", name=word("contact.newKind", locale))
    menu.focus()
    page.keyboard.press("Enter")
    item = page.get_by_role("menuitem", name=word("imports.contacts", locale))
    expect(item).to_be_visible()
    item.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name=word("imports.contacts", locale))).to_be_visible()
    shown.expect_sound("file")
    with page.expect_file_chooser() as chooser:
        press(page, word("imports.choose", locale))
    chooser.value.set_files(file)
    step(page, 1, "format", locale)
    expect(page.get_by_role("cell", name=f"Núñez {mark}")).to_be_visible()
    shown.expect_sound("format")
    press(page, word("imports.next", locale))
    step(page, 2, "columns", locale)
    assert page.evaluate("document.activeElement.tagName") == "H2"
    shown.expect_sound("columns")
    press(page, word("imports.next", locale))
    step(page, 3, "values", locale)
    choose_by_keys(
        page,
        word("imports.values.valueOf", locale, text="Posible"),
        word("contact.classes.interested", locale),
    )
    shown.expect_sound("values")
    press(page, word("imports.next", locale))
    step(page, 4, "rules", locale)
    update = page.get_by_role("radio", name=word("imports.rules.thens.update", locale))
    update.focus()
    page.keyboard.press("Space")
    expect(update).to_be_checked()
    shown.expect_sound("rules")
    press(page, word("imports.next", locale))
    step(page, 5, "preview", locale)
    expect(page.get_by_role("table").first).to_contain_text(f"José Peña {mark}")
    expect(page.get_by_role("table").first).to_contain_text("Celular")
    shown.expect_sound("preview")
    press(page, word("imports.start_other", locale, total=3))
    expect(count(page, "created")).to_have_text("2", timeout=30_000)
    expect(page.get_by_text(word("imports.states.done", locale), exact=True)).to_be_visible(
        timeout=30_000
    )
    expect(count(page, "rejected")).to_have_text("1")
    shown.expect_sound("result")
    found = client.get(f"/contacts?q=Peña {mark}")["items"]
    assert [each["class"] for each in found] == ["interested"]
    with page.expect_download() as saved:
        press(page, word("imports.errors", locale))
    errors = Path(saved.value.path()).read_text(encoding="utf-8-sig")
    assert errors.splitlines()[1].startswith("5;Celular;")
    press(page, word("imports.undo", locale))
    dialog = page.get_by_role("dialog")
    expect(dialog).to_be_visible()
    confirm = dialog.get_by_role("button", name=word("imports.undo", locale), exact=True)
    confirm.focus()
    page.keyboard.press("Enter")
    expect(count(page, "removed")).to_have_text("2", timeout=30_000)
    expect(page.get_by_text(word("imports.states.undone", locale), exact=True)).to_be_visible(
        timeout=30_000
    )
    shown.expect_sound("undone")
    eventually(lambda: client.get(f"/contacts?q={mark}&count=1")["total"] == 0)
    shown.open("/imports")
    expect(page.get_by_role("link", name=file.name)).to_be_visible()
    shown.expect_sound("list")


def test_a_file_is_dropped_and_a_bad_one_is_refused_with_its_reason(
    screen: Callable[..., Screen], tmp_path: Path
) -> None:
    """C-12: dragging is another way; a refusal says why and leaves the page as it is."""
    shown = screen()
    page = shown.page
    shown.open("/imports/new")
    drop = """([name, text]) => {
      const data = new DataTransfer();
      data.items.add(new File([text], name));
      const zone = [...document.querySelectorAll('input[type=file]')][0].parentElement;
      const how = { bubbles: true, cancelable: true, dataTransfer: data };
      for (const kind of ['dragover', 'drop']) zone.dispatchEvent(new DragEvent(kind, how));
    }"""
    page.locator("input[type=file]").wait_for(state="attached")
    page.evaluate(drop, ["malo.csv", "%PDF-1.7 no es una tabla"])
    refusal = page.get_by_role("alert").filter(has_text="no es una tabla")
    expect(refusal).to_be_visible()
    shown.expect_sound("refused")
    page.evaluate(drop, ["bueno.csv", "Nombre,Apellido\nAna,Ruiz\n"])
    step(page, 1, "format")
