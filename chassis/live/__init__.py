"""Live messages: what must reach a screen at once and may be lost. Facts are elsewhere.

A reaction or an operation says `session.tell(users, kind, payload)`; the message is sent after the
commit, to every process that holds open streams, and pushed to those users' streams. There is no
replay: each stream begins with `reset`, and gets another one whenever something may have been
missed, upon which the client asks for its state anew.
"""

from chassis.live.bus import FarLive, Live, LocalLive, RabbitLive
from chassis.live.streams import LiveMessage, Stream, Streams

__all__ = ["FarLive", "Live", "LiveMessage", "LocalLive", "RabbitLive", "Stream", "Streams"]
