"""``troncal audit verify`` looks for changed, missing and reordered rows in every service's audit.

Looks and changes nothing. Each finding is one sentence; the exit status tells whether there was
any. The last seals are printed: kept outside the databases, one of them shows later whether the
chain up to it is still the same (``--anchor <service>:<number>:<hash>``).
"""

from chassis.audit.verifying import Verified, verify
from chassis.runtime import discovery
from chassis.runtime.assembly import bare, environment
from chassis.runtime.errors import CannotStart
from chassis.runtime.maintenance import connected
from chassis.runtime.output import say
from chassis.runtime.settings import RuntimeSettings


def verify_all(settings: RuntimeSettings, *, anchor: str | None = None) -> int:
    """Print what is found; 0 when every chain holds, 1 otherwise."""
    specs = discovery.chosen(settings.targets)
    anchored, _, seal = (anchor or "").partition(":")
    if anchored and anchored not in {spec.name for spec in specs}:
        raise CannotStart(f"--anchor names {anchored!r}, which is not verified here.")
    broken = False
    with connected(settings, tuple(spec.name for spec in specs)) as (keys, urls):
        for spec in specs:
            service = bare(spec, urls[spec.name], environment(settings, keys))
            try:
                found = verify(service.database, anchor=seal if spec.name == anchored else None)
            finally:
                service.database.close()
            _tell(spec.name, found)
            broken = broken or bool(found.findings)
    return 1 if broken else 0


def _tell(name: str, found: Verified) -> None:
    say(
        f"{name}: {found.entries} entries in {found.blocks} blocks, {found.waiting} not sealed yet;"
        f" last seal {name}:{found.head}"
    )
    for finding in found.findings:
        say(f"- {name}: {finding}.")
