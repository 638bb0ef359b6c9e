"""A crowd at one group: a hundred PATCHes at once, through every process; all hundred members are there.

With a restart the processes are killed while the crowd is at the door: whoever got no answer asks again, as a
directory would, and still every member joins once.
"""

import http.client
import time
import urllib.error
from concurrent.futures import ThreadPoolExecutor
from threading import Semaphore

from muster import Scim

CROWD = 100
KILL_AFTER = 30  # members who have joined when the processes are killed
UNANSWERED = (urllib.error.URLError, http.client.HTTPException, ConnectionError, TimeoutError)


def day(muster, scim, expected, wait_for_mail, restart=None):
    group = scim.call("POST", "/Groups", {"displayName": "Crowd"})["id"]
    expected.tell(group, "Crowd", "group.created", *["group.members_changed"] * CROWD)
    ids = []
    for number in range(CROWD):
        person = scim.call("POST", "/Users", {"userName": f"crowd{number}@okta.example", "externalId": f"c{number}"})["id"]
        expected.tell(person, f"crowd{number}", "user.created", "user.invited")
        ids.append(person)
    joined = Semaphore(0)

    def join(numbered):
        number, person = numbered
        client = Scim([scim.urls[number % len(scim.urls)]], scim.token)
        until_answered(lambda: client.patch(f"/Groups/{group}", [{"op": "add", "path": "members", "value": [{"value": person}]}]))
        joined.release()

    with ThreadPoolExecutor(20) as pool:
        joining = [pool.submit(join, numbered) for numbered in enumerate(ids)]
        if restart:
            for _ in range(KILL_AFTER):
                joined.acquire()
            restart()
        for one in joining:
            one.result()
    members = {member["value"] for member in scim.call("GET", f"/Groups/{group}")["members"]}
    assert members == set(ids), f"{len(members)} of {CROWD} members are there"


def until_answered(request):
    """A directory asks again until it is answered."""
    end = time.monotonic() + 60
    while True:
        try:
            return request()
        except UNANSWERED:
            if time.monotonic() > end:
                raise
            time.sleep(0.2)
