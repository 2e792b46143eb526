"""A contact as the vCard of an address book; pure."""

from chassis.records.exporting import Row
from chassis.tabular.vcards import Card, Channel, Place


def card_of(row: Row) -> Card:
    """Return the card of a contact, with its company's name where the reader sees that one."""
    contact = row.members
    websites = [contact["website"], *(link["url"] for link in contact["links"])]
    return Card(
        uid=contact["id"],
        name=contact["name"],
        first_name=contact["first_name"] or "",
        last_name=contact["last_name"] or "",
        is_company=contact["kind"] == "company",
        company=row.related.get(str(contact["company_id"]), ""),
        area=contact["area"] or "",
        position=contact["position"] or "",
        phones=[
            Channel(each["number"], each["label"], each["primary"]) for each in contact["phones"]
        ],
        emails=[
            Channel(each["address"], each["label"], each["primary"]) for each in contact["emails"]
        ],
        places=[
            Place(
                street=each.get("street") or "",
                city=each.get("city") or "",
                region=each.get("region") or "",
                postal_code=each.get("postal_code") or "",
                country=each.get("country") or "",
                label=each.get("label") or "",
            )
            for each in contact["addresses"]
        ],
        urls=[url for url in websites if url],
        categories=contact["tags"],
        note=contact["description"] or "",
    )
