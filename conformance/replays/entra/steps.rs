//! The order of the day.

use super::{groups, leaving, people};
use crate::check::{Check, check};
use crate::replays::day::Day;

const DAY: &str = "Entra's day";
const UNMOVED: &str =
    "The same request once more succeeds and moves neither meta.version nor lastModified.";

/// Entra's day, step by step.
pub(in crate::replays) const STEPS: &[Check<Day>] = &[
    check(
        "entra-01-test-connection",
        DAY,
        "A filter for a random value answers 200 and an empty list, also with Entra's flag in the URL.",
        |day| Box::pin(people::tests_connection(day)),
    ),
    check(
        "entra-02-match",
        DAY,
        "Matching by userName, externalId and `emails[type eq \"work\"].value` finds nobody yet.",
        |day| Box::pin(people::matches_nobody(day)),
    ),
    check(
        "entra-03-assign",
        DAY,
        "POST with nulls, `roles: []` and the enterprise schema answers 201.",
        |day| Box::pin(people::assigns(day)),
    ),
    check(
        "entra-04-read-back",
        DAY,
        "The person is found by each of the three filters, and by userName in another case.",
        |day| Box::pin(people::reads_back(day)),
    ),
    check(
        "entra-05-assign-twice",
        DAY,
        "The same POST once more answers 409 uniqueness.",
        |day| Box::pin(people::assigns_twice(day)),
    ),
    check(
        "entra-06-update",
        DAY,
        "Add and Replace, capitalised, with value paths that match nothing yet, set and create values.",
        |day| Box::pin(people::updates(day)),
    ),
    check("entra-07-update-repeated", DAY, UNMOVED, |day| {
        Box::pin(day.repeats())
    }),
    check(
        "entra-08-first-work-address",
        DAY,
        "`emails[type eq \"work\"].value` on a person without addresses makes a work address.",
        |day| Box::pin(people::gives_address(day)),
    ),
    check(
        "entra-09-manager",
        DAY,
        "A manager sent as a string or as an array is shown as a complex value and found by filter; \"\" removes it.",
        |day| Box::pin(people::manages(day)),
    ),
    check(
        "entra-10-rename",
        DAY,
        "Replace of userName renames the person, who keeps the id.",
        |day| Box::pin(people::renames(day)),
    ),
    check("entra-11-rename-repeated", DAY, UNMOVED, |day| {
        Box::pin(day.repeats())
    }),
    check(
        "entra-12-flagged-update",
        DAY,
        "A path-less replace whose keys are paths (`name.givenName`, `urn:…:employeeNumber`) sets them.",
        |day| Box::pin(people::updates_flagged(day)),
    ),
    check(
        "entra-13-null-update",
        DAY,
        "Replace with \"\" and then with null leaves an attribute without a value, and succeeds both times.",
        |day| Box::pin(people::clears(day)),
    ),
    check(
        "entra-14-match-group",
        DAY,
        "A group that does not exist is not found by displayName with excludedAttributes=members.",
        |day| Box::pin(groups::matches_none(day)),
    ),
    check(
        "entra-15-push-group",
        DAY,
        "POST of a group with a schema URN of Microsoft's own answers 201; the same name twice answers 409.",
        |day| Box::pin(groups::pushes(day)),
    ),
    check(
        "entra-16-add-member",
        DAY,
        "Add of a member with `$ref: null` makes a member, whom the membership filter finds.",
        |day| Box::pin(groups::adds(day)),
    ),
    check("entra-17-add-member-repeated", DAY, UNMOVED, |day| {
        Box::pin(day.repeats())
    }),
    check(
        "entra-18-parallel-adds",
        DAY,
        "Members added to one group by parallel requests are all there.",
        |day| Box::pin(groups::adds_in_parallel(day)),
    ),
    check(
        "entra-19-remove-member",
        DAY,
        "Remove with path `members` and a value list removes those members and nobody else.",
        |day| Box::pin(groups::removes(day)),
    ),
    check("entra-20-remove-member-repeated", DAY, UNMOVED, |day| {
        Box::pin(day.repeats())
    }),
    check(
        "entra-21-rename-group",
        DAY,
        "Replace of displayName renames the group and keeps its members.",
        |day| Box::pin(groups::renames(day)),
    ),
    check(
        "entra-22-change-email",
        DAY,
        "Replace of `emails[type eq \"work\"].value` changes that address alone.",
        |day| Box::pin(people::changes_email(day)),
    ),
    check("entra-23-change-email-repeated", DAY, UNMOVED, |day| {
        Box::pin(day.repeats())
    }),
    check(
        "entra-24-inbound-poll",
        DAY,
        "Entra's own poll, with seven fraction digits, the year 1 and startIndex=0, answers a list.",
        |day| Box::pin(leaving::polls(day)),
    ),
    check(
        "entra-25-unassign",
        DAY,
        "Replace of active with the string \"False\" deactivates; the person is still read and found, with a boolean.",
        |day| Box::pin(leaving::unassigns(day)),
    ),
    check("entra-26-unassign-repeated", DAY, UNMOVED, |day| {
        Box::pin(day.repeats())
    }),
    check(
        "entra-27-restore",
        DAY,
        "Replace of active with \"True\" brings the person back with id and memberships.",
        |day| Box::pin(leaving::restores(day)),
    ),
    check("entra-28-restore-repeated", DAY, UNMOVED, |day| {
        Box::pin(day.repeats())
    }),
    check(
        "entra-29-purge",
        DAY,
        "Unassign and DELETE: 204, then 404 to GET and DELETE, not found by filter, in no group.",
        |day| Box::pin(leaving::purges(day)),
    ),
    check(
        "entra-30-push-after-purge",
        DAY,
        "POST of the purged person answers 201 with a new id.",
        |day| Box::pin(leaving::pushes_again(day)),
    ),
    check(
        "entra-31-delete-group",
        DAY,
        "DELETE of the group answers 204, and 404 the second time.",
        |day| Box::pin(groups::deletes(day)),
    ),
];
