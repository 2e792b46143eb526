"""How a contact is called and found: display name and search words.

Pure rules. The order of a list (`sort_key`) is the chassis's, since every record type shares it.
"""

import re
from typing import Final

from chassis.errors import FieldError

PERSON: Final = "person"
COMPANY: Final = "company"
_SPACES = re.compile(r"\s+")


def tidy(text: str | None) -> str | None:
    """Collapse runs of white space and trim; nothing left is None."""
    return _SPACES.sub(" ", text).strip() or None if text else None


def display_name(*, first_name: str | None, last_name: str | None) -> str:
    """Return how a person is shown: given name, then family name."""
    return " ".join(part for part in (first_name, last_name) if part)


def missing_names(
    kind: str, *, first_name: str | None, last_name: str | None, name: str | None
) -> list[FieldError]:
    """Name what is wrong with a name typed by hand (C-01): a person needs both names, a company
    one; neither may carry the other's.
    """
    required, refused = (
        ({"first_name": first_name, "last_name": last_name}, {"name": name})
        if kind == PERSON
        else ({"name": name}, {"first_name": first_name, "last_name": last_name})
    )
    missing = [FieldError(field, "required") for field, value in required.items() if not value]
    foreign = [FieldError(field, f"not_of_a_{kind}") for field, value in refused.items() if value]
    return missing + foreign
