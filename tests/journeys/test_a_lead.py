"""A lead becomes a contact and one opportunity, through both services (C-30, X-3)."""

from concurrent.futures import ThreadPoolExecutor
from typing import Any

from chassis.ids import new_id
from chassis.testing import eventually
from chassis.testing.product import Client, Product


def converted(client: Client, lead: dict[str, Any], wanted: dict[str, Any]) -> int:
    return client("POST", f"/leads/{lead['id']}/convert", json=wanted).status_code


def test_a_lead_of_a_web_form_is_converted_once_however_often_it_is_asked(product: Product):
    """C-13, C-28, C-30, X-3: sent by a stranger, converted by six at once, sold once."""
    client = product.sign_in()
    mark = new_id().hex[-8:]
    text = {"es": mark, "en": mark}
    fields = [
        {"name": name, "label": text, "required": True}
        for name in ("first_name", "last_name", "email")
    ]
    body = {"name": mark, "title": text, "thanks": text, "consent": text, "fields": fields}
    form = client.do("POST", "/forms", body)
    address = f"{product.base}/api/v1/public/forms/{form['token']}"
    sent = {"first_name": "Carlos", "last_name": mark, "email": f"c@{mark}.example"}
    stranger = client.session.__class__()
    shown = stranger.get(address, timeout=30)
    assert shown.status_code == 200
    assert "script" not in shown.text
    assert "default-src 'none'" in shown.headers["Content-Security-Policy"]
    refused = stranger.post(address, data=sent, timeout=30)
    assert refused.status_code == 422
    assert stranger.post(address, data={**sent, "consent": "yes"}, timeout=30).ok
    (lead,) = client.get(f"/leads?email=c@{mark}.example")["items"]
    wanted = {
        "person": {},
        "opportunity": {"title": f"Internet {mark}", "amount": "100.00", "currency": "COP"},
    }
    with ThreadPoolExecutor(6) as pool:
        statuses = list(pool.map(lambda _: converted(client, lead, wanted), range(6)))
    assert sorted(statuses) == [200] + [409] * 5
    done = eventually(
        lambda: (found := client.get(f"/leads/{lead['id']}"))["opportunity_stands"] and found,
        deadline=60,
        saying="the opportunity stands",
    )
    found = client.get(f"/opportunities?q=Internet%20{mark}")["items"]
    assert [one["id"] for one in found] == [done["opportunity_id"]]
    assert found[0]["contact_id"] == done["person_id"]
    again = client("POST", f"/leads/{lead['id']}/convert", json=wanted)
    assert again.json()["params"]["opportunity_id"] == done["opportunity_id"]
    told = eventually(
        lambda: [
            one
            for one in client.get("/notifications?kind=lead.received")["items"]
            if one["record"]["id"] == lead["id"]
        ],
        deadline=60,
    )
    assert len(told) == 1
