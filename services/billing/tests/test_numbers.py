"""B-01: numbers without gaps and without repeats, whoever dies in between."""

import os
import random
import signal
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

from services.billing.tests.shop import Shop

WRITERS = 50
DRAFTS = 150
CHILDREN = 5

WRITER = """
import sys
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from uuid import UUID
from chassis.db import Database
from chassis.errors import Refused
from chassis.identity.actor import Actor
from services.billing.invoices.issuing import issue_invoice
url, organization, threads, *ids = sys.argv[1:]
database = Database("billing", url, lock_timeout_ms=20_000, statement_timeout_ms=20_000)
organization = UUID(organization)
actor = Actor.system(organization)
def issue(id):
    try:
        with database.transaction(organization) as session:
            issue_invoice(
                session, actor, UUID(id), today=date(2026, 3, 1), own_currency="COP",
                expected_version=None,
            )
    except Refused:
        return  # another writer was faster
    print(f"{id}\\n", end="", flush=True)  # in one piece: other threads print too
print("ready", flush=True)
sys.stdin.readline()
with ThreadPoolExecutor(int(threads)) as pool:
    list(pool.map(issue, ids))
database.close()
"""


def test_fifty_writers_of_whom_some_are_killed_leave_exactly_one_to_n(shop: Shop):
    """B-01, beyond 11: processes die by SIGKILL while they issue; what was answered stands."""
    draw = random.Random(11)
    drafts = [shop.draft()["id"] for _ in range(DRAFTS)]
    children = []
    for _ in range(CHILDREN):
        mine = drafts.copy()
        draw.shuffle(mine)
        children.append(writer(shop, mine, threads=WRITERS // CHILDREN))
    for child in children:
        assert child.stdout.readline() == "ready\n"
    for child in children:
        child.stdin.write("go\n")
        child.stdin.flush()
    answered: list[str] = []
    for child in children[:3]:
        # after its first answers it is amid others
        answered += [child.stdout.readline().strip() for _ in range(draw.randint(1, 12))]
        os.kill(child.pid, signal.SIGKILL)
    for child in children:
        rest, _ = child.communicate(timeout=60)
        answered += rest.split()
    assert [child.returncode for child in children] == [-9, -9, -9, 0, 0]

    page = shop.get("/invoices?limit=200")["items"]
    numbers = sorted(one["number"] for one in page)
    assert numbers == [f"INV{place:07d}" for place in range(1, DRAFTS + 1)]
    issued = {one["id"] for one in page if one["state"] == "issued"}
    assert set(filter(None, answered)) <= issued
    facts = [fact["number"] for fact in shop.stated() if fact.get("number")]
    assert sorted(facts) == numbers


def writer(shop: Shop, ids: list[str], *, threads: int) -> "subprocess.Popen[str]":
    url = shop.running.database.url
    return subprocess.Popen(
        [sys.executable, "-c", WRITER, url, str(shop.organization_id), str(threads), *ids],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )


def test_one_draft_that_many_issue_at_once_gets_one_number(shop: Shop):
    """B-01: through the API; the others are told that it is no draft any more."""
    draft = shop.draft()
    gate = Barrier(8)

    def issue(_: int) -> int:
        gate.wait(timeout=20)
        return shop.act(draft, "issue").status_code

    with ThreadPoolExecutor(8) as pool:
        statuses = sorted(pool.map(issue, range(8)))
    assert statuses == [200] + [409] * 7
    assert shop.issued()["number"] == "INV0000002"


def test_the_format_is_the_administrators_and_no_series_gets_a_gap(shop: Shop):
    """B-01, O-24: prefix and start; a series with invoices goes on after its last."""
    marta = shop.member("Marta")
    change = {"number_prefix": "FV-", "next_number": 100}
    assert shop.send(marta, "PATCH", "/company-profile", change).status_code == 403
    assert shop.issued()["number"] == "INV0000001"
    answer = shop.send(shop.admin, "PATCH", "/company-profile", change)
    assert answer.json["next_invoice_number"] == "FV-0000100"
    assert [shop.issued()["number"] for _ in range(2)] == ["FV-0000100", "FV-0000101"]
    for wrong in ({"next_number": 200}, {"next_number": 100}):
        refused = shop.send(shop.admin, "PATCH", "/company-profile", wrong)
        assert refused.status_code == 422
        assert refused.json["errors"][0]["code"] == "series_in_use"
    back = shop.send(shop.admin, "PATCH", "/company-profile", {"number_prefix": "INV"})
    assert back.json["next_invoice_number"] == "INV0000002"
    assert shop.issued()["number"] == "INV0000002"
    digits = shop.send(shop.admin, "PATCH", "/company-profile", {"number_prefix": "INV1"})
    assert digits.status_code == 422


def test_two_organizations_count_for_themselves(shop: Shop):
    """Architecture 6."""
    other = Shop(shop.running)
    assert shop.issued()["number"] == other.issued()["number"] == "INV0000001"
