"""What tests of every part stand on: servers, fresh databases, waiting on a condition."""

from chassis.testing.waiting import eventually

__all__ = ["eventually"]
