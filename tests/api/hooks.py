"""Lets most requests name what is there, so that they get further than 404."""

import json
import os
from pathlib import Path
from uuid import UUID
from zlib import crc32

import schemathesis

KNOWN = json.loads(Path(os.environ["MUSTER_API_IDS"]).read_text())
ADDRESSES = KNOWN.pop("addresses")


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


@schemathesis.hook
def map_case(context, case):
    """Of every two who are to be deleted one is named by their address."""
    address = ADDRESSES.get(str((case.path_parameters or {}).get("id")))
    if case.method.upper() == "DELETE" and case.path == "/api/v1/people/{id}" and address:
        if crc32(repr(case.query).encode()) % 2 == 0:
            case.query = {"confirm": address}
    return case
