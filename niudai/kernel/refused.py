"""The one exception that carries a sentence to the person who asked."""


class Refused(Exception):
    """An act that is not open now; `reason` is the sentence page and command line show."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason
