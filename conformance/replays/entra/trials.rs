//! The tests that Microsoft runs before it lists an application.

use super::{gallery, validator};
use crate::check::{Check, check};
use crate::replays::day::Day;

const DAY: &str = "Entra's day";

/// The gallery's direct tests and the SCIM Validator's, step by step.
pub(in crate::replays) const TRIALS: &[Check<Day>] = &[
    check(
        "entra-gallery-15-schemas",
        DAY,
        "Schema_Discoverability_Test: /Schemas lists every attribute that Entra maps by default, groups too.",
        |day| Box::pin(gallery::discovers(day)),
    ),
    check(
        "entra-gallery-17-create",
        DAY,
        "SCIM_User_Create_Test: POST answers an id and the userName that was sent.",
        |day| Box::pin(gallery::creates(day)),
    ),
    check(
        "entra-gallery-18-update",
        DAY,
        "SCIM_User_Update_Test: one PATCH sets every single-valued attribute of /Schemas, and GET shows each.",
        |day| Box::pin(gallery::updates(day)),
    ),
    check(
        "entra-gallery-16-null-update",
        DAY,
        "SCIM_Null_Update_Test: \"\" and then null leave the attributes without a value, and both succeed.",
        |day| Box::pin(gallery::clears(day)),
    ),
    check(
        "entra-gallery-25-manager",
        DAY,
        "SCIM_Update_Manager_Test: the manager is set, changed and removed.",
        |day| Box::pin(gallery::manages(day)),
    ),
    check(
        "entra-gallery-19-20-groups",
        DAY,
        "SCIM_Group_Create_Test and SCIM_Group_Update_Test: a group is created and every attribute of it changed.",
        |day| Box::pin(gallery::groups(day)),
    ),
    check(
        "entra-gallery-23-24-pages",
        DAY,
        "SCIM_User_Pagination_Test and SCIM_Group_Pagination_Test: pages of five, each with its startIndex.",
        |day| Box::pin(gallery::pages(day)),
    ),
    check(
        "entra-gallery-06-restore",
        DAY,
        "Restore_User_Test: the person is deleted, gone, and created once more with a new id.",
        |day| Box::pin(gallery::restores(day)),
    ),
    check(
        "entra-validator-filters",
        DAY,
        "Users and groups are found in any case; a group is read without its members.",
        |day| Box::pin(validator::filters(day)),
    ),
    check(
        "entra-validator-verbose-patch",
        DAY,
        "A path-less replace with a complex value sets what it names.",
        |day| Box::pin(validator::verbose(day)),
    ),
    check(
        "entra-validator-different-attributes",
        DAY,
        "One PATCH with add, replace and remove of different attributes does all of them.",
        |day| Box::pin(validator::different_attributes(day)),
    ),
    check(
        "entra-validator-same-attribute",
        DAY,
        "remove, add and replace of externalId in one PATCH leave the last value, for users and groups.",
        |day| Box::pin(validator::same_attribute(day)),
    ),
    check(
        "entra-validator-members",
        DAY,
        "A member is added, and removed by value path.",
        |day| Box::pin(validator::members_come_and_go(day)),
    ),
    check(
        "entra-validator-delete",
        DAY,
        "DELETE of who never was, and a second DELETE, answer 404, for users and groups.",
        |day| Box::pin(validator::nobody(day)),
    ),
];
