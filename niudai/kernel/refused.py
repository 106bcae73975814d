"""The one exception that carries a sentence to the person who asked."""


class Refused(Exception):
    """An act that is not open now; `reason` is the sentence shown on page, portal and command line."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason
