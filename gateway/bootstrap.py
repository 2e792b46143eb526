"""The first start: one organization and its administrator, once, however many processes start."""

import secrets
from dataclasses import dataclass, field
from uuid import UUID

from sqlalchemy.dialects.postgresql import insert

from chassis.identity.actor import Actor
from chassis.ids import new_id
from chassis.spec import Service
from gateway.accounts.passwords import Passwords
from gateway.organizations.models import Installation
from gateway.organizations.operations import create_organization
from gateway.settings import Settings
from gateway.users.operations import NewUser, create_user

_PASSWORD_BYTES = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class FirstStart:
    """What the first start made. `password` is set only when we made it up: print it, once."""

    organization_id: UUID
    user_id: UUID
    email: str
    password: str | None = field(repr=False)


def first_start(service: Service, passwords: Passwords | None = None) -> FirstStart | None:
    """Make the first organization and administrator, or return None when they have been made.

    Everything is one transaction under the single row of `installation`: of several processes one
    makes it, the others wait for its commit and get None; one that dies leaves nothing.
    """
    settings: Settings = service.settings
    organization_id = new_id()
    actor = Actor.system(organization_id)
    with service.database.transaction(organization_id, actor=actor) as session:
        row = insert(Installation).values(number=1, first_organization_id=organization_id)
        made = session.scalars(row.on_conflict_do_nothing().returning(Installation.number))
        if made.one_or_none() is None:
            return None
        _, role, profile = create_organization(
            session,
            name="Mi empresa",
            time_zone=settings.time_zone,
            currency=settings.currency,
            region=settings.region,
            locale="es",
        )
        password = settings.admin_password or secrets.token_urlsafe(_PASSWORD_BYTES)
        user = create_user(
            session,
            actor,
            passwords=passwords or Passwords(),
            new=NewUser(
                email=settings.admin_email,
                name="Administrador",
                password=password,
                role_id=role.id,
                profile_id=profile.id,
            ),
        )
        return FirstStart(
            organization_id=organization_id,
            user_id=user.id,
            email=settings.admin_email,
            password=None if settings.admin_password else password,
        )
