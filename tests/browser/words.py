"""The screens' own words, so that tests read them in either language."""

import json
from functools import cache
from typing import Any

from tests.browser.chromium import WEB


@cache
def _all(locale: str) -> dict[str, Any]:
    path = WEB / "src" / "i18n" / f"{locale}.json"
    return json.loads(path.read_text(encoding="utf8"))


def word(key: str, /, locale: str = "es", **values: object) -> str:
    """Return the text of a key: `word("phone.answer", "en")` is "Answer"."""
    found: Any = _all(locale)
    for part in key.split("."):
        found = found[part]
    for name, value in values.items():
        found = found.replace("{{" + name + "}}", str(value))
    return found


def every_word(locale: str = "es") -> set[str]:
    """Return every text of the screens."""

    def texts(part: Any) -> Any:
        if isinstance(part, str):
            yield part
        else:
            for each in part.values():
                yield from texts(each)

    return set(texts(_all(locale)))
