"""What a service uses to ask another one: policy over a transport.

Guarantees: every call ends within its budget (the caller's own remaining time caps it); safe verbs
are tried again on a lost answer, others never; a target that keeps failing is refused at once for
some seconds instead of waited for; the callee gets a fresh token for itself, the trace and the
remaining time. A target that is down is `Unavailable`, whatever the reason; any other answer, a
refusal too, is returned.

    answer = service.clients.get("contacts", f"/api/v1/contacts/{id}", actor=call.actor)
"""

import time
from collections.abc import Callable, Mapping
from urllib.parse import urlencode

import orjson
import pybreaker
import tenacity
from opentelemetry.trace import Span
from tenacity.stop import stop_base

from chassis import budgets
from chassis.clients import deadline
from chassis.clients.answers import (
    Answer,
    Forwarded,
    Headers,
    Request,
    Transport,
    Unreachable,
    end_to_end,
)
from chassis.errors import Unavailable
from chassis.identity.actor import Actor
from chassis.identity.tokens import SigningKey, mint
from chassis.observability import logs, tracing
from chassis.observability.metrics import Metrics

log = logs.logger(__name__)

SAFE = frozenset({"GET", "HEAD"})
_DOWN = frozenset({502, 503, 504})

# The caller's credentials end at the door; what we set ourselves is not taken from outside.
_REPLACED = frozenset(
    {"authorization", "cookie", "host", "content-length", "traceparent", "tracestate"}
    | {deadline.HEADER.lower()}
)

_Act = Callable[[float], Answer | Forwarded]


class _Down(Unreachable):
    """The target answered that it cannot serve now; kept in case every try says so."""


class Clients:
    """The targets that one service may ask. Thread-safe; built by the runtime, closed by it."""

    def __init__(
        self,
        caller: str,
        transports: Mapping[str, Transport],
        *,
        key: SigningKey,
        metrics: Metrics,
        retries: int = budgets.SAFE_RETRIES,
        breaker_failures: int = budgets.BREAKER_FAILURES,
        breaker_reset: float = budgets.BREAKER_RESET,
    ) -> None:
        self._caller = caller
        self._transports = dict(transports)
        self._key = key
        self._metrics = metrics
        self._retries = retries
        self._breakers = {
            target: pybreaker.CircuitBreaker(
                fail_max=breaker_failures,
                reset_timeout=breaker_reset,
                exclude=[lambda error: not isinstance(error, Unreachable)],
                throw_new_error_on_trip=False,
                listeners=[_Watch(target, metrics)],
            )
            for target in transports
        }

    def knows(self, target: str) -> bool:
        """Whether this installation has the target at all; whether it is up is another question."""
        return target in self._transports

    def get(
        self,
        target: str,
        path: str,
        *,
        actor: Actor,
        query: Mapping[str, str] | None = None,
        timeout: float = budgets.READ_TIMEOUT,
    ) -> Answer:
        """Ask; tried again on a lost answer. Raises Unavailable."""
        request = Request(
            method="GET",
            path=path,
            query=urlencode(query or {}),
            headers=[("Accept", "application/json"), *self._identity(target, actor)],
        )
        return self._ask(target, request, timeout)

    def post(
        self,
        target: str,
        path: str,
        body: object,
        *,
        actor: Actor,
        idempotency_key: str | None = None,
        timeout: float = budgets.READ_TIMEOUT,
    ) -> Answer:
        """Act; sent once. Raises Unavailable: then it is not known whether the target acted."""
        headers = [
            ("Accept", "application/json"),
            ("Content-Type", "application/json"),
            *self._identity(target, actor),
        ]
        if idempotency_key is not None:
            headers.append(("Idempotency-Key", idempotency_key))
        content = orjson.dumps(body)
        request = Request(
            method="POST", path=path, headers=headers, body=content, length=len(content)
        )
        return self._ask(target, request, timeout)

    def forward(
        self,
        target: str,
        request: Request,
        *,
        token: str | None,
        timeout: float = budgets.READ_TIMEOUT,
    ) -> Forwarded:
        """Pass a request on as it is, under another token; the answer's body is not parsed.

        Connection headers, cookies and the client's credentials are dropped; Content-Type,
        Idempotency-Key, If-Match and the like go through. A GET without a body is tried again on
        a lost answer. An answer that says 503 passes through like any other. Raises Unavailable.
        """
        headers = end_to_end(request.headers, also=_REPLACED)
        if token is not None:
            headers.append(("Authorization", f"Bearer {token}"))
        transport = self._transport(target)

        def act(seconds: float) -> Forwarded:
            return transport.forward(_with(request, headers, seconds), seconds=seconds)

        repeatable = request.method in SAFE and request.body == b""
        answer = self._guarded(target, request.method, act, timeout, repeatable=repeatable)
        assert isinstance(answer, Forwarded)
        return answer

    def close(self) -> None:
        """Let go of every connection."""
        for transport in self._transports.values():
            transport.close()

    def _identity(self, target: str, actor: Actor) -> Headers:
        token = mint(actor, key=self._key, issuer=self._caller, audience=target)
        return [("Authorization", f"Bearer {token}"), ("Accept-Language", actor.locale)]

    def _transport(self, target: str) -> Transport:
        found = self._transports.get(target)
        if found is None:
            raise LookupError(f"{self._caller} has no client for {target}")
        return found

    def _ask(self, target: str, request: Request, timeout: float) -> Answer:
        transport = self._transport(target)

        def act(seconds: float) -> Answer:
            sent = _with(request, request.headers, seconds)
            answer = transport.ask(sent, seconds=seconds)
            if answer.status in _DOWN:
                raise _Down(str(answer.status))
            return answer

        answer = self._guarded(
            target, request.method, act, timeout, repeatable=request.method in SAFE
        )
        assert isinstance(answer, Answer)
        return answer

    def _guarded(
        self, target: str, method: str, act: _Act, timeout: float, *, repeatable: bool
    ) -> Answer | Forwarded:
        with (
            deadline.within(timeout),
            tracing.span(f"{method} {target}", kind=tracing.CLIENT) as span,
        ):
            began = time.perf_counter()
            outcome = "unavailable"
            try:
                answer = self._repeated(target, act, timeout, repeatable=repeatable)
                outcome = f"{answer.status // 100}xx"
            except (Unreachable, pybreaker.CircuitBreakerError) as error:
                raise self._unavailable(target, error, span) from error
            else:
                return answer
            finally:
                spent = time.perf_counter() - began
                self._metrics.observe(
                    "client_request_seconds", spent, target=target, outcome=outcome
                )

    def _repeated(
        self, target: str, act: _Act, timeout: float, *, repeatable: bool
    ) -> Answer | Forwarded:
        breaker = self._breakers[target]

        def once() -> Answer | Forwarded:
            left = deadline.remaining(timeout)
            if left <= 0:
                raise Unreachable("OutOfTime")
            # Not breaker.call: that holds the breaker's lock while the request runs.
            with breaker.calling():
                return act(left)

        if not repeatable:
            return once()
        attempts = tenacity.Retrying(
            retry=tenacity.retry_if_exception_type(Unreachable),
            stop=tenacity.stop_after_attempt(1 + self._retries) | _OutOfTime(timeout),
            wait=tenacity.wait_random_exponential(multiplier=0.02, max=0.2),
            before_sleep=lambda _: self._metrics.count("client_retries", target=target),
            reraise=True,
        )
        return attempts(once)

    def _unavailable(self, target: str, error: Exception, span: Span) -> Unavailable:
        refused = isinstance(error, pybreaker.CircuitBreakerError)
        reason = "breaker_open" if refused else str(error)
        tracing.failed(span, reason)
        log.warning("target_unavailable", target=target, reason=reason)
        return Unavailable("service_unavailable", params={"service": target})


class _Watch(pybreaker.CircuitBreakerListener):
    """Says when a target is given up and when it is back."""

    def __init__(self, target: str, metrics: Metrics) -> None:
        self._target = target
        self._metrics = metrics

    def state_change(
        self,
        cb: pybreaker.CircuitBreaker,
        old_state: pybreaker.CircuitBreakerState | None,
        new_state: pybreaker.CircuitBreakerState,
    ) -> None:
        del cb, old_state
        self._metrics.set(
            "client_breaker_open", float(new_state.name == "open"), target=self._target
        )
        log.warning("breaker_changed", target=self._target, state=new_state.name)


class _OutOfTime(stop_base):
    """Stops the retries of one call when its budget is spent."""

    def __init__(self, timeout: float) -> None:
        self._timeout = timeout

    def __call__(self, retry_state: tenacity.RetryCallState) -> bool:
        del retry_state  # time alone decides
        return deadline.remaining(self._timeout) <= 0


def _with(request: Request, headers: Headers, seconds: float) -> Request:
    context = tracing.traceparent()
    sent = [*headers, (deadline.HEADER, str(max(1, int(seconds * 1000))))]
    if context is not None:
        sent.append(("traceparent", context))
    return Request(
        method=request.method,
        path=request.path,
        query=request.query,
        headers=sent,
        body=request.body,
        length=request.length,
    )
