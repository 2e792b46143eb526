"""``troncal doctor`` tells whether what is there matches what this release expects.

Looks and changes nothing: databases (schema, rights, extensions, clock), outboxes and inboxes,
the broker against the contracts, room on the disk, who may read the keys. Each finding says what
is wrong and what to do. Exit status: 0 all is well, 1 something wants a look, 2 something is
broken.
"""

import shutil
from collections.abc import Iterator
from pathlib import Path

from chassis.events.start import topology_of
from chassis.runtime import brokers, checkup, discovery
from chassis.runtime.errors import CannotStart
from chassis.runtime.findings import Finding, as_json, as_table, broken, status, warning
from chassis.runtime.maintenance import connected
from chassis.runtime.output import say
from chassis.runtime.pghome import SHELF
from chassis.runtime.settings import RuntimeSettings

_LEAST_FREE = 1_000_000_000
_LITTLE_FREE = 5_000_000_000
_OTHERS = 0o077


def examine(settings: RuntimeSettings, *, json: bool = False) -> int:
    """Print what is found and return the exit status."""
    specs = discovery.chosen(settings.targets)
    looked_at = ["databases", "outboxes", "inboxes", "disk", "keys"]
    findings = list(_keys(settings))  # before anything makes or mends them
    findings += _disk(settings)
    try:
        with connected(settings, tuple(spec.name for spec in specs)) as (_, urls):
            for spec in specs:
                findings += checkup.examine(spec, urls[spec.name])
    except CannotStart as error:
        findings.append(broken("databases", "they cannot be reached", str(error)))
    broker = brokers.reach(settings)
    if broker is not None:
        looked_at.append("broker")
        management = settings.environ.get("TRONCAL_AMQP_MANAGEMENT_URL")
        findings += brokers.examine(broker, topology_of(specs[0].catalog), management=management)
    say(as_json(findings, looked_at) if json else as_table(findings, looked_at))
    return status(findings)


def _disk(settings: RuntimeSettings) -> Iterator[Finding]:
    settings.run_folder.make()
    seen: set[int] = set()
    for folder in (settings.run_folder.path, SHELF):
        if not folder.exists() or (device := folder.stat().st_dev) in seen:
            continue
        seen.add(device)
        yield from room(folder, shutil.disk_usage(folder).free)


def room(folder: Path, free: int) -> Iterator[Finding]:
    """Judge the free bytes where a folder lies."""
    if free < _LITTLE_FREE:
        make = broken if free < _LEAST_FREE else warning
        yield make("disk", f"{free / 1e9:.1f} GB are free where {folder} lies", "free some space")


def _keys(settings: RuntimeSettings) -> Iterator[Finding]:
    """Whoever reads the keys can sign as anybody and read what is encrypted."""
    folder = settings.run_folder.path / "keys"
    files = sorted(folder.iterdir()) if folder.is_dir() else []
    given = settings.environ.get("TRONCAL_SIGNING_KEY_FILE")
    for path in (*([folder] if files else []), *files, *([Path(given)] if given else [])):
        try:
            mode = path.stat().st_mode
        except OSError as error:
            yield broken("keys", f"{path} cannot be read ({error.strerror})", "bring it back")
            continue
        if mode & _OTHERS:
            right = "700" if path.is_dir() else "600"
            what = f"{path} is open to other users (mode {mode & 0o777:03o})"
            yield broken("keys", what, f"chmod {right} {path}")
