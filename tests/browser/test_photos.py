"""A contact's photo: chosen with a preview, replaced, removed; in the list too (C-07, C-39)."""

import io
import secrets
from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import expect

from tests.browser.chromium import DESKTOP, MOBILE
from tests.browser.conftest import Screen, Site
from tests.browser.words import word

pytestmark = pytest.mark.browser


def photo(colour: str) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (600, 900), colour).save(out, "JPEG")
    return out.getvalue()


@pytest.mark.parametrize(
    ("size", "locale"), [(DESKTOP, "es"), (MOBILE, "en")], ids=["desktop-es", "mobile-en"]
)
def test_a_photo_is_chosen_seen_kept_and_removed(
    screen: Callable[..., Screen], site: Site, tmp_path: Path, size: dict[str, int], locale: str
) -> None:
    """C-07: by keyboard; a file that is no picture is refused with the reason."""
    client = site.client()
    body = {"kind": "person", "first_name": "Foto", "last_name": secrets.token_hex(4)}
    contact = client.do("POST", "/contacts", body)
    good, bad = tmp_path / "ana.jpg", tmp_path / "falsa.jpg"
    good.write_bytes(photo("teal"))
    bad.write_bytes(b"<svg onload='x'/>")
    shown = screen(size=size, locale=locale)
    page = shown.page
    shown.open(f"/contacts/{contact['id']}")

    def press(name: str) -> None:
        button = page.get_by_role("button", name=name, exact=True)
        button.focus()
        page.keyboard.press("Enter")

    def choose(file: Path) -> None:
        with page.expect_file_chooser() as chooser:
            press(word("photo.choose", locale))
        chooser.value.set_files(file)

    press(word("photo.change", locale))
    dialog = page.get_by_role("dialog")
    choose(bad)
    press(word("action.save", locale))
    expect(dialog.get_by_role("alert")).to_be_visible()
    choose(good)
    preview = word("photo.preview", locale, name=contact["name"])
    expect(dialog.get_by_role("img", name=preview)).to_be_visible()
    shown.expect_sound("preview")
    press(word("action.save", locale))
    expect(dialog).to_have_count(0)
    expect(page.locator("header img[src^='data:image/jpeg']")).to_be_visible()
    shown.expect_sound("kept")

    shown.open(f"/contacts?q={body['last_name']}")
    expect(page.locator("#main img[src^='data:image/jpeg']").first).to_be_visible()
    shown.expect_sound("list")

    shown.open(f"/contacts/{contact['id']}")
    press(word("photo.change", locale))
    press(word("photo.remove", locale))
    expect(dialog).to_have_count(0)
    expect(page.locator("header img[src^='data:']")).to_have_count(0)
    assert client.get(f"/contacts/{contact['id']}")["photo_id"] is None
