"""Entra's day: capitalised operations, booleans as text, value paths; it ends with the purge."""

from muster import links, submit

CORE = "urn:ietf:params:scim:schemas:core:2.0:User"
ENTERPRISE = "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User"
ADSCIM = "http://schemas.microsoft.com/2006/11/ResourceManagement/ADSCIM/2.0/Group"


def user(name):
    return {
        "schemas": [CORE, ENTERPRISE], "externalId": f"{name}-object", "userName": f"{name}@entra.example", "active": True,
        "emails": [{"primary": True, "type": "work", "value": f"{name}@entra.example"}],
        "meta": {"resourceType": "User"}, "name": {"formatted": name.title()}, "roles": [],
        "addresses": None, "phoneNumbers": None, "manager": None, "department": None,
    }


def day(muster, scim, expected, wait_for_mail, restart=None):
    assert scim.find("Users", 'externalId eq "6f8f5c2e-3b7b-4e0a-8d8c-2f5d2c0a9f11"') == []
    ids = {}
    for name in ("bob", "cleo"):
        assert scim.find("Users", f'userName eq "{name}@entra.example"') == []
        ids[name] = scim.call("POST", "/Users", user(name))["id"]
        expected.tell(ids[name], name, "user.created", "user.invited")
    bob, cleo = ids["bob"], ids["cleo"]
    if restart:
        restart()
    status, page = submit(links(wait_for_mail("bob@entra.example", 1)[-1])[0], {"username": "bob", "password": "correct horse battery"})
    assert status == 200, page
    expected.tell(bob, "bob", "user.activated")

    for _ in range(2):
        scim.patch(f"/Users/{bob}", [
            {"op": "Replace", "path": "name.familyName", "value": "Builder"},
            {"op": "Add", "path": f"{ENTERPRISE}:department", "value": "Yard"},
            {"op": "Add", "path": f"{ENTERPRISE}:manager", "value": cleo},
            {"op": "Replace", "path": "active", "value": "True"},
        ])
    expected.tell(bob, "bob", "user.updated")

    assert scim.find("Groups", 'displayName eq "Fleet-Berlin"', "&excludedAttributes=members") == []
    group = scim.call("POST", "/Groups", {
        "schemas": ["urn:ietf:params:scim:schemas:core:2.0:Group", ADSCIM], "externalId": "g-object",
        "displayName": "Fleet-Berlin", "meta": {"resourceType": "Group"},
    })["id"]
    expected.tell(group, "Fleet-Berlin", "group.created")
    for name in ("bob", "cleo"):
        for _ in range(2):
            scim.patch(f"/Groups/{group}", [{"op": "Add", "path": "members", "value": [{"$ref": None, "value": ids[name]}]}])
        expected.tell(group, "Fleet-Berlin", "group.members_changed")
        expected.tell(ids[name], name, "user.access_changed")
    if restart:
        restart()
    assert len(scim.find("Groups", f'id eq "{group}" and members eq "{bob}"')) == 1

    for _ in range(3):
        scim.patch(f"/Users/{bob}", [{"op": "Replace", "path": 'emails[type eq "work"].value', "value": "bob@moved.example"}])
    expected.tell(bob, "bob", "user.updated", "user.email_change_requested")
    assert len(wait_for_mail("bob@moved.example", 1)) == 1
    scim.patch(f"/Users/{bob}", [{"op": "Replace", "path": 'emails[type eq "work"].value', "value": "bob@entra.example"}])
    expected.tell(bob, "bob", "user.updated", "user.email_change_cancelled")

    for _ in range(2):
        scim.patch(f"/Groups/{group}", [{"op": "Remove", "path": "members", "value": [{"value": cleo}]}])
    expected.tell(group, "Fleet-Berlin", "group.members_changed")
    expected.tell(cleo, "cleo", "user.access_changed")
    if restart:
        restart()
    for _ in range(2):
        scim.patch(f"/Users/{cleo}", [{"op": "Replace", "path": "active", "value": "False"}])
    expected.tell(cleo, "cleo", "user.deactivated")
    scim.call("DELETE", f"/Users/{cleo}")
    scim.call("DELETE", f"/Users/{cleo}", expect=(404,))
    expected.tell(cleo, "cleo", "user.deleted")
    members = scim.call("GET", f"/Groups/{group}")["members"]
    assert [member["value"] for member in members] == [bob]
