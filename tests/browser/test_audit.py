"""Ajustes → Auditoría: who did or tried what, before and after, with the way to the record."""

from collections.abc import Callable

import pytest

from tests.browser.chromium import DESKTOP, MOBILE
from tests.browser.conftest import Screen
from tests.browser.words import word

pytestmark = pytest.mark.browser


@pytest.mark.parametrize(
    ("size", "locale"), [(DESKTOP, "es"), (MOBILE, "en")], ids=["desktop-es", "mobile-en"]
)
def test_a_change_and_a_refusal_are_shown_with_their_record(
    screen: Callable[..., Screen], size: dict[str, int], locale: str
) -> None:
    """Beyond 24: every write has its actor, before and after; refused writes are there too."""
    shown = screen(size=size, locale=locale)
    client = shown.site.client()
    made = client.do(
        "POST", "/contacts", {"kind": "person", "first_name": "Auditada", "last_name": "Prieto"}
    )
    path = f"/contacts/{made['id']}"
    etag = {"If-Match": f'"{made["version"]}"'}
    client.do("PATCH", path, {"position": "Gerente de cartera"}, headers=etag)
    absent = "/contacts/018f0000-0000-7000-8000-000000000000/notes"
    assert client("POST", absent, json={"text": "x"}).status_code == 404

    shown.open(f"/admin/audit?record={made['id']}")
    page = shown.page
    page.get_by_text("Gerente de cartera").wait_for()
    shown.expect_sound("record")
    page.get_by_role("link", name=word("audit.open", locale, type="contact")).first.click()
    page.wait_for_selector("#contact-name")
    assert "Auditada" in page.locator("#contact-name").inner_text()

    shown.open("/admin/audit?refused=1")
    page.get_by_text(word("audit.refused", locale, status="404")).first.wait_for()
    shown.expect_sound("refused")
