//! How a connection's client is met: one name, one table of switches.

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

/// What a profile forgives and how it answers; every field is one decision.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "a table of independent switches, each read by name"
)]
pub struct Switches {
    /// `"True"` is a boolean, a bare string is a complex value, dotted and URN-qualified keys are
    /// paths, and an unknown URN in `schemas` is left out.
    pub coerce: bool,
    /// An attribute that no schema knows is left out and logged; otherwise it is refused.
    pub ignore_unknown: bool,
    /// A value path that selects nothing makes the element that its `eq` terms describe.
    pub make_missing: bool,
    /// `emails[type eq "work"].value eq "x"` is a filter.
    pub trailing_comparison: bool,
    /// `remove` with a value list removes just those values; otherwise it is refused.
    pub remove_listed: bool,
    /// An empty string clears an attribute; otherwise it is a value.
    pub empty_clears: bool,
    /// A member id that nobody has yet is kept until somebody has it; otherwise it is refused.
    pub pending_members: bool,
    /// A POST for a person whom this connection deactivated revives that person.
    pub revive: bool,
    /// The Authorization header may hold the token alone, without `Bearer`.
    pub bare_token: bool,
    /// A Group PATCH is answered with 204.
    pub quiet_group_patch: bool,
    /// A User that is sent without `active` is active.
    pub active_when_absent: bool,
}

/// The table of scim.md 2.4, left column; every other profile names its differences.
const LENIENT: Switches = Switches {
    coerce: true,
    ignore_unknown: true,
    make_missing: true,
    trailing_comparison: true,
    remove_listed: true,
    empty_clears: true,
    pending_members: true,
    revive: true,
    bare_token: false,
    quiet_group_patch: false,
    active_when_absent: true,
};

/// The same table, right column.
const RFC: Switches = Switches {
    coerce: false,
    ignore_unknown: false,
    make_missing: false,
    trailing_comparison: false,
    remove_listed: false,
    empty_clears: false,
    pending_members: false,
    revive: false,
    ..LENIENT
};

/// Lenient, and a person who was deactivated comes back by PATCH or PUT, not by POST.
const NO_REVIVAL: Switches = Switches {
    revive: false,
    ..LENIENT
};

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

    /// What this profile forgives and how it answers.
    pub const fn switches(self) -> Switches {
        match self {
            Self::Lenient => LENIENT,
            Self::Rfc => RFC,
            // Okta's "Header Auth" applications send the bare token.
            Self::Okta => Switches {
                bare_token: true,
                ..LENIENT
            },
            // Entra documents 204 as the answer to a Group PATCH.
            Self::Entra => Switches {
                quiet_group_patch: true,
                ..NO_REVIVAL
            },
            Self::Onelogin | Self::Jumpcloud | Self::Ping => NO_REVIVAL,
            Self::Hr => Switches {
                active_when_absent: false,
                ..NO_REVIVAL
            },
        }
    }

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

#[cfg(test)]
mod tests {
    use super::{Profile, Switches};

    fn who(switch: fn(Switches) -> bool) -> String {
        let with = Profile::ALL
            .into_iter()
            .filter(|profile| switch(profile.switches()));
        with.map(Profile::as_str).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn profiles_differ_only_where_they_say() {
        let all_but_rfc = "lenient okta entra onelogin jumpcloud ping hr";
        assert_eq!(who(|switches| switches.coerce), all_but_rfc);
        assert_eq!(who(|switches| switches.pending_members), all_but_rfc);
        assert_eq!(who(|switches| switches.revive), "lenient okta");
        assert_eq!(who(|switches| switches.bare_token), "okta");
        assert_eq!(who(|switches| switches.quiet_group_patch), "entra");
        assert_eq!(who(|switches| !switches.active_when_absent), "hr");
    }

    #[test]
    fn names_read_back_and_others_are_explained() {
        for profile in Profile::ALL {
            assert_eq!(profile.to_string().parse(), Ok(profile));
        }
        let error = "Okta".parse::<Profile>().unwrap_err().to_string();
        assert!(error.starts_with("unknown profile \"Okta\": use lenient, rfc, okta"));
    }
}
