"""What a TwiML document tells the carrier to do, as a list of steps. Pure.

The carrier understands what this product sends: Say, Play, Pause, Dial with Client or Number,
Reject, Redirect, Hangup. An unknown verb is an error of the document, as at the real carrier.
"""

import math
from typing import Any
from xml.etree import ElementTree as ET

Step = dict[str, Any]
_WORDS_PER_SECOND = 2.5
_LONGEST_SPEECH = 30


class BadDocument(Exception):
    """The answer is not a document that a carrier could run."""


def read_document(text: str) -> list[Step]:
    """Return the steps of a document. Raises BadDocument.

    It comes from our own webhook, so a plain XML parser is enough; entities are refused all the
    same, since no valid document declares any.
    """
    if "<!" in text:
        raise BadDocument("a document declares no entities")
    try:
        root = ET.fromstring(text)  # noqa: S314 - our own answer, and declarations are refused
    except ET.ParseError as error:
        raise BadDocument(str(error)) from error
    if root.tag != "Response":
        raise BadDocument(f"the root is {root.tag}")
    return [_step(verb) for verb in root]


def _step(verb: ET.Element) -> Step:
    name = verb.tag
    if name == "Say":
        return {"verb": "say", "seconds": speech_seconds(verb.text or "")}
    if name == "Play":
        return {"verb": "say", "seconds": _whole(verb.get("duration"), 5)}
    if name == "Pause":
        return {"verb": "say", "seconds": _whole(verb.get("length"), 1)}
    if name in {"Hangup", "Reject"}:
        return {"verb": name.lower()}
    if name == "Redirect":
        return {"verb": "redirect", "url": (verb.text or "").strip()}
    if name == "Dial":
        return _dial(verb)
    raise BadDocument(f"the verb {name} is not known")


def _dial(verb: ET.Element) -> Step:
    client, number = verb.find("Client"), verb.find("Number")
    noun = client if client is not None else number
    if noun is None:
        raise BadDocument("Dial without Client or Number")
    target = noun.findtext("Identity") or (noun.text or "")
    return {
        "verb": "dial",
        "to": f"client:{target.strip()}" if client is not None else target.strip(),
        "timeout": _whole(verb.get("timeout"), 30),
        "action": verb.get("action"),
        "bridge_answers": verb.get("answerOnBridge") == "true",
        "status_url": noun.get("statusCallback"),
        "events": (noun.get("statusCallbackEvent") or "completed").split(),
    }


def speech_seconds(text: str) -> int:
    """Estimate how long a sentence lasts; at least one second, at most thirty."""
    return min(_LONGEST_SPEECH, max(1, math.ceil(len(text.split()) / _WORDS_PER_SECOND)))


def _whole(text: str | None, otherwise: int) -> int:
    return int(text) if text and text.isdigit() else otherwise
