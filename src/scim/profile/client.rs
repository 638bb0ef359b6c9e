//! The clients there are.

use std::{fmt, str::FromStr};

/// The client at the other end of a connection.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Profile {
    /// Forgives what real identity providers send; the default.
    #[default]
    Lenient,
    /// Follows RFC 7643 and RFC 7644 to the letter.
    Rfc,
    /// Okta.
    Okta,
    /// Microsoft Entra ID.
    Entra,
    /// `OneLogin`.
    Onelogin,
    /// `JumpCloud`.
    Jumpcloud,
    /// `PingFederate` and `PingOne`.
    Ping,
    /// A feed from a personnel system, where being on the list is not yet having access.
    Hr,
}

impl Profile {
    /// Every profile, in the order of the command line's help.
    pub const ALL: [Self; 8] = [
        Self::Lenient,
        Self::Rfc,
        Self::Okta,
        Self::Entra,
        Self::Onelogin,
        Self::Jumpcloud,
        Self::Ping,
        Self::Hr,
    ];

    /// The name on the command line and in the database.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Lenient => "lenient",
            Self::Rfc => "rfc",
            Self::Okta => "okta",
            Self::Entra => "entra",
            Self::Onelogin => "onelogin",
            Self::Jumpcloud => "jumpcloud",
            Self::Ping => "ping",
            Self::Hr => "hr",
        }
    }

    /// Why the profile exists, in a sentence.
    pub const fn why(self) -> &'static str {
        match self {
            Self::Lenient => {
                "A client that nobody knows: whatever can be understood without doing more than was \
                 asked is understood."
            }
            Self::Rfc => {
                "A client under test, or one that wants to be told of each of its mistakes."
            }
            Self::Okta => {
                "Okta never deletes a user: who returns is pushed again, and its Header Auth \
                 applications send the token bare."
            }
            Self::Entra => {
                "Microsoft Entra ID documents 204 as the answer to a Group PATCH, and gives access \
                 back by PATCH, never by POST."
            }
            Self::Onelogin => {
                "OneLogin sends what an administrator wrote into a template, and the template it \
                 comes with names the schemas of SCIM 1.1."
            }
            Self::Jumpcloud => {
                "JumpCloud makes, changes and deletes a test user and a test group when the \
                 connection is switched on, and then pushes members in Entra's old shape."
            }
            Self::Ping => {
                "PingFederate and PingOne write whole users by PUT, never by PATCH, and find groups by \
                 reading them all."
            }
            Self::Hr => {
                "A personnel system lists people before they start: being on the list is not yet \
                 having access."
            }
        }
    }
}

impl fmt::Display for Profile {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// The text is not the name of a profile.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("unknown profile {0:?}: use lenient, rfc, okta, entra, onelogin, jumpcloud, ping or hr")]
pub struct UnknownProfile(pub String);

impl FromStr for Profile {
    type Err = UnknownProfile;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Self::ALL
            .into_iter()
            .find(|profile| profile.as_str() == text)
            .ok_or_else(|| UnknownProfile(text.to_owned()))
    }
}
