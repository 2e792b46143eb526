"""What a request about the catalogs of cases may carry beside two names.

A PATCH is a merge: a member left out stays. `state_class` is fixed at creation, since cases of a
state have been counted by it.
"""

from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from chassis.web.catalogs import EntryChange, EntryCreate

StateClass = Literal["new", "in_progress", "solved", "closed"]
Prefix = Annotated[str, StringConstraints(to_upper=True, pattern=r"^[A-Za-z][A-Za-z0-9]{0,7}$")]
Minutes = Annotated[int, Field(ge=1, le=366 * 24 * 60)]


class CaseTypeCreate(EntryCreate):
    """A new type with the prefix of its numbers."""

    prefix: Prefix
    requires_contact: bool = True


class CaseTypeChange(EntryChange):
    """A merge patch; the prefix changes only while the type has no case."""

    prefix: Prefix = ""
    requires_contact: bool = True


class CaseStateCreate(EntryCreate):
    """A new state of a class."""

    state_class: StateClass


class CasePriorityCreate(EntryCreate):
    """A new priority; without minutes it sets no deadline."""

    resolution_minutes: Minutes | None = None
    calendar_time: bool = False


class CasePriorityChange(EntryChange):
    """A merge patch; it holds for deadlines that are computed after it."""

    resolution_minutes: Minutes | None = None
    calendar_time: bool = False
