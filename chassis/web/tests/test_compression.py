import gzip
import json

import brotli
import pytest
from flask import Flask, Response
from werkzeug.test import Client

from chassis.web.compression import Compressed

ITEMS = [{"name": f"Peña {number}"} for number in range(200)]


def asked(accept: str | None, *, headers=None, body=None, method="GET"):
    app = Flask("test")
    closed = []

    def view() -> Response:
        made = Response(
            json.dumps(ITEMS) if body is None else body,
            headers={"Content-Type": "application/json", "ETag": '"3"', **(headers or {})},
        )
        made.call_on_close(lambda: closed.append(1))
        return made

    app.add_url_rule("/", view_func=view)
    sent = {} if accept is None else {"Accept-Encoding": accept}
    answer = Client(Compressed(app)).open("/", method=method, headers=sent)
    answer.close()
    assert closed == [1]
    return answer


@pytest.mark.parametrize(
    ("accept", "encoding", "decode"),
    [("gzip, deflate, br", "br", brotli.decompress), ("gzip;q=0.5", "gzip", gzip.decompress)],
)
def test_a_text_is_compressed_and_comes_back_whole(accept, encoding, decode):
    answer = asked(accept, headers={"Vary": "Accept-Language"})
    assert answer.headers["Content-Encoding"] == encoding
    assert json.loads(decode(answer.data)) == ITEMS
    assert int(answer.headers["Content-Length"]) == len(answer.data) < 1000
    assert answer.headers["Vary"] == "Accept-Language, Accept-Encoding"
    assert answer.headers["ETag"] == '"3"'


@pytest.mark.parametrize("accept", [None, "", "identity", "br;q=0, gzip;q=0"])
def test_a_client_that_takes_none_gets_the_text_as_it_is(accept):
    assert json.loads(asked(accept).data) == ITEMS


@pytest.mark.parametrize(
    "headers",
    [
        {"Cache-Control": "no-transform"},
        {"Set-Cookie": "refresh=1"},
        {"Content-Type": "image/png"},
        {"Content-Encoding": "gzip"},
        {"Content-Range": "bytes 0-1/2"},
    ],
)
def test_secrets_pictures_and_what_is_encoded_are_left_alone(headers):
    answer = asked("br", headers=headers)
    assert answer.headers.get("Content-Encoding") == headers.get("Content-Encoding")


def test_small_answers_streams_and_head_are_left_alone():
    assert "Content-Encoding" not in asked("br", body="{}").headers
    assert "Content-Encoding" not in asked("br", body=iter(["x" * 5000])).headers
    assert "Content-Encoding" not in asked("br", method="HEAD").headers
