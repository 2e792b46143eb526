"""Gunicorn's worker classes with the changes that a drain without a lost request needs.

On SIGTERM a worker first says that it stops (`drain`), takes the connections that already wait at
its port, lets the port go so that nobody waits there in vain, answers what it holds, and keeps
listening for a moment to connections between two requests, since a request may be under way.
"""

import socket
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from types import SimpleNamespace
from typing import Any

from gunicorn.http import wsgi

from chassis import budgets
from chassis.observability import logs

log = logs.logger(__name__)

Drain = Callable[[], None]

_Response: Any = wsgi.Response  # neither gunicorn nor gevent's servers have types


class Answer(_Response):  # type: ignore[misc]
    """An answer that does not name the server."""

    def default_headers(self) -> list[str]:
        """Return the head's own lines."""
        lines: list[str] = super().default_headers()
        return [line for line in lines if not line.startswith("Server:")]


def threads_worker(drain: Drain) -> type:
    """Return the class of a worker with a pool of threads."""
    from gunicorn.workers.gthread import ThreadWorker

    base: Any = ThreadWorker

    class Threads(base):  # type: ignore[misc]
        def handle_exit(self, sig: int, frame: object) -> None:
            drain()
            super().handle_exit(sig, frame)

        def set_accept_enabled(self, enabled: bool) -> None:  # noqa: FBT001 - gunicorn calls it so
            super().set_accept_enabled(enabled)
            if not self.alive:
                self._let_go()

        def _let_go(self) -> None:
            for listener in self.sockets:
                before = None
                while self.nr_conns != before:
                    before = self.nr_conns
                    self.accept(listener)
                listener.close()

    return Threads


def gevent_worker(drain: Drain, *, stalled: float) -> type:
    """Return the class of a worker that holds thousands of connections. The process is patched.

    A client that neither takes nor sends a byte for `stalled` seconds is hung up on: a stream to a
    laptop that sleeps would keep its place until TCP gives up, a quarter of an hour later.
    """
    import gevent
    from gevent.local import local
    from gevent.server import StreamServer
    from gunicorn.workers.ggevent import GeventWorker

    stream_server: Any = StreamServer
    base: Any = GeventWorker

    class Port(stream_server):  # type: ignore[misc]
        def close(self) -> None:
            while self.started and (taken := self.do_read()):
                self.do_handle(*taken)
            super().close()

    class Gevent(base):  # type: ignore[misc]
        def __init__(self, *arguments: Any, **named: Any) -> None:
            super().__init__(*arguments, **named)
            self._here = local()
            self._between: set[socket.socket] = set()

        def server_class(self, listener: socket.socket, *, spawn: Any, **_: Any) -> Port:
            # Asked for by each connection, also by those that a stop takes and then lets the port go.
            name = listener.getsockname()
            named = SimpleNamespace(getsockname=lambda: name)
            port = Port(listener, handle=partial(self.handle, named), spawn=spawn)
            if self.cfg.workers > 1:
                port.max_accept = 1
            return port

        def handle_exit(self, sig: int, frame: object) -> None:
            drain()
            super().handle_exit(sig, frame)
            gevent.spawn_later(budgets.IDLE_LINGER, self._hang_up)

        def handle(self, listener: SimpleNamespace, client: socket.socket, addr: Any) -> None:
            self._here.client = client
            super().handle(listener, client, addr)

        def handle_request(self, name: Any, request: Any, client: socket.socket, addr: Any) -> Any:
            client.settimeout(stalled)
            try:
                return super().handle_request(name, request, client, addr)
            except TimeoutError:
                log.info("client_stalled")
                raise StopIteration from None
            finally:
                client.settimeout(None)

        @contextmanager
        def timeout_ctx(self) -> Iterator[None]:
            """Bound the wait for a request; gunicorn's loop takes None for `none came`."""
            seconds = self.cfg.keepalive if self.alive else budgets.IDLE_LINGER
            client = self._here.client
            self._between.add(client)
            try:
                with gevent.Timeout(seconds, False):  # noqa: FBT003 - gevent's way to pass in silence
                    yield
            except OSError:
                if self.alive:
                    raise  # else it is the end of the wait that _hang_up makes
            finally:
                self._between.discard(client)

        def _hang_up(self) -> None:
            """End connections on which no request began: they read the end of what comes."""
            for client in self._between:
                client.shutdown(socket.SHUT_RD)

    return Gevent
