"""Who is responsible for an opportunity and who may see it (S-05)."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from chassis.db import Session
from chassis.errors import FieldError
from services.sales.opportunities.models import Opportunity
from services.sales.opportunities.references import wrong_people


@dataclass(frozen=True, slots=True, kw_only=True)
class People:
    """The owner, how far it is visible, and whom it is shared with by name."""

    owner_id: UUID | None = None
    visibility: str = "write"
    user_ids: tuple[UUID, ...] = ()
    group_ids: tuple[UUID, ...] = ()

    @classmethod
    def of(cls, opportunity: Opportunity) -> "People":
        """Return them as they stand."""
        return cls(
            owner_id=opportunity.owner_id,
            visibility=opportunity.visibility,
            user_ids=tuple(opportunity.shared_user_ids),
            group_ids=tuple(opportunity.shared_group_ids),
        )

    def added_since(self, before: "People") -> list[UUID]:
        """Return who was given access or responsibility, for their notice."""
        owner = {self.owner_id} - {before.owner_id, None}
        added = [id for id in self.user_ids if id not in before.user_ids]
        return list(dict.fromkeys([*(id for id in owner if id), *added]))

    def wrong(self, session: Session, *, before: "People") -> list[FieldError]:
        """Name members that point to nobody; what was there before is not questioned again."""
        return wrong_people(
            session,
            owner_id=None if self.owner_id == before.owner_id else self.owner_id,
            user_ids=[id for id in self.user_ids if id not in before.user_ids],
            group_ids=[id for id in self.group_ids if id not in before.group_ids],
        )


def people_of(before: People | None, given: Mapping[str, Any]) -> People:
    """Merge the given members into who was there before."""
    old = before or People()
    return People(
        owner_id=given.get("owner_id", old.owner_id),
        visibility=given.get("visibility", old.visibility),
        user_ids=_once(given.get("shared_user_ids", old.user_ids)),
        group_ids=_once(given.get("shared_group_ids", old.group_ids)),
    )


def assign(opportunity: Opportunity, people: People) -> list[str]:
    """Write who is responsible and who may see; return the members that changed."""
    wanted: dict[str, Any] = {
        "owner_id": people.owner_id,
        "visibility": people.visibility,
        "shared_user_ids": list(people.user_ids),
        "shared_group_ids": list(people.group_ids),
    }
    changed = [name for name, value in wanted.items() if getattr(opportunity, name) != value]
    for name in changed:
        setattr(opportunity, name, wanted[name])
    return changed


def _once(ids: Any) -> tuple[UUID, ...]:
    return tuple(dict.fromkeys(ids or ()))
