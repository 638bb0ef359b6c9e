"""Okta's day: assign, rename, push a group, change an address, unassign, assign again."""

from muster import links, submit

CORE = "urn:ietf:params:scim:schemas:core:2.0:User"


def user(name, email, family):
    return {
        "schemas": [CORE], "userName": email, "name": {"givenName": name, "familyName": family},
        "emails": [{"primary": True, "value": email, "type": "work"}], "displayName": f"{name} {family}",
        "locale": "en-US", "externalId": f"00u{name}", "groups": [], "password": "k3eP-0ut!", "active": True,
    }


def day(muster, scim, expected, wait_for_mail, restart=None):
    scim.call("GET", "/Users?startIndex=1&count=2")
    assert scim.find("Users", 'userName eq "ada@okta.example"', "&startIndex=1&count=100") == []
    ada = scim.call("POST", "/Users", user("Ada", "ada@okta.example", "Byron"))["id"]
    expected.tell(ada, "Ada", "user.created", "user.invited")
    assert len(scim.find("Users", 'userName eq "ADA@OKTA.EXAMPLE"')) == 1

    status, page = submit(links(wait_for_mail("ada@okta.example", 1)[-1])[0], {"username": "ada", "password": "correct horse battery"})
    assert status == 200, page
    expected.tell(ada, "Ada", "user.activated")

    renamed = scim.call("GET", f"/Users/{ada}")
    renamed["name"]["familyName"], renamed["displayName"] = "Lovelace", "Ada Lovelace"
    for _ in range(2):  # AIW applications send the whole object again and again
        renamed = scim.call("PUT", f"/Users/{ada}", renamed)
    expected.tell(ada, "Ada", "user.updated")

    group = scim.call("POST", "/Groups", {"displayName": "Fleet-Chicago", "members": []})["id"]
    expected.tell(group, "Fleet-Chicago", "group.created")
    member = [{"op": "remove", "path": f'members[value eq "{ada}"]'},
              {"op": "add", "path": "members", "value": [{"value": ada, "display": "ada@okta.example"}]}]
    for _ in range(2):
        scim.patch(f"/Groups/{group}", member)
    expected.tell(group, "Fleet-Chicago", "group.members_changed")
    expected.tell(ada, "Ada", "user.access_changed")
    if restart:
        restart()
    for _ in range(2):
        scim.patch(f"/Groups/{group}", [{"op": "replace", "value": {"id": group, "displayName": "Fleet-Chicago "}}])
    expected.tell(group, "Fleet-Chicago", "group.updated")
    scim.patch(f"/Groups/{group}", [{"op": "replace", "value": {"id": group, "displayName": "Fleet-Chicago"}}])
    expected.tell(group, "Fleet-Chicago", "group.updated")
    expected.tell(ada, "Ada", "user.access_changed", "user.access_changed")

    moved = scim.call("GET", f"/Users/{ada}")
    moved["emails"][0]["value"] = "ada@new.example"
    for _ in range(3):
        moved = scim.call("PUT", f"/Users/{ada}", moved)
    assert moved["emails"][0]["value"] == "ada@new.example"
    expected.tell(ada, "Ada", "user.updated", "user.email_change_requested")
    status, page = submit(links(wait_for_mail("ada@new.example", 1)[-1])[0], {})
    assert status == 200, page
    expected.tell(ada, "Ada", "user.email_changed")

    for _ in range(2):
        scim.patch(f"/Users/{ada}", [{"op": "replace", "value": {"active": False}}])
    expected.tell(ada, "Ada", "user.deactivated")
    assert scim.call("GET", f"/Users/{ada}")["active"] is False
    again = user("Ada", "ada@okta.example", "Lovelace")
    again["emails"] = moved["emails"]
    revived = scim.call("POST", "/Users", again, expect=(201,))
    assert revived["id"] == ada and revived["active"] is True
    expected.tell(ada, "Ada", "user.reactivated")
    members = scim.call("GET", f"/Groups/{group}")["members"]
    assert [member["value"] for member in members] == [ada]
