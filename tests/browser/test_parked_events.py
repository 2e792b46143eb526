"""The desk of parked events: seen, read, retried together and dropped with a reason."""

from collections.abc import Callable, Iterator
from typing import Any
from uuid import UUID

import psycopg
import pytest

from chassis.clock import now
from chassis.events.facts import Envelope
from chassis.ids import new_id
from chassis.runtime.folders import RunFolder
from chassis.runtime.keys import load
from chassis.runtime.postgres import running_url
from chassis.runtime.provision import urls
from chassis.testing.product import Product
from tests.browser.chromium import DESKTOP, MOBILE
from tests.browser.conftest import Screen, Site
from tests.browser.words import word

pytestmark = pytest.mark.browser

TYPE = "troncal.telephony.call.ended.v1"
PHONE = "+573004445566"


def connect(product: Product) -> "psycopg.Connection[Any]":
    folder = RunFolder(product.folder)
    server = running_url(folder)
    assert server is not None
    secret = load({}, folder, production=False).secret_bytes
    return psycopg.connect(urls(server, "contacts", secret=secret).runtime, autocommit=True)


def plant(connection: "psycopg.Connection[Any]", organization: UUID) -> None:
    """Park a fact whose content no reaction can read, so that a retry fails again."""
    from msgspec import Raw

    envelope = Envelope(
        id=new_id(),
        source="/troncal/telephony",
        type=TYPE,
        subject=f"call/{new_id()}",
        time=now(),
        organization_id=organization,
        incarnation=1,
        version=1,
        correlation_id=new_id(),
        data=Raw(b'{"number_from": "%s"}' % PHONE.encode()),
    )
    connection.execute(
        "INSERT INTO inbox (event_id, source, type, subject, organization_id, aggregate_version,"
        " state, attempts, error, envelope, occurred_at)"
        " VALUES (%s, %s, %s, %s, %s, 1, 'parked', 12, %s, %s, now())",
        (
            envelope.id,
            envelope.source,
            envelope.type,
            envelope.subject,
            organization,
            f"Unreadable: {TYPE} does not fit: status: missing",
            envelope.to_json(),
        ),
    )


@pytest.fixture
def parked(run: Product, site: Site) -> Iterator[None]:
    """Three facts that contacts could not handle."""
    organization = UUID(site.client().get("/me")["organization"]["id"])
    with connect(run) as connection:
        for _ in range(3):
            plant(connection, organization)
        yield
        connection.execute("DELETE FROM inbox WHERE type = %s AND state <> 'done'", (TYPE,))


@pytest.mark.usefixtures("parked")
@pytest.mark.parametrize("size", [DESKTOP, MOBILE], ids=["desktop", "mobile"])
def test_an_administrator_reads_retries_and_drops_what_is_parked(
    screen: Callable[..., Screen], size: dict[str, int]
) -> None:
    """architecture.md 4: an operator sees, retries or drops a fact in the app."""
    shown = screen(size=size)
    page = shown.page
    shown.open("/admin/parked-events")
    desk = page.get_by_role("region", name=word("parked.services.contacts"))
    desk.get_by_text(word("parked.states.parked"), exact=True).nth(2).wait_for()
    shown.expect_sound("parked-events")

    desk.get_by_role("button", name="Ver el contenido").first.click()
    envelope = page.get_by_role("region", name=word("parked.content"))
    envelope.get_by_text("***66").wait_for()
    shown.expect_sound("parked-event")
    page.get_by_role("button", name=word("parked.unmask")).click()
    envelope.get_by_text(PHONE).wait_for()
    page.get_by_role("dialog").get_by_role("button", name=word("action.close")).last.click()

    desk.get_by_role("button", name=word("parked.drop")).first.click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_role("button", name=word("parked.drop")).click()
    dialog.get_by_role("alert").or_(dialog.get_by_text(word("parked.reasonHint"))).first.wait_for()
    dialog.get_by_role("textbox").fill("Llamada de prueba")
    shown.expect_sound("parked-drop")
    dialog.get_by_role("button", name=word("parked.drop")).click()
    dialog.wait_for(state="detached")

    page.get_by_role("button", name=word("parked.retryAll", type=TYPE)).click()
    page.get_by_text(word("parked.retried_other", count=2)).wait_for()
    desk.get_by_text(word("parked.states.retry"), exact=True).nth(1).wait_for()

    page.get_by_text(word("parked.dropped"), exact=True).click()
    page.get_by_text("Llamada de prueba").wait_for()
    shown.expect_sound("dropped-events")
