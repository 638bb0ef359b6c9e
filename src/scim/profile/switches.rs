//! The table: what each profile forgives and how it answers.

use super::Profile::{self, Entra, Hr, Jumpcloud, Lenient, Okta, Onelogin, Ping};

/// Everybody who is not held to the letter of the RFC.
const ALL_BUT_RFC: &[Profile] = &[Lenient, Okta, Entra, Onelogin, Jumpcloud, Ping, Hr];

/// Everybody for whom a User without `active` is active.
const ALL_BUT_HR: &[Profile] = &[
    Lenient,
    Profile::Rfc,
    Okta,
    Entra,
    Onelogin,
    Jumpcloud,
    Ping,
];

/// One switch, with the profiles that have it on.
#[derive(Debug, Clone, Copy)]
pub struct Row {
    /// Its name, which is the name of its field in [`Switches`].
    pub name: &'static str,
    /// What it forgives, or how it answers.
    pub what: &'static str,
    /// Why it exists.
    pub why: &'static str,
    /// Who has it on.
    pub on: &'static [Profile],
}

/// Makes [`Switches`], [`TABLE`] and [`Profile::switches`] from one list.
macro_rules! table {
    ($($name:ident: $on:expr, $what:literal, $why:literal;)*) => {
        /// What a profile forgives and how it answers; every field is one decision.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub struct Switches {
            $(#[doc = $what] pub $name: bool,)*
        }

        /// Every switch there is, as docs/profiles.md shows them.
        pub const TABLE: &[Row] = &[$(Row {
            name: stringify!($name),
            what: $what,
            why: $why,
            on: $on,
        },)*];

        impl Profile {
            /// What this profile forgives and how it answers.
            pub const fn switches(self) -> Switches {
                Switches { $($name: is_among(self, $on),)* }
            }
        }
    };
}

table! {
    coerce: ALL_BUT_RFC,
        "`\"True\"` is a boolean, a bare string is a complex value, dotted and URN-qualified keys are \
         paths, and an unknown URN in `schemas` is left out.",
        "Entra writes booleans and managers as text, and names a schema of its own.";
    ignore_unknown: ALL_BUT_RFC,
        "An attribute that no schema knows is left out and logged; off: it is refused.",
        "Directories map attributes that nobody asked for, and a leaver must not wait for that.";
    unknown_names: ALL_BUT_RFC,
        "An access attribute that names no role, workspace or fleet group there is is kept as written, \
         gives nothing and is logged with the valid names; off: it is 400 `invalidValue` with them, \
         unless the same request says `active: false`.",
        "Okta never repeats a refused push and Entra puts the whole person off, and whoever leaves \
         next with them.";
    make_missing: ALL_BUT_RFC,
        "A value path that selects nothing makes the element that its `eq` terms describe; off: it \
         is 400 `noTarget` (RFC 7644 3.5.2.3).",
        "Entra replaces `emails[type eq \"work\"].value` of people who have no such email.";
    trailing_comparison: ALL_BUT_RFC,
        "`emails[type eq \"work\"].value eq \"x\"` is a filter.",
        "Entra asks so when people are matched by their work email.";
    remove_listed: ALL_BUT_RFC,
        "`remove` with a value list removes just those values; off: it is refused, and never empties \
         the list.",
        "Entra and JumpCloud remove group members so.";
    empty_clears: ALL_BUT_RFC,
        "An empty string clears an attribute; off: it is a value.",
        "Entra and OneLogin have no other word for an attribute that became empty.";
    pending_members: ALL_BUT_RFC,
        "A member id that nobody has yet is kept until somebody has it; off: it is refused.",
        "Okta never repeats a refused push, and the rest of the group would be lost.";
    revive: &[Lenient, Okta],
        "A POST for a person whom this connection deactivated revives that person; off: it is 409.",
        "Okta pushes who returns as if they were new.";
    bare_token: &[Okta],
        "The Authorization header may hold the token alone, without `Bearer`.",
        "Okta's Header Auth applications send it so.";
    quiet_group_patch: &[Entra],
        "A Group PATCH is answered with 204.",
        "Entra documents 204, and large groups need not be read back.";
    old_urns: &[Onelogin],
        "The schema URNs of SCIM 1.1 mean those of SCIM 2.0, in `schemas` and as keys.",
        "OneLogin's default template names `urn:scim:schemas:core:1.0`.";
    active_when_absent: ALL_BUT_HR,
        "A User that is sent without `active` is active.",
        "RFC 7643 leaves it open; a personnel system lists people before they start.";
}

const fn is_among(profile: Profile, profiles: &[Profile]) -> bool {
    match profiles {
        [] => false,
        [first, rest @ ..] => *first as u8 == profile as u8 || is_among(profile, rest),
    }
}
