"""Gateways for tests, named by the settings as a county names its own."""

import threading


class Post:
    """Takes everything over and keeps it; slow enough that two workers meet."""

    sent: list[dict[str, str]] = []
    pause = threading.Event()

    def __init__(self, name: str) -> None:
        self.name = name

    def send(self, *, to: str, subject: str, text: str, key: str) -> None:
        self.pause.wait(0.01)
        self.sent.append({"to": to, "subject": subject, "text": text, "key": key})


class Broken(Post):
    """Takes nothing over."""

    def send(self, *, to: str, subject: str, text: str, key: str) -> None:
        raise ConnectionError("gateway closed")


class Picky(Post):
    """Refuses one number and takes over the rest."""

    def send(self, *, to: str, subject: str, text: str, key: str) -> None:
        if to.endswith("13"):
            raise ConnectionError("number unknown")
        super().send(to=to, subject=subject, text=text, key=key)


class Dying(Post):
    """Hands over and takes the worker down with it, before anything is written down."""

    def send(self, *, to: str, subject: str, text: str, key: str) -> None:
        super().send(to=to, subject=subject, text=text, key=key)
        raise SystemExit
