//! How strictly the judge reads the RFC where the field's clients ask a server to forgive.

use std::fmt;

use clap::ValueEnum;

/// The client that the server under test is set up for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Profile {
    /// The RFC, where a server may also forgive what real clients are known to send; every day is lived.
    Lenient,
    /// The RFC to the letter, and the day of a client that keeps to it.
    Rfc,
    /// As lenient, Okta's day; a user pushed again after deactivation must come back with the same id.
    Okta,
    /// As lenient, Entra's day.
    Entra,
    /// As lenient, `OneLogin`'s day.
    Onelogin,
    /// As lenient, `JumpCloud`'s day.
    Jumpcloud,
    /// As lenient, the day of `PingFederate` and `PingOne`.
    Ping,
    /// As lenient, the day of a personnel system: who is sent without `active` is not active yet.
    Hr,
}

impl Profile {
    /// Whether only the letter of the RFC passes.
    pub(crate) fn is_strict(self) -> bool {
        self == Self::Rfc
    }

    /// Whether a run with this profile lives the day of that one.
    pub(crate) fn lives(self, day: Self) -> bool {
        self == Self::Lenient || self == day
    }
}

impl fmt::Display for Profile {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Lenient => "lenient",
            Self::Rfc => "rfc",
            Self::Okta => "okta",
            Self::Entra => "entra",
            Self::Onelogin => "onelogin",
            Self::Jumpcloud => "jumpcloud",
            Self::Ping => "ping",
            Self::Hr => "hr",
        })
    }
}
