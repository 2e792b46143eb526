"""From what was sent to terms that may be stored: merged, with prices, its references checked."""

from collections.abc import Mapping
from typing import Any

from chassis.db import Session
from chassis.errors import FieldError
from chassis.identity.actor import Actor
from services.sales.opportunities.amounts import Line
from services.sales.opportunities.references import Asking, offers_of, wrong_contacts
from services.sales.opportunities.terms import Terms, merge


class Proposal:
    """What the terms would be. With `errors` they are not to be stored.

    What was there before is not questioned again: a product that is sold no more stays in a line,
    a contact that the actor does not see stays a contact.
    """

    def __init__(
        self,
        session: Session,
        actor: Actor,
        clients: Asking | None,
        before: Terms,
        given: Mapping[str, Any],
    ) -> None:
        sent = dict(given)
        currency = (given.get("budget") or {}).get("currency") or before.currency
        unpriced: list[FieldError] = []
        if given.get("lines"):
            sold = {line.product_id for line in before.lines}
            listed = given["lines"]
            unsold = {line.product_id for line in listed if line.unit_price is None}
            asked = {line.product_id for line in listed} - sold | unsold
            offers = offers_of(session, actor, clients, asked)
            sent["lines"] = []
            for place, line in enumerate(listed):
                offer = offers.get(line.product_id)
                price = line.unit_price
                if offer is None and line.product_id not in sold:
                    unpriced.append(FieldError(f"lines.{place}.product_id", "unknown_product"))
                elif price is None and (offer is None or offer.currency != currency):
                    unpriced.append(FieldError(f"lines.{place}.unit_price", "price_required"))
                else:
                    if price is None and offer is not None:
                        price = offer.unit_price
                    assert price is not None
                    sent["lines"].append(
                        Line(product_id=line.product_id, quantity=line.quantity, unit_price=price)
                    )
        self.terms, errors = merge(before, sent)
        added = [id for id in self.terms.contact_ids if id not in before.contact_ids]
        self.errors = [
            *errors,
            *unpriced,
            *wrong_contacts(session, actor, clients, added),
        ]
