"""RabbitMQ: the only package that knows pika.

Each part has a connection of its own on a thread of its own; work is done off that thread. A
connection that is lost is opened again until the part is stopped, and each time the whole topology
is declared before anything is sent or read.
"""

from chassis.events.rabbitmq.consumer import Deliveries
from chassis.events.rabbitmq.live import LiveExchange
from chassis.events.rabbitmq.publisher import Publisher

__all__ = ["Deliveries", "LiveExchange", "Publisher"]
