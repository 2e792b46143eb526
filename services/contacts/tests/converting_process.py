"""A process of its own that converts one lead, to be killed at a named point by `TRONCAL_FAULT`.

python -m services.contacts.tests.converting_process <database> <organization> <user> <lead>
"""

import sys
from uuid import UUID

from chassis.identity.actor import Actor
from chassis.testing.running import running
from services.contacts.service import SERVICE

EVERYTHING = {"person": {}, "company": {}, "opportunity": {"title": "Internet dedicado"}}


def main(arguments: list[str]) -> None:
    """Convert the lead to all that it can become."""
    url, organization_id, user_id, lead_id = arguments
    actor = Actor(
        organization_id=UUID(organization_id),
        user_id=UUID(user_id),
        is_administrator=True,
        scope="all",
    )
    with running(SERVICE, url) as service:
        answer = service.client(actor).post(f"/api/v1/leads/{lead_id}/convert", json=EVERYTHING)
    raise SystemExit(0 if answer.status_code == 200 else 1)


if __name__ == "__main__":
    main(sys.argv[1:])
