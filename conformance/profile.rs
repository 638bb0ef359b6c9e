//! How strictly the judge reads the RFC where the field's clients ask a server to forgive.

use std::fmt;

use clap::ValueEnum;

/// The forgiveness that the server under test claims.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Profile {
    /// The RFC, where a server may also forgive what Okta and Entra are known to send.
    Lenient,
    /// The RFC to the letter; Entra's day is skipped because it needs forgiveness.
    Rfc,
    /// As lenient, and a user pushed again after deactivation must come back with the same id.
    Okta,
    /// As lenient, and Entra's own shapes must work.
    Entra,
}

impl Profile {
    /// Whether only the letter of the RFC passes.
    pub(crate) fn is_strict(self) -> bool {
        self == Self::Rfc
    }
}

impl fmt::Display for Profile {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Lenient => "lenient",
            Self::Rfc => "rfc",
            Self::Okta => "okta",
            Self::Entra => "entra",
        })
    }
}
