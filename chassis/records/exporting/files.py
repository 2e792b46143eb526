"""The files of exports: a table, vCards, or all data of a service, a CSV for each record type."""

import zipfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, BinaryIO, Final
from zoneinfo import ZoneInfo

import orjson
from sqlalchemy import literal_column, select

from chassis.db import Session
from chassis.identity.actor import Actor
from chassis.records.custom.definitions import definitions_of
from chassis.records.exporting.operations import columns_of
from chassis.records.exporting.paging import Members, copied_names, pages, related_names
from chassis.records.exporting.rules import Exports, Row
from chassis.records.query import Query, parse
from chassis.records.types import MoneyOf, RecordType
from chassis.tabular.cells import CellKind
from chassis.tabular.vcards import vcard
from chassis.tabular.writer import csv_head, csv_text
from chassis.tabular.writing import Table, written

Told = Callable[[int], None]
"""Called with how many rows were just written; what it raises ends the file."""

_ENGLISH: Final = "en"


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing:
    """A list that becomes a file: who reads it, by which query, how it is written."""

    session: Session
    actor: Actor
    exports: Exports
    record_type: RecordType
    query: Query
    options: Mapping[str, Any]
    told: Told

    @property
    def language(self) -> int:
        """The place of the file's language among the words."""
        return int(self.options["language"] == _ENGLISH)

    def wait(self) -> None:
        """Keep the transaction and the lease while no rows are read."""
        self.session.chassis_execute(select(literal_column("1")))
        self.told(0)

    def rows(self) -> Iterator[list[Row]]:
        """Yield the records with the names of what they refer to, some at a time."""
        zone = ZoneInfo(self.options["time_zone"])
        session, actor, language = self.session, self.actor, self.language
        names = self.exports.names(session, language)
        for page in pages(session, actor, self.record_type, self.query):
            related = related_names(session, actor, self.exports.related, page)
            related |= copied_names(session, actor, self.exports.copied, page)
            yield [
                Row(members=members, names=names, related=related, language=language, zone=zone)
                for members in page
            ]
            self.told(len(page))


def write_table(
    listing: Listing, out: BinaryIO, *, as_format: Any, names: Sequence[str] | None
) -> None:
    """Write the list as CSV or XLSX; columns that are gone by now are left out."""
    known = columns_of(listing.session, listing.exports, listing.actor)
    columns = [known[name] for name in (known if names is None else names) if name in known]
    language = listing.language
    delimiter = listing.options.get("delimiter") or (";", ",")[language]
    table = Table(
        format=as_format,
        titles=[column.title[language] for column in columns],
        kinds=[column.kind for column in columns],
        delimiter=delimiter,
        decimal="," if delimiter == ";" else ".",
        sheet=listing.exports.titles[language],
    )
    with written(out, table, waiting=listing.wait) as rows:
        for page in listing.rows():
            rows.add([[column.value(row) for column in columns] for row in page])


def write_cards(listing: Listing, out: BinaryIO) -> None:
    """Write the list as vCards."""
    card = listing.exports.card
    assert card is not None
    for page in listing.rows():
        out.writelines(vcard(card(row), listing.options["vcard_version"]) for row in page)


def write_all(
    session: Session,
    actor: Actor,
    records: Sequence[RecordType],
    *,
    out: BinaryIO,
    told: Told,
) -> None:
    """Write every record type as a CSV file of its members, discarded records too (R-15).

    Names, values and times are the API's, whatever the language: it is meant to be read by
    programs. Records that are one person's alone are not among them.
    """
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=5) as archive:
        for rt in records:
            if rt.access.rule != "personal":
                with archive.open(f"{rt.name}.csv", "w", force_zip64=True) as file:
                    _write_members(session, actor, rt, file, told)


def _write_members(session: Session, actor: Actor, rt: RecordType, file: Any, told: Told) -> None:
    hidden = rt.hidden_from(actor)
    paths = [path for path in _paths(rt.json) if path[0] not in hidden]
    if rt.custom is not None:
        paths += [("custom", key) for key in definitions_of(session, rt.name)]
    kinds: list[CellKind] = ["text"] * len(paths)
    file.write(csv_head([".".join(path) for path in paths], ","))
    for arguments in ([], [("discarded", "true")]) if rt.live is not None else ([],):
        for page in pages(session, actor, rt, parse(rt, actor, arguments)):
            lines = [[_plain(_at(members, path)) for path in paths] for members in page]
            file.write(csv_text(lines, kinds))
            told(len(page))


def _paths(members: Mapping[str, Any]) -> Iterator[tuple[str, ...]]:
    """Yield where each value stands: nested objects have a column for each of their members."""
    for name, part in members.items():
        if isinstance(part, MoneyOf):
            yield from ((name, "amount"), (name, "currency"))
        elif isinstance(part, Mapping):
            yield from ((name, *path) for path in _paths(part))
        else:
            yield (name,)


def _at(members: Members, path: Sequence[str]) -> Any:
    found: Any = members
    for name in path:
        found = found.get(name) if isinstance(found, Mapping) else None
    return found


def _plain(value: Any) -> str | None:
    if value is None or isinstance(value, str):
        return value
    return orjson.dumps(value).decode()
