//! Every code that a problem can have: `docs/errors.md` and the schema are made of this table.

use std::fmt::Write as _;

/// A code, the status that it comes with, and what it means.
pub type Code = (&'static str, u16, &'static str);

/// Every code, by name.
pub const CODES: &[Code] = &[
    (
        "access.action",
        400,
        "What is asked for is not one action of a module.",
    ),
    (
        "access.ceiling",
        403,
        "The role allows what the caller may not do.",
    ),
    (
        "access.default_privileged",
        409,
        "A role with account permissions cannot be the default.",
    ),
    (
        "access.directory_managed",
        409,
        "A directory keeps this part of the person.",
    ),
    (
        "access.kept_by_people",
        409,
        "People keep this part, and a directory wrote it.",
    ),
    (
        "access.name_taken",
        409,
        "A role, a workspace, a fleet group, a record set, a case group or a rule has the name.",
    ),
    (
        "access.not_privileged",
        403,
        "A role with account permissions comes from a connection that is not privileged.",
    ),
    (
        "access.place",
        400,
        "The workspace, the fleet group or the entity type that is asked for does not exist.",
    ),
    (
        "access.role_built_in",
        409,
        "The role is built in: copy it under another name.",
    ),
    (
        "access.role_in_use",
        409,
        "The role is in use: say which one takes its place.",
    ),
    (
        "access.role_moved_to_itself",
        409,
        "The role that takes its place is the role itself.",
    ),
    ("account.domain", 400, "What is named is no domain."),
    (
        "account.domains_owner",
        403,
        "Only an owner says which domains belong to the account.",
    ),
    (
        "account.slug",
        400,
        "The slug has other characters than a-z, 0-9 and -.",
    ),
    ("account.slug_taken", 409, "Another account has the slug."),
    (
        "assignment.elsewhere",
        409,
        "A guest sees one record: they leave it first, or are moved.",
    ),
    (
        "assignment.full",
        409,
        "The record has as many guests as one may have.",
    ),
    (
        "assignment.gone",
        409,
        "The person is deactivated, and is assigned to nothing more.",
    ),
    (
        "assignment.not_a_guest",
        409,
        "Only a guest is moved, and the person is none.",
    ),
    (
        "assignment.not_registered",
        409,
        "The person has not registered, and the account assigns people after that.",
    ),
    (
        "assignment.own_domain",
        409,
        "A guest's address lies in a domain of the account's own.",
    ),
    (
        "assignment.record",
        400,
        "The record cannot be one that people are assigned to.",
    ),
    (
        "bulk.count",
        409,
        "The typed count is not the number of people.",
    ),
    (
        "bulk.not_reached",
        503,
        "In the list of a bulk request: the request ended before it was this person's turn.",
    ),
    (
        "bulk.too_many",
        400,
        "A bulk request is about more than 1,000 people.",
    ),
    (
        "case_group.too_many",
        400,
        "A case group would have too many people or records.",
    ),
    (
        "connection.for_conformance",
        409,
        "An account for conformance tests has no directory.",
    ),
    (
        "connection.name_taken",
        409,
        "The account has a connection of this name.",
    ),
    (
        "connection.owner_outside",
        409,
        "No active owner is outside of all directories.",
    ),
    (
        "connection.privileged_switch",
        403,
        "Only an owner lets a connection give account permissions.",
    ),
    ("connection.profile", 400, "No profile has this name."),
    (
        "endpoint.event_has_no_set",
        400,
        "An event of the list has no form as a security event token.",
    ),
    (
        "endpoint.event_unknown",
        400,
        "No event type has this name.",
    ),
    (
        "endpoint.too_many",
        409,
        "The account has as many endpoints as it may have.",
    ),
    (
        "endpoint.url_invalid",
        400,
        "Messages cannot be posted to this URL.",
    ),
    (
        "fleet_group.not_empty",
        409,
        "The fleet group has groups below it.",
    ),
    (
        "fleet_group.parent",
        400,
        "The fleet group would lie below itself.",
    ),
    ("owner.last", 409, "It is the last owner who can sign in."),
    (
        "owner.none",
        409,
        "The person whose ownership shall end has none.",
    ),
    (
        "owner.not_active",
        409,
        "Who becomes an owner must have joined and be active.",
    ),
    ("owner.not_yours", 403, "Only an owner makes an owner."),
    (
        "owner.protected",
        409,
        "An owner is neither deactivated nor deleted nor given another role.",
    ),
    ("owner.role", 403, "The owner's role is not given."),
    (
        "person.above_connection",
        403,
        "A directory that is not privileged does not let in somebody with account permissions.",
    ),
    (
        "person.above_you",
        403,
        "Whoever may do less does not change how somebody signs in.",
    ),
    (
        "person.address_invalid",
        400,
        "No mail could reach the address.",
    ),
    (
        "person.address_taken",
        409,
        "Somebody of the account has the address or name.",
    ),
    (
        "person.card_invalid",
        400,
        "A field of the contact card cannot be kept.",
    ),
    (
        "person.confirm",
        409,
        "What is typed in `confirm` is not the address of the person, or the user name where there is none.",
    ),
    (
        "person.grant_invalid",
        400,
        "A role, a workspace, a fleet group or a record set that is named cannot be given.",
    ),
    (
        "person.invitation_held",
        409,
        "The person has no address of their own to invite them at.",
    ),
    (
        "person.invited_too_often",
        429,
        "An invitation is sent once a minute and five times a day at most.",
    ),
    (
        "person.no_invitation",
        409,
        "There is no invitation whose link would open.",
    ),
    (
        "person.not_found",
        404,
        "In the list of a bulk request: the account has no such person.",
    ),
    ("person.own_access", 403, "Nobody changes their own access."),
    (
        "person.own_address",
        403,
        "One's own address is changed in one's own profile.",
    ),
    ("person.own_role", 403, "Nobody changes their own role."),
    (
        "person.wrong_status",
        409,
        "The person is not in a status in which this can be done.",
    ),
    (
        "record_set.in_use",
        409,
        "Somebody was given the record set, or a rule gives it.",
    ),
    (
        "record_set.moved_to_itself",
        409,
        "A record set cannot take its own place.",
    ),
    (
        "record_set.moved_to_one_person",
        409,
        "One person's own record set takes the place of no other one's.",
    ),
    (
        "record_set.moved_to_other_types",
        409,
        "A record set takes no other one's place that names types of which it says nothing.",
    ),
    ("record_set.not_found", 404, "There is no such record set."),
    (
        "record_set.reach",
        400,
        "A record set reaches into what does not exist, or by what is no predicate.",
    ),
    (
        "record_set.reusable",
        409,
        "A record set that anybody can be given does not become one person's.",
    ),
    (
        "request.body",
        400,
        "The body is not the JSON that the operation wants.",
    ),
    ("request.cut_off", 400, "The body ended before its end."),
    (
        "request.encoded",
        415,
        "The body came with Content-Encoding.",
    ),
    (
        "request.idempotency_key",
        400,
        "The Idempotency-Key is not 1 to 200 printable ASCII characters.",
    ),
    (
        "request.idempotency_other",
        422,
        "The Idempotency-Key was used for another request within 24 hours.",
    ),
    (
        "request.idempotency_running",
        409,
        "The first request with this Idempotency-Key is still running.",
    ),
    (
        "request.media_type",
        415,
        "The body is not sent as application/json.",
    ),
    ("request.method", 405, "The path does not know the method."),
    (
        "request.name",
        400,
        "A name is missing, too long, or has control characters.",
    ),
    (
        "request.parameter",
        400,
        "A parameter of the query is wrong or unknown.",
    ),
    ("request.path", 404, "There is nothing under the path."),
    ("request.too_large", 413, "The body is larger than 1 MiB."),
    (
        "resource.changed",
        412,
        "It has changed since the version that If-Match names.",
    ),
    (
        "resource.not_found",
        404,
        "There is no such thing in the account.",
    ),
    ("role.permission", 400, "A permission is none."),
    (
        "rule.condition",
        400,
        "The condition cannot be read, or asks for what a rule cannot see.",
    ),
    (
        "rule.gives",
        400,
        "What the rule gives does not exist, or cannot be given.",
    ),
    (
        "server.internal",
        500,
        "A mistake of the server; its log has the cause under the request id.",
    ),
    ("server.slow", 503, "The request took too long; try again."),
    (
        "server.unavailable",
        503,
        "The server cannot reach its database; try again.",
    ),
    (
        "token.role",
        403,
        "The token has not the permission that the operation needs.",
    ),
    ("token.unknown", 401, "No token, or none that works."),
];

/// `docs/errors.md`, made of the table.
pub fn page() -> String {
    let mut page = String::from(
        "# Errors of the admin API\n\n\
         Every refusal is a problem as RFC 9457 describes it (`application/problem+json`) with `type`, \
         `title`, `status`, `detail`, `code` and `request_id`. `code` is stable: programs may match \
         it. `detail` is for people and may change. `type` is `urn:muster:problem:` and the code.\n\n\
         This page is made from `src/web/render/codes.rs`; \
         `INSTA_UPDATE=always cargo test -p muster-web` writes it anew.\n\n\
         | code | status | meaning |\n|---|---|---|\n",
    );
    for (code, status, meaning) in CODES {
        let _ = writeln!(page, "| `{code}` | {status} | {meaning} |");
    }
    page
}

#[cfg(test)]
mod tests {
    use super::{CODES, page};
    use std::path::Path;

    #[test]
    fn codes_stand_in_order_and_once() {
        assert!(CODES.is_sorted_by(|a, b| a.0 < b.0), "not sorted, or twice");
    }

    #[test]
    fn the_page_of_errors_is_fresh() {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/errors.md");
        if std::env::vars().any(|(name, value)| name == "INSTA_UPDATE" && value == "always") {
            std::fs::write(&path, page()).unwrap();
        }
        assert_eq!(std::fs::read_to_string(path).unwrap_or_default(), page());
    }
}
