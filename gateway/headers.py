"""Headers that every answer carries, and those that none does."""

from collections.abc import Callable
from typing import Any, Literal

from chassis.web import docs
from gateway.settings import Settings

Kind = Literal["page", "api", "docs", "form"]
Pairs = list[tuple[str, str]]

_CLOSED = "frame-ancestors 'none'; base-uri 'none'; form-action 'none'"
_API_POLICY = f"default-src 'none'; {_CLOSED}"
_HSTS = "max-age=63072000; includeSubDomains"
_ALWAYS: Pairs = [
    ("X-Content-Type-Options", "nosniff"),
    ("X-Frame-Options", "DENY"),
    ("Referrer-Policy", "same-origin"),
    ("Cross-Origin-Opener-Policy", "same-origin"),
    ("Cross-Origin-Resource-Policy", "same-origin"),
    ("Permissions-Policy", "microphone=(self), camera=(), geolocation=(), payment=(), usb=()"),
]
_NEVER = frozenset(
    {
        "server",
        "x-powered-by",
        "via",
        "access-control-allow-origin",
        "access-control-allow-credentials",
    }
)
_OURS = frozenset(name.lower() for name, _ in _ALWAYS) | {
    "strict-transport-security",
    "content-security-policy",
}


_FORM: Pairs = [
    ("X-Content-Type-Options", "nosniff"),
    ("Referrer-Policy", "same-origin"),
    ("Cross-Origin-Resource-Policy", "cross-origin"),
    ("Permissions-Policy", "microphone=(), camera=(), geolocation=(), payment=(), usb=()"),
]
"""A public form stands on other sites: its own policy says on which, and who may read answers."""
_FORMS_OWN = frozenset({"content-security-policy", "access-control-allow-origin"})


class SecurityHeaders:
    """Puts the installation's policy on answers, whatever a service behind us said."""

    def __init__(self, settings: Settings) -> None:
        always, form = [*_ALWAYS], [*_FORM]
        if settings.secure:
            always.append(("Strict-Transport-Security", _HSTS))
            form.append(("Strict-Transport-Security", _HSTS))
        self._of: dict[Kind, Pairs] = {
            "page": [*always, ("Content-Security-Policy", page_policy(settings))],
            "api": [*always, ("Content-Security-Policy", _API_POLICY)],
            "form": form,
            "docs": [*always, ("Content-Security-Policy", f"{docs.POLICY}; {_CLOSED}")],
        }

    def on(self, start_response: Callable[..., Any], kind: Kind) -> Callable[..., Any]:
        """Wrap `start_response`. Answers of the API are not stored unless they say otherwise."""
        ours = self._of[kind]

        def start(status: str, headers: Pairs, exc_info: Any = None) -> Any:
            sent, said = [], set()
            for pair in headers:
                name = pair[0].lower()
                own = kind == "form" and name in _FORMS_OWN
                if own or (name not in _NEVER and name not in _OURS):
                    sent.append(pair)
                    said.add(name)
            if kind in {"api", "form"} and "cache-control" not in said:
                sent.append(("Cache-Control", "no-store"))
            if kind == "form" and "content-security-policy" not in said:
                sent.append(("Content-Security-Policy", _API_POLICY))
            return start_response(status, sent + ours, exc_info)

        return start


def page_policy(settings: Settings) -> str:
    """Return the policy of pages: everything from here, nothing inline but style attributes.

    The user interface kit sets style attributes and injects its variables as a style element, for
    which styles need 'unsafe-inline'; scripts never do.
    """
    connect = " ".join(("'self'", *settings.connect_hosts))
    media = " ".join(("'self'", "blob:", *_only_https(settings.connect_hosts)))
    return "; ".join(
        (
            "default-src 'self'",
            "script-src 'self'",
            "style-src 'self' 'unsafe-inline'",
            "img-src 'self' data: blob:",
            "font-src 'self' data:",
            f"connect-src {connect}",
            f"media-src {media}",
            "worker-src 'self' blob:",
            "object-src 'none'",
            "base-uri 'none'",
            "form-action 'self'",
            "frame-ancestors 'none'",
        )
    )


def _only_https(hosts: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(host for host in hosts if host.startswith("https:"))
