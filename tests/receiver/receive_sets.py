#!/usr/bin/env python3
"""A recipient of security event tokens (RFC 9967, RFC 8935) that shares no code with Muster: PyJWT verifies every token.

Each token becomes one JSON line in --out: {"jti", "event", "subject", "sequence", "verified"}. A token that does not
verify is written down too, with "verified" false and why, and refused with 400 as RFC 8935 says. Needs: pip install
'pyjwt[crypto]'.

    receive_sets.py --endpoint-file FILE --out tokens.jsonl [--port 0] [--issuer URL]…

The file is what `muster webhook create --format scim-set --json` printed, and is read for every token: issuer, audience
and the address of the keys are known only once the endpoint has been created with the address that this program prints.
Processes that share a database and no public URL are issuers of their own: each is named by --issuer.
"""

import argparse
import json
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import jwt

CLAIMS = ["iss", "iat", "jti", "aud", "txn", "sub_id", "events"]


def arguments():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--endpoint-file", required=True, type=Path, help="the JSON of `webhook create`")
    parser.add_argument("--out", required=True, type=Path, help="where the lines are appended")
    parser.add_argument("--port", type=int, default=0, help="0 picks a free one")
    parser.add_argument("--issuer", action="append", default=[], metavar="URL", help="besides the endpoint's own")
    return parser.parse_args()


class Keys:
    """The issuer's keys; asked for again when a key id is unknown, as after a turn of the keys."""

    def __init__(self):
        self.client = None

    def of(self, endpoint, token):
        self.client = self.client or jwt.PyJWKClient(endpoint["jwks_uri"])
        return self.client.get_signing_key_from_jwt(token).key


def verified(keys, endpoint, issuers, token, headers):
    """The claims of a token that is what RFC 9967 asks for; raises what is wrong with another one."""
    if headers.get("content-type") != "application/secevent+jwt":
        raise ValueError(f"the content type is {headers.get('content-type')}")
    header = jwt.get_unverified_header(token)
    if header.get("typ") != "secevent+jwt":
        raise ValueError(f"typ is {header.get('typ')}")
    issuer = jwt.decode(token, options={"verify_signature": False}).get("iss")
    if issuer not in [endpoint["issuer"], *issuers]:
        raise ValueError(f"the issuer is {issuer}")
    claims = jwt.decode(
        token,
        keys.of(endpoint, token),
        algorithms=["EdDSA", "ES256"],
        audience=endpoint["audience"].replace(endpoint["issuer"], issuer),
        issuer=issuer,
        options={"require": CLAIMS},
    )
    wrong = [name for name in ("sub", "exp") if name in claims]
    if wrong or len(claims["events"]) != 1 or claims["sub_id"].get("format") != "scim":
        raise ValueError(f"no token of one event about one SCIM resource: {claims}")
    return claims


class Recipient(BaseHTTPRequestHandler):
    """Answers 202 to a token that verifies, 400 with a reason to one that does not."""

    protocol_version = "HTTP/1.1"

    def do_POST(self):
        token = self.rfile.read(int(self.headers.get("content-length", 0))).decode()
        headers = {name.lower(): value for name, value in self.headers.items()}
        with self.server.turn:
            line, refusal = self.judged(token, headers)
            with self.server.wishes.out.open("a") as out:
                out.write(json.dumps(line) + "\n")
        body = json.dumps(refusal).encode() if refusal else b""
        self.send_response(400 if refusal else 202)
        self.send_header("content-length", str(len(body)))
        self.send_header("content-type", "application/json")
        self.end_headers()
        self.wfile.write(body)

    def judged(self, token, headers):
        try:
            endpoint = json.loads(self.server.wishes.endpoint_file.read_text())
            claims = verified(self.server.keys, endpoint, self.server.wishes.issuer, token, headers)
        except (jwt.PyJWTError, ValueError, OSError) as why:
            line = {"jti": None, "event": None, "subject": None, "sequence": None, "verified": False, "why": str(why)}
            return line, {"err": "invalid_key", "description": str(why)}
        line = {
            "jti": claims["jti"],
            "event": next(iter(claims["events"])),
            "subject": claims["sub_id"]["id"],
            "sequence": claims["urn:muster:sequence"],
            "txn": claims["txn"],
            "verified": True,
        }
        return line, None

    def log_message(self, *_):
        """Says nothing: the lines in --out are the log."""


def main():
    wishes = arguments()
    server = ThreadingHTTPServer(("127.0.0.1", wishes.port), Recipient)
    server.wishes, server.keys, server.turn = wishes, Keys(), threading.Lock()
    print(f"http://127.0.0.1:{server.server_port}/", flush=True)
    server.serve_forever()


if __name__ == "__main__":
    main()
