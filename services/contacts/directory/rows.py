"""Between a contact's rows and the card of the rules, and from the rows to the stated facts."""

import re
from typing import Any, Protocol

from chassis import phones
from chassis.db import Session
from chassis.money import Money
from chassis.records import search_text, sort_key
from services.contacts.directory.card import Card
from services.contacts.directory.channels import Address, Line
from services.contacts.directory.models import DISCARDED, Contact, ContactEmail, ContactPhone
from services.contacts.directory.tax_ids import comparison_key

_PLAIN = (
    "first_name",
    "last_name",
    "name",
    "class_",
    "company_id",
    "area",
    "position",
    "website",
    "tax_id",
    "tax_country",
    "description",
    "account_status",
    "type_id",
    "source_id",
    "referred_by_id",
    "main_contact_id",
    "temperature_id",
    "priority",
    "economic_activity",
    "price_list",
    "tax_exempt",
    "ledger_account",
    "is_supplier",
    "currency",
    "credit_days",
)
_LISTS = ("addresses", "links", "tags", "role_ids")


def card_of(contact: Contact) -> Card:
    """Return what is written on a contact."""
    plain: dict[str, Any] = {name: getattr(contact, name) for name in _PLAIN}
    lists: dict[str, Any] = {name: tuple(getattr(contact, name)) for name in _LISTS}
    return Card(
        kind=contact.kind,
        phones=lines_of(contact),
        emails=emails_of(contact),
        credit_limit=_limit(contact),
        **plain,
        **lists,
    )


def columns_of(card: Card) -> dict[str, Any]:
    """Return what a contact's own row holds of a card, with what it is sorted and found by."""
    limit = card.credit_limit
    return {
        **{name: getattr(card, name) for name in _PLAIN},
        **{name: list(getattr(card, name)) for name in _LISTS},
        "credit_limit": limit.amount if limit else None,
        "credit_currency": limit.currency if limit else None,
        "sort_key": sort_key(card.name),
        "search_text": found_by(card, card.name, card.tax_id),
        "tax_key": comparison_key(card.tax_id),
    }


def write_card(session: Session, contact: Contact, card: Card) -> None:
    """Write the card into the rows, with what a list sorts and finds the contact by."""
    for name, value in columns_of(card).items():
        setattr(contact, name, value)
    write_channels(session, contact, card, phone=ContactPhone, email=ContactEmail)


class Reached(Protocol):
    """How somebody is reached, on whatever card."""

    @property
    def phones(self) -> tuple[Line, ...]:
        """The lines, in their order."""

    @property
    def emails(self) -> tuple[Address, ...]:
        """The addresses, in their order."""


def write_channels(
    session: Session, record: Any, card: Reached, *, phone: type[Any], email: type[Any]
) -> None:
    """Write the phones and addresses of a card into a record's rows, of the two tables named."""
    if lines_of(record) != card.phones:
        _clear(session, record.phones)
        record.phones.extend(
            phone(
                place=place,
                number=line.e164,
                national=line.national,
                label=line.label,
                primary=line.primary,
            )
            for place, line in enumerate(card.phones)
        )
    if emails_of(record) != card.emails:
        _clear(session, record.emails)
        record.emails.extend(
            email(
                place=place,
                address=each.address,
                key=each.key,
                label=each.label,
                primary=each.primary,
            )
            for place, each in enumerate(card.emails)
        )


def _limit(contact: Contact) -> Money | None:
    if contact.credit_limit is None or contact.credit_currency is None:
        return None
    return Money(contact.credit_limit, contact.credit_currency)


def lines_of(record: Any) -> tuple[Line, ...]:
    """Return the phones of a record as a card has them."""
    return tuple(
        Line(each.number, each.national, each.label, each.primary) for each in record.phones
    )


def emails_of(record: Any) -> tuple[Address, ...]:
    """Return the e-mail addresses of a record as a card has them."""
    return tuple(
        Address(each.address, each.key, each.label, each.primary) for each in record.emails
    )


def _clear(session: Session, rows: list[Any]) -> None:
    """Delete the old rows before new ones come: the unit of work would insert first, and the
    unique indexes (one primary, each line once) hold at every moment.
    """
    if rows:
        rows.clear()
        session.flush()


def found_by(card: Reached, *words: str | None) -> str:
    """Return the search text: the words (names, a tax id) and e-mails, each line in all its forms.

    A line is found by its digits with and without country code, by the variants that carriers
    report, and as it is dialled at home (with a trunk 0 or Argentina's 15).
    """
    numbers: list[str] = []
    for line in card.phones:
        for form in (*phones.variants(line.e164), line.national):
            digits = re.sub(r"\D", "", form)
            if not any(digits in known for known in numbers):
                numbers.append(digits)
    first, *more = words
    return search_text(first, *(each.key for each in card.emails), *more, phones=numbers)


def state_of(contact: Contact) -> dict[str, Any]:
    """Return the members that every fact about a contact states.

    Operators who share it until somebody takes it count as shared with.
    """
    shared = [*contact.shared_user_ids, *(contact.waiting_operator_ids or ())]
    return state_of_card(
        card_of(contact),
        owner_id=contact.owner_id,
        manager_ids=contact.manager_ids,
        shared_user_ids=list(dict.fromkeys(shared)),
        shared_group_ids=contact.shared_group_ids,
        visibility=contact.visibility,
        origin=contact.origin,
        client_number=contact.client_number,
        is_discarded=contact.state == DISCARDED,
        merged_into_id=contact.merged_into_id,
    )


def state_of_card(card: Card, **more: Any) -> dict[str, Any]:
    """Return what a fact states of a contact whose card this is; `more` is what no card says.

    With it goes what whoever bills needs to know of a client.
    """
    limit = card.credit_limit
    return {
        "kind": card.kind,
        "contact_class": card.class_,
        "name": card.name,
        "phones": [
            {"number": each.e164, "label": each.label, "primary": each.primary}
            for each in card.phones
        ],
        "emails": [
            {"address": each.address, "label": each.label, "primary": each.primary}
            for each in card.emails
        ],
        "account_status": card.account_status,
        "is_supplier": card.is_supplier,
        "currency": card.currency,
        "tax_exempt": card.tax_exempt,
        "price_list": card.price_list,
        "ledger_account": card.ledger_account,
        "credit_days": card.credit_days,
        "credit_limit": {"amount": limit.amount, "currency": limit.currency} if limit else None,
        **more,
    }
