//! The order of the day.

use super::{groups, people};
use crate::check::{Check, check};
use crate::replays::day::Day;

const DAY: &str = "Okta's day";
const UNMOVED: &str =
    "The same request once more succeeds and moves neither meta.version nor lastModified.";

/// Okta's day, step by step.
pub(in crate::replays) const STEPS: &[Check<Day>] = &[
    check(
        "okta-01-test-connection",
        DAY,
        "GET /Users?startIndex=1&count=2 answers a list whose paging values are numbers.",
        |day| Box::pin(people::tests_connection(day)),
    ),
    check(
        "okta-02-look-up",
        DAY,
        "Looking up a userName that nobody has answers 200 and an empty list.",
        |day| Box::pin(people::looks_up(day)),
    ),
    check(
        "okta-03-assign",
        DAY,
        "POST of an assigned person, with `groups: []` and a password, answers 201 and the person.",
        |day| Box::pin(people::assigns(day)),
    ),
    check(
        "okta-04-read-back",
        DAY,
        "The person is read back by id, and found by userName in another case.",
        |day| Box::pin(people::reads_back(day)),
    ),
    check(
        "okta-05-assign-twice",
        DAY,
        "The same POST once more answers 409 uniqueness.",
        |day| Box::pin(people::assigns_twice(day)),
    ),
    check(
        "okta-06-rename",
        DAY,
        "GET and PUT of the whole person with its id, meta and groups changes the name.",
        |day| Box::pin(people::renames(day)),
    ),
    check("okta-07-rename-repeated", DAY, UNMOVED, |day| {
        Box::pin(day.repeats())
    }),
    check(
        "okta-08-import-groups",
        DAY,
        "GET /Groups?startIndex=1&count=100 answers a list.",
        |day| Box::pin(groups::imports(day)),
    ),
    check(
        "okta-09-push-group",
        DAY,
        "POST of a group with `members: []` answers 201.",
        |day| Box::pin(groups::pushes(day)),
    ),
    check(
        "okta-10-add-member",
        DAY,
        "The name sent again changes nothing, and the member that is added is there.",
        |day| Box::pin(groups::adds(day)),
    ),
    check("okta-11-add-member-repeated", DAY, UNMOVED, |day| {
        Box::pin(day.repeats())
    }),
    check(
        "okta-12-swap-members",
        DAY,
        "One PATCH that removes one member by value path and adds another does both.",
        |day| Box::pin(groups::swaps(day)),
    ),
    check("okta-13-swap-members-repeated", DAY, UNMOVED, |day| {
        Box::pin(day.repeats())
    }),
    check(
        "okta-14-rename-group",
        DAY,
        "A path-less replace of {id, displayName} renames the group and keeps its members.",
        |day| Box::pin(groups::renames(day)),
    ),
    check("okta-15-rename-group-repeated", DAY, UNMOVED, |day| {
        Box::pin(day.repeats())
    }),
    check(
        "okta-16-push-all-members",
        DAY,
        "A replace of members, with and without a path, leaves exactly those that were sent.",
        |day| Box::pin(groups::pushes_all(day)),
    ),
    check("okta-17-push-all-members-repeated", DAY, UNMOVED, |day| {
        Box::pin(day.repeats())
    }),
    check(
        "okta-18-empty-group",
        DAY,
        "A replace of members with an empty array leaves none.",
        |day| Box::pin(groups::empties(day)),
    ),
    check(
        "okta-19-change-email",
        DAY,
        "GET and PUT with another primary address shows that address.",
        |day| Box::pin(people::changes_email(day)),
    ),
    check("okta-20-change-email-repeated", DAY, UNMOVED, |day| {
        Box::pin(day.repeats())
    }),
    check(
        "okta-21-unassign",
        DAY,
        "A path-less replace of {active: false} deactivates; the person is still read and found.",
        |day| Box::pin(people::unassigns(day)),
    ),
    check("okta-22-unassign-repeated", DAY, UNMOVED, |day| {
        Box::pin(day.repeats())
    }),
    check(
        "okta-23-assign-again",
        DAY,
        "The person is found, and a path-less replace of {active: true} brings it back with the same id.",
        |day| Box::pin(people::assigns_again(day)),
    ),
    check("okta-24-assign-again-repeated", DAY, UNMOVED, |day| {
        Box::pin(day.repeats())
    }),
    check(
        "okta-25-push-again",
        DAY,
        "A POST over a deactivated person revives it under the same id, or answers 409 uniqueness; the okta profile must revive.",
        |day| Box::pin(people::pushes_again(day)),
    ),
    check(
        "okta-26-unlink-group",
        DAY,
        "DELETE of the group answers 204, and 404 afterwards.",
        |day| Box::pin(groups::unlinks(day)),
    ),
    check(
        "okta-27-purge",
        DAY,
        "DELETE of the person (by hand: Okta only deactivates) answers 204; then it is neither read nor found.",
        |day| Box::pin(people::purges(day)),
    ),
];
