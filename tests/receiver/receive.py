#!/usr/bin/env python3
"""A webhook receiver that shares no code with Muster: it verifies every message with the public Standard Webhooks library.

Each message becomes one JSON line in --out: {"id", "type", "sequence", "subject", "verified"}. A message that does not
verify is written down too, with "verified": false, and refused with 400. Needs: pip install standardwebhooks.

    receive.py --secret-file FILE --out events.jsonl [--port 0] [--fail-first N]

The file may hold several secrets, one a line, and is read for every message: the secret is known only once the endpoint
has been created with the address that this program prints.
"""

import argparse
import json
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from standardwebhooks.webhooks import Webhook, WebhookVerificationError

SUBJECTS = ("user", "group", "connection", "seat", "endpoint", "export")


def arguments():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--secret-file", required=True, type=Path, help="whsec_… secrets, one a line")
    parser.add_argument("--out", required=True, type=Path, help="where the lines are appended")
    parser.add_argument("--port", type=int, default=0, help="0 picks a free one")
    parser.add_argument("--fail-first", type=int, default=0, metavar="N", help="answer 500 to the first N messages")
    return parser.parse_args()


def verified(secrets, body, headers):
    """Whether one of the secrets signed this message, now."""
    for secret in secrets:
        try:
            Webhook(secret).verify(body, headers)
            return True
        except WebhookVerificationError:
            continue
    return False


def described(body, headers, good):
    """The line that is kept of a message."""
    try:
        message = json.loads(body)
    except ValueError:
        message = {}
    data = message.get("data", {})
    subjects = (data[name].get("id") for name in SUBJECTS if isinstance(data.get(name), dict))
    return {
        "id": headers.get("webhook-id"),
        "type": message.get("type"),
        "sequence": data.get("sequence"),
        "subject": next(subjects, None),
        "verified": good,
    }


class Receiver(BaseHTTPRequestHandler):
    """Answers 204 to what verifies, 400 to what does not, 500 while it was told to fail."""

    protocol_version = "HTTP/1.1"

    def do_POST(self):
        body = self.rfile.read(int(self.headers.get("content-length", 0)))
        headers = {name.lower(): value for name, value in self.headers.items()}
        self.send_response(self.judged(body, headers))
        self.send_header("content-length", "0")
        self.end_headers()

    def judged(self, body, headers):
        wishes = self.server.wishes
        with self.server.turn:
            if wishes.fail_first > 0:
                wishes.fail_first -= 1
                return 500
            secrets = wishes.secret_file.read_text().split() if wishes.secret_file.exists() else []
            good = verified(secrets, body, headers)
            with wishes.out.open("a") as out:
                out.write(json.dumps(described(body, headers, good)) + "\n")
        return 204 if good else 400

    def log_message(self, *_):
        """Says nothing: the lines in --out are the log."""


def main():
    server = ThreadingHTTPServer(("127.0.0.1", arguments().port), Receiver)
    server.wishes = arguments()
    server.turn = threading.Lock()
    print(f"http://127.0.0.1:{server.server_port}/", flush=True)
    server.serve_forever()


if __name__ == "__main__":
    main()
