"""The columns of the fields that an organization added."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any, Final

from chassis.records.custom.definitions import Definition
from chassis.records.exporting.rules import NO, YES, Column, Row, as_cell, joined
from chassis.tabular.cells import CellKind

_KINDS: Final[Mapping[str, CellKind]] = {"number": "number", "money": "number", "date": "date"}


def added_columns(definitions: Iterable[Definition]) -> list[Column]:
    """Return a column for each field that holds something."""
    return [_column(field) for field in definitions if field.type != "heading"]


def _column(field: Definition) -> Column:
    title = f"{field.title} ({field.currency})" if field.type == "money" else field.title
    show = _SHOWN.get(field.type, _as_it_is)(field)

    def value(row: Row) -> str | None:
        found = row.members.get("custom", {}).get(field.key)
        if found is None:
            return None
        if field.type == "checkbox":
            return row.word(YES if found else NO)
        return show(found)

    return Column(
        name=field.name, title=(title, title), kind=_KINDS.get(field.type, "text"), value=value
    )


def _as_it_is(_: Definition) -> Callable[[Any], str | None]:
    return as_cell


def _option(field: Definition) -> Callable[[Any], str | None]:
    labels = {option.key: option.label for option in field.options}
    return lambda key: labels.get(str(key), str(key))


def _options(field: Definition) -> Callable[[Any], str | None]:
    labels = {option.key: option.label for option in field.options}
    return lambda keys: joined(labels.get(key, key) for key in keys)


def _amount(_: Definition) -> Callable[[Any], str | None]:
    return lambda money: as_cell(money["amount"])


_SHOWN: Final[Mapping[str, Callable[[Definition], Callable[[Any], str | None]]]] = {
    "list": _option,
    "multiple_list": _options,
    "money": _amount,
}
