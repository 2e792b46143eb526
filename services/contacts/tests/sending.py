"""Sending files to the imports of an office, as its people do."""

import io
from typing import Any

from werkzeug.test import TestResponse

from chassis.identity.actor import Actor
from chassis.identity.tokens import mint
from chassis.testing.running import KEY
from services.contacts.service import SERVICE
from services.contacts.tests.office import Office

ENTITY = "entity=contacts"


class Importer:
    """One person of an office who imports."""

    def __init__(self, office: Office, actor: Actor | None = None) -> None:
        self.office = office
        self.actor = actor or office.admin

    def upload(self, content: str | bytes, name: str = "contactos.csv") -> TestResponse:
        """Send a file as a form does."""
        raw = content.encode() if isinstance(content, str) else content
        token = mint(self.actor, key=KEY, issuer="gateway", audience=SERVICE.name)
        return self.office.client.open(
            f"/api/v1/imports?{ENTITY}",
            method="POST",
            data={"file": (io.BytesIO(raw), name)},
            headers={"Authorization": f"Bearer {token}"},
        )

    def sent(self, content: str | bytes, name: str = "contactos.csv") -> dict[str, Any]:
        """Send a file that is read; return the import."""
        answer = self.upload(content, name)
        assert answer.status_code == 201, answer.text
        return answer.json

    def confirm(self, run: dict[str, Any], **members: Any) -> TestResponse:
        """Say something of the file."""
        path = f"/imports/{run['id']}?{ENTITY}"
        return self.office.send(
            self.actor, "PATCH", path, members, version=self.read(run)["version"]
        )

    def confirmed(self, run: dict[str, Any], **members: Any) -> dict[str, Any]:
        """Say something of the file that is right."""
        answer = self.confirm(run, **members)
        assert answer.status_code == 200, answer.text
        return answer.json

    def read(self, run: dict[str, Any]) -> dict[str, Any]:
        """Read the import."""
        answer = self.get(run, "")
        assert answer.status_code == 200, answer.text
        return answer.json

    def get(self, run: dict[str, Any], rest: str, **headers: str) -> TestResponse:
        """Read what is below the import."""
        path = f"/imports/{run['id']}{rest}?{ENTITY}"
        return self.office.send(self.actor, "GET", path, headers=headers)

    def act(self, run: dict[str, Any], verb: str) -> TestResponse:
        """Start or undo the import, and do all its work."""
        answer = self.office.send(self.actor, "POST", f"/imports/{run['id']}/{verb}?{ENTITY}")
        self.office.running.run_woken_jobs()
        return answer

    def run(
        self, content: str | bytes, name: str = "contactos.csv", **members: Any
    ) -> dict[str, Any]:
        """Import a file from beginning to end."""
        run = self.sent(content, name)
        if members:
            self.confirmed(run, **members)
        answer = self.act(run, "start")
        assert answer.status_code == 202, answer.text
        return self.read(run)

    def undo(self, run: dict[str, Any]) -> dict[str, Any]:
        """Undo an import."""
        answer = self.act(run, "undo")
        assert answer.status_code == 202, answer.text
        return self.read(run)

    def errors(self, run: dict[str, Any], language: str = "es") -> str:
        """Return the file of bad rows."""
        answer = self.get(run, "/errors.csv", **{"Accept-Language": language})
        assert answer.status_code == 200, answer.text
        return answer.data.decode("utf-8-sig")

    def counts(self, run: dict[str, Any]) -> tuple[int, ...]:
        """Return how many rows were created, updated, skipped and rejected."""
        found = run["counts"]
        assert found["read"] == sum(found[each] for each in RESULTS)
        return tuple(found[each] for each in RESULTS)


RESULTS = ("created", "updated", "skipped", "rejected")
