"""An activity is reminded of once, in time, and where it moves its reminder follows (X-6)."""

from datetime import UTC, datetime, timedelta
from typing import Any

from chassis.ids import new_id
from chassis.testing import eventually
from chassis.testing.product import Client, Product


def reminders(client: Client, activity: dict[str, Any]) -> list[dict[str, Any]]:
    items: list[dict[str, Any]] = client.get(f"/reminders?activity_id={activity['id']}")["items"]
    return items


def the_one(client: Client, activity: dict[str, Any], **wanted: str) -> dict[str, Any]:
    """Wait for the reminder of an activity to have these members."""

    def found() -> dict[str, Any] | None:
        return next(
            (one for one in reminders(client, activity) if wanted.items() <= one.items()), None
        )

    return eventually(found, deadline=30, saying=f"a reminder with {wanted}")


def change(client: Client, activity: dict[str, Any], **members: Any) -> dict[str, Any]:
    path = f"/activities/{activity['id']}"
    tag = {"If-Match": f'"{activity["version"]}"'}
    changed: dict[str, Any] = client.do("PATCH", path, members, headers=tag)
    return changed


def in_(**ahead: float) -> str:
    return (datetime.now(UTC) + timedelta(**ahead)).isoformat()


def test_the_reminder_of_an_activity_moves_fires_once_and_goes_with_it(product: Product):
    """X-6, N-03, N-14, N-33, N-19: planned, moved, rung, completed, from contacts to the bell."""
    client = product.sign_in()
    title = f"Llamar {new_id().hex[-8:]}"
    person = {"kind": "person", "first_name": "Rosa", "last_name": "Mina"}
    contact = client.do("POST", "/contacts", person)
    about = {"type": "contact", "id": contact["id"]}
    body = {"kind": "call", "title": title, "due_at": in_(days=3), "related": about}
    activity = client.do("POST", "/activities", body)
    first = the_one(client, activity, state="waiting")
    assert first["record"] == about
    moved = change(client, activity, due_at=in_(days=5))
    later = eventually(
        lambda: next(
            (o for o in reminders(client, activity) if o["fires_at"] > first["fires_at"]), None
        ),
        deadline=30,
    )
    assert later["id"] == first["id"]
    ringing = change(client, moved, remind_at=in_(seconds=3))
    fired = the_one(client, activity, state="fired")
    rung = [
        one
        for one in client.get("/notifications?kind=reminder.due")["items"]
        if one["params"]["reminder_id"] == fired["id"]
    ]
    assert len(rung) == 1
    client.do("POST", f"/activities/{ringing['id']}/complete", {"outcome": "Contestó"})
    eventually(lambda: not reminders(client, activity), deadline=30, saying="it is cancelled")
    history = client.get(f"/contacts/{contact['id']}/timeline?kind=activity")["items"]
    assert [one["params"]["outcome"] for one in history] == ["Contestó"]
