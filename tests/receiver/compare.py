#!/usr/bin/env python3
"""Compares what a receiver got with the event feed: the same events, each once, verified, in the order of each subject.

    MUSTER_TOKEN=… compare.py --url http://127.0.0.1:8080 --received events.jsonl [--tokens tokens.jsonl] [--wait 120]

With --tokens the lines of receive_sets.py are compared too: one token for each event of a user or group, and one for all
that a transaction did to the members of a group.

Waits until the two hold the same and nothing moves any more: the feed shows an event only when no older transaction is
open, and a delivery takes its time. Then prints every difference and exits 1 when there is one.
"""

import argparse
import json
import os
import sys
import time
import urllib.parse
import urllib.request
from collections import Counter, defaultdict
from pathlib import Path

REST = 2  # seconds without a change until nothing more is expected


def arguments():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--url", required=True, help="where the server listens")
    parser.add_argument("--received", required=True, type=Path, help="the lines of receive.py")
    parser.add_argument("--tokens", type=Path, help="the lines of receive_sets.py")
    parser.add_argument("--wait", type=int, default=120, metavar="SECONDS", help="how long deliveries may take")
    return parser.parse_args()


def feed(url, token):
    """Every event of the account, page by page."""
    events, after = [], None
    while True:
        query = {"limit": 500, **({"after": after} if after else {})}
        address = f"{url}/api/v1/events?{urllib.parse.urlencode(query)}"
        request = urllib.request.Request(address, headers={"authorization": f"Bearer {token}"})
        with urllib.request.urlopen(request, timeout=30) as answer:
            page = json.load(answer)
        if not page["events"]:
            return events
        events.extend(page["events"])
        after = page["next"]


def lines(path):
    text = path.read_text() if path.exists() else ""
    return [json.loads(line) for line in text.splitlines()]


def differences(expected, received):
    """A sentence for each thing that is wrong."""
    times = Counter(line["id"] for line in received)
    for event in expected:
        if times[event["id"]] != 1:
            yield f"{event['type']} {event['id']} arrived {times[event['id']]} times"
    known = {event["id"] for event in expected}
    for line in received:
        if line["id"] not in known:
            yield f"{line['type']} {line['id']} stands in no feed"
        if not line["verified"]:
            yield f"{line['type']} {line['id']} did not verify"
    yield from disorder(received)


def disorder(received):
    """A sentence for each subject whose events did not come in their order."""
    order = defaultdict(list)
    for line in received:
        order[line["subject"]].append(line["sequence"])
    for subject, sequences in order.items():
        if any(later <= earlier for earlier, later in zip(sequences, sequences[1:])):
            yield f"the events of {subject} arrived in the order {sequences}"


def notice(event):
    """What one token tells of: an event, or all that one transaction did to the members of a group."""
    data = event["data"]
    if event["type"] == "group.members_changed":
        return data["group"]["id"], data["txn"]
    return event["id"]


def token_differences(expected, tokens):
    """A sentence for each token that is missing, came twice, did not verify or came out of order."""
    due = defaultdict(set)
    for event in expected:
        if event["type"].startswith(("user.", "group.")):
            due[notice(event)].add(event["id"])
    times = Counter(line["jti"].split(".")[0] for line in tokens if line["verified"])
    for ids in due.values():
        came = sum(times[id] for id in ids)
        if came != 1:
            yield f"{len(ids)} events, among them {min(ids)}, came as {came} tokens"
    known = set().union(*due.values())
    for line in tokens:
        if not line["verified"]:
            yield f"a token did not verify: {line['why']}"
        elif line["jti"].split(".")[0] not in known:
            yield f"the token {line['jti']} stands in no feed"
    yield from disorder(line for line in tokens if line["verified"])


def settled(wishes, token):
    """The events of the feed and the lines of the receiver, once they agree and rest, or when patience ends."""
    deadline = time.monotonic() + wishes.wait
    before = None
    while True:
        expected, received = feed(wishes.url.rstrip("/"), token), lines(wishes.received)
        now = ({event["id"] for event in expected}, {line["id"] for line in received})
        if now == before and now[0] == now[1] or time.monotonic() > deadline:
            return expected, received
        before = now
        time.sleep(REST)


def tokens_due(wishes, expected):
    """The tokens, once all that are due are there, or when patience ends."""
    deadline = time.monotonic() + wishes.wait
    while True:
        tokens = lines(wishes.tokens)
        if not list(token_differences(expected, tokens)) or time.monotonic() > deadline:
            return tokens
        time.sleep(REST)


def main():
    wishes = arguments()
    expected, received = settled(wishes, os.environ["MUSTER_TOKEN"])
    wrong = list(differences(expected, received))
    if wishes.tokens:
        tokens = tokens_due(wishes, expected)
        more = list(token_differences(expected, tokens))
        print(f"{len(tokens)} security event tokens, {len(more)} differences")
        wrong += more
    print("\n".join(wrong[:50] + [f"{len(expected)} events in the feed, {len(received)} delivered, {len(wrong)} differences"]))
    sys.exit(1 if wrong or not expected else 0)


if __name__ == "__main__":
    main()
