"""Why a file cannot be read: a code with values for its words. Standard library only."""

from typing import Any


class Unreadable(Exception):
    """The whole file is refused; `params` fill the words of the code."""

    def __init__(self, code: str, **params: Any) -> None:
        super().__init__(code)
        self.code = code
        self.params = params
