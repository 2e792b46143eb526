"""The gateway: the one public door. Its composition root and only public name."""

from datetime import timedelta
from pathlib import Path

import gateway.models  # noqa: F401 - the metadata must be whole before migrations compare it
from chassis.spec import Service, ServiceSpec, Sweep
from contracts.catalog import CATALOG
from gateway.accounts.api import routes as me
from gateway.audit.api import routes as audit
from gateway.base import Base
from gateway.bootstrap import first_start
from gateway.customers.api import routes as customers
from gateway.door import Door
from gateway.groups.api import routes as groups
from gateway.groups.schemas import GROUP
from gateway.organizations.api import routes as organizations
from gateway.profiles.api import routes as profiles
from gateway.profiles.schemas import PROFILE
from gateway.resources import build_resources
from gateway.restating import RESTATES
from gateway.roles.api import routes as roles
from gateway.roles.schemas import ROLE
from gateway.sessions.api import routes as sessions
from gateway.sessions.operations import forget_old_sessions
from gateway.sessions.throttle import forget_past_windows
from gateway.settings import read_settings
from gateway.users.api import routes as users
from gateway.users.schemas import USER
from gateway.words import MESSAGES


def _tidy_sessions(service: Service) -> None:
    forget_old_sessions(service.database)


def _tidy_budgets(service: Service) -> None:
    forget_past_windows(service.database)


SERVICE = ServiceSpec(
    name="gateway",
    base=Base,
    migrations=Path(__file__).parent / "migrations",
    catalog=CATALOG,
    routes=(sessions, me, organizations, users, roles, profiles, groups, customers, audit),
    settings=read_settings,
    resources=build_resources,
    wsgi=Door,
    first_start=first_start,
    public=True,
    messages=MESSAGES,
    restates=RESTATES,
    records=(USER, ROLE, PROFILE, GROUP),
    sweeps=(
        Sweep(name="forget_old_sessions", every=timedelta(hours=1), run=_tidy_sessions),
        Sweep(name="forget_past_windows", every=timedelta(minutes=10), run=_tidy_budgets),
    ),
)
