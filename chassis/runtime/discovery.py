"""Find the services that this code base holds, by name."""

import importlib
import importlib.util
from collections.abc import Iterable
from pathlib import Path

from chassis.runtime import settings
from chassis.runtime.errors import CannotStart
from chassis.spec import ServiceSpec

_ROOT = Path(__file__).parents[2]
GATEWAY = settings.GATEWAY


def names() -> tuple[str, ...]:
    """Return the services that exist here: the gateway first, the others by name.

    Looks at files only, so that an image with one service answers with that one.
    """
    found = sorted(path.parent.name for path in (_ROOT / "services").glob("*/service.py"))
    gateway = (GATEWAY,) if (_ROOT / GATEWAY / "service.py").exists() else ()
    return (*gateway, *found)


def module_of(name: str) -> str:
    """Return the module that holds a service's ``SERVICE``."""
    return f"{GATEWAY}.service" if name == GATEWAY else f"services.{name}.service"


def load(name: str) -> ServiceSpec:
    """Import one service. Raises :class:`CannotStart` when there is none of that name."""
    if name not in names():
        have = ", ".join(names()) or "none"
        raise CannotStart(f"There is no service {name!r} here; there are: {have}.")
    spec = importlib.import_module(module_of(name)).SERVICE
    if not isinstance(spec, ServiceSpec) or spec.name != name:
        raise TypeError(f"{module_of(name)}.SERVICE is not the spec of {name}")
    return spec


def chosen(targets: Iterable[str]) -> tuple[ServiceSpec, ...]:
    """Import the targets; ``all`` means every service that exists here."""
    wanted = tuple(targets)
    selected = names() if "all" in wanted else wanted
    if not selected:
        raise CannotStart("There is no service here: run this in a complete checkout or image.")
    return tuple(load(name) for name in selected)
