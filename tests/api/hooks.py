"""Lets most requests name what is there, so that they get further than 404."""

import json
import os
from pathlib import Path
from uuid import UUID
from zlib import crc32

import schemathesis

KNOWN = json.loads(Path(os.environ["MUSTER_API_IDS"]).read_text())
ADDRESSES = KNOWN.pop("addresses")
SUBJECTS, ACTIONS = KNOWN.pop("subjects"), KNOWN.pop("actions")
RECORDS = [f"r-{number}" for number in range(5)]


def known(path, count):
    """What may stand in a path with so many ids."""
    return max((name for name in KNOWN if path.startswith(f"{name}/{{") and name.count("{") == count - 1),
               key=len, default=None)


@schemathesis.hook
def map_path_parameters(context, path_parameters):
    names = list(path_parameters or {})
    name = known(context.operation.path, len(names))
    if not name or not KNOWN[name]:
        return path_parameters
    try:
        chosen = [UUID(str(value)) for value in path_parameters.values()]
    except ValueError:
        return path_parameters
    number = sum(one.int for one in chosen)
    if number % 5 == 0:
        return path_parameters
    return dict(zip(names, KNOWN[name][number % len(KNOWN[name])]))


@schemathesis.hook
def map_query(context, query):
    """Nobody waits for news here."""
    return {name: value for name, value in query.items() if name != "wait"} if query else query


def about(question, number):
    """The question, of somebody and something that is there: where it is one, and says so much of it."""
    said = {
        ("subject", "type"): "user", ("subject", "id"): SUBJECTS[number % len(SUBJECTS)],
        ("action", "name"): ACTIONS[number % len(ACTIONS)],
        ("resource", "type"): "record", ("resource", "id"): RECORDS[number % len(RECORDS)],
    }
    for (part, field), value in said.items():
        whole = question.get(part)
        if isinstance(whole, dict) and isinstance(whole.get(field), str):
            question = {**question, part: {**whole, field: value}}
    return question


@schemathesis.hook
def map_body(context, body):
    """Of four questions for decisions three are of what is there."""
    number = crc32(repr(body).encode())
    if not context.operation.path.startswith("/access/v1/") or not isinstance(body, dict) or number % 4 == 0:
        return body
    body = about(body, number)
    many = body.get("evaluations")
    if isinstance(many, list):
        many = [about(one, number + place) if isinstance(one, dict) else one for place, one in enumerate(many)]
        body = {**body, "evaluations": many}
    return body


@schemathesis.hook
def map_case(context, case):
    """Of every two who are to be deleted one is named by their address."""
    address = ADDRESSES.get(str((case.path_parameters or {}).get("id")))
    if case.method.upper() == "DELETE" and case.path == "/api/v1/people/{id}" and address:
        if crc32(repr(case.query).encode()) % 2 == 0:
            case.query = {"confirm": address}
    return case
