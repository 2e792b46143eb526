"""Migrations: the chassis' tables, then the service's own, each with a version table of its own.

Both run under one advisory lock in the order of their revisions, so that several processes may
start at once; the losers wait and find nothing to do. Forward only: expand, migrate, contract.
"""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import psycopg
from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from psycopg import sql
from sqlalchemy import Connection, MetaData, create_engine, text
from sqlalchemy.engine import make_url

from chassis import faults
from chassis.db.base import Base

_LOCK = 7_203_190_001
_HERE = Path(__file__).parent / "migrations"
_CHASSIS_VERSIONS = "chassis_version"
_SERVICE_VERSIONS = "service_version"


def upgrade(url: str, *, metadata: MetaData, migrations: Path) -> None:
    """Bring one service's database to this release. Safe to run again and at the same time."""
    engine = create_engine(make_url(url).set(drivername="postgresql+psycopg"))
    try:
        with engine.connect() as connection:
            connection.execute(text("SELECT pg_advisory_lock(:lock)"), {"lock": _LOCK})
            connection.commit()
            for config in _configs(connection, metadata, migrations):
                command.upgrade(config, "head")
                faults.point("migration.before_commit")
                connection.commit()
                faults.point("migration.after_commit")
    finally:
        engine.dispose()


def pending(connection: Connection, *, metadata: MetaData, migrations: Path) -> list[str]:
    """Name the version tables whose revision is not this release's head."""
    behind = []
    for config in _configs(connection, metadata, migrations):
        table = config.attributes["version_table"]
        context = MigrationContext.configure(connection, opts={"version_table": table})
        heads = set(ScriptDirectory.from_config(config).get_heads())
        if set(context.get_current_heads()) != heads:
            behind.append(table)
    return behind


def versions(connection: psycopg.Connection[Any]) -> dict[str, str | None]:
    """Return the revision in each version table. Raises psycopg.errors.UndefinedTable."""
    found: dict[str, str | None] = {}
    for table in (_CHASSIS_VERSIONS, _SERVICE_VERSIONS):
        query = sql.SQL("SELECT version_num FROM {}").format(sql.Identifier(table))
        row = connection.execute(query).fetchone()
        found[table] = str(row[0]) if row else None
    return found


def knows(versions: Mapping[str, str | None], *, migrations: Path) -> bool:
    """Whether this release has the revisions, so that it can migrate from them."""
    for table, folder in ((_CHASSIS_VERSIONS, _HERE / "versions"), (_SERVICE_VERSIONS, migrations)):
        config = Config()
        config.set_main_option("script_location", str(_HERE))
        config.set_main_option("version_locations", str(folder))
        config.set_main_option("path_separator", "os")
        known = {one.revision for one in ScriptDirectory.from_config(config).walk_revisions()}
        if versions.get(table) not in {None, *known}:
            return False
    return True


def behind(connection: Connection, *, metadata: MetaData, migrations: Path) -> list[str]:
    """Name the version tables that lack a migration of this release.

    A revision that this release does not know is of a newer one: migrations only expand, so this
    release works on it.
    """
    lacking = []
    for config in _configs(connection, metadata, migrations):
        table = config.attributes["version_table"]
        context = MigrationContext.configure(connection, opts={"version_table": table})
        script = ScriptDirectory.from_config(config)
        found, heads = set(context.get_current_heads()), set(script.get_heads())
        known = {one.revision for one in script.walk_revisions()}
        if heads - found and found <= known:
            lacking.append(table)
    return lacking


def _configs(connection: Connection, metadata: MetaData, migrations: Path) -> list[Config]:
    return [
        _config(connection, Base.metadata, _HERE / "versions", _CHASSIS_VERSIONS),
        _config(connection, metadata, migrations, _SERVICE_VERSIONS),
    ]


def _config(connection: Connection, metadata: MetaData, versions: Path, table: str) -> Config:
    config = Config()
    config.set_main_option("script_location", str(_HERE))
    config.set_main_option("version_locations", str(versions))
    config.set_main_option("path_separator", "os")
    attributes: dict[Any, Any] = config.attributes
    attributes.update(connection=connection, metadata=metadata, version_table=table)
    return config
