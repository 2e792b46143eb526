"""Addresses, files and tables that outsiders give: what there is of them, and that it is all.

The product asks no address that a user gave: Twilio's and the mail server's come from the
environment of whoever runs it. So there is nothing to forge a request with. Files are tried where
they are taken (wrong types, bombs, names with paths), tables where they are written (`=`, `+`, `-`,
`@`, tab and carriage return at the start of a cell). Each of these tests fails when a route comes
that it does not know; then its corpus belongs here or is named here.
"""

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from tests.security.organization import World

ROOT = Path(__file__).parents[2]
AN_ADDRESS = re.compile(r"(^|_)(url|uri|host|hostname|endpoint|webhook|callback|domain|website)s?$")

SHOWN_ONLY = {
    ("ContactCreate", "website"): "a link on the contact's page",
    ("ContactChange", "website"): "a link on the contact's page",
    ("Link", "url"): "a link on the contact's page",
    ("LeadCreate", "website"): "a link on the lead's page",
    ("LeadChange", "website"): "a link on the lead's page",
    ("LeadClone", "website"): "a link on the lead's page",
    ("WebFormCreate", "redirect_url"): "where a visitor's browser goes after sending",
    ("WebFormChange", "redirect_url"): "where a visitor's browser goes after sending",
}
"""Members of bodies that hold an address, each with what the product does with it."""


def _members(schema: Mapping[str, Any]) -> Iterator[str]:
    for name, member in schema.get("properties", {}).items():
        texts = [member, *member.get("anyOf", ())]
        if AN_ADDRESS.search(name) or any(one.get("format") == "uri" for one in texts):
            yield name


def _bodies(world: World) -> set[str]:
    """The names of every schema that a request body is made of."""
    schemas = world.document["components"]["schemas"]
    waiting = [route.operation.get("requestBody", {}) for route in world.routes]
    found: set[str] = set()
    while waiting:
        for reference in re.findall(r"#/components/schemas/(\w+)", str(waiting.pop())):
            if reference not in found:
                found.add(reference)
                waiting.append(schemas[reference])
    return found


def test_no_member_of_a_request_is_an_address_that_the_product_would_ask(world: World) -> None:
    schemas = world.document["components"]["schemas"]
    given = {(name, member) for name in _bodies(world) for member in _members(schemas[name])}
    unexplained = given - SHOWN_ONLY.keys()
    assert unexplained == set(), "say here what happens with it, and try hostile addresses"


TAKES_A_FILE = {
    "/contacts/{contact_id}/photo": "services/contacts/tests/test_photos.py",
    "/contacts/{contact_id}/documents": "services/contacts/tests/test_documents.py",
    "/opportunities/{opportunity_id}/documents": "services/sales/tests/test_documents.py",
    "/cases/{case_id}/documents": "services/cases/tests/test_documents.py",
}
"""Routes that a form with a file comes to, and where hostile files are tried on them."""


def test_each_route_that_takes_a_file_is_tried_with_hostile_ones(world: World) -> None:
    forms = {
        route.path
        for route in world.routes
        if "multipart/form-data" in route.operation.get("requestBody", {}).get("content", {})
    }
    assert forms == TAKES_A_FILE.keys(), "an upload: say here where its corpus is"
    assert all((ROOT / corpus).is_file() for corpus in TAKES_A_FILE.values())


def test_no_route_answers_with_a_table_that_a_spreadsheet_opens(world: World) -> None:
    types = {
        content
        for route in world.routes
        for answer in route.operation["responses"].values()
        for content in answer.get("content", {})
    }
    assert not [one for one in types if "csv" in one or "spreadsheet" in one]


RUNNING = (
    "javascript:alert(1)",
    "JaVaScRiPt:alert(1)",
    " javascript:alert(1)",
    "data:text/html,x",
    "vbscript:x",
)
_RUNS = re.compile(r"\s*(javascript|data|vbscript):", re.IGNORECASE)


def test_what_a_user_entered_is_a_link_only_when_it_leads_to_the_web(world: World) -> None:
    """An address of another scheme would run in the browser of whoever opens the record."""
    for number, hostile in enumerate(RUNNING):
        named = {"kind": "person", "first_name": "Web", "last_name": str(number)}
        for entered in ({"website": hostile}, {"links": [{"url": hostile}]}):
            answer = world.admin("POST", "/contacts", json={**named, **entered})
            kept = [answer.json.get("website") or ""]
            kept += [link["url"] for link in answer.json.get("links") or ()]
            assert answer.status_code == 422 or not any(map(_RUNS.match, kept))
