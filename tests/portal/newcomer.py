"""Someone who joins from a phone, and what they answer."""

import re

from tests.portal.conftest import IDENTITY, PHONE

ANSWERS = {
    "how": {"how": "employer"},
    "employer": {"name": "江阴示例纺织有限公司"},
    "trade": {"trade": "delivery"},
    "town": {"town": "320281102000"},
    "village": {"village": "320281102201"},
    "post": {"department": "细纱车间", "position": "挡车工"},
    "before": {"is_member": "no"},
    "you": {"name": "甄示例", "number": IDENTITY, "phone": PHONE},
    "agree": {"wish": "on", "processing": "on", "sensitive": "on"},
}


class Newcomer:
    """Someone with a phone who wants to join."""

    def __init__(self, client, **changes):
        self.client = client
        self.answers = {**ANSWERS, **changes}
        self.asked = []

    def fill(self):
        """Answer whatever is asked until everything is there to be checked."""
        response = self.client.post("/join/begin/")
        while (where := response.headers.get("Location", "")) != "/join/check/":
            question = re.fullmatch(r"/join/(\w+)/", where)[1]
            self.asked.append(question)
            response = self.client.post(where, self.answers[question])
            if response.status_code != 302:
                return response
        return self.client.get("/join/check/")

    def send(self):
        self.fill()
        return self.client.post("/join/send/", follow=True)
