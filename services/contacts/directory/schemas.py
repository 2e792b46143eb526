"""What a request about contacts may carry.

Only shapes and limits are checked here; what depends on the kind, on other rows or on a region is
the operation's. A PATCH is a merge (RFC 7396): a member left out stays, null empties, a list
replaces the list.
"""

from decimal import Decimal
from typing import Annotated, Any, Final, Literal
from uuid import UUID

from pydantic import AfterValidator, AnyHttpUrl, Field, StringConstraints, ValidationError

from chassis.money import CURRENCIES, Money
from chassis.web import Body
from services.contacts.directory.channels import MAX_CHANNELS, EmailLabel, PhoneLabel, Written

Kind = Literal["person", "company"]
Class = Literal["prospect", "interested", "client"]
AccountStatus = Literal["active", "inactive", "restricted", "suspended"]
Visibility = Literal["private", "read", "write"]
AddressLabel = Literal["work", "home", "billing", "shipping", "other"]
LinkLabel = Literal["website", "facebook", "instagram", "linkedin", "x", "whatsapp", "other"]

MAX_PRINCIPALS: Final = 100


def read_web_address(text: str) -> str:
    """Accept an address as people write it, with or without its scheme; refuse other schemes."""
    address = text if "://" in text else f"https://{text}"
    try:
        AnyHttpUrl(address)
    except ValidationError:
        raise ValueError("invalid_web_address") from None
    return address


def _known_currency(code: str) -> str:
    if code not in CURRENCIES:
        raise ValueError("unknown_currency")
    return code


Currency = Annotated[
    str, StringConstraints(to_upper=True, pattern=r"^[A-Za-z]{3}$"), AfterValidator(_known_currency)
]
Priority = Literal["low", "normal", "high"]
Short = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=200)]
Name = Annotated[str, StringConstraints(strip_whitespace=True, max_length=200)]
Long = Annotated[str, StringConstraints(strip_whitespace=True, max_length=10_000)]
Tag = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=60)]
Country = Annotated[str, StringConstraints(to_upper=True, pattern=r"^[A-Za-z]{2}$")]
WebAddress = Annotated[
    str,
    StringConstraints(strip_whitespace=True, min_length=4, max_length=500),
    AfterValidator(read_web_address),
]


class PhoneBody(Body):
    """A phone in any written form; stored and returned as E.164."""

    number: Annotated[str, StringConstraints(min_length=1, max_length=60)]
    label: PhoneLabel = "mobile"
    primary: bool | None = None

    def written(self) -> Written:
        """Return it as the rule reads it."""
        return Written(self.number, self.label, self.primary)


class EmailBody(Body):
    """An e-mail address."""

    address: Annotated[str, StringConstraints(min_length=1, max_length=320)]
    label: EmailLabel = "work"
    primary: bool | None = None

    def written(self) -> Written:
        """Return it as the rule reads it."""
        return Written(self.address, self.label, self.primary)


class PostalAddress(Body):
    """A postal address; every part is free text, since Latin America has no single form."""

    label: AddressLabel = "work"
    street: Short | None = None
    city: Short | None = None
    region: Short | None = None
    postal_code: Short | None = None
    country: Country | None = None
    primary: bool = False


class Link(Body):
    """A web page or a social profile."""

    label: LinkLabel = "website"
    url: WebAddress


class CreditLimit(Body):
    """What a client may owe at most (B-37)."""

    amount: Annotated[Decimal, Field(ge=0, max_digits=18, decimal_places=6)]
    currency: Currency

    def money(self) -> Money:
        """Return it as the rules read it."""
        return Money(self.amount, self.currency)


def sent_members(body: Body) -> dict[str, Any]:
    """Return the members that were sent, their phones and the like as the rules read them."""
    values = {name: getattr(body, name) for name in body.model_fields_set}
    for name in ("phones", "emails"):
        if values.get(name):
            values[name] = [each.written() for each in values[name]]
    if isinstance(values.get("credit_limit"), CreditLimit):
        values["credit_limit"] = values["credit_limit"].money()
    for name in ("addresses", "links"):
        if values.get(name):
            values[name] = [each.model_dump(exclude_none=True) for each in values[name]]
    return values


class ContactDetails(Body):
    """The members that a new contact and a change of one have in common."""

    first_name: Name | None = None
    last_name: Name | None = None
    name: Name | None = None
    company_id: UUID | None = None
    area: Name | None = None
    position: Name | None = None
    website: WebAddress | None = None
    tax_id: Annotated[str, StringConstraints(strip_whitespace=True, max_length=40)] | None = None
    tax_country: Country | None = None
    description: Long | None = None
    owner_id: UUID | None = None
    type_id: UUID | None = None
    source_id: UUID | None = None
    referred_by_id: UUID | None = None
    main_contact_id: UUID | None = None
    temperature_id: UUID | None = None
    role_ids: list[UUID] | None = Field(None, max_length=50)
    priority: Priority = "normal"
    economic_activity: Name | None = None
    price_list: Name | None = None
    tax_exempt: bool = False
    ledger_account: Annotated[str, StringConstraints(max_length=60)] | None = None
    is_supplier: bool = False
    currency: Currency | None = None
    credit_days: Annotated[int, Field(ge=0, le=3650)] | None = None
    credit_limit: CreditLimit | None = None
    custom: dict[str, Any] | None = Field(None, max_length=200)

    def given(self) -> dict[str, Any]:
        """Return the members that were sent, as the rules of `card` read them."""
        return sent_members(self)


class ContactCreate(ContactDetails):
    """A new contact. Who creates it is its owner and manager unless others are named (C-09)."""

    kind: Kind
    class_: Class = Field("prospect", alias="class")
    phones: list[PhoneBody] = Field(default_factory=list, max_length=MAX_CHANNELS)
    emails: list[EmailBody] = Field(default_factory=list, max_length=MAX_CHANNELS)
    addresses: list[PostalAddress] = Field(default_factory=list, max_length=MAX_CHANNELS)
    links: list[Link] = Field(default_factory=list, max_length=MAX_CHANNELS)
    tags: list[Tag] = Field(default_factory=list, max_length=100)
    account_status: AccountStatus = "active"
    visibility: Visibility = "private"
    manager_ids: list[UUID] | None = Field(None, max_length=MAX_PRINCIPALS)


class ContactChange(ContactDetails):
    """A merge patch. `kind` and `origin` are fixed at creation and therefore unknown here.

    Members that always have a value refuse null: their type has no None, the default stands only
    for "left out".
    """

    class_: Class = Field("prospect", alias="class")
    phones: list[PhoneBody] | None = Field(None, max_length=MAX_CHANNELS)
    emails: list[EmailBody] | None = Field(None, max_length=MAX_CHANNELS)
    addresses: list[PostalAddress] | None = Field(None, max_length=MAX_CHANNELS)
    links: list[Link] | None = Field(None, max_length=MAX_CHANNELS)
    tags: list[Tag] | None = Field(None, max_length=100)
    account_status: AccountStatus = "active"
    visibility: Visibility = "private"
    manager_ids: list[UUID] | None = Field(None, max_length=MAX_PRINCIPALS)


class ShareBody(Body):
    """Who else may see the contact, and edit it unless `level` is read.

    The whole list replaces the one before; empty lists end all sharing.
    """

    user_ids: list[UUID] = Field(default_factory=list, max_length=MAX_PRINCIPALS)
    group_ids: list[UUID] = Field(default_factory=list, max_length=MAX_PRINCIPALS)
    level: Literal["read", "write"] = "write"
