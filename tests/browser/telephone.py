"""The telephone as a person uses it: the state, the card of a call that comes, its end."""

from datetime import UTC, datetime

from playwright.sync_api import Locator, Page, expect

from chassis.testing import eventually
from chassis.testing.product import Client
from tests.browser.words import word


def choose_state(page: Page, state: str, locale: str = "es") -> None:
    """Choose Disponible, En pausa or Desconectado in the telephone."""
    panel = page.locator("#softphone")
    if not panel.is_visible():
        page.locator("[aria-controls=softphone]").click()
    panel.get_by_text(word(f"phone.state.{state}", locale), exact=True).click()
    expect(panel.locator(f"[data-state={state}]")).to_be_visible()


def ring(page: Page, locale: str = "es") -> None:
    """Let the development carrier call, and wait for the card."""
    panel = page.locator("#softphone")
    panel.get_by_role("button", name=word("phone.simulate", locale)).click()
    expect(card(page, locale)).to_be_visible(timeout=5_000)


def card(page: Page, locale: str = "es") -> Locator:
    """Find the incoming-call card: a region beside the page, not a dialog."""
    return page.get_by_role("region", name=word("phone.incoming", locale), exact=True)


def ring_for(page: Page, client: Client, *, calls: int) -> list[float]:
    """Let so many calls come, one after the other; return each one's seconds until its card."""
    taken = []
    for _ in range(calls):
        expect(card(page)).to_be_hidden()
        eventually(lambda: client.get("/agents/me")["state"] == "available", deadline=15)
        client.do("POST", "/telephony/simulator/calls", {})
        expect(card(page)).to_be_visible(timeout=5_000)
        seen = datetime.now(UTC)
        (call,) = client.get("/calls/current")["items"]
        taken.append((seen - datetime.fromisoformat(call["started_at"])).total_seconds())
        end_calls(client)
    return taken


def end_calls(client: Client) -> None:
    """End and classify whatever call is in hand."""
    outcome = client.get("/telephony/dispositions?limit=1")["items"][0]

    def nothing_left() -> bool:
        items = client.get("/calls/current")["items"]
        for call in items:
            if call["ended_at"]:
                body = {"disposition_id": outcome["id"], "note": ""}
                client("POST", f"/calls/{call['id']}/disposition", json=body)
            else:
                client("POST", f"/calls/{call['id']}/hangup")
        return not items

    eventually(nothing_left, deadline=15)
