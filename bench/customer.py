"""`make bench-customer`: the composed customer page with all services up.

    python -m bench.customer [--runs 5] [--requests 200]

Starts a copy of the product (`troncal run`) on a PostgreSQL of its own, on 127.0.0.1, makes a
contact with what the installed services let be made of it (notes, opportunities, cases, invoices)
and reads `GET /api/v1/customers/{id}` through the gateway (closed loop, one client), beside the
reading of its single parts, which it cannot be faster than. Prints medians over the runs and the
processor time per request; exits 1 when the page's p50 is beyond 60 ms or a part was missing.
"""

import argparse
import statistics
import sys
from collections.abc import Mapping
from functools import partial
from typing import Any
from urllib.error import HTTPError

from bench.loops import Latency, Request, closed
from bench.product import Product, product
from chassis.testing import eventually
from gateway.customers.parts import PARTS

P50_BOUND = 60.0


def main() -> int:
    """Measure, print the table and return the exit status."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--requests", type=int, default=200)
    options = parser.parse_args()
    with product() as running:
        contact_id = _customer(running)
        view = running.call("GET", f"/api/v1/customers/{contact_id}")
        states = {part.name: view.get(part.name, {"state": "absent"})["state"] for part in PARTS}
        print("parts:", ", ".join(f"{name} {state}" for name, state in states.items()))
        lines = {"customer": f"/api/v1/customers/{contact_id}"}
        lines |= {
            part.name: _address(part.path, part.query, contact_id)
            for part in PARTS
            if states[part.name] == "ok"
        }
        p50 = {name: _measure(running, name, path, options) for name, path in lines.items()}
    whole = all(state == "ok" for state in states.values())
    return 0 if whole and p50["customer"] <= P50_BOUND else 1


def _address(path: str, query: Mapping[str, str], contact_id: str) -> str:
    asked = "&".join(f"{name}={value.format(id=contact_id)}" for name, value in query.items())
    return f"{path.format(id=contact_id)}{asked and '?' + asked}"


def _measure(running: Product, name: str, path: str, options: argparse.Namespace) -> float:
    headers = {"Authorization": f"Bearer {running.administrator}"}
    request = Request("GET", path, headers)
    used = running.cpu_seconds()
    runs: list[Latency] = [
        closed(running.port, [request] * options.requests) for _ in range(options.runs)
    ]
    spent = (running.cpu_seconds() - used) * 1000 / (options.runs * (options.requests + 20))
    p50 = statistics.median(run.p50 for run in runs)
    p99 = statistics.median(run.p99 for run in runs)
    print(f"{name:<14} p50 {p50:7.1f} ms   p99 {p99:7.1f} ms   processor {spent:6.1f} ms")
    return float(p50)


def _customer(running: Product) -> str:
    """Make a contact with twenty notes and five of each record whose service is here."""
    made = running.call(
        "POST",
        "/api/v1/contacts",
        {
            "kind": "person",
            "first_name": "Rosa",
            "last_name": "Mora",
            "phones": [{"number": "+573105550001"}],
        },
    )
    contact_id: str = made["id"]
    for number in range(20):
        text = {"text": f"Nota {number}"}
        running.call("POST", f"/api/v1/contacts/{contact_id}/notes", text)
    for path, body in _records(running, contact_id):
        for _ in range(5):
            # A service learns of the contact by its fact, a moment after it was made.
            eventually(partial(running.call, "POST", path, body), ignoring=(HTTPError,))
    return contact_id


def _records(running: Product, contact_id: str) -> list[tuple[str, dict[str, Any]]]:
    """Say how a record of each installed service is made, with the first of its catalog."""
    document = running.call("GET", "/api/openapi.json")["paths"]
    line = {"description": "Servicio", "quantity": "1", "unit_price": "100.00", "tax_ids": []}
    found: list[tuple[str, dict[str, Any]]] = []
    if "/api/v1/opportunities" in document:
        stages = running.call("GET", "/api/v1/stages")["items"]
        title = {
            "title": "Internet dedicado",
            "contact_id": contact_id,
            "stage_id": stages[0]["id"],
        }
        found.append(("/api/v1/opportunities", title))
    if "/api/v1/cases" in document:
        types = running.call("GET", "/api/v1/case-types")["items"]
        case = {"title": "No llegó", "type_id": types[0]["id"], "contact_id": contact_id}
        found.append(("/api/v1/cases", case))
    if "/api/v1/invoices" in document:
        found.append(("/api/v1/invoices", {"contact_id": contact_id, "lines": [line]}))
    return found


if __name__ == "__main__":
    sys.exit(main())
