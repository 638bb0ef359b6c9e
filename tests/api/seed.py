"""Fills an account through SCIM and the admin API; prints the ids that requests shall name.

    seed.py URL SCIM_TOKEN API_TOKEN
"""

import json
import sys
import urllib.parse
import urllib.request

URL, SCIM, API = sys.argv[1:]
PEOPLE = 40


def ask(method, path, token, body=None):
    data = None if body is None else json.dumps(body).encode()
    headers = {"Authorization": f"Bearer {token}", "Content-Type": "application/json"}
    request = urllib.request.Request(URL + path, data, headers, method=method)
    with urllib.request.urlopen(request, timeout=30) as answer:
        return json.loads(answer.read() or "null")


def ids(path):
    return [item["id"] for item in ask("GET", path, API)["items"]]


def below(outer, name):
    """The ids of a list that lies in each item of another: pairs, the outer id first."""
    return [(one, inner) for one in ids(outer) for inner in ids(f"{outer}/{one}/{name}")]


def join(person):
    """Somebody accepts their invitation."""
    link = ask("GET", f"/api/v1/people/{person}/invitation", API)["activation_url"]
    form = urllib.parse.urlencode({"username": f"driver-{person}", "password": "correct horse battery"})
    urllib.request.urlopen(URL + urllib.parse.urlsplit(link).path, form.encode(), timeout=30).read()


people = []
for number in range(PEOPLE):
    name = f"driver{number:02}@example.com"
    person = {"userName": name, "active": number % 2 == 0, "emails": [{"value": name, "primary": True}]}
    people.append(ask("POST", "/scim/v2/Users", SCIM, person)["id"])
for name, some in [("Drivers", people[:20]), ("Mechanics", people[10:30]), ("Nobody", [])]:
    members = [{"value": person} for person in some]
    ask("POST", "/scim/v2/Groups", SCIM, {"displayName": name, "members": members})
for number in range(5):
    ask("POST", "/api/v1/webhooks", API, {"url": f"http://127.0.0.1:9/{number}"})
for number in range(3):
    ask("POST", "/api/v1/tokens", API, {"name": f"other {number}", "role": "viewer"})
for connection in ids("/api/v1/connections"):
    ask("POST", f"/api/v1/connections/{connection}/oauth-clients", API, {})
ask("PATCH", f"/scim/v2/Users/{people[0]}", SCIM, {
    "schemas": ["urn:ietf:params:scim:api:messages:2.0:PatchOp"],
    "Operations": [{"op": "replace", "path": "title", "value": "Chief"}],
})

# Of these there are decisions that are yes.
for person in people[:10:2]:
    join(person)
    ask("PUT", f"/api/v1/people/{person}/grants", API, {"role": "admin", "workspaces": "all", "fleet": "entire"})
for number, person in enumerate(people[:4]):
    ask("POST", "/api/v1/assignments", API, {"person": person, "record": {"type": "record", "id": f"r-{number}"}})

known = {}
for name in ["people", "groups", "connections", "webhooks", "tokens", "roles", "workspaces", "fleet-groups", "rules"]:
    found = ids(f"/api/v1/{name}")
    # The first token is the one that asks: who takes it back would hear nothing but 401 from then on.
    known[f"/api/v1/{name}"] = [[one] for one in (found[1:] if name == "tokens" else found)]
for outer, name in [("connections", "tokens"), ("connections", "oauth-clients"), ("webhooks", "deliveries")]:
    known[f"/api/v1/{outer}/{{id}}/{name}"] = below(f"/api/v1/{outer}", name)
# What is typed to delete somebody.
known["addresses"] = {item["id"]: item["sign_in_address"] or item["user_name"]
                      for item in ask("GET", "/api/v1/people?limit=1000", API)["items"]}
# Who is asked about, and what they may want.
known["subjects"] = people[:12] + ["driver02@example.com"]
modules = ask("GET", "/api/v1/modules", API)["modules"]
known["actions"] = [permission for module in modules for permission in module["permissions"]]
json.dump(known, sys.stdout)
