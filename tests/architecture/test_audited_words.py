"""The audit speaks the reader's language: each record and member that may occur has its words."""

import importlib
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import inspect

from chassis.audit import members
from chassis.records.bulk.tables import BulkRun
from chassis.records.copies import Guarded
from chassis.records.custom.tables import CustomField, CustomValue, RecordLayout
from chassis.records.exporting.tables import ExportRun
from chassis.records.views.tables import SavedView
from chassis.spec import ServiceSpec
from contracts.catalog import CATALOG

ROOT = Path(__file__).parents[2]
NAMES = [*sorted(path.parent.name for path in ROOT.glob("services/*/service.py")), "gateway"]
WORDS = ROOT / "web" / "src" / "pages" / "admin" / "audited"

UNNAMED = {"restate": "an operator's command line restates; no request does"}
"""What facts are about and no command is."""

OF_THE_CHASSIS = (CustomField, CustomValue, RecordLayout, ExportRun, BulkRun, SavedView)
"""Tables of the chassis that people's commands write; every service has them."""


def spec(name: str) -> ServiceSpec:
    package = name if name == "gateway" else f"services.{name}"
    found: ServiceSpec = importlib.import_module(f"{package}.service").SERVICE
    return found


def audited() -> Iterator[tuple[str, list[str]]]:
    """Yield the tables that commands write, each with the members that the audit keeps."""
    own = (mapper for name in NAMES for mapper in spec(name).base.registry.mappers)
    for mapper in (*own, *map(inspect, OF_THE_CHASSIS)):
        table = str(mapper.local_table.name)
        copied = issubclass(mapper.class_, Guarded) or re.search(r"^known_|_fact$", table)
        if copied or hasattr(mapper.class_, "__unaudited__"):
            continue
        kept = {attribute.key for attribute in mapper.column_attrs}
        yield table, sorted(kept - members._OF_THE_CHASSIS)


def named() -> Iterator[str]:
    """Yield what commands are about: the first argument of a path, or the subject of a fact."""
    for name in NAMES:
        for routes in spec(name).routes:
            for method, path in routes.described:
                argument = re.search(r"\{(\w+)\}", path)
                if method != "get" and argument:
                    yield argument[1].removesuffix("_id")
    yield from (fact.aggregate for fact in CATALOG.facts)


def catalog(language: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((WORDS / f"{language}.json").read_text(encoding="utf8"))
    return found


def hidden() -> set[str]:
    return set(json.loads((WORDS / "hidden.json").read_text(encoding="utf8")))


@pytest.mark.parametrize("language", ["es", "en"])
def test_every_member_that_the_audit_keeps_has_a_word_or_is_not_shown(language: str):
    """Beyond 24: whoever reads the audit reads no name of a column."""
    known = catalog(language)["members"].keys() | hidden()
    wordless = [
        f"{table}.{member}"
        for table, kept in audited()
        for member in kept
        if not {member, f"{table}.{member}"} & known
    ]
    assert wordless == []


@pytest.mark.parametrize("language", ["es", "en"])
def test_every_type_of_record_in_the_audit_has_a_word(language: str):
    """Beyond 24: tables, what paths name and what facts are about."""
    occurring = {table for table, _ in audited()} | set(named())
    assert occurring - UNNAMED.keys() - catalog(language)["types"].keys() == set()


def test_no_word_and_no_exception_is_left_over():
    tables = dict(audited())
    occurring = set().union(*tables.values())
    occurring |= {f"{table}.{member}" for table, kept in tables.items() for member in kept}
    words = catalog("es")
    assert words["members"].keys() | hidden() <= occurring
    assert words["types"].keys() <= tables.keys() | set(named())
