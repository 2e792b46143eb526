"""``troncal doctor`` tells whether what is there matches what this release expects.

Looks and changes nothing: the databases' versions, the broker's queues against the contracts, the
room on the disk. Each finding is one sentence that says what to do; the exit status tells whether
there was any.
"""

import shutil
from collections.abc import Iterator, Mapping
from pathlib import Path

from sqlalchemy import create_engine, exc
from sqlalchemy.engine import make_url

from chassis.db import migrate
from chassis.events.rabbitmq.inspect import differences
from chassis.events.start import topology_of
from chassis.runtime import discovery
from chassis.runtime.maintenance import connected
from chassis.runtime.output import say
from chassis.runtime.pghome import SHELF
from chassis.runtime.provision import ServiceUrls
from chassis.runtime.settings import RuntimeSettings
from chassis.spec import ServiceSpec

_LEAST_FREE = 1_000_000_000


def examine(settings: RuntimeSettings) -> int:
    """Print what is found; 0 when everything matches, 1 otherwise."""
    specs = discovery.chosen(settings.targets)
    findings = list(_disk(settings))
    with connected(settings, tuple(spec.name for spec in specs)) as (_, urls):
        findings += _databases(specs, urls)
    if settings.amqp_url is not None:
        findings += differences(settings.amqp_url, topology_of(specs[0].catalog))
    for finding in findings:
        say(f"- {finding}")
    if not findings:
        broker = "databases, broker" if settings.amqp_url else "databases"
        say(f"All is well: {broker} and disk are as this release expects.")
    return 1 if findings else 0


def _disk(settings: RuntimeSettings) -> Iterator[str]:
    settings.run_folder.make()
    for folder in (settings.run_folder.path, SHELF):
        if folder.exists() and shutil.disk_usage(folder).free < _LEAST_FREE:
            yield f"Less than 1 GB is free where {Path(folder)} lies: free some space."


def _databases(specs: tuple[ServiceSpec, ...], urls: Mapping[str, ServiceUrls]) -> Iterator[str]:
    for spec in specs:
        url = make_url(urls[spec.name].owner).set(drivername="postgresql+psycopg")
        engine = create_engine(url)
        try:
            with engine.connect() as connection:
                behind = migrate.pending(
                    connection, metadata=spec.base.metadata, migrations=spec.migrations
                )
        except exc.OperationalError as error:
            reason = " ".join(str(error.orig).split())
            yield f"The database of {spec.name} does not answer ({reason}): run `troncal migrate`."
        else:
            if behind:
                yield f"The database of {spec.name} is not of this release: run `troncal migrate`."
        finally:
            engine.dispose()
