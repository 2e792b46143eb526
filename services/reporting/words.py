"""Words for this service's codes: (Spanish, English)."""

MESSAGES: dict[str, tuple[str, str]] = {
    "invalid_range": (
        "El período debe terminar después de comenzar y durar menos de {days} días.",
        "The range must end after it begins and last less than {days} days.",
    ),
}
