"""The drill: load, back up while writing, go on, die, restore, start, and readers equal owners."""

import hashlib
import json
import os
import shutil
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import psycopg
import pytest

from chassis.runtime.folders import RunFolder
from chassis.runtime.keys import load
from chassis.runtime.postgres import running_url
from chassis.runtime.provision import urls
from chassis.testing import eventually
from chassis.testing.product import ROOT, Client, Product, running_product

KNOWN = "SELECT contact_id, name, is_discarded, incarnation, version FROM known_contact"
KEEP_CONTACTS = ("telephony", "notifications")
OWNED = "SELECT id, name, state = 'discarded', %s::int, version FROM contact"
BUSINESS = {
    "sales": (
        "SELECT id, {} FROM opportunity",
        "SELECT opportunity_id, {} FROM opportunity_fact",
        "title, state, amount, currency, stage_id",
        "discarded_at IS NOT NULL",
    ),
    "cases": (
        "SELECT id, {} FROM case_record",
        "SELECT case_id, {} FROM case_fact",
        "number, title, state_class, due_at",
        "discarded_at IS NOT NULL",
    ),
    "billing": (
        "SELECT id, {} FROM invoice WHERE state <> 'draft'",
        "SELECT invoice_id, {} FROM invoice_fact WHERE state <> 'draft'",
        "number, state, issued_on, currency, total",
        "deleted_at IS NOT NULL",
    ),
}
"""What an owner has, and what reporting keeps of it."""
PEOPLE = "SELECT user_id, name, email, is_active, incarnation, version FROM directory_user"
OWN_PEOPLE = "SELECT id, name, email, active, %s::int, version FROM crm_user"


def troncal(*arguments: str, folder: Path) -> "subprocess.CompletedProcess[str]":
    environment = {**os.environ, "TRONCAL_RUN_DIR": str(folder)}
    environment.pop("TRONCAL_DATABASE_URL", None)
    return subprocess.run(
        [sys.executable, "-m", "chassis.runtime", *arguments],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
    )


def refused(done: "subprocess.CompletedProcess[str]", *words: str) -> None:
    """One sentence that says why, and no traceback."""
    assert done.returncode == 1, done.stdout + done.stderr
    assert all(word in done.stderr for word in words), done.stderr
    assert done.stderr.count("\n") == 1, done.stderr


def person(client: Client, number: int) -> str:
    body = {
        "kind": "person",
        "first_name": "Ana",
        "last_name": f"Simulacro {number}",
        "phones": [{"number": f"+57310666{number:04d}"}],
    }
    made: dict[str, Any] = client.do("POST", "/contacts", body)
    return str(made["id"])


class Business:
    """An opportunity, a case and an invoice of one contact, and the next step of each."""

    def __init__(self, client: Client, contact_id: str) -> None:
        to = {"contact_id": contact_id}
        line = {"description": "Instalación", "quantity": "3", "unit_price": "100.00"}
        kind = client.get("/case-types")["items"][0]["id"]
        stage = client.get("/stages")["items"][0]["id"]
        self.opportunity = client.create_for_contact(
            "/opportunities", to | {"title": "Enlace de datos", "stage_id": stage}
        )
        self.case = client.create_for_contact(
            "/cases", to | {"title": "Sin señal", "type_id": kind}
        )
        self.invoice = client.create_for_contact("/invoices", to | {"lines": [line]})

    @property
    def paths(self) -> list[str]:
        return [
            f"/opportunities/{self.opportunity['id']}",
            f"/cases/{self.case['id']}",
            f"/invoices/{self.invoice['id']}",
        ]

    def issue(self, client: Client) -> int:
        """Issue the invoice and return the place of its number in the series."""
        issued = client.do("POST", f"/invoices/{self.invoice['id']}/issue")
        return int("".join(letter for letter in issued["number"] if letter.isdigit()))

    def go_on(self, client: Client) -> None:
        """Win, solve and pay."""
        motive = client.get("/purchase-motives")["items"][0]["id"]
        opportunity, case, invoice = self.paths
        client.do("POST", f"{opportunity}/win", {"purchase_motive_id": motive})
        client.do("POST", f"{case}/solve", {"solution": "Cable cambiado"})
        client.do("POST", f"{invoice}/pay")

    def states(self, client: Client) -> list[str]:
        opportunity, case, invoice = (client.get(path) for path in self.paths)
        return [opportunity["state"], case["state_class"], invoice["state"]]


@contextmanager
def writing(client: Client) -> Iterator[list[str]]:
    """Go on making contacts while a block runs."""
    made: list[str] = []
    ending = threading.Event()

    def write() -> None:
        while not ending.is_set():
            made.append(person(client, 1_000 + len(made)))

    thread = threading.Thread(target=write)
    thread.start()
    try:
        yield made
    finally:
        ending.set()
        thread.join()


class Databases:
    """The services' databases of a running copy."""

    def __init__(self, folder: Path) -> None:
        run_folder = RunFolder(folder)
        server = running_url(run_folder)
        assert server is not None
        self._server = server
        self._secret = load({}, run_folder, production=False).secret_bytes

    def rows(self, service: str, query: str, *values: Any) -> list[tuple[Any, ...]]:
        url = urls(self._server, service, secret=self._secret).runtime
        with psycopg.connect(url) as connection:
            return sorted(connection.execute(query, values or None).fetchall())


def digest(rows: list[tuple[Any, ...]]) -> str:
    return hashlib.sha256(repr(rows).encode()).hexdigest()


@pytest.mark.thorough
@pytest.mark.timeout(600)
def test_after_a_restore_readers_equal_owners_and_the_lost_future_is_gone(test_folder: Path):
    """architecture.md 4: back up a running product, go on writing, kill, restore."""
    folder, kept = test_folder / "drill", test_folder / "drill-backup"
    with running_product("run", folder) as product:
        client = product.sign_in()
        early = [person(client, number) for number in range(30)]
        business = [Business(client, contact_id) for contact_id in early[:3]]
        assert [one.issue(client) for one in business[:2]] == [1, 2]
        business[0].go_on(client)
        with writing(client) as meanwhile:
            eventually(lambda: len(meanwhile) > 2)
            done = troncal("backup", str(kept), folder=folder)
            assert done.returncode == 0, done.stderr
            assert "keys/" in done.stdout
        assert kept.stat().st_mode & 0o077 == 0
        changed = client("GET", f"/contacts/{early[0]}")
        client.do(
            "PATCH",
            f"/contacts/{early[0]}",
            {"last_name": "De un futuro perdido"},
            headers={"If-Match": changed.headers["ETag"]},
        )
        assert business[2].issue(client) == 3
        business[1].go_on(client)
        lost = [person(client, 5_000 + number) for number in range(20)]
        lost_business = Business(client, early[0])
        refused(troncal("restore", str(kept), folder=folder), "runs on")
        databases = Databases(folder)
        eventually(
            lambda: set(lost) <= {str(row[0]) for row in databases.rows("telephony", KNOWN)},
            deadline=60,
        )
        eventually(
            lambda: databases.rows("reporting", "SELECT count(*) FROM case_fact") == [(4,)],
            deadline=60,
        )
        os.kill(product.pid, signal.SIGKILL)

    refused(troncal("restore", str(kept), folder=folder), "is not empty", "--force")
    refused(troncal("backup", str(kept), folder=folder), "exists already")
    _refuses_what_is_damaged(kept, folder)
    done = troncal("restore", str(kept), "--force", folder=folder)
    assert done.returncode == 0, done.stderr

    with running_product("run", folder) as product:
        _agree(product, early, lost)
        client = product.sign_in()
        assert [one.states(client) for one in business] == [
            ["won", "solved", "paid"],
            ["open", "new", "issued"],
            ["open", "new", "draft"],
        ]
        assert all(client("GET", path).status_code == 404 for path in lost_business.paths)
        assert business[2].issue(client) == 3  # no gap where the lost future had numbers


def _refuses_what_is_damaged(kept: Path, folder: Path) -> None:
    damaged = kept.with_name("damaged")
    shutil.copytree(kept, damaged)
    dump = damaged / "contacts.dump"
    content = bytearray(dump.read_bytes())
    content[len(content) // 2] ^= 1
    dump.write_bytes(content)
    refused(troncal("restore", str(damaged), "--force", folder=folder), "is damaged")
    dump.unlink()
    refused(troncal("restore", str(damaged), "--force", folder=folder), "lacks")
    values = json.loads((damaged / "manifest.json").read_text())
    values["services"]["contacts"]["versions"]["service_version"] = "9999"
    (damaged / "manifest.json").write_text(json.dumps(values))
    refused(troncal("restore", str(damaged), "--force", folder=folder), "newer release")


def _agree(product: Product, early: list[str], lost: list[str]) -> None:
    client = product.sign_in()
    databases = Databases(product.folder)

    def stated() -> bool:
        return all(
            databases.rows(name, "SELECT count(*) FROM restatement WHERE done_at IS NULL") == [(0,)]
            and databases.rows(name, "SELECT count(*) FROM outbox WHERE published_at IS NULL")
            == [(0,)]
            for name in ("gateway", "contacts", "telephony", "sales", "cases", "billing")
        )

    eventually(stated, deadline=120, saying="every owner has stated its records")
    own = databases.rows("contacts", OWNED, 2)
    assert len(own) >= len(early)
    for reader in KEEP_CONTACTS:
        eventually(
            lambda reader=reader: digest(databases.rows(reader, KNOWN)) == digest(own),
            deadline=60,
            saying=f"{reader} equals contacts",
        )
    for owner, (owned, known, columns, discarded) in BUSINESS.items():
        own_records = databases.rows(owner, owned.format(f"{columns}, {discarded}, 2, version"))
        copied = known.format(f"{columns}, is_discarded, incarnation, version")
        assert own_records
        eventually(
            lambda copied=copied, own=own_records: databases.rows("reporting", copied) == own,
            deadline=60,
            saying=f"reporting equals {owner}",
        )
    people = databases.rows("gateway", OWN_PEOPLE, 2)
    for reader in ("contacts", "telephony", "notifications", "reporting"):
        eventually(
            lambda reader=reader: digest(databases.rows(reader, PEOPLE)) == digest(people),
            deadline=60,
            saying=f"{reader} knows the same people",
        )
    assert client.get(f"/contacts/{early[0]}")["last_name"] == "Simulacro 0"
    assert all(client("GET", f"/contacts/{id}").status_code == 404 for id in lost)
    assert client.get("/contacts?count=1")["total"] == len(own)
    person(client, 9_999)  # and life goes on
    eventually(lambda: len(databases.rows("telephony", KNOWN)) == len(own) + 1, deadline=60)
