"""Bodies of the routes about duplicates."""

from datetime import datetime
from typing import Annotated, Final, Literal
from uuid import UUID

from pydantic import BaseModel, Field

from chassis.web import Body

MOST_ABSORBED: Final = 5
MOST_APART: Final = 20

By = Literal["phone", "email", "tax_id", "name"]


class DuplicatesQuery(Body):
    """By what duplicates are looked for, and where to go on."""

    by: By = "phone"
    cursor: Annotated[str, Field(max_length=4_000)] | None = None


class DuplicateContact(BaseModel):
    """A contact that may be another; `version` is what a merge is asked with."""

    id: UUID
    kind: Literal["person", "company"]
    name: str
    class_: Literal["prospect", "interested", "client"] = Field(alias="class")
    phone: str | None
    email: str | None
    tax_id: str | None
    created_at: datetime
    version: int


class DuplicateGroup(BaseModel):
    """Contacts that may be one: by what, and the key that they share or begin with."""

    by: By
    key: str
    contacts: list[DuplicateContact]


class DuplicateGroups(BaseModel):
    """The next groups; a page may be short with more to come."""

    items: list[DuplicateGroup]
    next_cursor: str | None


class DuplicateMatch(DuplicateContact):
    """A contact that another may be as well, and by what."""

    by: list[By]


class DuplicateMatches(BaseModel):
    """Contacts that the actor sees, the surest first; twenty at most."""

    items: list[DuplicateMatch]


class AbsorbedBody(Body):
    """A contact that is to be absorbed, on the version that was looked at."""

    id: UUID
    version: Annotated[int, Field(ge=1)]


class MergeBody(Body):
    """Which contacts are absorbed, and whose value a member shall have where it is not plain.

    `choices` are by member, as the API names it (`custom.<key>` for an own field): the id of one of
    the contacts. A person's names are chosen together as `name`.
    """

    absorbed: list[AbsorbedBody] = Field(min_length=1, max_length=MOST_ABSORBED)
    choices: dict[Annotated[str, Field(max_length=100)], UUID] = Field(
        default_factory=dict, max_length=300
    )


class ApartBody(Body):
    """Contacts that are different, each from each."""

    contact_ids: list[UUID] = Field(min_length=2, max_length=MOST_APART)
