"""What a template may say: the allowlist of names, with an example of each."""

from typing import Any, Final

EXAMPLE: Final[dict[str, Any]] = {
    "contact": {"name": "María Fernanda Ñáñez", "first_name": "María"},
    "organization": {"name": "Comercial Andina"},
    "agent": {"name": "Lucía Gómez"},
    "call": {"number": "+57 601 5550100", "date": "02/03/2026", "time": "09:00", "minutes": 4},
}


def context_of(
    *,
    contact_name: str | None = None,
    contact_is_person: bool = True,
    organization_name: str = "",
    agent_name: str = "",
    call: dict[str, Any] | None = None,
) -> dict[str, Any]:
    """Return the names of one message; what is not known is empty, never missing."""
    name = contact_name or ""
    first = name.split(" ")[0] if contact_is_person else name
    if name[:1].isdigit() or name[:1] in ("+", "("):
        first = ""  # a contact that a call made is named by its number, and nobody greets a number
    return {
        "contact": {"name": name, "first_name": first},
        "organization": {"name": organization_name},
        "agent": {"name": agent_name},
        "call": {"number": "", "date": "", "time": "", "minutes": 0} | (call or {}),
    }
