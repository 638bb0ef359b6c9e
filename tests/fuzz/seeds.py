#!/usr/bin/env python3
"""Writes the golden cases of src/scim/cases as seeds: seeds.py FOLDER makes FOLDER/<target>/<case>."""
import json
import pathlib
import re
import sys

cases = pathlib.Path(__file__).parent.parent.parent / "src/scim/cases"
out = pathlib.Path(sys.argv[1])
PATCH = "urn:ietf:params:scim:api:messages:2.0:PatchOp"
BULK = "urn:ietf:params:scim:api:messages:2.0:BulkRequest"


def seed(target, name, text):
    folder = out / target
    folder.mkdir(parents=True, exist_ok=True)
    (folder / name).write_text(text)


def parts(file):
    """The sections of a case, without the lines that set it up."""
    sections = file.read_text().split("\n----------\n")
    return [re.sub(r"\A(?:[a-z]+: .*\n)*\n?", "", sections[0]), *sections[1:]]


for file in sorted(cases.glob("filter/*.txt")):
    seed("filter", file.stem, parts(file)[0].rstrip("\n"))
for file in sorted(cases.glob("normalise/*.txt")):
    seed("resource", file.stem, parts(file)[0])
for file in sorted(cases.glob("bulk/*.txt")):
    text = parts(file)[0]
    listed = text.lstrip().startswith("[")
    seed("bulk", file.stem, f'{{"schemas": ["{BULK}"], "Operations": {text}}}' if listed else text)
for file in sorted(cases.glob("patch/*.txt")):
    operations = parts(file)[1]
    body = f'{{"schemas": ["{PATCH}"], "Operations": {operations}}}'
    seed("patch", file.stem, body)
    try:
        paths = [op["path"] for op in json.loads(operations) if isinstance(op.get("path"), str)]
    except (ValueError, TypeError, AttributeError):
        continue
    for number, path in enumerate(paths):
        seed("path", f"{file.stem}_{number}", path)

SEARCH = "urn:ietf:params:scim:api:messages:2.0:SearchRequest"
for name, asked in {
    "first": {"cursor": ""},
    "next": {"cursor": "v1AAAA", "count": 7},
    "index": {"startIndex": 0, "count": -1},
    "all": {"filter": "userName pr", "sortBy": "title", "attributes": ["id"], "count": "3"},
}.items():
    seed("cursor", name, json.dumps({"schemas": [SEARCH], **asked}))
