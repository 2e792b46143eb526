"""Made-up callers: valid mobile numbers of Latin America, as the numbering plans have them."""

import random

from chassis import phones

PLANS = (
    ("CO", "+573", 9, ("00", "01", "10", "11", "12", "13", "14", "15", "16", "20", "21")),
    ("MX", "+52", 10, ("55", "33", "81", "22")),
    ("PE", "+519", 8, ("",)),
    ("CL", "+569", 8, ("",)),
    ("AR", "+54911", 8, ("",)),
    ("EC", "+5939", 8, ("",)),
)
"""Region, prefix, digits that follow it, and what those begin with."""

_TRIES = 50


def random_caller(rng: random.Random | None = None) -> str:
    """Return a random mobile number in E.164 that the numbering plan accepts."""
    rng = rng or random.SystemRandom()
    for _ in range(_TRIES):
        region, prefix, digits, starts = rng.choices(PLANS, weights=(6, 3, 2, 2, 2, 1))[0]
        start = rng.choice(starts)
        rest = "".join(rng.choice("0123456789") for _ in range(digits - len(start)))
        phone = phones.parse(f"{prefix}{start}{rest}", region)
        if phone is not None:
            return phone.e164
    return "+573001234567"
