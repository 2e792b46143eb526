"""Migrations make what the models say, and only ever go forward."""

import importlib
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import MetaData, create_engine

from chassis.db import Base
from chassis.db.migrate import pending, upgrade

ROOT = Path(__file__).parents[2]
NAMES = [*sorted(path.parent.name for path in ROOT.glob("services/*/service.py")), "gateway"]


def engine_of(url: str):
    return create_engine(url.replace("postgresql://", "postgresql+psycopg://"))


@pytest.mark.parametrize("name", NAMES)
def test_a_migrated_database_is_what_the_models_say(name: str, database_url: str):
    package = name if name == "gateway" else f"services.{name}"
    spec = importlib.import_module(f"{package}.service").SERVICE
    upgrade(database_url, metadata=spec.base.metadata, migrations=spec.migrations)
    upgrade(database_url, metadata=spec.base.metadata, migrations=spec.migrations)
    both = MetaData()
    for metadata in (Base.metadata, spec.base.metadata):
        for table in metadata.tables.values():
            table.to_metadata(both)
    engine = engine_of(database_url)
    with engine.connect() as connection:
        assert pending(connection, metadata=both, migrations=spec.migrations) == []
        context = MigrationContext.configure(
            connection, opts={"compare_type": True, "compare_server_default": False}
        )
        versions = {"chassis_version", "service_version"}
        differences = [
            change
            for change in compare_metadata(context, both)
            if not (change[0] == "remove_table" and change[1].name in versions)
        ]
        assert differences == []
    engine.dispose()


@pytest.mark.parametrize("name", NAMES)
def test_no_migration_goes_backward(name: str):
    package = name if name == "gateway" else f"services/{name}"
    for path in (ROOT / package / "migrations").glob("*.py"):
        assert "def downgrade" not in path.read_text(), path
