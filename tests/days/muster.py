"""Muster as its users meet it: the binary in an empty folder, its commands, its HTTP, its mails on disk."""

import email
import email.policy
import html.parser
import json
import os
import re
import signal
import socket
import subprocess
import time
import urllib.error
import urllib.parse
import urllib.request
from pathlib import Path

START = 60  # seconds until a process must listen


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Process:
    """One `muster serve`."""

    def __init__(self, binary, folder, environment, name):
        self.log_path = folder / f"{name}.log"
        self.log = open(self.log_path, "ab")
        offset = self.log_path.stat().st_size
        self.process = subprocess.Popen(
            [binary, "serve"], cwd=folder, env=environment, stdout=self.log, stderr=self.log, stdin=subprocess.DEVNULL
        )
        self.url = self._listening(offset)

    def _listening(self, offset):
        end = time.monotonic() + START
        while time.monotonic() < end:
            with open(self.log_path, errors="replace") as log:
                log.seek(offset)
                found = re.search(r"listening on (http://[0-9.:]+)", log.read())
            if found:
                return found.group(1)
            if self.process.poll() is not None:
                break
            time.sleep(0.05)
        raise SystemExit(f"muster did not start:\n{self.log_path.read_text(errors='replace')[-3000:]}")

    def kill(self):
        self.process.send_signal(signal.SIGKILL)
        self.process.wait()

    def stop(self):
        if self.process.poll() is None:
            self.process.terminate()
            self.process.wait(timeout=40)
        return self.process.returncode


class Muster:
    """A deployment in a folder of its own: one database, one or more processes."""

    def __init__(self, binary, folder, database_url=None):
        self.binary, self.folder = str(binary), Path(folder)
        self.environment = {key: value for key, value in os.environ.items() if not key.startswith("MUSTER_")}
        self.environment.update(MUSTER_DATA_DIR="data", MUSTER_LOG="info")
        if database_url:
            self.environment["MUSTER_DATABASE_URL"] = database_url
        self.processes, self.addresses = [], []

    def start(self):
        """Another process; one that is started again keeps its address, so that mailed links go on working."""
        number = len(self.processes)
        if number == len(self.addresses):
            self.addresses.append(f"127.0.0.1:{free_port()}")
            self.environment["MUSTER_PUBLIC_URL"] = f"http://{self.addresses[0]}"
        environment = self.environment | {"MUSTER_LISTEN": self.addresses[number]}
        process = Process(self.binary, self.folder, environment, f"serve-{number}")
        self.processes.append(process)
        return process

    def command(self, *words):
        """A command with --json; its answer."""
        words = [self.binary, *words, "--json"]
        done = subprocess.run(words, cwd=self.folder, env=self.environment, capture_output=True, text=True)
        if done.returncode != 0:
            raise SystemExit(f"{' '.join(words)} ended with {done.returncode}: {done.stderr.strip()}")
        return json.loads(done.stdout)

    def mails(self, to, subject_holds=""):
        """The mails to an address, oldest first."""
        found = []
        for path in sorted((self.folder / "data" / "mail").glob("*.eml")):
            mail = email.message_from_bytes(path.read_bytes(), policy=email.policy.default)
            if to in mail["to"] and subject_holds.lower() in mail["subject"].lower():
                found.append(mail)
        return found

    def stop(self):
        return [process.stop() for process in self.processes]


def links(mail):
    """The links in the plain text of a mail."""
    body = mail.get_body(("plain",)).get_content()
    return re.findall(r"https?://[^\s<>\"]+", body)


class Scim:
    """A SCIM client that a directory could be: it may speak to several processes in turn."""

    def __init__(self, urls, token):
        self.urls, self.token, self.turn = urls, token, 0

    def call(self, method, path, body=None, expect=(200, 201, 204)):
        url = self.urls[self.turn % len(self.urls)] + "/scim/v2" + path
        self.turn += 1
        request = urllib.request.Request(url, method=method)
        request.add_header("Authorization", f"Bearer {self.token}")
        request.add_header("Content-Type", "application/scim+json; charset=utf-8")
        data = None if body is None else json.dumps(body).encode()
        try:
            with urllib.request.urlopen(request, data, timeout=30) as answer:
                status, text = answer.status, answer.read()
        except urllib.error.HTTPError as error:
            status, text = error.code, error.read()
        if status not in expect:
            raise AssertionError(f"{method} {path} answered {status}: {text.decode(errors='replace')}")
        return json.loads(text) if text else None

    def patch(self, path, operations):
        body = {"schemas": ["urn:ietf:params:scim:api:messages:2.0:PatchOp"], "Operations": operations}
        return self.call("PATCH", path, body)

    def find(self, kind, filter_text, extra=""):
        return self.call("GET", f"/{kind}?filter={urllib.parse.quote(filter_text)}{extra}")["Resources"]


class Form(html.parser.HTMLParser):
    """The first form of a page: where it goes, and its fields."""

    def __init__(self, page):
        super().__init__()
        self.action, self.fields = None, {}
        self.feed(page)

    def handle_starttag(self, tag, attributes):
        attributes = dict(attributes)
        if tag == "form" and self.action is None:
            self.action = attributes.get("action") or ""
        if tag == "input" and attributes.get("name"):
            self.fields[attributes["name"]] = attributes.get("value") or ""


def submit(link, answers):
    """Opens a mailed link, fills the form as a person without JavaScript would, and sends it."""
    with urllib.request.urlopen(link, timeout=30) as page:
        form = Form(page.read().decode())
    for name in form.fields:
        for word, value in answers.items():
            if word in name:
                form.fields[name] = value
    target = urllib.parse.urljoin(link, form.action or link)
    data = urllib.parse.urlencode(form.fields).encode()
    with urllib.request.urlopen(target, data, timeout=60) as page:
        return page.status, page.read().decode()
