"""Ports that are chosen before their servers bind them."""

import socket
from pathlib import Path

import pytest

from chassis.runtime import ports
from chassis.runtime.ports import LOOPBACK, free_port, free_ports, is_free

OUTGOING = Path("/proc/sys/net/ipv4/ip_local_port_range")


def test_ports_are_different_and_free():
    chosen = free_ports(50)
    assert len(set(chosen)) == 50
    assert all(is_free(port) for port in chosen)


@pytest.mark.skipif(not OUTGOING.exists(), reason="only Linux says from which ports it connects")
def test_no_outgoing_connection_is_given_a_chosen_port():
    least = int(OUTGOING.read_text().split()[0])
    assert max(free_ports(50)) < least


def test_a_port_that_is_taken_is_left_out(monkeypatch):
    (port,) = free_ports(1)
    monkeypatch.setattr(ports, "_RANGE", range(port, port + 1))
    assert free_ports(1) == [port]
    with socket.create_server((LOOPBACK, port)), pytest.raises(OSError, match="in use"):
        free_ports(1)


def test_the_port_of_last_time_is_kept_while_it_is_free():
    first, other = free_ports(2)
    assert free_port(first) == first
    with socket.create_server((LOOPBACK, other)):
        assert free_port(other) != other
