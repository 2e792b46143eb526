"""Whether the other party of a call can be a contact, and the one key of a line.

Pure rules (T-23, O-32). A hidden caller (`anonymous`, +266696687 and its kin), a browser client
(`client:…`), a SIP address and the organization's own line are calls, but nobody to remember.
"""

from collections.abc import Iterable

from chassis import phones


def contactable(party: str | None, *, region: str, own: Iterable[str] = ()) -> phones.Phone | None:
    """Return the line if a contact may carry it, else None; `own` are the organization's lines."""
    phone = phones.parse(party, region) if party else None
    if phone is None:
        return None
    ours = (phones.parse(number, region) for number in own)
    if any(
        line is not None and identity_key(line.e164) == identity_key(phone.e164) for line in ours
    ):
        return None
    return phone


def identity_key(e164: str) -> str:
    """Return the one key under which every form of a line is serialised.

    The smallest of its forms: Argentina's `9` is not folded by the canonical form, since without
    it the number may also be a fixed line.
    """
    return min(phones.variants(e164))
