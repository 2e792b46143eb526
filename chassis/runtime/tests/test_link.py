"""What crosses between the processes of `troncal run` is whole, in order, or said to be lost."""

from chassis.runtime.link import Link
from chassis.testing import eventually


def test_messages_arrive_whole_and_in_their_order():
    near, far = Link.pair()
    other = Link(far)
    taken: list[object] = []
    other.listen(taken.append)
    sent = [{"number": number, "text": "ñ" * number} for number in range(200)]
    for message in sent:
        assert near.send(message)
    eventually(lambda: taken == sent)
    near.close()
    other.close()


def test_what_the_other_end_does_not_take_is_dropped_and_said_and_nobody_waits():
    near, far = Link.pair()
    assert any(not near.send({"number": number}) for number in range(100_000))
    other = Link(far)
    taken: list[dict[str, int]] = []
    other.listen(taken.append)
    eventually(lambda: near.send({"number": -1}))
    eventually(lambda: taken and taken[-1] == {"number": -1})
    numbers = [message["number"] for message in taken[:-1]]
    assert numbers == list(range(len(numbers)))
    near.close()
    other.close()


def test_what_is_too_large_or_no_json_is_said_and_ends_nothing():
    near, far = Link.pair()
    other = Link(far)
    taken: list[object] = []
    other.listen(taken.append)
    assert not near.send({"text": "x" * 10_000_000})
    assert not near.send({"object": object()})
    assert near.send({"text": "small"})
    eventually(lambda: taken == [{"text": "small"}])
    other.close()
    near.close()


def test_a_message_that_is_refused_does_not_end_the_listening():
    near, far = Link.pair()
    other = Link(far)
    taken: list[object] = []

    def take(message: dict[str, int]) -> None:
        taken.append(10 // message["number"])

    other.listen(take)
    for number in (0, 5):
        near.send({"number": number})
    eventually(lambda: taken == [2])
    near.close()
    other.close()


def test_who_follows_a_dead_process_reads_what_waited():
    near, far = Link.pair()
    near.send({"number": 1})
    follower = Link.inherited(far.detach())
    taken: list[object] = []
    follower.listen(taken.append)
    eventually(lambda: taken == [{"number": 1}])
    follower.close()
    near.close()
