"""What subscribers must have heard: per subject, the types in order, each once, each verified."""

import json
import time

PATIENCE = 90  # seconds until everything committed must have been delivered


class Expected:
    """The events that a day causes, noted while it happens."""

    def __init__(self):
        self.subjects = {}
        self.names = {}

    def tell(self, subject, name, *types):
        self.names[subject] = name
        self.subjects.setdefault(subject, []).extend(types)

    def total(self):
        return sum(len(types) for types in self.subjects.values())


def lines(path):
    if not path.exists():
        return []
    return [json.loads(line) for line in path.read_text().splitlines() if line.strip()]


def check(expected, path, twice_allowed=False):
    """Waits until all events are there, then compares; answers how many messages came in all."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        if len({line["id"] for line in lines(path)}) >= expected.total():
            break
        time.sleep(0.1)
    time.sleep(1.5)  # whatever should not come has time to come
    received = lines(path)
    assert all(line["verified"] for line in received), "a signature was wrong"
    if not twice_allowed:
        assert len({line["id"] for line in received}) == len(received), "a message came twice"
    for subject, types in expected.subjects.items():
        compare(expected.names[subject], types, [line for line in received if line["subject"] == subject])
    strangers = {line["subject"] for line in received} - set(expected.subjects)
    assert not strangers, f"nobody expected events of {strangers}"
    return len(received)


def compare(name, types, received):
    first = {}
    for line in received:
        first.setdefault(line["id"], line)
    heard = sorted(first.values(), key=lambda line: line["sequence"])
    said = [line["type"] for line in heard]
    assert said == types, f"{name}: heard {said}, expected {types}"
    assert [line["sequence"] for line in heard] == list(range(1, len(types) + 1)), f"{name}: a sequence is missing"
    arrival = [line["sequence"] for line in first.values()]
    assert arrival == sorted(arrival), f"{name}: first arrivals out of order: {arrival}"
