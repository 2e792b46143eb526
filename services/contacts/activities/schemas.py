"""What a request about activities may carry. A PATCH is a merge (RFC 7396)."""

from datetime import UTC, datetime
from typing import Annotated, Any, Final, Literal
from uuid import UUID

from pydantic import AwareDatetime, Field

from chassis.web import Body, LongText, ShortText

MOST_PARTICIPANTS: Final = 200
MOST_CONTACTS: Final = 200

Kind = Literal["call", "meeting", "task", "visit"]
Priority = Literal["high", "medium", "low"]
Minutes = Literal[5, 15, 30, 60, 120, 1440]
RelatedType = Literal["contact", "opportunity", "case", "invoice"]
Moment = Annotated[
    AwareDatetime,
    Field(ge=datetime(2000, 1, 1, tzinfo=UTC), le=datetime(2999, 12, 31, tzinfo=UTC)),
]
Participants = Annotated[list[UUID], Field(max_length=MOST_PARTICIPANTS)]


class RelatedBody(Body):
    """The record that an activity is about."""

    type: RelatedType
    id: UUID


class ActivityDetails(Body):
    """The members that a new activity and a change of one have in common.

    `remind_at` is a time of its own that stays when the activity moves (N-33); null in both means
    never. `assignee_id` null is whoever asks. `notify` tells the assignee and those who take part
    (N-04). Participants are contacts, users or groups. A meeting that `invites` does so by mail,
    and says there what changed.
    """

    description: LongText | None = None
    location: ShortText | None = None
    due_at: Moment | None = None
    starts_at: Moment | None = None
    ends_at: Moment | None = None
    remind_minutes_before: Minutes | None = 1440
    remind_at: Moment | None = None
    assignee_id: UUID | None = None
    participant_ids: Participants = Field(default_factory=list)
    related: RelatedBody | None = None
    priority: Priority = "medium"
    category_id: UUID | None = None
    notify: bool = True
    invites: bool = False

    def given(self) -> dict[str, Any]:
        """Return the members that were sent."""
        return {name: getattr(self, name) for name in self.model_fields_set}


class ActivityCreate(ActivityDetails):
    """A new activity (N-01, N-10, N-11, N-12, N-31)."""

    kind: Kind
    title: ShortText


class ActivityChange(ActivityDetails):
    """A merge patch; `outcome` is that of a completed activity."""

    kind: Kind = "task"
    title: ShortText = ""
    outcome: LongText | None = None


class NextActivity(ActivityDetails):
    """What follows: the same record and people unless others are named."""

    kind: Kind
    title: ShortText


class Completion(Body):
    """The follow-up (N-19): what came of it and, if anything, what is next."""

    outcome: LongText | None = None
    next: NextActivity | None = None


class ActivityBulk(Body):
    """The same activity for each of several contacts (N-07)."""

    action: Literal["create"]
    contact_ids: Annotated[list[UUID], Field(min_length=1, max_length=MOST_CONTACTS)]
    params: ActivityCreate


class ActivityBulkCounts(Body):
    """How many contacts got their activity, and how many are not there for who asked."""

    created: int
    unknown_contact: int


class ActivitySettingsBody(Body):
    """Within how many hours of its time an activity turns yellow (O-8)."""

    yellow_hours: Annotated[int, Field(ge=1, le=720)]
