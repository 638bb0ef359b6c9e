"""Microsoft's collection as it can be run against a server with tokens of its own.

The folder "Get Token" asks a server of Microsoft's. Several requests send one and the same
externalId for different people, some through a function of JMeter that Postman does not know;
RFC 7643 3.1 wants it unique among what one client sends, so each request sends one of its own.
"""

import json
import re
import sys

with open(sys.argv[1], encoding="utf-8") as file:
    collection = json.load(file)
collection["item"] = [item for item in collection["item"] if item["name"] != "Get Token"]
text = json.dumps(collection)
text = re.sub(r'(\\"externalId\\":\s*\\")[^"\\]+(\\")', r"\1{{$guid}}\2", text)
print(text)
