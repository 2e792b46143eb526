"""Nobody gives more than they hold (O-52): the rule, without I/O."""

from collections.abc import Collection, Mapping
from uuid import UUID

SCOPES = ("own", "team", "all")


def exceeds(
    *,
    held: Collection[str],
    held_scope: str,
    asked: Collection[str],
    asked_scope: str,
) -> bool:
    """Whether the asked rights contain one that the giver lacks, or reach further."""
    wider = SCOPES.index(asked_scope) > SCOPES.index(held_scope)
    return wider or not set(asked) <= set(held)


def below(role_id: UUID, parents: Mapping[UUID, UUID | None]) -> set[UUID]:
    """All roles strictly below `role_id`; `parents` maps each role to the one above it."""
    children: dict[UUID, list[UUID]] = {}
    for child, parent in parents.items():
        if parent is not None:
            children.setdefault(parent, []).append(child)
    found: set[UUID] = set()
    waiting = [role_id]
    while waiting:
        for child in children.get(waiting.pop(), ()):
            if child not in found:
                found.add(child)
                waiting.append(child)
    return found - {role_id}


def makes_cycle(role_id: UUID, parent_id: UUID, parents: Mapping[UUID, UUID | None]) -> bool:
    """Whether placing `role_id` under `parent_id` would put it above itself."""
    return parent_id == role_id or parent_id in below(role_id, parents)
