"""Keys of fields and options: made from the title once, and never changed afterwards.

Pure. A key begins with a letter and has letters, digits and underscores, so that it stands in a
query string without escapes (`custom.fecha_de_ingreso.gte=…`); it is no filter operator.
"""

import re
from collections.abc import Collection
from typing import Final

from chassis.records.search import fold

LONGEST_KEY: Final = 50
RESERVED: Final = frozenset(
    "eq ne lt lte gt gte in contains not_contains starts_with is_null".split()  # noqa: SIM905
)
KEY: Final = re.compile(r"[a-z][a-z0-9_]{0,49}")
_OTHERS = re.compile(r"[^a-z0-9]+")


def key_of(title: str, taken: Collection[str], *, otherwise: str = "campo") -> str:
    """Return the key for a title: `Fecha de ingreso` → `fecha_de_ingreso`, `…_2` where it is taken.

    A title without Latin letters or digits gets `otherwise`.
    """
    words = _OTHERS.sub("_", fold(title)).strip("_")
    base = (words if words[:1].isalpha() else f"{otherwise}_{words}".strip("_"))[:LONGEST_KEY]
    base = base.rstrip("_")
    key, number = base, 1
    while key in taken or key in RESERVED:
        number += 1
        tail = f"_{number}"
        key = f"{base[: LONGEST_KEY - len(tail)]}{tail}"
    return key


def is_key(text: str) -> bool:
    """Whether somebody may choose this key."""
    return KEY.fullmatch(text) is not None and text not in RESERVED
