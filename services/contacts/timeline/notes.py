"""What remains of a note's text: plain text that can neither hide nor disguise anything.

Pure rule. Markup is not interpreted, so `<b>` stays four characters; what goes are control
characters and the marks that turn the direction of writing, with which a text can be made to read
differently from what it says.
"""

import re
import unicodedata

_UNSEEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufeff\ufff9-\ufffb]")
_BLANK_LINES = re.compile(r"\n{3,}")


def plain_text(text: str) -> str:
    """Return the text in NFC with plain newlines, without unseen characters and outer space."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n")
    seen = _UNSEEN.sub("", unicodedata.normalize("NFC", lines))
    return _BLANK_LINES.sub("\n\n", "\n".join(map(str.rstrip, seen.split("\n")))).strip()
