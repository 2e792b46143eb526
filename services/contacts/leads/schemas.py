"""What a request about leads may carry.

Only shapes and limits are checked here. A PATCH is a merge (RFC 7396): a member left out stays,
null empties, a list replaces the list.
"""

from datetime import date
from decimal import Decimal
from typing import Annotated, Any, Literal
from uuid import UUID

from pydantic import BaseModel, Field, StringConstraints

from chassis.web import Body
from services.contacts.directory.channels import MAX_CHANNELS
from services.contacts.directory.schemas import (
    MAX_PRINCIPALS,
    Class,
    Country,
    Currency,
    EmailBody,
    Long,
    Name,
    PhoneBody,
    PostalAddress,
    Short,
    Tag,
    Visibility,
    WebAddress,
    sent_members,
)

Progress = Literal["new", "contacted", "qualified", "unqualified"]


class LeadDetails(Body):
    """The members that a new lead, a clone and a change of one have in common."""

    first_name: Name | None = None
    last_name: Name | None = None
    company_name: Name | None = None
    position: Name | None = None
    website: WebAddress | None = None
    tax_id: Annotated[str, StringConstraints(strip_whitespace=True, max_length=40)] | None = None
    tax_country: Country | None = None
    description: Long | None = None
    source_id: UUID | None = None
    temperature_id: UUID | None = None
    owner_id: UUID | None = None
    phones: list[PhoneBody] | None = Field(None, max_length=MAX_CHANNELS)
    emails: list[EmailBody] | None = Field(None, max_length=MAX_CHANNELS)
    addresses: list[PostalAddress] | None = Field(None, max_length=MAX_CHANNELS)
    tags: list[Tag] | None = Field(None, max_length=100)
    manager_ids: list[UUID] | None = Field(None, max_length=MAX_PRINCIPALS)
    progress: Progress = "new"
    visibility: Visibility = "private"
    custom: dict[str, Any] | None = Field(None, max_length=200)

    def given(self) -> dict[str, Any]:
        """Return the members that were sent, as the rules of `card` read them."""
        return sent_members(self)


class LeadCreate(LeadDetails):
    """A new lead: somebody who can be named or reached. Who creates it is owner and manager."""


class LeadChange(LeadDetails):
    """A merge patch. `origin` and what a lead became are fixed and therefore unknown here."""


class LeadClone(LeadDetails):
    """What shall be otherwise on the clone (C-29); what is left out is the lead's."""


class LeadPerson(Body):
    """The person that a lead becomes: one that is there (`contact_id`), or a new one.

    A new one is what the lead says; names that it lacks, or that are to be others, stand here.
    """

    contact_id: UUID | None = None
    first_name: Name | None = None
    last_name: Name | None = None
    class_: Class = Field("prospect", alias="class")


class LeadCompany(Body):
    """The company that a lead becomes: one that is there (`contact_id`), or a new one."""

    contact_id: UUID | None = None
    name: Name | None = None
    class_: Class = Field("prospect", alias="class")


class LeadOpportunity(Body):
    """The opportunity that a lead becomes. Without a stage it begins at the first in use."""

    title: Short
    stage_id: UUID | None = None
    amount: Annotated[Decimal, Field(ge=0, max_digits=18, decimal_places=4)] | None = None
    currency: Currency | None = None
    expected_close_on: date | None = None


class LeadConversion(Body):
    """What a lead becomes (C-30): a person, a company or both, and an opportunity if wanted."""

    person: LeadPerson | None = None
    company: LeadCompany | None = None
    opportunity: LeadOpportunity | None = None


class LeadMatch(BaseModel):
    """A contact that may be whom the lead is about, and by what it was found."""

    id: UUID
    kind: Literal["person", "company"]
    name: str
    phone: str | None
    email: str | None
    by: list[Literal["phone", "email", "tax_id", "name"]]


class LeadMatches(BaseModel):
    """Contacts that the actor sees, the surest first; twenty at most."""

    items: list[LeadMatch]
