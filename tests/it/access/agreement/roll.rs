//! Who they are: under which addresses, where they stand, and what rules make of their names.

use super::laws::ASSIGNED_BY_RULE;

/// The domain that is the account's own, in the end.
pub(super) const HOME: &str = "home.example";

/// What the address of somebody is drawn from; one is the account's own in other letters, one lies
/// below it and is not.
const DOMAINS: [&str; 8] = [
    "example.com",
    "home.example",
    "guest.example",
    "sub.home.example",
    "example.com",
    "home.example.org",
    "Home.Example",
    "guest.example",
];

fn name(number: usize) -> String {
    let a = if number.is_multiple_of(3) { "-a" } else { "" };
    let b = if number.is_multiple_of(4) { "-b" } else { "" };
    let c = if number % 7 == 2 {
        ASSIGNED_BY_RULE
    } else {
        ""
    };
    format!("s{number}{a}{b}{c}")
}

/// The address of the one with this number, which is the user name too; every third has a set by one
/// rule, and some by both.
pub(super) fn address(number: usize) -> String {
    format!("{}@{}", name(number), DOMAINS[number % DOMAINS.len()])
}

/// The address that they sign in with once they have joined: of some it lies where the user name does
/// not, within or outside.
pub(super) fn sign_in(number: usize) -> String {
    match number % 6 {
        4 if is_within(&address(number)) => format!("in.{}@guest.example", name(number)),
        4 => format!("in.{}@{HOME}", name(number)),
        _ => address(number),
    }
}

/// Whether an address lies in the domain that is the account's own: in that one, not in one below it.
pub(super) fn is_within(address: &str) -> bool {
    let (_, domain) = address.rsplit_once('@').expect("an address");
    domain.eq_ignore_ascii_case(HOME)
}

/// Where somebody stands when they are asked about: two have not joined, and some have left.
pub(super) fn standing(number: usize) -> &'static str {
    match number {
        7 | 8 => "no_access",
        _ if number % 9 == 5 => "deactivated",
        _ => "active",
    }
}

/// Who signs in where, and how everybody stands in the end.
#[derive(Clone, Copy)]
pub(super) struct Roll {
    pub(super) sign_in: fn(usize) -> String,
    pub(super) standing: fn(usize) -> &'static str,
    /// Whether the first guest of a sought record is one who leaves.
    pub(super) first_leaves: bool,
}

impl Roll {
    /// Some sign in elsewhere than their user names lie, and not everybody is there.
    pub(super) const MIXED: Self = Self {
        sign_in,
        standing,
        first_leaves: true,
    };

    /// Everybody joins where they were invited.
    pub(super) const PLAIN: Self = Self {
        sign_in: address,
        standing: |_| "active",
        first_leaves: false,
    };
}
