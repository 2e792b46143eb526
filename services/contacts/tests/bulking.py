"""Doing one thing with many records of an office, as its people do."""

from typing import Any
from uuid import UUID

from werkzeug.test import TestResponse

from chassis.db import insert_many
from chassis.identity.actor import Actor
from chassis.ids import new_id
from chassis.records import RecordAccess
from services.contacts.directory.models import Contact
from services.contacts.tests.office import Office

ENTITY = "entity=contacts"


class Bulker:
    """One person of an office who does one thing with many contacts."""

    def __init__(self, office: Office, actor: Actor | None = None) -> None:
        self.office = office
        self.actor = actor or office.admin

    def ask(self, action: str, **members: Any) -> TestResponse:
        """Ask for it; nothing is done yet."""
        body = {"action": action} | members
        return self.office.send(self.actor, "POST", f"/bulk-runs?{ENTITY}", body)

    def run(self, action: str, **members: Any) -> dict[str, Any]:
        """Ask for it and let it be done."""
        answer = self.ask(action, **members)
        assert answer.status_code == 202, answer.text
        self.office.running.run_woken_jobs()
        return self.read(answer.json["id"])

    def get(self, id: str, rest: str = "", more: str = "") -> TestResponse:
        """Read what is below a run."""
        return self.office.get(self.actor, f"/bulk-runs/{id}{rest}?{ENTITY}{more}")

    def read(self, id: str) -> dict[str, Any]:
        """Read a run."""
        answer = self.get(id)
        assert answer.status_code == 200, answer.text
        return answer.json

    def refused(self, run: dict[str, Any]) -> dict[str, str]:
        """Return why records were refused, by id."""
        answer = self.get(run["id"], "/refused")
        assert answer.status_code == 200, answer.text
        return {item["id"]: item["code"] for item in answer.json["items"]}


def people(office: Office, count: int, *, owner_id: UUID | None = None) -> list[UUID]:
    """Fill an organization at once; return the ids in their order."""
    ids = [new_id() for _ in range(count)]
    rows = (
        {
            "id": id,
            "version": 1,
            "kind": "person",
            "first_name": "Ana",
            "last_name": str(place),
            "name": f"Ana {place}",
            "sort_key": f"ana {place:05d}",
            "class": "prospect",
            "origin": "import",
            "owner_id": owner_id,
        }
        for place, id in enumerate(ids)
    )
    with office.running.database.transaction(office.organization_id) as session:
        insert_many(session, Contact, rows)
        if owner_id is not None:
            grants = (
                {
                    "organization_id": office.organization_id,
                    "principal_id": owner_id,
                    "record_type": "contact",
                    "record_id": id,
                    "reason": "owner",
                    "level": "write",
                }
                for id in ids
            )
            insert_many(session, RecordAccess, grants)
    return sorted(ids)
