"""A database of plants that was vacuumed and analysed, so that plans are those of real tables."""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from sqlalchemy import insert, text

from chassis.db import Database
from chassis.identity.actor import Actor
from chassis.records.tests.example import lay_out
from chassis.testing.notes import TemplateOf
from chassis.testing.servers import TestServer


@contextmanager
def planted(
    server: TestServer,
    template: TemplateOf,
    tables: Iterable[tuple[Any, list[dict[str, Any]]]],
) -> Iterator[Database]:
    """Yield a database that holds these rows of these tables."""
    with server.fresh(template=template("plants", lay_out)) as url:
        database = Database("plants", url)
        with database.system() as session:
            for table, rows in tables:
                session.chassis_execute(insert(table.__table__), rows)
        alone = database.engine.connect().execution_options(isolation_level="AUTOCOMMIT")
        with alone as connection:
            connection.execute(text("VACUUM ANALYZE"))
        yield database
        database.close()


def grant(actor: Actor, plant: Mapping[str, Any]) -> dict[str, Any]:
    """Return the row that makes a plant somebody's."""
    return {
        "organization_id": plant["organization_id"],
        "principal_id": actor.user_id,
        "record_type": "plant",
        "record_id": plant["id"],
        "reason": "owner",
        "level": "write",
    }
