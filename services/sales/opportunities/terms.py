"""What is agreed so far about an opportunity, and how a merge changes it. Pure rules, no rows.

`merge` is the only way from what somebody sent to what is stored, for a new opportunity (from blank
terms) and for a change (from the present ones). Merging nothing changes nothing, members that are
not given stay, and the principal contact always is one of the contacts.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields, replace
from datetime import date
from decimal import Decimal
from typing import Any, Final
from uuid import UUID

from chassis.errors import FieldError
from services.sales.opportunities.amounts import FIXED, Budget, Line, whole_value

_UNKNOWN: Final = Budget()


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """The written content of one opportunity; stage, state, rights and outcome are not in it.

    `contact_ids` begins with the principal. `own_probability` was set by hand (S-40).
    """

    currency: str
    title: str = ""
    description: str | None = None
    contact_ids: tuple[UUID, ...] = ()
    lines: tuple[Line, ...] = ()
    budget: Budget = _UNKNOWN
    own_probability: int | None = None
    expected_close_on: date | None = None

    @property
    def amount(self) -> Decimal:
        """The whole value, in the currency."""
        return whole_value(self.budget, self.lines, self.currency)


def merge(terms: Terms, given: Mapping[str, Any]) -> tuple[Terms, list[FieldError]]:
    """Return the terms with the given members in place of their own, and what is wrong with them.

    `given` holds only members that were sent (RFC 7396: None empties, a list replaces the list);
    members that terms do not have are left alone. With errors the terms are not to be stored.
    """
    values = {name: given[name] for name in _PLAIN if name in given}
    errors: list[FieldError] = []
    if "title" in given and not (given["title"] or "").strip():
        errors.append(FieldError("title", "required"))
    if "probability" in given:
        values["own_probability"] = given["probability"]
    if "lines" in given:
        values["lines"] = tuple(given["lines"] or ())
    if "budget" in given:
        values |= _budget(terms, given["budget"] or {})
    if "contact_id" in given or "contact_ids" in given:
        values["contact_ids"] = _contacts(terms.contact_ids, given)
        if not values["contact_ids"]:
            errors.append(FieldError("contact_id", "required"))
    return replace(terms, **values), errors


def changed_members(before: Terms, after: Terms) -> list[str]:
    """Name the members in which two terms differ, as the API names them."""
    return [
        _API_NAMES.get(member.name, member.name)
        for member in fields(Terms)
        if getattr(before, member.name) != getattr(after, member.name)
    ]


def _budget(terms: Terms, given: Mapping[str, Any]) -> dict[str, Any]:
    """Merge a budget; a kind without periods has one, and a fixed one never has more."""
    old = terms.budget
    kind = given.get("kind") or (old.kind if given else FIXED)
    periods = given.get("periods") or (old.periods if kind == old.kind else 1)
    budget = Budget(
        amount=given.get("amount", old.amount if given else None),
        kind=kind,
        periods=1 if kind == FIXED else periods,
    )
    return {"budget": budget, "currency": given.get("currency") or terms.currency}


def _contacts(before: Sequence[UUID], given: Mapping[str, Any]) -> tuple[UUID, ...]:
    """Return the contacts, the principal first and each once.

    A principal alone replaces the one before and keeps the others; a list alone keeps the principal
    where it is in the list.
    """
    listed = list(given["contact_ids"] or ()) if "contact_ids" in given else list(before[1:])
    principal = given.get("contact_id")
    if principal is None and before and before[0] in listed:
        principal = before[0]
    return tuple(dict.fromkeys([*([principal] if principal else []), *listed]))


_PLAIN: Final = ("title", "description", "expected_close_on")
_API_NAMES: Final = {"own_probability": "probability", "currency": "budget"}
