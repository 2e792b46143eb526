"""A TCP proxy that misbehaves on order: delay, cut, half-open, reset after so many bytes.

    with Proxy(("127.0.0.1", 5432)) as proxy:      # connect to proxy.port instead
        proxy.hold()      # half-open: connections stay, new ones are taken, no byte passes
        proxy.heal()      # what was held back goes on
        proxy.cut()       # every connection is reset and new ones are refused until `heal`

It runs on a thread of its own and touches nothing but its own sockets, so it works without
privileges and kernel modules. Limit: it ends TCP on both sides, so keep-alives and retransmissions
of a real cable that was pulled are not seen; what must notice a half-open network here are
heartbeats and timeouts of the protocols above.
"""

import asyncio
import socket
import struct
import threading
from contextlib import suppress
from typing import Self

_PIECE = 65_536
_LAST_WORDS = 0.05  # what was aborted is closed by the loop's next rounds
_RESET = struct.pack("ii", 1, 0)


class Proxy:
    """Forwards a port of its own to `target`; every method may be called from any thread."""

    def __init__(self, target: tuple[str, int]) -> None:
        self._target = target
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._run, name="proxy", daemon=True)
        self._open = asyncio.Event()
        self._listening = threading.Event()
        self._refusing = False
        self._delay = 0.0
        self._bytes_left: int | None = None
        self._writers: set[asyncio.StreamWriter] = set()
        self._tasks: set[asyncio.Task[None]] = set()
        self.port = 0
        self.accepted = 0

    def __enter__(self) -> Self:
        self._thread.start()
        self._listening.wait()
        return self

    def __exit__(self, *_: object) -> None:
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()

    @property
    def running(self) -> bool:
        """Whether its thread lives."""
        return self._thread.is_alive()

    def delay(self, seconds: float) -> None:
        """Hold each piece back for so long, in both directions."""
        self._call(lambda: setattr(self, "_delay", seconds))

    def hold(self) -> None:
        """Let no byte pass; connections stay open and new ones are accepted."""
        self._call(self._open.clear)

    def cut(self) -> None:
        """Reset every connection and refuse new ones."""
        self._call(lambda: self._set_refusing(refusing=True))

    def reset_after(self, count: int) -> None:
        """Reset the connection that carries the byte of this number from now on, once."""
        self._call(lambda: setattr(self, "_bytes_left", count))

    def heal(self) -> None:
        """Behave again; what was held back goes on."""
        self._call(lambda: self._set_refusing(refusing=False))

    def _call(self, act: object) -> None:
        done = threading.Event()
        self._loop.call_soon_threadsafe(lambda: (act(), done.set()))  # type: ignore[operator]
        done.wait()

    def _set_refusing(self, *, refusing: bool) -> None:
        self._refusing = refusing
        if refusing:
            for writer in list(self._writers):
                _reset(writer)
        else:
            self._delay, self._bytes_left = 0.0, None
            self._open.set()

    def _run(self) -> None:
        self._loop.run_until_complete(self._listen())
        self._loop.run_forever()
        self._loop.run_until_complete(self._close())
        self._loop.close()

    async def _close(self) -> None:
        self._server.close()
        self._refusing = True  # whom the port had taken already comes in yet
        await asyncio.sleep(_LAST_WORDS)
        while tasks := list(self._tasks):
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)
        for writer in self._writers:
            writer.transport.abort()
        await asyncio.sleep(_LAST_WORDS)

    async def _listen(self) -> None:
        self._open.set()
        self._server = await asyncio.start_server(self._accept, "127.0.0.1", 0)
        self.port = self._server.sockets[0].getsockname()[1]
        self._listening.set()

    async def _accept(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._track(asyncio.current_task())
        self.accepted += 1
        if self._refusing:
            _reset(writer)
            return
        self._keep(writer)
        try:
            far_reader, far_writer = await asyncio.open_connection(*self._target)
        except OSError:
            _reset(writer)
            self._writers.discard(writer)
            return
        self._keep(far_writer)
        for source, sink in ((reader, far_writer), (far_reader, writer)):
            self._track(self._loop.create_task(self._carry(source, sink, (writer, far_writer))))

    def _track(self, task: asyncio.Task[None] | None) -> None:
        assert task is not None
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    def _keep(self, writer: asyncio.StreamWriter) -> None:
        self._writers.add(writer)

    async def _carry(
        self,
        source: asyncio.StreamReader,
        sink: asyncio.StreamWriter,
        both: tuple[asyncio.StreamWriter, asyncio.StreamWriter],
    ) -> None:
        with suppress(OSError):
            while piece := await source.read(_PIECE):
                if self._delay:
                    await asyncio.sleep(self._delay)
                await self._open.wait()
                if self._spent(len(piece)):
                    for writer in both:
                        _reset(writer)
                    break
                sink.write(piece)
                await sink.drain()
        await self._open.wait()  # an end is news too
        for writer in both:
            writer.close()
            self._writers.discard(writer)

    def _spent(self, count: int) -> bool:
        """Count bytes; True for the piece that carries the last one allowed."""
        if self._bytes_left is None:
            return False
        self._bytes_left -= count
        if self._bytes_left > 0:
            return False
        self._bytes_left = None
        return True


def _reset(writer: asyncio.StreamWriter) -> None:
    """End a connection by RST instead of a polite FIN."""
    found = writer.get_extra_info("socket")
    if found is not None:
        with suppress(OSError):
            found.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, _RESET)
    writer.transport.abort()
