"""What a request about cases may carry. A PATCH is a merge (RFC 7396)."""

from datetime import UTC, datetime
from typing import Annotated, Any, Final, Literal
from uuid import UUID

from pydantic import AwareDatetime, Field, StringConstraints

from chassis.web import Body, LongText, ShortText

MAX_PRINCIPALS: Final = 100
MAX_PARTICIPANTS: Final = 200

Visibility = Literal["private", "read", "write"]
Told = Annotated[str, StringConstraints(strip_whitespace=True, max_length=10_000)]
Deadline = Annotated[
    AwareDatetime,
    Field(ge=datetime(2000, 1, 1, tzinfo=UTC), le=datetime(2999, 12, 31, tzinfo=UTC)),
]
Principals = Annotated[list[UUID], Field(max_length=MAX_PRINCIPALS)]


class CaseDetails(Body):
    """The members that a new case and a change of one have in common.

    `due_at` sets the deadline by hand; null in a change lets the priority set it again. `solution`
    belongs to a solved or closed state.
    """

    description: LongText | None = None
    contact_id: UUID | None = None
    company_id: UUID | None = None
    assignee_id: UUID | None = None
    priority_id: UUID | None = None
    due_at: Deadline | None = None
    depends_on_id: UUID | None = None
    solution: Told | None = None
    participant_ids: Annotated[list[UUID], Field(max_length=MAX_PARTICIPANTS)] = Field(
        default_factory=list
    )
    visibility: Visibility = "write"
    shared_user_ids: Principals = Field(default_factory=list)
    shared_group_ids: Principals = Field(default_factory=list)

    def given(self) -> dict[str, Any]:
        """Return the members that were sent."""
        return {name: getattr(self, name) for name in self.model_fields_set}


class CaseCreate(CaseDetails):
    """A new case; its type is asked first and stays (K-09). `call_id` fills in the contact."""

    type_id: UUID
    title: ShortText
    state_id: UUID | None = None
    call_id: UUID | None = None


class CaseChange(CaseDetails):
    """A merge patch. Who opened it, its type, number and call are fixed."""

    title: ShortText = ""
    state_id: UUID = UUID(int=0)


class CaseSolution(Body):
    """The solution (K-20). `reason` forces it while cases that depend on this one are open."""

    solution: Told | None = None
    reason: Told | None = None


class CaseReopening(Body):
    """Why a case is open again."""

    reason: Told | None = None


class CaseParticipant(Body):
    """A contact that takes part (K-01)."""

    contact_id: UUID
