"""The web server of `troncal run`: threads for requests, streams beside them.

cheroot reads and answers requests on a fixed pool of threads. A live stream would hold one of them
for hours, so it is detached: when the application answers with `stream.reply`, the pool's thread
sends the headers, hands a duplicate of the socket to a thread of the stream's own and turns to the
next request. The number of streams is bounded by `Streams`, not by the pool.

    server = serve(app, host="127.0.0.1", port=8000)
    ...
    server.stop()
"""

import errno
import logging
import select
import socket
import threading
from collections.abc import Callable
from typing import Any

from cheroot import connections, wsgi
from cheroot import server as http

from chassis import budgets, precedence
from chassis.observability import logs
from chassis.web.stream import DETACH, Stream

log = logs.logger(__name__)

WSGIApp = Callable[..., Any]

_BACKLOG = 128
_ACCEPTED = 512  # connections that wait for a thread; more are answered 503
_HEADER_BYTES = 65_536
_IDLE_SECONDS = 15
_IDLE_CONNECTIONS = 1_000  # six a browser; they cost a descriptor each, no thread
_SEND_SECONDS = 10.0


class PortTaken(OSError):
    """Another program listens there; the text is one sentence for whoever starts the product."""

    def __init__(self, host: str, port: int) -> None:
        super().__init__(
            errno.EADDRINUSE,
            f"Port {port} on {host} is taken: stop what listens there or choose another port"
            " (TRONCAL_PORT)",
        )

    def __str__(self) -> str:
        return str(self.strerror)


def require_free_port(host: str, port: int) -> None:
    """Raise PortTaken when nothing could listen there now."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            if error.errno == errno.EADDRINUSE:
                raise PortTaken(host, port) from None
            raise


class WebServer:
    """A running server; made by `serve`."""

    def __init__(self, server: "_Server", thread: threading.Thread) -> None:
        self._server = server
        self._thread = thread

    @property
    def port(self) -> int:
        """The port it listens on, chosen by the system when 0 was asked for."""
        return int(self._server.bind_addr[1])

    def stop(self, *, grace: float = budgets.DRAIN) -> None:
        """Stop accepting, let running requests finish for up to `grace` seconds, end streams."""
        self._server.shutdown_timeout = grace
        self._server.detached.close()
        self._server.stop()
        self._thread.join(grace)
        self._server.detached.join(grace)


def serve(
    app: WSGIApp,
    *,
    host: str,
    port: int,
    threads: int = budgets.WEB_THREADS,
    max_body: int = budgets.MAX_UPLOAD_BYTES,
) -> WebServer:
    """Listen and answer from threads of their own; returns when connections are accepted.

    Raises PortTaken. A body over `max_body` gets 413 before the application sees it.
    """
    if port:
        require_free_port(host, port)
    server = _Server(
        (host, port),
        app,
        numthreads=threads,
        server_name="troncal",
        request_queue_size=_BACKLOG,
        timeout=_IDLE_SECONDS,
        accepted_queue_size=_ACCEPTED,
        accepted_queue_timeout=1,
    )
    server.gateway = _Gateway
    server.keep_alive_conn_limit = _IDLE_CONNECTIONS
    server.max_request_header_size = _HEADER_BYTES
    server.max_request_body_size = max_body
    server.detached = _Detached()
    server.prepare()
    thread = threading.Thread(target=server.serve, name=f"web:{port}", daemon=True)
    thread.start()
    return WebServer(server, thread)


class _Headers(http.HeaderReader):
    """Refuses what two readers could read in two ways: where one request ends, the next begins.

    Drops X_Actor, which would meet X-Actor under one WSGI key; cheroot's own reader fails.
    """

    def __call__(self, rfile: Any, hdict: Any = None) -> Any:
        return super().__call__(_Lines(rfile), hdict)

    def _allow_header(self, key_name: bytes) -> bool:
        return b"_" not in key_name


class _Lines:
    """The lines of a head. Raises ValueError for one that is folded, repeated or not plain."""

    def __init__(self, rfile: Any) -> None:
        self._rfile = rfile
        self._seen: set[bytes] = set()

    def readline(self) -> bytes:
        line: bytes = self._rfile.readline()
        name = line.partition(b":")[0]
        if name != name.rstrip() and line.strip():
            raise ValueError("Space before a colon.")
        if line[:1] in {b" ", b"\t"}:
            raise ValueError("Folded header.")
        if b"\0" in line or b"\r" in line[:-2]:
            raise ValueError("Header of control characters.")
        name = name.lower()
        if name in _ONCE and name in self._seen:
            raise ValueError("Repeated header.")
        self._seen.add(name)
        return line


_ONCE = frozenset({b"content-length", b"transfer-encoding", b"host"})


class _Answered(list[tuple[bytes, bytes]]):
    """Headers of an answer but for Server, which cheroot adds for whoever looks for a version."""

    def append(self, pair: tuple[bytes, bytes], /) -> None:
        if pair[0] != b"Server":
            super().append(pair)


class _Request(http.HTTPRequest):
    header_reader = _Headers()

    def read_request_headers(self) -> bool:
        """Read the head; the length of the body must be plain. Chunks are not taken (411).

        Whoever is refused here is not listened to any more: what follows may be part of a body.
        """
        read: bool = super().read_request_headers()  # type: ignore[no-untyped-call]
        if read and b"Transfer-Encoding" in self.inheaders:
            self.simple_response("411 Length Required", "Send Content-Length.")
            read = False
        elif read and not self.inheaders.get(b"Content-Length", b"0").isdigit():
            self.simple_response("400 Bad Request", "Malformed Content-Length.")
            read = False
        if not read:
            self.close_connection = True
        return read

    def send_headers(self) -> None:
        self.outheaders = _Answered(self.outheaders)
        super().send_headers()


class _Connection(http.HTTPConnection):
    RequestHandlerClass = _Request


class _Leaving(connections.ConnectionManager):
    """Takes in, when it is told to stop, what has been sent already: closing would reset it."""

    _selector: Any
    _from_server_socket: Any

    def stop(self) -> None:
        super().stop()  # the loop has ended after it
        self.server.socket.setblocking(False)
        waiting = [conn for _, conn in self._selector.connections if conn is not self.server]
        for conn in waiting:
            self._selector.unregister(conn.socket.fileno())
        while (conn := self._from_server_socket(self.server.socket)) is not None:
            waiting.append(conn)
        for conn in waiting:
            sent, _, _ = select.select([conn.socket], [], [], 0)
            if sent:
                self.server.process_conn(conn)
            else:
                conn.close()


class _Server(wsgi.Server):
    ConnectionClass = _Connection
    detached: "_Detached"
    _connections: Any

    def prepare(self) -> None:
        """Open the port, as cheroot does."""
        super().prepare()
        self._connections.close()
        self._connections = _Leaving(self)

    def error_log(
        self,
        msg: str = "",
        level: int = 20,
        traceback: bool = False,  # noqa: FBT001, FBT002 - cheroot calls it so
    ) -> None:
        if level >= logging.WARNING:
            log.warning("web_server", message=msg, exc_info=traceback)


class _Gateway(wsgi.Gateway_10):
    """Runs the application; takes a stream that it hands over out of the pool."""

    stream: Stream | None = None

    def get_environ(self) -> Any:
        environ: dict[str, Any] = super().get_environ()  # type: ignore[no-untyped-call]
        environ[DETACH] = self._detach
        return environ

    def _detach(self, stream: Stream) -> None:
        self.stream = stream

    def respond(self) -> None:
        request = self.req
        try:
            if self.stream is None:
                with precedence.PROCESS.serving():
                    super().respond()  # sets self.stream when the application detaches
        finally:
            if self.stream is not None and request.status[:3] != b"200":
                self.stream.close()
                self.stream = None
        if self.stream is not None:
            self._hand_over(self.stream)

    def start_response(self, status: str, headers: Any, exc_info: Any = None) -> Any:
        if self.stream is not None:
            self.req.close_connection = True
        return super().start_response(status, headers, exc_info)

    def _hand_over(self, stream: Stream) -> None:
        request, connection = self.req, self.req.conn
        connection.wfile.flush()
        carrier = connection.socket.dup()
        chunked, request.chunked_write = request.chunked_write, False
        connection.socket = _Released(connection.socket)
        request.server.detached.carry(stream, carrier, chunked=chunked)


class _Released:
    """Stands for a socket whose connection lives on elsewhere: closing it does not hang up."""

    def __init__(self, owner: socket.socket) -> None:
        self._owner = owner

    def shutdown(self, how: int) -> None:
        """Keep the connection: its duplicate still uses it."""

    def close(self) -> None:
        self._owner.close()

    def fileno(self) -> int:
        return self._owner.fileno()


class _Detached:
    """The streams that left the pool, a thread each: asleep but for its next event or check."""

    def __init__(self) -> None:
        self._threads: set[threading.Thread] = set()
        self._streams: set[Stream] = set()
        self._lock = threading.Lock()

    def carry(self, stream: Stream, carrier: socket.socket, *, chunked: bool) -> None:
        thread = threading.Thread(
            target=self._run, args=(stream, carrier, chunked), name="stream", daemon=True
        )
        with self._lock:
            self._threads.add(thread)
            self._streams.add(stream)
        thread.start()

    def _run(self, stream: Stream, carrier: socket.socket, chunked: bool) -> None:  # noqa: FBT001
        try:
            with carrier:
                carrier.settimeout(_SEND_SECONDS)
                for chunk in stream:
                    if _gone(carrier):
                        return
                    if chunk:
                        carrier.sendall(b"%x\r\n%b\r\n" % (len(chunk), chunk) if chunked else chunk)
                if chunked:
                    carrier.sendall(b"0\r\n\r\n")
        except OSError:
            log.debug("stream_client_gone")
        except Exception:
            log.exception("stream_failed")
        finally:
            stream.close()
            with self._lock:
                self._streams.discard(stream)
                self._threads.discard(threading.current_thread())

    def close(self) -> None:
        """End every stream: whoever waits for a message finds it closed."""
        with self._lock:
            streams = list(self._streams)
        for stream in streams:
            stream.close()

    def join(self, timeout: float) -> None:
        """Wait for the streams' threads."""
        with self._lock:
            threads = list(self._threads)
        for thread in threads:
            thread.join(timeout)


def _gone(carrier: socket.socket) -> bool:
    """Say whether the client has hung up; an event stream's client sends nothing more."""
    poll = select.poll()
    poll.register(carrier, select.POLLIN | select.POLLRDHUP)
    return any(
        flags & (select.POLLRDHUP | select.POLLHUP | select.POLLERR) for _, flags in poll.poll(0)
    )
