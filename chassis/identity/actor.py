"""Who acts: the signed-in user as the gateway stated them, or the system."""

from dataclasses import dataclass, field
from typing import Literal
from uuid import UUID

from chassis.errors import Forbidden

Scope = Literal["own", "team", "all"]
Locale = Literal["es", "en"]

MODULES = (
    "contacts",
    "sales",
    "cases",
    "billing",
    "telephony",
    "notifications",
    "reporting",
    "gateway",
)
ACTIONS = (
    "view",
    "create",
    "edit",
    "delete",
    "import",
    "export",
    "bulk_edit",
    "bulk_delete",
    "bulk_duplicate",
    "merge",
    "configure",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor:
    """A person in one organization with what their profile allows, or the system (no user_id).

    `scope` caps what any permission reaches: own records, those of the team below in the role
    tree, or all that visibility allows. `service` is the one whose key signed for the actor, when
    no person's session stands behind the request; such an actor holds no permission.
    """

    organization_id: UUID
    user_id: UUID | None = None
    name: str = ""
    role_id: UUID | None = None
    group_ids: tuple[UUID, ...] = ()
    permissions: frozenset[str] = frozenset()
    scope: Scope = "own"
    is_administrator: bool = False
    user_epoch: int = 0
    directory_epoch: int = 0
    session_id: UUID | None = None
    locale: Locale = "es"
    service: str = field(default="")

    @classmethod
    def system(cls, organization_id: UUID, *, service: str = "") -> "Actor":
        """The product itself: reactions, jobs and sweeps act as this."""
        return cls(
            organization_id=organization_id, scope="all", is_administrator=True, service=service
        )

    @property
    def is_system(self) -> bool:
        """Whether no person stands behind the act."""
        return self.user_id is None

    def may(self, permission: str) -> bool:
        """Whether the profile holds `<module>.<action>`."""
        return self.is_administrator or permission in self.permissions

    def require(self, permission: str) -> None:
        """Raise Forbidden unless the actor may."""
        if not self.may(permission):
            raise Forbidden("missing_permission", params={"permission": permission})
