"""From rows of a file to rows that a module can write: pure, the same for preview and run."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from chassis.errors import FieldError
from chassis.records.importing.files import Line
from chassis.records.importing.rules import Choice, ImportField, Prepared, Rules, Terms
from chassis.records.importing.tables import ImportRun
from chassis.records.importing.values import read_cell, text_of, words_of


@dataclass(frozen=True, slots=True)
class Column:
    """A column that goes to a field: where it is, what its list holds, what was said of texts."""

    index: int
    header: str
    field: ImportField
    choices: Mapping[str, str]
    mapped: Mapping[str, str | None]


@dataclass(frozen=True, slots=True)
class Plan:
    """How the rows of one run are read."""

    rules: Rules
    terms: Terms
    columns: tuple[Column, ...]
    width: int

    @classmethod
    def of(cls, run: ImportRun, rules: Rules, choices: Mapping[str, Sequence[Choice]]) -> "Plan":
        """Return the plan of a run as it was confirmed."""
        columns = []
        for each in run.columns:
            field = rules.field(each["field"] or "")
            if field is not None:
                listed = words_of(field.choices or choices.get(field.name, ()))
                mapped = run.value_maps.get(field.name, {})
                columns.append(Column(each["index"], each["header"], field, listed, mapped))
        return cls(rules, terms_of(run), tuple(columns), len(run.columns))

    def header_of(self, name: str) -> str:
        """Return the header of the column that goes to a field."""
        return next((each.header for each in self.columns if each.field.name == name), "")

    def prepare(self, lines: Iterable[Line]) -> list[Prepared]:
        """Read rows as far as it goes without the database."""
        return [self._prepare(number, cells, fault) for number, cells, fault in lines]

    def _prepare(self, number: int, cells: list[str], fault: str | None) -> Prepared:
        if fault:
            return Prepared(number, None, (FieldError("", fault),))
        if len(cells) > self.width and any(cell.strip() for cell in cells[self.width :]):
            wrong = FieldError("", "row_too_long", {"cells": len(cells), "columns": self.width})
            return Prepared(number, None, (wrong,))
        values: dict[str, Any] = {}
        errors: list[FieldError] = []
        for column in self.columns:
            text = text_of(cells[column.index]) if column.index < len(cells) else ""
            if not text:
                continue
            value, error = read_cell(
                column.field,
                text,
                region=self.terms.region,
                choices=column.choices,
                mapped=column.mapped,
            )
            if error is not None:
                errors.append(error)
            elif value is not None:
                values[column.field.name] = value
        prepared = self.rules.prepare(number, values, self.terms)
        if errors:
            return Prepared(number, prepared.record, (*errors, *prepared.errors))
        return prepared


def terms_of(run: ImportRun) -> Terms:
    """Return what a run goes by."""
    return Terms(
        import_id=run.id,
        file_name=run.file_name,
        region=run.region,
        match_by=tuple(run.duplicates["match_by"]),
        then=run.duplicates["then"],
        defaults={
            name: UUID(value) if name.endswith("_id") and value else value
            for name, value in run.defaults.items()
        },
    )
