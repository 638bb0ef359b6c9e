"""A crowd at one group: a hundred PATCHes at once, through every process; all hundred members are there."""

from concurrent.futures import ThreadPoolExecutor

from muster import Scim

CROWD = 100


def day(muster, scim, expected, wait_for_mail, restart=None):
    group = scim.call("POST", "/Groups", {"displayName": "Crowd"})["id"]
    expected.tell(group, "Crowd", "group.created", *["group.members_changed"] * CROWD)
    ids = []
    for number in range(CROWD):
        person = scim.call("POST", "/Users", {"userName": f"crowd{number}@okta.example", "externalId": f"c{number}"})["id"]
        expected.tell(person, f"crowd{number}", "user.created", "user.invited")
        ids.append(person)

    def join(numbered):
        number, person = numbered
        client = Scim([scim.urls[number % len(scim.urls)]], scim.token)
        client.patch(f"/Groups/{group}", [{"op": "add", "path": "members", "value": [{"value": person}]}])

    with ThreadPoolExecutor(20) as pool:
        list(pool.map(join, enumerate(ids)))
    members = {member["value"] for member in scim.call("GET", f"/Groups/{group}")["members"]}
    assert members == set(ids), f"{len(members)} of {CROWD} members are there"
