"""The types of custom fields: what may be typed, what is stored, what the indexes hold.

Pure rules. `read` turns a member of a request into the value of the record's document; a value that
was stored is read as itself, so that what GET showed can be sent back.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any, Final, Literal

from chassis.money import minor_units
from chassis.records.search import fold, sort_key

FieldType = Literal[
    "text", "area", "number", "money", "date", "list", "multiple_list", "checkbox", "heading"
]
TYPES: Final = (
    "text", "area", "number", "money", "date", "list", "multiple_list", "checkbox", "heading",
)  # fmt: skip
LONGEST_TEXT: Final = 200
LONGEST_AREA: Final = 10_000
MOST_DIGITS: Final = 15
"""Significant digits of a number: as many as every reader of JSON keeps."""
UNIQUE: Final = frozenset({"text", "number", "date"})
"""Types of which the organization may say that no two records have the same value."""
WITH_OPTIONS: Final = frozenset({"list", "multiple_list"})
_DECIMAL = re.compile(r"[+-]?\d{1,24}(\.\d{1,12})?")


class Refused(ValueError):
    """A value that cannot be one of its field; the argument is the error's code."""


@dataclass(frozen=True, slots=True)
class Option:
    """One entry of a list: `key` is stored, `label` is read; an inactive one is not chosen anew."""

    key: str
    label: str
    active: bool = True


@dataclass(frozen=True, slots=True)
class Indexed:
    """What `custom_value` holds of one value; nothing at all where all is None."""

    text: str | None = None
    number: Decimal | None = None
    words: str | None = None


def read(
    type_: str, value: Any, *, options: Sequence[Option] = (), currency: str | None = None
) -> Any:
    """Return the value to store for what was sent, None for nothing. Raises Refused.

    Options may be named by key or by label; of a text the surrounding space goes.
    """
    if value is None:
        return None
    if type_ in WITH_OPTIONS:
        return _READ_CHOICE[type_](value, options)
    if type_ == "money":
        return _money(value, currency or "")
    return _READ[type_](value)


def indexed(type_: str, value: Any) -> Indexed:
    """Return what the indexes hold of a stored value."""
    if value is None:
        return Indexed()
    return _INDEXED.get(type_, lambda _: Indexed())(value)


def unique_key(type_: str, value: Any) -> str | None:
    """Return by what two values count as the same: texts whatever their case and accents."""
    if value is None or type_ not in UNIQUE:
        return None
    return (
        fold(value) if type_ == "text" else str(decimal_of(value)) if type_ == "number" else value
    )


def decimal_of(value: Any) -> Decimal:
    """Return a stored number exactly: 5 and 5.0 are the same."""
    return Decimal(str(value)).normalize()


def _text(longest: int) -> Callable[[Any], str | None]:
    def read(value: Any) -> str | None:
        if not isinstance(value, str):
            raise Refused("text_expected")
        bare = value.strip()
        if len(bare) > longest:
            raise Refused("custom_text_too_long")
        return bare or None

    return read


def _number(value: Any) -> int | float | None:
    if isinstance(value, str) and not value.strip():
        return None
    number = _exact(value, "number_expected")
    digits = number.normalize().as_tuple()
    assert isinstance(digits.exponent, int)
    if (
        max(len(digits.digits), len(digits.digits) + digits.exponent, -digits.exponent)
        > MOST_DIGITS
    ):
        raise Refused("number_too_long")
    return int(number) if number == number.to_integral_value() else float(number)


def _money(value: Any, currency: str) -> dict[str, str] | None:
    if not isinstance(value, Mapping):
        raise Refused("money_expected")
    if set(value) - {"amount", "currency"} or "amount" not in value:
        raise Refused("money_expected")
    if value.get("currency", currency) != currency:
        raise Refused("wrong_currency")
    if value["amount"] is None or value["amount"] == "":
        return None
    amount = _exact(value["amount"], "money_expected")
    units = minor_units(currency)
    step = Decimal(1).scaleb(-units)
    if amount != amount.quantize(step) or abs(amount) >= Decimal(10) ** MOST_DIGITS:
        raise Refused("amount_not_exact")
    return {"amount": f"{amount.quantize(step):f}", "currency": currency}


def _exact(value: Any, code: str) -> Decimal:
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        raise Refused(code)
    text = value.strip() if isinstance(value, str) else f"{Decimal(repr(value)):f}"
    if not _DECIMAL.fullmatch(text):
        raise Refused(code)
    try:
        return Decimal(text)
    except InvalidOperation as error:
        raise Refused(code) from error


def _date(value: Any) -> str | None:
    if not isinstance(value, str):
        raise Refused("date_expected")
    if not value.strip():
        return None
    try:
        found = date.fromisoformat(value.strip())
    except ValueError:
        raise Refused("date_expected") from None
    return found.isoformat()


def _checkbox(value: Any) -> bool:
    if not isinstance(value, bool):
        raise Refused("checkbox_expected")
    return value


def _heading(_: Any) -> Any:
    raise Refused("heading_has_no_value")


def _option(value: Any, options: Sequence[Option]) -> str | None:
    if not isinstance(value, str):
        raise Refused("unknown_option")
    if not value.strip():
        return None
    for option in options:
        if option.key == value:
            return option.key
    wanted = fold(value)
    for option in options:
        if fold(option.label) == wanted:
            return option.key
    raise Refused("unknown_option")


def _options(value: Any, options: Sequence[Option]) -> list[str] | None:
    if not isinstance(value, list):
        raise Refused("list_expected")
    chosen = [_option(part, options) for part in value]
    return list(dict.fromkeys(key for key in chosen if key is not None)) or None


_READ: Mapping[str, Callable[[Any], Any]] = {
    "text": _text(LONGEST_TEXT),
    "area": _text(LONGEST_AREA),
    "number": _number,
    "date": _date,
    "checkbox": _checkbox,
    "heading": _heading,
}
_READ_CHOICE: Mapping[str, Callable[[Any, Sequence[Option]], Any]] = {
    "list": _option,
    "multiple_list": _options,
}
_INDEXED: Mapping[str, Callable[[Any], Indexed]] = {
    "text": lambda value: Indexed(text=sort_key(value), words=value),
    "area": lambda value: Indexed(words=value),
    "number": lambda value: Indexed(number=decimal_of(value)),
    "money": lambda value: Indexed(number=decimal_of(value["amount"])),
    "date": lambda value: Indexed(text=value),
    "list": lambda value: Indexed(text=value),
    "checkbox": lambda value: Indexed(number=Decimal(int(value))),
}
