"""A carrier on loopback that the product asks about its calls: each is over and has a price."""

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


class _Answers(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        """Tell of one call, as Twilio's call resource does; of a list, that it is empty."""
        sid = self.path.rpartition("/")[2].removesuffix(".json")
        found = {"calls": []} if sid.startswith("Calls") else _call(sid)
        body = json.dumps(found).encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Say nothing: the report is the output."""


def _call(sid: str) -> dict[str, object]:
    return {
        "sid": sid,
        "status": "completed",
        "direction": "inbound",
        "from": "+573001234567",
        "to": "+576015550100",
        "duration": "3",
        "price": "-0.00850",
        "price_unit": "USD",
    }


@contextmanager
def carrier() -> Iterator[str]:
    """Serve on a free port and yield the address."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Answers)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join(5)
