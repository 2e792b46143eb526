"""What a request about the catalogs of cases may carry.

A PATCH is a merge: a member left out stays. `state_class` is fixed at creation, since cases of a
state have been counted by it.
"""

from typing import Annotated, Any, Literal

from pydantic import Field, StringConstraints

from chassis.web import Body, ShortText

StateClass = Literal["new", "in_progress", "solved", "closed"]
Prefix = Annotated[str, StringConstraints(to_upper=True, pattern=r"^[A-Za-z][A-Za-z0-9]{0,7}$")]
Position = Annotated[int, Field(ge=0, le=10_000)]
Minutes = Annotated[int, Field(ge=1, le=366 * 24 * 60)]


class Given(Body):
    """A body that tells which members were sent."""

    def given(self) -> dict[str, Any]:
        """Return the members that were sent."""
        return {name: getattr(self, name) for name in self.model_fields_set}


class CaseTypeCreate(Given):
    """A new type; without an English name the Spanish one serves both."""

    name: ShortText
    name_en: ShortText | None = None
    prefix: Prefix
    requires_contact: bool = True
    position: Position = 100


class CaseTypeChange(Given):
    """A merge patch; the prefix changes only while the type has no case."""

    name: ShortText = ""
    name_en: ShortText = ""
    prefix: Prefix = ""
    requires_contact: bool = True
    position: Position = 0
    active: bool = True


class CaseStateCreate(Given):
    """A new state of a class."""

    name: ShortText
    name_en: ShortText | None = None
    state_class: StateClass
    position: Position = 100


class CaseStateChange(Given):
    """A merge patch."""

    name: ShortText = ""
    name_en: ShortText = ""
    position: Position = 0
    active: bool = True


class CasePriorityCreate(Given):
    """A new priority; without minutes it sets no deadline."""

    name: ShortText
    name_en: ShortText | None = None
    resolution_minutes: Minutes | None = None
    calendar_time: bool = False
    position: Position = 100


class CasePriorityChange(Given):
    """A merge patch; it holds for deadlines that are computed after it."""

    name: ShortText = ""
    name_en: ShortText = ""
    resolution_minutes: Minutes | None = None
    calendar_time: bool = False
    position: Position = 0
    active: bool = True
