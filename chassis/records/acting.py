"""Who started work that goes on without them, as it is kept beside the work."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from chassis.identity.actor import Actor


def kept_actor(actor: Actor) -> dict[str, Any]:
    """Return what is to be kept of an actor."""
    return {
        "user_id": str(actor.user_id) if actor.user_id else None,
        "name": actor.name,
        "role_id": str(actor.role_id) if actor.role_id else None,
        "group_ids": [str(id) for id in actor.group_ids],
        "permissions": sorted(actor.permissions),
        "scope": actor.scope,
        "is_administrator": actor.is_administrator,
        "locale": actor.locale,
    }


def actor_of(organization_id: UUID, kept: Mapping[str, Any] | None) -> Actor:
    """Return the actor that was kept."""
    kept = kept or {}
    return Actor(
        organization_id=organization_id,
        user_id=UUID(kept["user_id"]) if kept.get("user_id") else None,
        name=kept.get("name", ""),
        role_id=UUID(kept["role_id"]) if kept.get("role_id") else None,
        group_ids=tuple(UUID(id) for id in kept.get("group_ids", ())),
        permissions=frozenset(kept.get("permissions", ())),
        scope=kept.get("scope", "own"),
        is_administrator=kept.get("is_administrator", False),
        locale=kept.get("locale", "es"),
    )
