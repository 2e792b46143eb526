"""The company profile as the API reads and shows it."""

import base64
import binascii
from typing import Annotated, Final, Literal

from pydantic import AfterValidator, BaseModel, Field, StringConstraints

from chassis.web import Body

MOST_LOGO_BYTES: Final = 300_000
_KINDS: Final = {"image/png": b"\x89PNG\r\n\x1a\n", "image/jpeg": b"\xff\xd8\xff"}


def logo_bytes(url: str) -> tuple[str, bytes]:
    """Return the type and the bytes of an image in a data URL. Raises ValueError."""
    head, _, data = url.partition(",")
    kind = head.removeprefix("data:").removesuffix(";base64")
    try:
        content = base64.b64decode(data, validate=True)
    except (binascii.Error, ValueError):
        raise ValueError("invalid_logo") from None
    if kind not in _KINDS or not content.startswith(_KINDS[kind]):
        raise ValueError("invalid_logo")
    if len(content) > MOST_LOGO_BYTES:
        raise ValueError("logo_too_large")
    return kind, content


def _logo(url: str) -> str:
    logo_bytes(url)
    return url


Text = Annotated[str, StringConstraints(max_length=200)]
Address = Annotated[str, StringConstraints(max_length=1_000)]
Terms = Annotated[str, StringConstraints(max_length=5_000)]
Logo = Annotated[str, StringConstraints(max_length=600_000), AfterValidator(_logo)]
Effect = Literal["allow", "warn", "refuse"]
Prefix = Annotated[
    str, StringConstraints(max_length=12, pattern=r"^([A-Za-z0-9./-]*[A-Za-z./-])?$")
]
"""Never ends in a digit: then no number of one prefix can be one of another."""


class CompanyProfileChange(Body):
    """What may change of the profile; a member that is left out stays.

    `number_prefix` and `next_number` change the format of numbers (B-01).
    """

    name: Text | None = None
    tax_id: Text | None = None
    address: Address | None = None
    email: Text | None = None
    phone: Text | None = None
    logo: Logo | None = None
    default_terms: Terms | None = None
    on_restricted: Effect | None = None
    on_suspended: Effect | None = None
    number_prefix: Prefix | None = None
    next_number: Annotated[int, Field(ge=1, le=9_999_999)] | None = None


class CompanyProfileShown(BaseModel):
    """The profile as it is shown."""

    name: str
    tax_id: str
    address: str
    email: str
    phone: str
    logo: str | None
    default_terms: str
    on_restricted: Effect
    on_suspended: Effect
    number_prefix: str
    next_number: int
    next_invoice_number: str
    currency: str
