"""What the number routes take."""

from typing import Annotated, Literal
from uuid import UUID

from pydantic import Field, StringConstraints

from chassis.web import Body

Alias = Annotated[str, StringConstraints(max_length=30)]


class NumberLink(Body):
    """A number to answer here: one that the account has, or one to buy."""

    number: Annotated[str, StringConstraints(min_length=3, max_length=40)]
    alias: Alias = ""
    account_sid: str | None = None
    buy: bool = False
    outgoing_enabled: bool = False
    recording_enabled: bool = False


class NumberChange(Body):
    """Members of a number that may change."""

    alias: Alias | None = None
    active: bool | None = None
    outgoing_enabled: bool | None = None
    recording_enabled: bool | None = None


class OperatorEntry(Body):
    """One operator with switches of their own; null inherits the number's."""

    user_id: UUID
    outgoing_enabled: bool | None = None
    recording_enabled: bool | None = None


class OperatorList(Body):
    """Who answers the number: ids, or entries with switches."""

    user_ids: list[UUID] = Field(default_factory=list, max_length=500)
    operators: list[OperatorEntry] = Field(default_factory=list, max_length=500)


class NumberSearch(Body):
    """What numbers to look for."""

    country: Annotated[str, StringConstraints(pattern="^[A-Za-z]{2}$", to_upper=True)] = "CO"
    kind: Literal["local", "toll_free", "mobile"] = "local"
    contains: Annotated[str, StringConstraints(pattern=r"^[0-9*]{0,20}$")] = ""
    account_sid: str | None = None
