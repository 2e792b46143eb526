"""What a gateway process keeps: keys, caches, the line for password checks."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

from chassis.identity.tokens import SigningKey
from chassis.spec import Service
from chassis.web.stream import Streams
from gateway.accounts.passwords import Passwords
from gateway.sessions import refresh
from gateway.sessions.access_tokens import AccessTokens
from gateway.sessions.principals import InternalTokens, Principals
from gateway.sessions.throttle import Throttle
from gateway.settings import Settings

COMPOSING_THREADS = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Resources:
    """Built once per process by the runtime; `Service.resources` of the gateway."""

    passwords: Passwords
    throttle: Throttle
    access_tokens: AccessTokens
    internal_tokens: InternalTokens
    principals: Principals
    refresh_key: bytes
    streams: Streams
    composing: ThreadPoolExecutor


def build_resources(service: Service) -> Resources:
    """Read the signing key and derive the others. Raises ValueError or OSError when it cannot."""
    settings: Settings = service.settings
    key = SigningKey.load(settings.signing_key_file)
    streams = Streams(service.metrics)
    service.on_drain.append(streams.drain)
    return Resources(
        passwords=Passwords(),
        throttle=Throttle(settings.secret),
        access_tokens=AccessTokens(key),
        internal_tokens=InternalTokens(key),
        principals=Principals(service.database),
        refresh_key=refresh.derive_key(settings.secret),
        streams=streams,
        composing=ThreadPoolExecutor(COMPOSING_THREADS, thread_name_prefix="composing"),
    )
