"""The tables that migrations make are those that the models say; words exist for every code."""

import ast
from pathlib import Path

from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import create_engine
from sqlalchemy.engine import make_url

import gateway
from chassis.web.messages import CHASSIS_MESSAGES
from gateway.base import Base
from gateway.tests.world import migrated
from gateway.words import MESSAGES


def test_migrations_and_models_say_the_same(database_url):
    migrated(database_url)
    engine = create_engine(make_url(database_url).set(drivername="postgresql+psycopg"))
    with engine.connect() as connection:
        context = MigrationContext.configure(
            connection,
            opts={
                "include_name": lambda name, kind, _: (
                    kind != "table" or name in Base.metadata.tables
                )
            },
        )
        assert compare_metadata(context, Base.metadata) == []
    engine.dispose()


def codes_raised() -> set[str]:
    """The first argument of each refusal, and the codes of fields and of value errors."""
    found = set()
    refusals = {
        "Malformed", "Unauthenticated", "Forbidden", "NotFound", "Conflict", "TooLarge",
        "Invalid", "TooMany", "Unavailable", "ValueError",
    }  # fmt: skip
    for path in Path(gateway.__file__).parent.rglob("*.py"):
        if "tests" in path.parts or path.name == "settings.py":
            continue
        for node in ast.walk(ast.parse(path.read_text())):
            if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Name)):
                continue
            place = 1 if node.func.id == "FieldError" else 0
            if node.func.id in refusals | {"FieldError"} and len(node.args) > place:
                argument = node.args[place]
                if isinstance(argument, ast.Constant) and isinstance(argument.value, str):
                    found.add(argument.value)
    return found


def test_every_code_has_words_in_both_languages():
    words = {**CHASSIS_MESSAGES, **MESSAGES}
    codes = codes_raised()
    assert len(codes) > 25
    assert codes <= words.keys()
    for spanish, english in MESSAGES.values():
        assert spanish
        assert english
        assert spanish != english
