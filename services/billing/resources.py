"""What a process of this service keeps."""

from dataclasses import dataclass

from services.billing.documents.printing import Press


@dataclass(frozen=True, slots=True)
class Resources:
    """The press that sets documents."""

    press: Press
