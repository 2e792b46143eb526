"""Every table of the gateway, imported together so that its metadata is whole."""

from gateway.accounts.models import Account, Membership
from gateway.groups.models import Group, GroupMember
from gateway.organizations.models import Installation, Organization
from gateway.profiles.models import Profile
from gateway.roles.models import Role
from gateway.sessions.models import LoginBudget, LoginSession
from gateway.users.models import User

__all__ = [
    "Account",
    "Group",
    "GroupMember",
    "Installation",
    "LoginBudget",
    "LoginSession",
    "Membership",
    "Organization",
    "Profile",
    "Role",
    "User",
]
