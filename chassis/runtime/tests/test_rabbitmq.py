"""Private nodes stand side by side, keep to the loopback address and die with their owner."""

import subprocess
import sys
import textwrap
from pathlib import Path

import pika
import psutil
import pytest

from chassis.runtime import apt, rabbitserver
from chassis.runtime.errors import CannotStart
from chassis.runtime.folders import RunFolder
from chassis.runtime.rabbitmq import RabbitNode
from chassis.runtime.rabbitserver import speaks_amqp
from chassis.testing import eventually

ROOT = Path(__file__).parents[3]
pytestmark = [pytest.mark.broker, pytest.mark.faults, pytest.mark.timeout(300)]


def open_channel(url: str) -> pika.adapters.blocking_connection.BlockingChannel:
    return pika.BlockingConnection(pika.URLParameters(url)).channel()


def listening(pid: int) -> set[str]:
    connections = psutil.Process(pid).net_connections()
    return {c.laddr.ip for c in connections if c.status == psutil.CONN_LISTEN}


def test_two_nodes_at_once_on_loopback_only_each_with_its_own_queues(tmp_path: Path):
    with (
        RabbitNode(RunFolder(tmp_path / "one")) as one,
        RabbitNode(RunFolder(tmp_path / "two")) as two,
    ):
        assert one.url() != two.url()
        for node in (one, two):
            assert "beam" in psutil.Process(node.child.pid).name()
            assert listening(node.child.pid) == {"127.0.0.1"}
            assert listening(node._mapper.pid) <= {"127.0.0.1", "::1"}
        channel = open_channel(one.url())
        channel.queue_declare("only-here")
        channel.connection.close()
        channel = open_channel(two.url())
        with pytest.raises(pika.exceptions.ChannelClosedByBroker, match="404"):
            channel.queue_declare("only-here", passive=True)
        channel.connection.close()
    assert not one.running
    assert not two.running


def test_a_node_keeps_confirmed_messages_over_a_stop_and_a_kill_and_makes_vhosts(tmp_path: Path):
    with RabbitNode(RunFolder(tmp_path / "one")) as node:
        node.add_vhosts(["a", "b"])
        url = node.url("b")
        channel = open_channel(url)
        channel.confirm_delivery()
        channel.queue_declare("kept", durable=True)
        persistent = pika.BasicProperties(delivery_mode=2)
        channel.basic_publish("", "kept", b"x", properties=persistent, mandatory=True)
        channel.connection.close()
        node.stop_node()
        assert not speaks_amqp(node._ports.amqp)
        node.restart()
        node.kill()
        node.restart()
        assert node.url("b") == url
        channel = open_channel(url)
        assert channel.basic_get("kept", auto_ack=True)[2] == b"x"
        channel.connection.close()


def test_a_killed_owner_takes_the_node_along_and_the_next_start_just_works(tmp_path: Path):
    folder = tmp_path / "one"
    script = textwrap.dedent(
        f"""
        import time
        from pathlib import Path
        from chassis.runtime.folders import RunFolder
        from chassis.runtime.rabbitmq import RabbitNode
        with RabbitNode(RunFolder(Path({str(folder)!r}))) as node:
            print(node.child.pid, node._mapper.pid, flush=True)
            time.sleep(300)
        """
    )
    with subprocess.Popen(
        [sys.executable, "-c", script], cwd=ROOT, stdout=subprocess.PIPE, text=True
    ) as owner:
        try:
            children = [int(pid) for pid in owner.stdout.readline().split()]
        finally:
            owner.kill()
    with RabbitNode(RunFolder(folder)) as node:
        open_channel(node.url()).connection.close()
        eventually(lambda: not any(psutil.pid_exists(pid) for pid in children), deadline=30)


def test_without_rabbitmq_and_without_permission_one_sentence_says_what_to_do(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
):
    monkeypatch.setattr(rabbitserver, "_INSTALLED", tmp_path)
    with pytest.raises(CannotStart, match=r"apt-get install rabbitmq-server`\), or set TRONCAL"):
        RabbitNode(RunFolder(tmp_path / "one"), environ={"TRONCAL_APT": "no"}).start()
    assert not apt.permitted({"TRONCAL_APT": "no"})
