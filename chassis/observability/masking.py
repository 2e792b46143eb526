"""What must never stand in a log line: secrets by the name of their field, people by pattern."""

import re
from collections.abc import Mapping
from functools import lru_cache

HIDDEN = "***"

# A field whose name contains one of these words never shows its value.
SECRET_WORDS = frozenset(
    {
        "authorization",
        "body",
        "cookie",
        "cookies",
        "credential",
        "credentials",
        "jwt",
        "passphrase",
        "passwd",
        "password",
        "payload",
        "pin",
        "secret",
        "signature",
        "token",
        "tokens",
    }
)
SECRET_NAMES = frozenset({"api_key", "private_key", "signing_key", "secret_key", "set_cookie"})

_WORD_BREAK = re.compile(r"[^a-z0-9]+")
_HUMP = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")

# Order matters: credentials inside addresses go before the e-mail pattern sees their "@".
_PATTERNS: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r"(?i)\b(bearer|basic)\s+[\w.~+/=-]+"), r"\1 ***"),
    (re.compile(r"\beyJ[\w-]+\.[\w-]+\.[\w-]*"), HIDDEN),
    (re.compile(r"(?<=://)[^\s/@]+@"), "***@"),
    (
        re.compile(r"(?i)\b([\w-]*(?:token|signature|secret|password|api_?key))=[^&\s\"']+"),
        r"\1=***",
    ),
    (re.compile(r"[\w.+%-]+@(?=[\w-]+\.[\w.-]+)"), "***@"),
)

# A phone number, written with or without its plus. The bounds keep UUIDs, trace ids, decimals, IP
# addresses and ISO dates whole.
_PHONE = re.compile(
    r"""
    \+\d[\d\s().-]{5,20}\d                                    # +57 (300) 123-4567
    | (?<![\w.:-])
      (?: \d{10,15}                                           # 573001234567
        | \(\d{1,4}\)[ ]?\d{3,4}[ .-]?\d{4}                   # (601) 555 1234
        | (?:\d{1,4}[ .-]){1,3}\d{4}                          # 300 123 4567, 555-1234
        | (?:\d{2}[ .-]){3,4}\d{2}                            # 55 12 34 56 78
      )
      (?![\w:-]|\.\d)
    """,
    re.VERBOSE,
)
# Every pattern above needs one of these; most texts of a log line have none.
_WORTH_A_LOOK = re.compile(r"(?i)[@=]|://|eyJ|\b(?:bearer|basic)\s|(?:\d[\s().-]*){7}")
_DEPTH = 6
_DAY_FIRST = re.compile(r"\d{1,2}[.-]\d{1,2}[.-]\d{4}")


@lru_cache(maxsize=2_000)
def is_secret(name: str) -> bool:
    """Say whether a field of this name (snake, kebab or camel case) holds a secret or a body."""
    words = _WORD_BREAK.split(_HUMP.sub("_", name).lower())
    return not SECRET_WORDS.isdisjoint(words) or "_".join(words) in SECRET_NAMES


def masked_text(text: str) -> str:
    """Hide credentials, e-mail names and phone numbers inside a text.

    A phone number keeps its last two digits, an e-mail address its domain: enough to compare two
    lines, not enough to reach a person. Numbers of fewer than seven digits are left alone.
    """
    if not _WORTH_A_LOOK.search(text):
        return text
    for pattern, replacement in _PATTERNS:
        text = pattern.sub(replacement, text)
    return _PHONE.sub(_masked_phone, text)


def _masked_phone(match: re.Match[str]) -> str:
    found = match.group()
    digits = sum(map(str.isdigit, found))
    shortest = 7
    if digits < shortest or _DAY_FIRST.fullmatch(found):
        return found
    return f"{HIDDEN}{found[-2:]}"


def masked(value: object, *, depth: int = _DEPTH) -> object:
    """Return the value with every secret field and every pattern hidden, containers included.

    Nothing is followed deeper than six levels; what lies below is hidden whole.
    """
    if isinstance(value, str):
        return masked_text(value)
    if value is None or isinstance(value, bool | int | float):
        return value
    if isinstance(value, bytes | bytearray | memoryview):
        return f"<{len(value)} bytes>"
    return _masked_container(value, depth=depth) if depth else HIDDEN


def _masked_container(value: object, *, depth: int) -> object:
    if isinstance(value, Mapping):
        return {
            str(name): HIDDEN if is_secret(str(name)) else masked(item, depth=depth - 1)
            for name, item in value.items()
        }
    if isinstance(value, list | tuple | set | frozenset):
        return [masked(item, depth=depth - 1) for item in value]
    return masked_text(str(value))
