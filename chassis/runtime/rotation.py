"""``troncal rotate-key``: what was sealed under an earlier secret key is sealed under the present.

The way: start with the new ``TRONCAL_SECRET_KEY`` and the old one in
``TRONCAL_PREVIOUS_SECRET_KEYS``, run this, then start without the old one. Safe beside a running
copy and to run again. Database passwords follow the key at the next start; browsers log in again.
"""

from chassis.runtime import discovery
from chassis.runtime.assembly import bare, environment
from chassis.runtime.maintenance import connected
from chassis.runtime.output import say
from chassis.runtime.settings import RuntimeSettings


def rotate(settings: RuntimeSettings) -> None:
    """Seal the secrets of every target that stores some."""
    specs = [spec for spec in discovery.chosen(settings.targets) if spec.seal_again is not None]
    with connected(settings, tuple(spec.name for spec in specs)) as (keys, urls):
        for spec in specs:
            assert spec.seal_again is not None
            service = bare(spec, urls[spec.name], environment(settings, keys))
            try:
                changed = spec.seal_again(service)
            finally:
                service.database.close()
            say(f"{spec.name}: {changed} secrets sealed under the present key.")
