"""Documents on a contact's page, by keyboard and at both sizes (C-38, C-21)."""

import secrets
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from chassis.testing.product import Client
from tests.browser.chromium import DESKTOP, MOBILE
from tests.browser.conftest import Screen, Site
from tests.browser.words import word

pytestmark = pytest.mark.browser

PDF = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\n"


@pytest.fixture
def client(site: Site) -> Client:
    return site.client()


@pytest.fixture
def contact(client: Client) -> dict[str, Any]:
    mark = secrets.token_hex(3)
    body = {"kind": "person", "first_name": "Dora", "last_name": f"Archivo {mark}"}
    made: dict[str, Any] = client.do("POST", "/contacts", body)
    return made


def press(page: Page, name: str) -> None:
    """Reach a button by the keyboard and press it."""
    button = page.get_by_role("button", name=name, exact=True)
    button.focus()
    page.keyboard.press("Enter")


@pytest.mark.parametrize(
    ("size", "locale"), [(DESKTOP, "es"), (MOBILE, "en")], ids=["desktop-es", "mobile-en"]
)
def test_a_document_is_added_saved_renamed_and_deleted_by_keyboard(
    screen: Callable[..., Screen],
    contact: dict[str, Any],
    tmp_path: Path,
    size: dict[str, int],
    locale: str,
) -> None:
    """C-38: with its size and who brought it; a wrong file stays with its reason."""
    good, bad = tmp_path / "Contrato firmado.pdf", tmp_path / "falso.pdf"
    good.write_bytes(PDF)
    bad.write_bytes(b"MZ" + bytes(200))
    shown = screen(size=size, locale=locale)
    page = shown.page
    shown.open(f"/contacts/{contact['id']}")
    expect(page.get_by_text(word("documents.none", locale))).to_be_visible()
    with page.expect_file_chooser() as chooser:
        press(page, word("documents.choose", locale))
    chooser.value.set_files([good, bad])
    saves = page.get_by_role("button", name=word("documents.fetchOne", locale, name=good.name))
    expect(saves).to_be_visible()
    expect(page.get_by_role("alert").filter(has_text="PDF")).to_be_visible()
    shown.expect_sound("added")
    press(page, word("documents.dropOne", locale, name=bad.name))
    expect(page.get_by_text(bad.name)).to_have_count(0)

    with page.expect_download() as saved:
        press(page, word("documents.fetchOne", locale, name=good.name))
    assert saved.value.suggested_filename == good.name
    assert Path(saved.value.path()).read_bytes() == PDF

    press(page, word("documents.actionsOf", locale, name=good.name))
    item = page.get_by_role("menuitem", name=word("documents.change", locale))
    expect(item).to_be_visible()
    item.focus()
    page.keyboard.press("Enter")
    dialog = page.get_by_role("dialog")
    name = dialog.get_by_label(word("documents.name", locale))
    expect(name).to_be_focused()
    name.fill("Anexo")
    dialog.get_by_label(word("documents.note", locale)).fill("Original en archivo")
    shown.expect_sound("change")
    press(page, word("action.save", locale))
    expect(dialog).to_have_count(0)
    renamed = page.get_by_role("button", name=word("documents.fetchOne", locale, name="Anexo.pdf"))
    expect(renamed).to_be_visible()
    expect(page.get_by_text("Original en archivo")).to_be_visible()

    press(page, word("documents.actionsOf", locale, name="Anexo.pdf"))
    item = page.get_by_role("menuitem", name=word("action.delete", locale))
    expect(item).to_be_visible()
    item.focus()
    page.keyboard.press("Enter")
    confirm = page.get_by_role("dialog").get_by_role(
        "button", name=word("action.delete", locale), exact=True
    )
    expect(confirm).to_be_visible()
    confirm.focus()
    page.keyboard.press("Enter")
    expect(renamed).to_have_count(0)
    expect(page.get_by_text(word("documents.none", locale))).to_be_visible()
    told = word("timeline.titles.contact_document_removed", locale, document="Anexo.pdf")
    expect(page.get_by_text(told)).to_be_visible()
