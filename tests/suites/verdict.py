"""What a suite's report says, held against what is allowed to fail.

The file of what is allowed has one failure a line, after a # why. A failure that is not there and
a line that no failure needs both end with 1.
"""

import json
import re
import sys

UUID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")


def tester(text):
    """Every ERROR of scim2-tester, by check and by the attribute that it names."""
    counted, failures, check = 0, [], None
    for line in text.splitlines():
        word = line.split(" ", 1)[0]
        if word in ("SUCCESS", "ERROR", "SKIPPED", "ACCEPTABLE", "DEVIATION", "CRITICAL"):
            counted += 1
            check = line.split()[1] if word in ("ERROR", "CRITICAL") else None
        elif check:
            named = re.search(r"'([^']+)'", line)
            failures.append(f"{check} {named.group(1) if named else line.strip()}")
            check = None
    return counted, failures


def sanity(text):
    """Every failure of scim-sanity in strict mode."""
    report = json.loads(text)
    wrong = [one for one in report["results"] if one["status"] in ("fail", "error")]
    return report["summary"]["passed"], [f"{one['name']}: {one['message']}" for one in wrong]


def microsoft(text):
    """Every assertion of the collection that does not hold."""
    counted, failures = 0, []
    for step in json.loads(text)["run"]["executions"]:
        for assertion in step.get("assertions", []):
            counted += 1
            if assertion.get("error"):
                failures.append(f"{step['item']['name'].strip()} | {assertion['assertion'].strip()}")
    return counted, failures


def main():
    suite, report, allowed = sys.argv[1:]
    with open(report, encoding="utf-8") as file:
        counted, failures = globals()[suite](file.read())
    failures = [UUID.sub("ID", failure) for failure in failures]
    with open(allowed, encoding="utf-8") as file:
        lines = [line.split("#", 1)[0].strip() for line in file]
    allowed = [line for line in lines if line]
    new = [failure for failure in failures if failure not in allowed]
    held = [line for line in allowed if line not in failures]
    print(f"{suite}: {counted} looked at, {len(failures)} failed, {len(allowed)} are allowed to")
    for failure in new:
        print(f"  not allowed: {failure}")
    for line in held:
        print(f"  holds by now, take it off the list: {line}")
    if not counted or new or held:
        sys.exit(1)


if __name__ == "__main__":
    main()
