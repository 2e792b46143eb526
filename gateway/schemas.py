"""Types that the gateway's request bodies share."""

import re
from typing import Annotated, Any, Literal
from zoneinfo import available_timezones

from phonenumbers import SUPPORTED_REGIONS
from pydantic import AfterValidator, Field, StringConstraints

_ADDRESS = re.compile(r"[^@\s\x00-\x1f\x7f]{1,64}@[^@\s.\x00-\x1f\x7f]+(\.[^@\s.\x00-\x1f\x7f]+)+")


def _email(text: str) -> str:
    # Addresses of an intranet (admin@troncal.local) are addresses here, which is why this is no
    # library's idea of a deliverable one; whether mail arrives is seen by sending it.
    if _ADDRESS.fullmatch(text) is None:
        raise ValueError("invalid_email")
    return text


def _time_zone(text: str) -> str:
    if text not in available_timezones():
        raise ValueError("unknown_time_zone")
    return text


def _region(text: str) -> str:
    if text not in SUPPORTED_REGIONS:
        raise ValueError("unknown_region")
    return text


def _no_default(schema: dict[str, Any]) -> None:
    schema.pop("default", None)


def omitted() -> Any:
    """Declare a member that may be left out but, when given, must have its type (not null)."""
    return Field(default=None, json_schema_extra=_no_default)


Email = Annotated[str, StringConstraints(max_length=254), AfterValidator(_email)]
Password = Annotated[str, StringConstraints(strip_whitespace=False, min_length=1, max_length=1_024)]
TimeZone = Annotated[str, AfterValidator(_time_zone)]
Region = Annotated[str, StringConstraints(to_upper=True), AfterValidator(_region)]
Currency = Annotated[str, StringConstraints(to_upper=True, pattern=r"^[A-Za-z]{3}$")]
LocaleName = Literal["es", "en"]
