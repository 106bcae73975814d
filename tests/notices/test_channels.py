"""The ways out of the house: a line on the console, a POST to the county's gateway."""

import json
import threading
from http.server import BaseHTTPRequestHandler, HTTPServer
from urllib.error import HTTPError

import pytest

from niudai.notices.channels import Console, Webhook

MESSAGE = {
    "to": "13800000001",
    "subject": "已登记",
    "text": "查询码 N7KQ-4M2P-8XWD",
    "key": "notice-7",
}


@pytest.fixture
def gateway(settings):
    """A gateway on loopback that answers what the test says and keeps what it was given."""
    taken = []

    class Gateway(BaseHTTPRequestHandler):
        status = 204

        def do_POST(self):
            body = self.rfile.read(int(self.headers["Content-Length"]))
            taken.append((dict(self.headers), json.loads(body)))
            self.send_response(self.status)
            if self.status == 302:
                self.send_header("Location", settings.SMS_WEBHOOK_URL + "elsewhere")
            self.end_headers()

        def log_message(self, *args):
            pass

    server = HTTPServer(("127.0.0.1", 0), Gateway)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    settings.DEBUG = True  # plain http, on loopback only
    settings.SMS_WEBHOOK_URL = f"http://127.0.0.1:{server.server_port}/"
    settings.SMS_WEBHOOK_TOKEN = "county-token"
    yield Gateway, taken
    server.shutdown()
    server.server_close()


def test_the_console_shows_no_number_and_no_code(capsys):
    Console("sms").send(**MESSAGE)
    line = capsys.readouterr().out
    assert "138****0001 已登记" in line
    assert "N7KQ" not in line


def test_the_demonstration_shows_the_text_too(capsys, settings):
    settings.DEBUG = True
    Console("sms").send(**MESSAGE)
    assert "N7KQ-4M2P-8XWD" in capsys.readouterr().out


def test_the_gateway_gets_the_text_with_token_and_key(gateway):
    _handler, taken = gateway
    Webhook("sms").send(**MESSAGE)

    headers, body = taken[0]
    assert body == {"to": "13800000001", "subject": "已登记", "text": MESSAGE["text"]}
    assert headers["Authorization"] == "Bearer county-token"
    assert headers["Idempotency-Key"] == "notice-7"


@pytest.mark.parametrize("status", [302, 400, 500])
def test_any_answer_but_success_is_an_error(gateway, status):
    handler, taken = gateway
    handler.status = status
    with pytest.raises(HTTPError, match=str(status)):
        Webhook("sms").send(**MESSAGE)
    assert len(taken) == 1  # the token is not carried to another address


def test_a_gateway_without_https_gets_nothing(gateway, settings):
    _handler, taken = gateway
    settings.DEBUG = False
    with pytest.raises(ValueError, match="https"):
        Webhook("sms").send(**MESSAGE)
    assert taken == []
