"""The three profiles and the role tree that every organization starts with (G-07, G-32, O-52)."""

from dataclasses import dataclass

from chassis.identity.actor import ACTIONS, MODULES, Scope

RECORDS = ("contacts", "sales", "cases", "billing")
WORK = ("telephony", "notifications")

EVERYTHING = frozenset(f"{module}.{action}" for module in MODULES for action in ACTIONS)


def _each(modules: tuple[str, ...], *actions: str) -> frozenset[str]:
    return frozenset(f"{module}.{action}" for module in modules for action in actions)


@dataclass(frozen=True, slots=True, kw_only=True)
class DefaultProfile:
    """One profile as an organization gets it; later it is the organization's to change."""

    key: str
    name: str
    name_en: str
    permissions: frozenset[str]
    scope: Scope
    is_administrator: bool = False


# The scope is `all` throughout: what is private stays so by the record's own rule (O-51); an
# organization that wants agents to see only their own records narrows the profile.
DEFAULT_PROFILES = (
    DefaultProfile(
        key="administrator",
        name="Administrador",
        name_en="Administrator",
        permissions=EVERYTHING,
        scope="all",
        is_administrator=True,
    ),
    DefaultProfile(
        key="supervisor",
        name="Supervisor",
        name_en="Supervisor",
        permissions=(
            _each(
                RECORDS,
                "view",
                "create",
                "edit",
                "delete",
                "import",
                "export",
                "bulk_edit",
                "bulk_delete",
                "bulk_duplicate",
            )
            | _each(("contacts",), "merge")
            | _each(WORK, "view", "create", "edit", "delete", "export")
            | _each(("reporting",), "view", "create", "edit", "export")
            | _each(("gateway",), "view", "create", "edit")
        ),
        scope="all",
    ),
    DefaultProfile(
        key="sales_agent",
        name="Agente de Ventas",
        name_en="Sales Agent",
        permissions=(
            _each((*RECORDS, *WORK), "view", "create", "edit")
            | _each(("reporting", "gateway"), "view")
        ),
        scope="all",
    ),
)

DEFAULT_ROLES = ("Dirección", "Supervisión", "Ventas")
"""A chain, each below the one before; the first administrator stands at the top."""
